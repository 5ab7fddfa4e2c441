/** Fields that the engine itself wants on records: the marker, parents' ids, the names of owners who are replaced, consent. */
import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { DestinationDefinition, RouteTemplate } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import type { Route } from '../../model/mapping.ts';
import type { NewFields } from './new-fields.ts';
import type { ProposalInput } from './proposal-input.ts';
import { consentConcepts } from './propose-route.ts';

/** Fields that the engine itself wants on each record: the marker, and the name of owners who have no account there. */
export function withEngineFields(
  route: Route,
  template: RouteTemplate,
  destination: DestinationObject,
  catalogue: ObjectCatalogue,
  input: ProposalInput,
  newFields: NewFields,
): Route {
  const object = template.to as string;
  const fields = [...route.fields];
  const { marker } = destination;
  if (marker) {
    const key =
      marker.field ??
      newFields.want({
        object,
        label: marker.label ?? 'Import',
        type: 'text',
        many: false,
        options: [],
        reason: 'marks what this migration created',
      });
    if (key)
      fields.push({
        to: key,
        from: [],
        fallback: [],
        constant: input.marker,
        existing: 'fill',
        confidence: 1,
        reason: 'marker of this migration',
      });
  }
  const sourceId = destination.sourceIdField;
  const hasId = catalogue.fields.some((field) => field.concept?.endsWith('.source_id'));
  if (sourceId && !hasId) {
    const key = newFields.want({
      object,
      label: sourceId,
      type: 'text',
      many: false,
      options: [],
      reason: 'finds a record again by its id at the source',
    });
    if (key)
      fields.push({
        to: key,
        from: ['@sourceId'],
        fallback: [],
        existing: 'fill',
        confidence: 1,
        reason: 'id at the source',
      });
  }
  for (const label of [destination.footerLabel, ...destination.spill.map((spill) => spill.label)]) {
    if (label)
      newFields.want({
        object,
        label,
        type: 'html',
        many: false,
        options: [],
        reason: 'keeps what has no field of its own',
      });
  }
  return { ...route, fields };
}

/** Parents that records bring along are marked and found again like any other, also where no source record becomes one. */
export function wantParentFields(definition: DestinationDefinition, routes: Route[], newFields: NewFields): void {
  for (const route of routes) {
    const nest = route.to === null ? undefined : definition.objects[route.to]?.nest;
    const parent = nest?.via.includes('own') ? definition.objects[nest.under] : undefined;
    if (nest === undefined || parent === undefined) continue;
    const wanted = [
      [parent.marker?.field === undefined ? parent.marker?.label : undefined, 'marks what this migration created'],
      [parent.sourceIdField, 'finds a record again by its id at the source'],
    ] as const;
    for (const [label, reason] of wanted) {
      if (label) newFields.want({ object: nest.under, label, type: 'text', many: false, options: [], reason });
    }
  }
}

/** Where a field shall keep the names of owners who are replaced, each object that has an owner gets it. */
export function wantFormerOwners({ file, source }: ProposalInput, routes: Route[], newFields: NewFields): void {
  const label = file.owners?.keepNameIn;
  if (label === undefined) return;
  for (const { object, to, fields } of routes) {
    const catalogue = source.metadata.objects[object]?.fields ?? [];
    const isOwner = (key: string) => catalogue.find((field) => field.key === key)?.concept?.endsWith('.owner') ?? false;
    const hasOwner = fields.some((field) => !field.to.startsWith('footer:') && field.from.some(isOwner));
    const reason = 'names the owner at the source where another one takes the place';
    if (to !== null && hasOwner) newFields.want({ object: to, label, type: 'text', many: false, options: [], reason });
  }
}

/** Consent is written only where the source says something about it: otherwise the destination's own default stands. */
export function consentFields(input: ProposalInput, routes: Route[], newFields: NewFields): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const route of routes) {
    const object = route.to === null ? undefined : input.destination.definition.objects[route.to];
    if (route.to === null || object?.consent === undefined) continue;
    const says = input.source.metadata.objects[route.object]?.fields.some(
      (field) => field.concept && consentConcepts.has(field.concept),
    );
    if (!says) continue;
    const { words } = object.consent;
    const key =
      object.consent.field ??
      newFields.want({
        object: route.to,
        label: object.consent.label ?? 'Marketing consent',
        type: 'choice',
        many: false,
        options: [words.refused, words.pending, words.proved],
        reason: 'refusals and proof of consent travel with the person',
      });
    if (key) fields[route.to] = key;
  }
  return fields;
}
