import type { SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { FieldMapping, Mapping, Route } from '../../model/mapping.ts';
import { plainName } from '../values/plain-name.ts';
import { checkTransforms } from './check-transforms.ts';
import { type Decisions, decisionsOf, doesSame, type FieldDecision, type Precedent, sameRoute } from './decisions.ts';

export interface PrecedentContext {
  customer: string;
  source: SystemMetadata;
  destination: SystemMetadata;
  definition: DestinationDefinition;
}

/** Surer than a name that was recognised, less sure than a person who looks at these records. */
const confidence = 0.95;

/**
 * The proposal with what people decided before between these two systems, the latest decision first. Only what fits is taken:
 * both fields have to be there, and the transforms have to work. Nothing but decisions comes along, no data and no owner.
 */
export function applyPrecedents(
  proposal: Mapping,
  precedents: readonly Precedent[],
  context: PrecedentContext,
): Mapping {
  const mapping = structuredClone(proposal);
  const decided = new Set<string>();
  const first = (key: string) => !decided.has(key) && decided.add(key) !== undefined;
  for (const precedent of precedents) {
    const whose = precedent.customer === context.customer ? 'this customer' : 'another customer';
    const reason = `as approved for ${whose} on ${precedent.approvedAt.slice(0, 10)}`;
    const decisions = decisionsOf(precedent);
    applyFields(mapping, decisions, reason, first, context);
    applyLeftOut(mapping, decisions, reason, first);
    applyStages(mapping, decisions, reason, first, context);
  }
  return withoutUnused(mapping, proposal);
}

type First = (key: string) => boolean;

function applyFields(mapping: Mapping, { fields }: Decisions, reason: string, first: First, context: PrecedentContext) {
  for (const decision of fields) {
    const route = mapping.routes.find((candidate) => sameRoute(candidate, decision.route));
    if (route === undefined || route.to === null) continue;
    const source = new Set(context.source.objects[route.object]?.fields.map(({ key }) => key));
    const { from, fallback } = decision.field;
    if (![...from, ...fallback].every((key) => source.has(key) || key.startsWith('@'))) continue;
    const to = targetOf(decision, route, mapping, context);
    if (to === null) continue;
    const field = { ...decision.field, to, confidence, reason };
    if (checkTransforms(mapping, field, to, source).length > 0) continue;
    if (!first(`field ${mapping.routes.indexOf(route)} ${to}`)) continue;
    if (!route.fields.some((other) => doesSame(other, field))) place(route, field, reason);
  }
}

/** Key of the destination field in this account: a custom field by its label, a new one with its definition. */
function targetOf(
  { field, label, newField }: FieldDecision,
  route: Route,
  mapping: Mapping,
  context: PrecedentContext,
) {
  if (field.to.startsWith('footer:')) return field.to;
  const object = route.to as string;
  const known = [
    ...(context.definition.objects[object]?.fields ?? []),
    ...(context.destination.objects[object]?.fields ?? []),
  ];
  if (label !== null) {
    const namesake = known.find((candidate) => candidate.label?.toLowerCase() === label.toLowerCase());
    if (namesake) return namesake.readOnly ? null : namesake.key;
  }
  if (newField === null) return known.some(({ key, readOnly }) => key === field.to && !readOnly) ? field.to : null;
  if (context.definition.define.field[newField.object] === undefined) return null;
  if (!mapping.newFields.some(({ object: of, key }) => of === newField.object && key === newField.key))
    mapping.newFields.push(newField);
  return field.to;
}

/** Puts an entry in the place of those that it takes over from; a source field that is left without one is listed. */
function place(route: Route, field: FieldMapping, reason: string): void {
  const taken = new Set(field.from);
  const isReplaced = (other: FieldMapping) =>
    other.to === field.to || (other.from.length > 0 && other.from.every((key) => taken.has(key)));
  const replaced = route.fields.filter(isReplaced);
  const at = route.fields.findIndex(isReplaced);
  route.fields = route.fields.filter((other) => !replaced.includes(other));
  route.fields.splice(at === -1 ? route.fields.length : at, 0, field);
  const carried = new Set(route.fields.flatMap(({ from, fallback }) => [...from, ...fallback]));
  const left = replaced.flatMap(({ from }) => from).filter((key) => !carried.has(key));
  route.unmapped = [
    ...route.unmapped.filter(({ field: key }) => !taken.has(key)),
    ...left.map((key) => ({ field: key, reason: `"${field.to}" takes another field, ${reason}` })),
  ];
  route.undecided = route.undecided.filter(({ field: key }) => !taken.has(key));
}

function applyLeftOut(mapping: Mapping, { leftOut }: Decisions, reason: string, first: First): void {
  for (const { route: of, from } of leftOut) {
    const route = mapping.routes.find((candidate) => sameRoute(candidate, of));
    const alone = route?.fields.filter((field) => field.from.length === 1 && field.from[0] === from) ?? [];
    if (route === undefined || alone.length === 0) continue;
    // one that fills the field in another way was decided upon later
    if (alone.some((field) => field.reason.startsWith('as approved'))) continue;
    if (!first(`left ${mapping.routes.indexOf(route)} ${from}`)) continue;
    route.fields = route.fields.filter((field) => !alone.includes(field));
    route.unmapped.push({ field: from, reason: `left out, ${reason}` });
  }
}

function applyStages(
  mapping: Mapping,
  { stages }: Decisions,
  reason: string,
  first: First,
  context: PrecedentContext,
): void {
  for (const decision of stages) {
    const pipeline = mapping.pipelines.find(({ name }) => plainName(name) === plainName(decision.pipeline));
    const stage = pipeline?.stages.find(
      ({ name, kind }) => kind === decision.kind && plainName(name) === plainName(decision.stage),
    );
    const there = context.destination.pipelines.find(({ id }) => id === pipeline?.to);
    const to = there?.stages.find(({ name }) => plainName(name) === plainName(decision.to));
    if (!stage || !to || !first(`stage ${plainName(decision.pipeline)} ${plainName(decision.stage)}`)) continue;
    if (stage.to !== to.id) Object.assign(stage, { to: to.id, reason });
  }
}

/** Definitions that only a replaced entry asked for are not created. */
function withoutUnused(mapping: Mapping, proposal: Mapping): Mapping {
  const namesOf = ({ routes }: Mapping) => new Set(routes.flatMap(({ fields }) => fields.map(({ to }) => to)));
  const [before, now] = [namesOf(proposal), namesOf(mapping)];
  const isUnused = (name: string) => before.has(name) && !now.has(name);
  return { ...mapping, newFields: mapping.newFields.filter(({ object, key }) => !isUnused(`new:${object}.${key}`)) };
}
