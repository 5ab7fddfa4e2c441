import type { SystemMetadata } from '../../model/catalogue.ts';
import type { Mapping } from '../../model/mapping.ts';

/** Objects that a customer knows by name: activities come along with them. */
const rootObjects: ReadonlySet<string> = new Set(['company', 'contact', 'lead', 'deal']);

/** Where records of an object say what the choice of a sample looks at. */
export interface FeatureKeys {
  stage?: string;
  owner?: string;
  email?: string;
  size?: string;
}

/** What SQL needs to see the features of a record: which field holds what, and which rule an owner falls under. */
export interface FeatureSpec {
  keys: Record<string, FeatureKeys>;
  owners: Record<string, { how: string; active: boolean }>;
  roots: string[];
}

export function featureSpecOf(mapping: Mapping, source: SystemMetadata): FeatureSpec {
  const objects = [...new Set(mapping.routes.filter(({ to }) => to !== null).map(({ object }) => object))];
  const keyOf = (object: string, suffix: string) =>
    source.objects[object]?.fields.find(({ concept }) => concept?.endsWith(`.${suffix}`))?.key;
  const keys = objects.map((object): [string, FeatureKeys] => {
    const found = {
      stage: keyOf(object, 'stage'),
      owner: keyOf(object, 'owner'),
      email: object === 'contact' ? keyOf(object, 'email') : undefined,
      size: keyOf(object, 'size'),
    };
    return [object, Object.fromEntries(Object.entries(found).filter(([, key]) => key !== undefined))];
  });
  return {
    keys: Object.fromEntries(keys),
    owners: Object.fromEntries(
      Object.entries(mapping.owners.byId).map(([id, { how, active }]) => [id, { how, active }]),
    ),
    roots: objects.filter((object) => rootObjects.has(object)),
  };
}
