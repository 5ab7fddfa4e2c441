import { describe, expect, it } from 'vitest';
import { migrationFileSchema } from '../src/model/migration-file.ts';
import type { SourcePage } from '../src/model/ports.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { createConnection } from '../src/store/connection-store.ts';
import { readCounters } from '../src/store/counter-store.ts';
import { createMigration } from '../src/store/migration-store.ts';
import { stagedObjects } from '../src/store/plan-page-store.ts';
import type { Scope } from '../src/store/scope.ts';
import { beginStreams, nextOpenStream, preparePage, savePages } from '../src/store/staging-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { useDatabase } from './support/database.ts';

const test = useDatabase();

async function migrationScope(): Promise<Scope> {
  const db = test.database;
  const tenantId = await ensureTenant(db, 'staging');
  const connect = (system: string) =>
    createConnection(db, { tenantId, system, name: system, baseUrl: null, options: {}, seal: () => 'sealed' });
  const [source, destination] = [await connect('pipedrive'), await connect('close')];
  const migration = await createMigration(db, {
    tenantId,
    file: migrationFileSchema.parse({
      customer: 'Acme',
      source: { system: 'pipedrive' },
      destination: { system: 'close' },
    }),
    fileKey: 'staging',
    sourceConnectionId: source.id,
    destinationConnectionId: destination.id,
    createdBy: 'test',
  });
  const scope = { tenantId, migrationId: migration.id };
  await beginStreams(db, scope, 1, [{ stream: 'persons', position: 0 }]);
  return scope;
}

function contact(sourceId: string, values: SourceRecord['values'], more: Partial<SourceRecord> = {}): SourceRecord {
  return { object: 'contact', sourceId, values, links: [], ...more };
}

function pageOf(records: SourceRecord[], more: Partial<SourcePage> = {}): SourcePage {
  const rows = records.map((record) => ({ stream: 'persons', rawKey: record.sourceId, data: record.values }));
  return { rows, records, cursor: { offset: 500 }, total: null, ...more };
}

async function save(scope: Scope, page: SourcePage, from: SourcePage['cursor'] = null, snapshot = 1): Promise<boolean> {
  return savePages(test.database, scope, { stream: 'persons', snapshot, from, pages: [preparePage(page)] });
}

async function stored(scope: Scope) {
  const { database } = test;
  const records = await database
    .selectFrom('records')
    .select(['source_id', 'values', 'snapshot', 'superseded'])
    .where('migration_id', '=', scope.migrationId)
    .orderBy('source_id')
    .orderBy('snapshot')
    .execute();
  const links = await database
    .selectFrom('links')
    .select(['from_id', 'kind', 'to_id', 'key_value', 'is_primary'])
    .where('migration_id', '=', scope.migrationId)
    .orderBy('from_id')
    .orderBy('position')
    .execute();
  const counters = await readCounters(database, scope);
  return { records, links, counters: Object.fromEntries(counters.map(({ name, value }) => [name, value])) };
}

describe('a page of an export', () => {
  it('is stored once however often it is read', async () => {
    const scope = await migrationScope();
    const page = pageOf([contact('1', { name: 'Ann' }), contact('2', { name: 'Sam' })]);
    expect(await save(scope, page)).toBe(true);
    expect(await save(scope, page)).toBe(false);
    const { records, counters } = await stored(scope);
    expect(records.map((row) => row.source_id)).toEqual(['1', '2']);
    expect(counters).toEqual({ records: 2 });
    expect((await nextOpenStream(test.database, scope, 1))?.cursor).toEqual({ offset: 500 });
  });

  it('that overlaps the one before adds only what is new', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([contact('1', { name: 'Ann' }), contact('2', { name: 'Sam' })]));
    await save(scope, pageOf([contact('2', { name: 'Sam' }), contact('3', { name: 'Zoe' })], { cursor: null }), {
      offset: 500,
    });
    const { records, counters } = await stored(scope);
    expect(records.map((row) => row.source_id)).toEqual(['1', '2', '3']);
    expect(counters).toEqual({ records: 3 });
    expect(await nextOpenStream(test.database, scope, 1)).toBeNull();
  });

  it('keeps what a later snapshot changed beside what it was', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([contact('1', { name: 'Ann' }), contact('2', { name: 'Sam' })], { cursor: null }));
    await beginStreams(test.database, scope, 2, [{ stream: 'persons', position: 0 }]);
    await save(scope, pageOf([contact('1', { name: 'Anna' }), contact('2', { name: 'Sam' })]), null, 2);
    const { records, counters } = await stored(scope);
    expect(records).toEqual([
      { source_id: '1', values: { name: 'Ann' }, snapshot: 1, superseded: true },
      { source_id: '1', values: { name: 'Anna' }, snapshot: 2, superseded: false },
      { source_id: '2', values: { name: 'Sam' }, snapshot: 1, superseded: false },
    ]);
    expect(counters).toEqual({ records: 2, changed: 1 });
  });

  it('has every character that a database or a COPY treats in its own way', async () => {
    const scope = await migrationScope();
    const text = 'tab\there, line\nand \r, back\\slash, \\N, \\. and \\u0000 as text, "quotes", ünï, 😀';
    const strange = contact('a\tb\\N', { text, gone: 'x\u0000y', half: 'x\ud800y', ['key\ttab']: [1, null, true] });
    await save(scope, pageOf([{ ...strange, links: [{ kind: 'company', toObject: 'company', toId: 'c\\1\n' }] }]));
    const { records, links } = await stored(scope);
    expect(records).toEqual([
      {
        source_id: 'a\tb\\N',
        values: { text, gone: 'xy', half: 'x\ufffdy', 'key\ttab': [1, null, true] },
        snapshot: 1,
        superseded: false,
      },
    ]);
    expect(links[0]).toMatchObject({ from_id: 'a\tb\\N', to_id: 'c\\1\n' });
  });
});

describe('which objects were read', () => {
  it('is told of every object that has a record, whatever the mapping names', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([contact('1', {}), { ...contact('2', {}), object: 'meeting' }, contact('3', {})]));
    expect(await stagedObjects(test.database, scope)).toEqual(['contact', 'meeting']);
    expect(await stagedObjects(test.database, await migrationScope())).toEqual([]);
  });
});

describe('a record that one file tells several times', () => {
  const first = contact(
    '1',
    { name: 'Acme', phone: '', city: 'York' },
    { links: [{ kind: 'owner', toObject: 'user', toKey: { by: 'email', value: 'ann@x.example' }, primary: true }] },
  );
  const second = contact(
    '1',
    { name: 'ACME', phone: '1' },
    { links: [{ kind: 'parent', toObject: 'company', toId: '7' }] },
  );
  const whole = {
    records: [{ source_id: '1', values: { name: 'Acme', phone: '1', city: 'York' }, snapshot: 1, superseded: false }],
    links: [
      { from_id: '1', kind: 'owner', to_id: null, key_value: 'ann@x.example', is_primary: true },
      { from_id: '1', kind: 'parent', to_id: '7', key_value: null, is_primary: false },
    ],
  };

  it('keeps what is known, fills blanks and has all links: within a page', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([first, second], { repeat: 'fill' }));
    expect(await stored(scope)).toEqual({ ...whole, counters: { records: 1 } });
  });

  it('keeps what is known, fills blanks and has all links: over pages', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([first], { repeat: 'fill' }));
    await save(scope, pageOf([second], { repeat: 'fill' }), { offset: 500 });
    expect(await stored(scope)).toEqual({ ...whole, counters: { records: 1, changed: 1 } });
  });

  it.each(['within a page', 'over pages'])(
    'says which values its lines tell differently, each once: %s',
    async (how) => {
      const scope = await migrationScope();
      const lines = [
        contact('1', { name: 'Acme', city: 'York', phone: '' }),
        contact('1', { name: 'ACME', city: 'Leeds', phone: '1' }),
        contact('1', { name: 'acme', city: 'Hull', phone: '1' }),
      ];
      if (how === 'within a page') await save(scope, pageOf(lines, { repeat: 'fill' }));
      else
        for (const [index, line] of lines.entries())
          await save(
            scope,
            pageOf([line], { repeat: 'fill', cursor: { row: index + 1 } }),
            index === 0 ? null : { row: index },
          );
      const [record, ...others] = await test.database
        .selectFrom('records')
        .select(['values', 'problems'])
        .where('migration_id', '=', scope.migrationId)
        .execute();
      expect(others).toEqual([]);
      expect(record?.values).toEqual({ name: 'Acme', city: 'York', phone: '1' });
      expect(record?.problems).toMatchObject([{ code: 'lines_differ', field: 'city' }]);
    },
  );

  it('is not counted as changed by lines that say nothing new', async () => {
    const scope = await migrationScope();
    await save(scope, pageOf([first], { repeat: 'fill' }));
    await save(scope, pageOf([contact('1', { name: 'Acme' })], { repeat: 'fill' }), { offset: 500 });
    expect((await stored(scope)).counters).toEqual({ records: 1 });
  });
});
