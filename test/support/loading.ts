import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Breaker } from '../../src/activities/load/breaker.ts';
import { type LoadChunkOptions, type LoadChunkResult, loadChunk } from '../../src/activities/load/load-chunk.ts';
import { createUndo } from '../../src/activities/undo/undo-page.ts';
import { openCsvDestination } from '../../src/connectors/csv/destination.ts';
import type { Comparing } from '../../src/mappers/compare/compare-record.ts';
import type { ConnectorDefinition } from '../../src/model/connector.ts';
import { PortageError } from '../../src/model/errors.ts';
import type { DestinationWriter } from '../../src/model/ports.ts';
import type { Database } from '../../src/store/database.ts';
import type { PairScope } from '../../src/store/scope.ts';
import { nextToUndo, saveUndo, type UndoResult } from '../../src/store/undo-store.ts';
import { wavesLeft } from '../../src/store/wave-store.ts';

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

/** Sends what is planned, wave by wave, as the load workflow does; what is left in doubt stays so. */
export async function loadAll(
  db: Database,
  scope: PairScope,
  writer: DestinationWriter,
  comparing: Comparing,
  options: Partial<LoadChunkOptions> = {},
): Promise<LoadChunkResult[]> {
  const results: LoadChunkResult[] = [];
  for (const { number } of await wavesLeft(db, scope, false))
    results.push(
      await loadChunk(db, writer, scope, {
        ...{ filter: { wave: number, sampleOnly: false }, maxEffects: 100, budgetMs: 10_000, requestTimeoutMs: 5_000 },
        ...{ concurrency: 4, comparing, breaker: new Breaker([]), signal: neverAborted, ...options },
      }),
    );
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
