import type { KeySource } from '../mappers/plan/match-keys.ts';
import type { ObjectCatalogue, SystemMetadata } from '../model/catalogue.ts';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import type { Mapping } from '../model/mapping.ts';

/** Where a source record carries the values of match concepts; a domain is also read from website and e-mail. */
export function sourceKeys(catalogue: ObjectCatalogue | undefined, concepts: string[]): KeySource[] {
  const also: Record<string, string[]> = { 'company.domain': ['company.website'] };
  return concepts.flatMap((concept) =>
    (catalogue?.fields ?? [])
      .filter((field) => field.concept === concept || also[concept]?.includes(field.concept ?? ''))
      .map((field) => ({ concept, key: field.key })),
  );
}

export { nameOf } from '../model/record-name.ts';

function ownParentOf({ objects }: DestinationDefinition, to: string): string | undefined {
  const nest = objects[to]?.nest;
  return nest?.via.includes('own') ? nest.under : undefined;
}

export interface LinkedFact {
  /** `deal.status`, as routes name it. */
  name: string;
  object: string;
  keys: string[];
  /** Reads a stored value as routes want it: a stage id as won, lost or open. */
  read(value: string): string;
}

/** Facts of linked records that the routes of an object ask for, or that a derived status needs. */
export function linkedFactsOf(
  mapping: Mapping,
  definition: DestinationDefinition,
  source: SystemMetadata,
  object: string,
): LinkedFact[] {
  const routes = mapping.routes.filter((route) => route.object === object);
  const asked = new Set(
    routes
      .flatMap((route) => route.when.map((condition) => condition.field))
      .filter((field) => !field.startsWith(`${object}.`)),
  );
  const hasStatus = (to: string | undefined) =>
    to !== undefined && definition.objects[to]?.fields.some((field) => field.concept === 'company.status') === true;
  // the parent that a record may bring has a status as well
  const derived = routes.some(({ to }) => to !== null && (hasStatus(to) || hasStatus(ownParentOf(definition, to))));
  if (derived) asked.add('deal.status');
  return [...asked].flatMap((name): LinkedFact[] => {
    const [other] = name.split('.');
    const catalogue = other === undefined ? undefined : source.objects[other];
    if (!catalogue || other === object || other === undefined) return [];
    const concepts = name === 'deal.status' ? ['deal.status', 'deal.stage'] : [name];
    const keys = catalogue.fields
      .filter((field) => field.concept && concepts.includes(field.concept))
      .map((field) => field.key);
    const kinds = new Map(
      mapping.pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.from, stage.kind] as const)),
    );
    return keys.length === 0
      ? []
      : [
          {
            name,
            object: other,
            keys,
            read: (value) => (name === 'deal.status' ? (kinds.get(value) ?? value) : value),
          },
        ];
  });
}
