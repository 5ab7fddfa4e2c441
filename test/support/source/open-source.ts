import { createSourceReader, type SourceReaderDeps } from '../../../src/connectors/kit/read-source.ts';
import type { Clock } from '../../../src/http/clock.ts';
import type { ConnectorDefinition } from '../../../src/model/connector.ts';
import type { Json } from '../../../src/model/json.ts';
import type { Pacer } from '../../../src/model/pacing.ts';
import type { SourcePage, SourceReader } from '../../../src/model/ports.ts';
import type { RawRow, SourceRecord } from '../../../src/model/record.ts';

const slot = { atMs: 0, validUntilMs: Number.POSITIVE_INFINITY, release: () => undefined };

/** A pacer that never holds anything up. */
export const openPacer: Pacer = {
  reserve: async () => [slot],
  acquire: async () => slot,
  slots: async function* () {},
  penalise: async () => undefined,
  observe: async () => undefined,
  close: async () => undefined,
};

/** Waits are over at once. */
export const hastyClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async () => undefined,
};

export interface Place {
  url: string;
  credentials: Record<string, string>;
  options?: Record<string, Json>;
}

export function openSource(
  connector: ConnectorDefinition,
  { url, credentials, options }: Place,
  deps: Partial<SourceReaderDeps> = {},
): SourceReader {
  const connection = { baseUrl: url, credentials, options, accountKey: 'test' };
  return createSourceReader(connector, connection, {
    pacer: openPacer,
    clock: hastyClock,
    egress: { allowLoopback: true },
    ...deps,
  });
}

/** The same connector with small pages, so that few records fill several. */
export function withPageSize(connector: ConnectorDefinition, size: number): ConnectorDefinition {
  const small = structuredClone(connector);
  for (const stream of Object.values(small.source?.streams ?? {})) {
    for (const paging of [stream.paging, stream.changes?.paging]) if (paging && 'size' in paging) paging.size = size;
    const body = stream.changes?.request.body;
    if (typeof body === 'object' && body !== null && 'limit' in body) body.limit = size;
  }
  return small;
}

export interface Reading {
  records: SourceRecord[];
  rows: RawRow[];
  pages: number;
  total: number | null;
  skipped: string[];
}

export interface ReadOptions {
  since?: string;
  /** Called after each page, with what has been read so far. */
  between?: (reading: Reading) => Promise<void>;
}

/** One stream to its end. A walk that does not end is cut off, and fails the test. */
export async function readStream(reader: SourceReader, stream: string, options: ReadOptions = {}): Promise<Reading> {
  return readPages((cursor) => reader.readPage(stream, cursor, { since: options.since }), options);
}

/** As `readStream`, with a reader of its own for each page: the cursor is all that goes from one to the next, as text. */
export async function readStreamAnew(open: () => SourceReader, stream: string): Promise<Reading> {
  return readPages(async (cursor) => {
    const reader = open();
    try {
      return await reader.readPage(stream, JSON.parse(JSON.stringify(cursor)) as Json, {});
    } finally {
      await reader.close();
    }
  }, {});
}

async function readPages(read: (cursor: Json) => Promise<SourcePage>, { between }: ReadOptions): Promise<Reading> {
  const reading: Reading = { records: [], rows: [], pages: 0, total: null, skipped: [] };
  let cursor: Json = null;
  do {
    const page: SourcePage = await read(cursor);
    reading.records.push(...page.records);
    reading.rows.push(...page.rows);
    reading.pages += 1;
    reading.total ??= page.total;
    if (page.skipped !== undefined) reading.skipped.push(page.skipped);
    if (reading.pages > 10_000) throw new Error('the stream does not end');
    cursor = page.cursor;
    if (cursor !== null) await between?.(reading);
  } while (cursor !== null);
  return reading;
}

/** Every stream, by its name. */
export async function readAll(reader: SourceReader, options: ReadOptions = {}): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const { name } of await reader.streams()) readings.set(name, await readStream(reader, name, options));
  return readings;
}

/** Ids by object and state: `{ 'deal/archived': ['17'] }`. What is read twice counts once, as in the store. */
export function inventory(readings: Iterable<Reading>): Record<string, string[]> {
  const latest = new Map<string, SourceRecord>();
  for (const { records } of readings) {
    for (const record of records) latest.set(`${record.object}:${record.sourceId}`, record);
  }
  const found: Record<string, string[]> = {};
  for (const { object, sourceId, state } of latest.values()) {
    const key = `${object}/${state ?? 'active'}`;
    found[key] = [...(found[key] ?? []), sourceId];
  }
  return sorted(found);
}

/** Ids in one order, objects without any left out. */
export function sorted(lists: Record<string, string[]>): Record<string, string[]> {
  const entries = Object.entries(lists).filter(([, ids]) => ids.length > 0);
  return Object.fromEntries(entries.sort().map(([key, ids]) => [key, [...ids].sort()]));
}
