import { expect, it } from 'vitest';
import { objectsOf } from '../../../src/connectors/kit/read-stream.ts';
import type { ConnectorDefinition } from '../../../src/model/connector.ts';
import type { SourceRecord } from '../../../src/model/record.ts';
import { inventory, openSource, type Reading, readAll, readStream, readStreamAnew } from './open-source.ts';
import { startRowServer } from './row-server.ts';
import { benchFor, type Dump, type SourceSuite } from './suite.ts';

/** Everything is read once, in the terms of the catalogue, and nothing else is asked for. */
export function readingContract(suite: SourceSuite): void {
  const { connector } = suite;
  const bench = benchFor(suite);
  const readWhole = async (): Promise<SourceRecord[]> =>
    recordsIn(await readAll(bench.open(await bench.sandboxWith())));

  it('tells whose account it is, and that no right is missing', async () => {
    const info = await bench.open(await bench.sandboxWith()).check();
    expect(info.id).toMatch(/^\d+$/);
    expect(info.missingScopes).toStrictEqual([]);
  });

  it('describes users, pipelines with their stages, and every object that its streams give', async () => {
    const metadata = await bench.open(await bench.sandboxWith()).describe();
    expect(metadata.users.length).toBeGreaterThan(1);
    expect(metadata.users.some(({ active }) => !active)).toBe(true);
    const kinds = metadata.pipelines[0]?.stages.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['open', 'won', 'lost']));
    expect(Object.keys(metadata.objects)).toEqual(expect.arrayContaining(objectsIn(connector)));
  });

  it('reads every record over several pages, counts what is archived or deleted, and stops', async () => {
    const sandbox = await bench.sandboxWith();
    const readings = await readAll(bench.open(sandbox));
    expect(inventory(readings.values())).toStrictEqual(bench.expectedOf(sandbox));
    expect(Math.max(...[...readings.values()].map(({ pages }) => pages))).toBeGreaterThan(3);
  });

  it('gives values only in the terms of its own catalogue, and can read them all', async () => {
    const reader = bench.open(await bench.sandboxWith());
    const { objects } = await reader.describe();
    const records = recordsIn(await readAll(reader));
    const known = new Set(
      Object.values(objects).flatMap(({ object, fields }) => fields.map(({ key }) => `${object}.${key}`)),
    );
    const given = new Set(
      records.flatMap(({ object, values }) => Object.keys(values).map((key) => `${object}.${key}`)),
    );
    expect(given.difference(known)).toStrictEqual(new Set());
    expect(records.flatMap(({ problems = [] }) => problems)).toStrictEqual([]);
  });

  it('gives deals only stages and owners that it has described', async () => {
    const reader = bench.open(await bench.sandboxWith());
    const metadata = await reader.describe();
    const deals = recordsIn(await readAll(reader)).filter(({ object }) => object === 'deal');
    const keyOf = (concept: string) =>
      metadata.objects.deal?.fields.find((field) => field.concept === concept)?.key ?? '';
    const valuesOf = (concept: string) => new Set(deals.map(({ values }) => String(values[keyOf(concept)])));
    const stages = metadata.pipelines.flatMap((pipeline) => pipeline.stages.map(({ id }) => id));
    expect(valuesOf('deal.stage').difference(new Set(stages))).toStrictEqual(new Set());
    expect(valuesOf('deal.owner').difference(new Set(metadata.users.map(({ id }) => id)))).toStrictEqual(new Set());
  });

  it('links records by the ids of the other ends, each once', async () => {
    const links = (await readWhole()).flatMap((record) =>
      record.links.map((link) => ({ from: `${record.object}:${record.sourceId}`, ...link })),
    );
    expect(links.length).toBeGreaterThan(0);
    const names = links.map(({ from, kind, toObject, toId }) => `${from} ${kind} ${toObject}:${toId}`);
    expect(new Set(names).size).toBe(names.length);
    expect(links.some(({ primary }) => primary === true)).toBe(true);
  });

  it('writes times as RFC 3339 in UTC', async () => {
    const times = (await readWhole()).flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]);
    const given = times.filter((time) => time !== undefined);
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((time) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(time))).toStrictEqual([]);
  });

  it('keeps every character of every text', async () => {
    const sandbox = await bench.sandboxWith();
    const wanted = suite.text.of(sandbox.control.dump() as Dump);
    const records = recordsIn(await readAll(bench.open(sandbox))).filter(({ object }) => object === suite.text.object);
    const texts = Object.fromEntries(records.map(({ sourceId, values }) => [sourceId, values[suite.text.key]]));
    expect(texts).toMatchObject(wanted);
    expect(Object.values(wanted).join('')).toMatch(/[^\0-\u00ff]/);
  });

  it('keeps ids beyond 2^53', async () => {
    const metadata = await bench.open(await bench.sandboxWith({ records: 1 })).describe();
    const server = await startRowServer(connector, '9007199254740993');
    bench.close(server.close);
    const reader = bench.open({ url: server.url, credentials: credentialsFor(connector) }, connector, { metadata });
    const stream = Object.keys(connector.source?.streams ?? {})[0] ?? '';
    const { records, rows } = await readStream(reader, stream);
    expect(records[0]?.sourceId).toBe('9007199254740993');
    expect(rows[0]?.rawKey).toBe('9007199254740993');
  });

  it('reads an empty account without a record and without an error', async () => {
    const readings = await readAll(bench.open(await bench.sandboxWith({ records: 0 })));
    expect(recordsIn(readings)).toStrictEqual([]);
    expect([...readings.values()].flatMap(({ skipped }) => skipped)).toStrictEqual([]);
  });

  it('goes on from a saved cursor in another process', async () => {
    const sandbox = await bench.sandboxWith();
    const first = bench.open(sandbox);
    const metadata = await first.describe();
    const readings: Reading[] = [];
    for (const { name } of await first.streams()) {
      readings.push(await readStreamAnew(() => openSource(bench.small, sandbox, { metadata }), name));
    }
    expect(inventory(readings)).toStrictEqual(bench.expectedOf(sandbox));
  });

  it('asks for what it must and nothing else, writes nothing, sends nothing', async () => {
    const sandbox = await bench.sandboxWith();
    const reader = bench.open(sandbox);
    await reader.check();
    await reader.describe();
    await readAll(reader);
    const stats = sandbox.control.stats();
    expect(Object.keys(stats.byRoute).sort()).toStrictEqual([...suite.routes].sort());
    expect(Object.keys(stats.byStatus).filter((status) => !status.startsWith('2'))).toStrictEqual([]);
    expect(stats.writesApplied).toStrictEqual({});
    expect([stats.messagesSent, stats.usersInvited]).toStrictEqual([0, 0]);
    expect(reader.requestCounts()).toStrictEqual({ total: stats.requests, throttled: 0 });
  });
}

function objectsIn({ source }: ConnectorDefinition): string[] {
  return Object.values(source?.streams ?? {}).flatMap(objectsOf);
}

function recordsIn(readings: Map<string, Reading>): SourceRecord[] {
  return [...readings.values()].flatMap(({ records }) => records);
}

/** Any credentials will do where nobody checks them. */
function credentialsFor({ http }: ConnectorDefinition): Record<string, string> {
  const way = http?.auth[0];
  return way !== undefined && 'credential' in way ? { [way.credential]: 'any' } : {};
}
