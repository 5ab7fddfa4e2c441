import { close } from '../../src/connectors/close/system.ts';
import type { Comparing } from '../../src/mappers/compare/compare-record.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { DestinationWriter, TakenRecords } from '../../src/model/ports.ts';
import type { EffectRow } from '../../src/store/effect-store.ts';

/** How values at Close are compared, in an account of its own. */
export const comparingClose: Comparing = {
  fields: new Map(
    Object.entries(close.destination?.objects ?? {}).map(([name, { fields }]) => [
      name,
      new Map(fields.map((field) => [field.key, field])),
    ]),
  ),
  values: { timezone: 'UTC', defaultCountry: 'US', currency: 'USD' },
};

/** A destination that holds one record, and what was done to it. */
export function oneRecordAt(
  object: string,
  data: JsonObject,
  taken: TakenRecords[] = [],
): { writer: DestinationWriter; done: unknown[] } {
  const done: unknown[] = [];
  const nothing = () => Promise.reject(new Error('not expected'));
  const writer: DestinationWriter = {
    check: nothing,
    describe: nothing,
    reserve: nothing,
    create: nothing,
    list: nothing,
    candidates: nothing,
    total: nothing,
    takenWith: async () => taken,
    namedBy: async () => [],
    define: nothing,
    undefine: nothing,
    get: async (name, id) => (name === object ? { id, data, version: '2' } : null),
    async update(_name, id, changes) {
      done.push({ update: id, changes });
      return { id, data: { ...data, ...changes }, version: '3' };
    },
    async remove(_name, id) {
      done.push({ remove: id });
    },
    requestCounts: () => ({ total: 0, throttled: 0 }),
    finish: async () => {},
    close: async () => {},
  };
  return { writer, done };
}

export function effectOf(operation: 'create' | 'update', destinationObject: string, payload: JsonObject): EffectRow {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    object: 'contact',
    sourceId: '1',
    role: 'main',
    operation,
    destinationObject,
    destinationId: 'd1',
    payload,
    references: [],
    contentHash: 'hash',
    attempts: 0,
  };
}
