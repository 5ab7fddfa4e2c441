import type { Field, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { Mapping } from '../../model/mapping.ts';
import { nearest } from '../../model/nearest.ts';
import { checkPipelines } from './check-pipelines.ts';
import { checkStatuses } from './check-statuses.ts';
import { checkSettings, checkTransforms } from './check-transforms.ts';
import { currenciesThere, currencyFault } from './propose-currencies.ts';

export interface MappingProblem {
  /** `routes[2].fields[0].to` */
  place: string;
  message: string;
  hint: string;
}

export interface CheckContext {
  definition: DestinationDefinition;
  source: SystemMetadata;
  destination: SystemMetadata;
  /** The two sides of the migration, where a document may have been written for others. */
  systems?: { source: string; destination: string };
}

/** Everything in a mapping that cannot work or waits for a person, each with its place and the remedy. */
export function checkMapping(mapping: Mapping, context: CheckContext): MappingProblem[] {
  return [
    ...checkSystems(mapping, context),
    ...checkSettings(mapping),
    ...mapping.routes.flatMap((route, index) => checkRoute(mapping, route, `routes[${index}]`, context)),
    ...(usesStages(mapping, context) ? checkPipelines(mapping, context) : []),
    ...checkStatuses(mapping, context),
    ...checkCurrencies(mapping, context),
    ...checkOwners(mapping, context),
    ...(mapping.orphans === null
      ? [
          {
            place: 'orphans',
            message: 'more than 20 deals belong to nobody; the destination wants a parent for each',
            hint: 'Set orphans in the migration file: each (one parent a deal), collect (one for all) or hold.',
          },
        ]
      : []),
  ];
}

/** A document of another pair of systems names fields that may be called the same here and mean something else. */
function checkSystems(mapping: Mapping, { systems }: CheckContext): MappingProblem[] {
  if (systems === undefined) return [];
  return (['source', 'destination'] as const)
    .filter((side) => mapping[side].system !== systems[side])
    .map((side) => ({
      place: `${side}.system`,
      message: `the mapping is written for ${mapping[side].system}, and this migration's ${side} is ${systems[side]}`,
      hint: 'Give the mapping of this migration; portage mapping export ID shows it.',
    }));
}

const shownFields = 30;

/** What was probably meant, else which fields there are: those whose key says nothing with their label. */
function knownFields(word: string, fields: readonly Pick<Field, 'key' | 'label' | 'custom'>[]): string {
  const meant = nearest(
    word,
    fields.map(({ key }) => key),
  );
  if (meant !== null) return `Did you mean "${meant}"?`;
  const texts = fields.map(({ key, label, custom }) => (custom && label ? `${key} (${label})` : key));
  return `It has: ${texts.slice(0, shownFields).join(', ')}${texts.length > shownFields ? ' …' : '.'}`;
}

function checkRoute(
  mapping: Mapping,
  route: Mapping['routes'][number],
  place: string,
  context: CheckContext,
): MappingProblem[] {
  if (route.to === null) return [];
  const object = context.definition.objects[route.to];
  if (!object) {
    const known = Object.keys(context.definition.objects).join(', ');
    return [
      { place: `${place}.to`, message: `the destination has no object "${route.to}"`, hint: `It has: ${known}.` },
    ];
  }
  const source = new Set(context.source.objects[route.object]?.fields.map((field) => field.key));
  const targets = new Map(
    [...object.fields, ...(context.destination.objects[route.to]?.fields ?? [])].map((field) => [field.key, field]),
  );
  const created = new Set(mapping.newFields.map((field) => `new:${field.object}.${field.key}`));
  const problems: MappingProblem[] = [];
  const filled = new Map<string, number>();
  for (const [index, field] of route.fields.entries()) {
    const at = `${place}.fields[${index}]`;
    for (const key of [...field.from, ...field.fallback]) {
      if (!source.has(key) && !key.startsWith('@')) {
        problems.push({
          place: `${at}.from`,
          message: `the source's ${route.object} has no field "${key}"`,
          hint: knownFields(
            key,
            [...source].map((own) => ({ key: own })),
          ),
        });
      }
    }
    problems.push(...checkTransforms(mapping, field, at, source));
    const target = targets.get(field.to);
    if (!target && !created.has(field.to) && !field.to.startsWith('footer:')) {
      problems.push({
        place: `${at}.to`,
        message: `the destination's ${route.to} has no field "${field.to}"`,
        hint: knownFields(field.to, [...targets.values()]),
      });
    }
    if (target?.readOnly)
      problems.push({
        place: `${at}.to`,
        message: `"${field.to}" is read-only at the destination`,
        hint: 'Map the source field onto another one, or onto a new custom field.',
      });
    const earlier = filled.get(field.to);
    const addsToList = target?.many === true && field.constant !== undefined;
    if (earlier !== undefined && !field.to.startsWith('footer:') && !addsToList) {
      problems.push({
        place: `${at}.to`,
        message: `"${field.to}" is filled by fields[${earlier}] as well`,
        hint: 'Name both source fields in one entry, in the order in which they count.',
      });
    }
    filled.set(field.to, index);
  }
  for (const field of object.fields) {
    const supplied =
      filled.has(field.key) || field.default !== undefined || field.type === 'reference' || field.path !== undefined;
    if (field.required && !supplied) {
      problems.push({
        place: `${place}.fields`,
        message: `${route.object} → ${route.to}: "${field.label ?? field.key}" is required and nothing fills it`,
        hint: 'Map a source field onto it, or give a constant.',
      });
    }
  }
  return problems;
}

/** Stages matter where something goes across that has one: a destination of people only needs none. */
function usesStages(mapping: Mapping, { definition }: CheckContext): boolean {
  return mapping.routes.some((route) =>
    definition.objects[route.to ?? '']?.fields.some((field) => field.concept === 'deal.stage'),
  );
}

function checkCurrencies({ currencies = {} }: Mapping, { definition, destination }: CheckContext): MappingProblem[] {
  const there = currenciesThere(definition, destination);
  return Object.entries(currencies).flatMap(([word, { to, records }]) => {
    const fault = currencyFault(to, there);
    const offered = there === null ? 'an ISO 4217 code, such as EUR' : `one of ${[...there].slice(0, 30).join(', ')}`;
    const hint = `Set \`to\` to the currency that these amounts are in: ${offered}.`;
    return fault === null
      ? []
      : [{ place: `currencies.${word}`, message: `the currency "${word}" of ${records} records ${fault}`, hint }];
  });
}

/** Nobody is ever invited: everyone who is to own records has to be there already. */
function checkOwners(mapping: Mapping, { destination }: CheckContext): MappingProblem[] {
  const { fallback, departed, byId } = mapping.owners;
  const known = new Set(destination.users.map((user) => user.id));
  const named: [string, string | null | undefined][] = [
    ['owners.fallback', fallback],
    ['owners.departed', departed],
    ...Object.entries(byId).map(([id, owner]): [string, string | null] => [`owners.byId.${id}`, owner.to]),
  ];
  const missing = named.filter(
    ([, to]) => to !== null && to !== undefined && !known.has(to) && to !== destination.self?.id,
  );
  const first = new Set<string>();
  return missing.flatMap(([place, to]) => {
    // one mistyped address stands at all its people
    if (first.has(to as string)) return [];
    first.add(to as string);
    return [
      {
        place,
        message: `the destination has no user "${to}"`,
        hint: 'Choose one of its users, create the account there first, or null for nobody.',
      },
    ];
  });
}
