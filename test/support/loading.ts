import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach } from 'vitest';
import { Breaker } from '../../src/activities/load/breaker.ts';
import { type LoadChunkOptions, type LoadChunkResult, loadChunk } from '../../src/activities/load/load-chunk.ts';
import { candidateRulesOf } from '../../src/activities/load/rules.ts';
import { settleChunk } from '../../src/activities/load/settle-chunk.ts';
import { createUndo } from '../../src/activities/undo/undo-page.ts';
import { openCsvDestination } from '../../src/connectors/csv/destination.ts';
import type { Comparing } from '../../src/mappers/compare/compare-record.ts';
import type { ConnectorDefinition } from '../../src/model/connector.ts';
import type { DestinationDefinition } from '../../src/model/destination-definition.ts';
import { PortageError } from '../../src/model/errors.ts';
import type { DestinationWriter } from '../../src/model/ports.ts';
import type { Database } from '../../src/store/database.ts';
import { leftInWave } from '../../src/store/effect-store.ts';
import { type MigrationRow, pairScopeOf } from '../../src/store/migration-row.ts';
import type { PairScope } from '../../src/store/scope.ts';
import { nextToUndo, saveUndo, type UndoResult } from '../../src/store/undo-store.ts';
import { wavesLeft } from '../../src/store/wave-store.ts';
import { emptyAccount } from './planning.ts';

/** How a destination's own fields are compared, without an account that was described. */
export function comparingFieldsOf(connector: ConnectorDefinition): Comparing {
  return {
    fields: new Map(
      Object.entries(connector.destination?.objects ?? {}).map(([name, { fields }]) => [
        name,
        new Map(fields.map((field) => [field.key, field])),
      ]),
    ),
    values: { timezone: 'UTC', defaultCountry: null, currency: null },
  };
}

/** Gives each test of a file an output folder of its own, and writers into it. */
export function useFolder() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portage-load-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  return {
    /** A folder that refuses the records of these names. */
    writerRefusing(refused: Set<string>): DestinationWriter {
      const writer = openCsvDestination({ options: { path: folder } });
      const create = writer.create.bind(writer);
      writer.create = async (object, payload, options) => {
        if (refused.has(String(payload['name']))) throw new PortageError('record', 'refused', { code: 'refused' });
        return create(object, payload, options);
      };
      return writer;
    },
  };
}

export const neverAborted = new AbortController().signal;

/** Sends what is planned, wave by wave, as the load workflow does; a wave of which something is left in doubt ends it. */
export async function loadAll(
  db: Database,
  scope: PairScope,
  writer: DestinationWriter,
  comparing: Comparing,
  options: Partial<LoadChunkOptions> = {},
): Promise<LoadChunkResult[]> {
  const results: LoadChunkResult[] = [];
  for (const { number } of await wavesLeft(db, scope, false)) {
    const filter = { wave: number, sampleOnly: false };
    results.push(
      await loadChunk(db, writer, scope, {
        ...{ filter, maxEffects: 100, budgetMs: 10_000, requestTimeoutMs: 5_000 },
        ...{ concurrency: 4, comparing, breaker: new Breaker([]), signal: neverAborted, ...options },
      }),
    );
    const { planned, intended } = await leftInWave(db, scope, filter, 0);
    if (planned + intended > 0) break;
  }
  return results;
}

/** Takes everything back, page by page, as the roll back does. */
export async function undoAll(
  db: Database,
  scope: PairScope,
  writer: DestinationWriter,
  comparing: Comparing,
): Promise<UndoResult[]> {
  const undo = await createUndo(db, scope, writer, comparing, neverAborted);
  const all: UndoResult[] = [];
  for (;;) {
    const page = await nextToUndo(db, scope, false, 100);
    if (page.length === 0) return all;
    const { results, lost } = await undo(page);
    await saveUndo(db, scope, results);
    if (lost !== null) throw lost;
    all.push(...results);
  }
}

/** Decides what is in doubt, as if all the waiting times had passed. */
export async function settleAll(
  db: Database,
  row: MigrationRow,
  writer: DestinationWriter,
  connector: ConnectorDefinition,
): Promise<void> {
  const scope = pairScopeOf(row);
  await db
    .updateTable('effects')
    .set({ deadline: sql<Date>`deadline - interval '1 hour'` })
    .where('migration_id', '=', scope.migrationId)
    .where('state', '=', 'intended')
    .execute();
  const { fields } = comparingFieldsOf(connector);
  // a signal stands for one settling: what it lists is kept by it
  const { signal } = new AbortController();
  await settleChunk(db, writer, scope, {
    ...{ filter: { wave: null, sampleOnly: false }, settleAfterMs: 0, limit: 1_000, signal },
    rulesFor: candidateRulesOf(connector.destination as DestinationDefinition, fields, emptyAccount(), row),
    findDefinition: async () => null,
  });
}
