import { createPlanner, type Planned } from '../../src/mappers/plan/plan-record.ts';
import { proposeMapping } from '../../src/mappers/propose/propose-mapping.ts';
import { fieldSchema, type ObjectCatalogue, type SystemMetadata } from '../../src/model/catalogue.ts';
import type { ConnectorDefinition } from '../../src/model/connector.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Mapping } from '../../src/model/mapping.ts';
import { migrationFileSchema } from '../../src/model/migration-file.ts';
import type { LinkView, RecordView } from '../../src/model/views.ts';

/** Catalogues as describing an account gives them, from what a definition lists. */
export function cataloguesOf(objects: Record<string, { fields: object[] }>): Record<string, ObjectCatalogue> {
  return Object.fromEntries(
    Object.entries(objects).map(([object, { fields }]) => [
      object,
      { object, fields: fields.map((field) => fieldSchema.strip().parse(field)) },
    ]),
  );
}

export function emptyAccount(parts: Partial<SystemMetadata> = {}): SystemMetadata {
  return {
    account: { id: 'account', name: null },
    self: null,
    timezone: null,
    currency: null,
    objects: {},
    users: [],
    pipelines: [],
    recordStatuses: [],
    automations: null,
    ...parts,
  };
}

export type PlannedRecord = Planned & { main: Planned['effects'][number] | undefined };

export interface Planning {
  mapping: Mapping;
  plan(object: string, values: JsonObject, record?: Partial<RecordView>): PlannedRecord;
}

/** Proposes the mapping for a destination and plans single records with it, without a store. */
export function planning(
  connector: ConnectorDefinition,
  source: SystemMetadata,
  destination: SystemMetadata,
  /** What a person changes in the proposal. */
  change: (mapping: Mapping) => void = () => {},
  /** Further keys of the migration file. */
  file: object = {},
  currencies: Record<string, number> = {},
): Planning {
  const { destination: definition } = connector;
  if (definition === undefined) throw new Error(`${connector.system} is no destination`);
  const given = migrationFileSchema.parse({
    customer: 'Acme',
    source: { system: 'any' },
    destination: { system: connector.system },
    ...file,
  });
  const mapping = proposeMapping({
    file: given,
    marker: 'import-2026-11-abcd',
    source: {
      system: 'any',
      version: '1',
      metadata: source,
      objects: Object.keys(source.objects).filter((object) => !['user', 'pipeline', 'stage'].includes(object)),
      ownerCounts: {},
      orphans: 3,
      currencies,
    },
    destination: { system: connector.system, version: '1', metadata: destination, definition },
  });
  change(mapping);
  const planner = createPlanner({
    mapping,
    definition,
    sourceObjects: source.objects,
    destination,
    ...(given.objects && { wanted: given.objects }),
  });
  return {
    mapping,
    plan: (object, values, record = {}) => {
      const planned = planner({
        object,
        sourceId: '7',
        values,
        links: [],
        state: 'active',
        problems: [],
        createdAt: null,
        updatedAt: null,
        crosswalk: [],
        candidates: [],
        linkedFacts: {},
        ...record,
      });
      return { ...planned, main: planned.effects.find((effect) => effect.role === 'main') };
    },
  };
}

/** A link whose other end is planned under the parent that is given. */
export function linkTo(
  kind: string,
  toId: string,
  destinationObject: string,
  placement: { object: string; sourceId: string; role: string },
): LinkView {
  return {
    kind,
    toObject: kind,
    toId,
    state: 'resolved',
    isPrimary: true,
    position: 0,
    label: null,
    name: `${kind} ${toId}`,
    plan: { outcome: 'create', destinationObject, placement },
  };
}
