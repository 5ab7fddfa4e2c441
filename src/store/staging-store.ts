import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { canonicalJson } from '../model/json.ts';
import type { SourcePage } from '../model/ports.ts';
import type { SourceRecord } from '../model/record.ts';
import { insertMany } from './copy.ts';
import { addToCounters, type CounterChange } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface StreamState {
  stream: string;
  position: number;
  cursor: Json | null;
  pages: number;
}

/** Sets up the streams of a snapshot, once. */
export async function beginStreams(
  db: Executor,
  scope: Scope,
  snapshot: number,
  streams: { stream: string; position: number }[],
): Promise<void> {
  if (streams.length === 0) return;
  await db
    .insertInto('streams')
    .values(
      streams.map((entry) => ({
        migration_id: scope.migrationId,
        tenant_id: scope.tenantId,
        stream: entry.stream,
        snapshot,
        position: entry.position,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function nextOpenStream(db: Executor, scope: Scope, snapshot: number): Promise<StreamState | null> {
  const row = await db
    .selectFrom('streams')
    .select(['stream', 'position', 'cursor', 'pages'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('snapshot', '=', snapshot)
    .where('done', '=', false)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, cursor: z.json().nullable().parse(row.cursor) as Json | null } : null;
}

export interface PageWrite {
  stream: string;
  snapshot: number;
  /** Where this page began: a page that somebody else has stored meanwhile is dropped. */
  from: Json | null;
  page: SourcePage;
}

/**
 * Stores one page: raw rows, records, links, cursor and counters in one transaction. A page may be read twice; a record is
 * stored once. Returns false where the stream has moved on without us.
 */
export async function savePage(db: Database, scope: Scope, write: PageWrite): Promise<boolean> {
  const { page, stream, snapshot } = write;
  const hashed = hashRecords(page.records);
  return db.transaction().execute(async (transaction) => {
    const state = await transaction
      .selectFrom('streams')
      .select(['cursor', 'done'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('stream', '=', stream)
      .where('snapshot', '=', snapshot)
      .forUpdate()
      .executeTakeFirst();
    if (!state || state.done || canonicalJson(state.cursor ?? null) !== canonicalJson(write.from)) return false;
    await insertMany(
      transaction,
      'raw_rows',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        stream: ['text', () => stream],
        raw_key: ['text', (row: { rawKey: string }) => row.rawKey],
        snapshot: ['int', () => snapshot],
        data: ['json', (row: { rawKey: string; data?: Json }) => safeText(JSON.stringify(row.data ?? null))],
      },
      page.rows,
    );
    const counters = await saveRecords(transaction, scope, snapshot, hashed, page.repeat ?? 'newer');
    await addToCounters(transaction, scope, counters);
    await transaction
      .updateTable('streams')
      .set({
        cursor: page.cursor === null ? null : JSON.stringify(page.cursor),
        done: page.cursor === null,
        pages: sql<number>`pages + 1`,
        rows: sql<number>`rows + ${page.rows.length}`,
        records: sql<number>`records + ${page.records.length}`,
        total: sql<number | null>`coalesce(${page.total}::bigint, total)`,
        skipped: page.skipped ?? null,
        started_at: sql<Date>`coalesce(started_at, now())`,
        finished_at: page.cursor === null ? sql<Date>`now()` : null,
      })
      .where('migration_id', '=', scope.migrationId)
      .where('stream', '=', stream)
      .where('snapshot', '=', snapshot)
      .execute();
    return true;
  });
}

interface HashedRecord {
  record: SourceRecord;
  hash: string;
}

/** Equal records have equal hashes, links included: what changed since the last snapshot is what has another hash. */
function hashRecords(records: SourceRecord[]): HashedRecord[] {
  return records.map((record) => ({ record, hash: hashOf(record) }));
}

function hashOf(record: SourceRecord): string {
  const { problems: _, ...content } = record;
  return createHash('sha1').update(canonicalJson(content)).digest('base64url');
}

/** PostgreSQL's text cannot hold U+0000; it means nothing in a CRM's text. */
function safeText(text: string): string {
  return text.includes('\\u0000') ? text.replaceAll('\\u0000', '') : text;
}

async function saveRecords(
  db: Executor,
  scope: Scope,
  snapshot: number,
  hashed: HashedRecord[],
  repeat: 'newer' | 'fill',
): Promise<CounterChange[]> {
  if (hashed.length === 0) return [];
  const known = await existing(
    db,
    scope,
    hashed.map((entry) => entry.record),
  );
  const fresh = new Map<string, HashedRecord>();
  const changed = new Map<string, HashedRecord>();
  for (const entry of hashed) {
    const key = keyOf(entry.record);
    const before = known.get(key);
    const earlier = fresh.get(key) ?? changed.get(key);
    if (earlier) {
      const merged = repeat === 'fill' ? fill(earlier.record, entry.record) : entry.record;
      (fresh.has(key) ? fresh : changed).set(key, { record: merged, hash: hashOf(merged) });
    } else if (!before) fresh.set(key, entry);
    else if (before.hash !== entry.hash) {
      const merged =
        repeat === 'fill' && before.snapshot === snapshot
          ? fill({ ...entry.record, values: before.values }, entry.record)
          : entry.record;
      changed.set(key, { record: merged, hash: hashOf(merged) });
    }
  }
  await supersede(db, scope, snapshot, [...changed.values()]);
  await insertRecords(db, scope, snapshot, [...fresh.values(), ...changed.values()]);
  return [
    ...[...fresh.values()].flatMap(({ record }): CounterChange[] => [
      { scope: 'export', object: record.object, name: 'records', by: 1 },
      ...(record.state && record.state !== 'active'
        ? [{ scope: 'export' as const, object: record.object, name: record.state, by: 1 }]
        : []),
    ]),
    ...[...changed.values()].map(
      ({ record }): CounterChange => ({ scope: 'export', object: record.object, name: 'changed', by: 1 }),
    ),
  ];
}

/** One file's lines may tell the same company many times: what is known stays, blanks are filled. */
function fill(first: SourceRecord, second: SourceRecord): SourceRecord {
  const values = { ...first.values };
  for (const [key, value] of Object.entries(second.values)) {
    if (values[key] === undefined || values[key] === null || values[key] === '') values[key] = value;
  }
  const links = [...first.links];
  for (const link of second.links) {
    if (!links.some((other) => canonicalJson(other) === canonicalJson(link))) links.push(link);
  }
  return { ...first, values, links };
}

function keyOf(record: { object: string; sourceId: string }): string {
  return `${record.object}\u0000${record.sourceId}`;
}

async function existing(
  db: Executor,
  scope: Scope,
  records: SourceRecord[],
): Promise<Map<string, { hash: string; snapshot: number; values: Record<string, Json> }>> {
  const result = await sql<{ object: string; source_id: string; hash: string; snapshot: number; values: unknown }>`
    select r.object, r.source_id, r.hash, r.snapshot, r.values
    from unnest(${records.map((record) => record.object)}::text[], ${records.map((record) => record.sourceId)}::text[]) as k (object, source_id)
    join records r on r.migration_id = ${scope.migrationId} and r.object = k.object and r.source_id = k.source_id
    where not r.superseded and r.tenant_id = ${scope.tenantId}`.execute(db);
  return new Map(
    result.rows.map((row) => [
      keyOf({ object: row.object, sourceId: row.source_id }),
      { hash: row.hash, snapshot: row.snapshot, values: row.values as Record<string, Json> },
    ]),
  );
}

async function supersede(db: Executor, scope: Scope, snapshot: number, changed: HashedRecord[]): Promise<void> {
  if (changed.length === 0) return;
  const objects = changed.map(({ record }) => record.object);
  const ids = changed.map(({ record }) => record.sourceId);
  // a row of this very snapshot is the same reading, repeated: it is replaced; older snapshots stay as they were
  await sql`delete from records r using unnest(${objects}::text[], ${ids}::text[]) as k (object, source_id)
    where r.migration_id = ${scope.migrationId} and r.object = k.object and r.source_id = k.source_id and r.snapshot = ${snapshot}`.execute(
    db,
  );
  await sql`update records r set superseded = true from unnest(${objects}::text[], ${ids}::text[]) as k (object, source_id)
    where r.migration_id = ${scope.migrationId} and r.object = k.object and r.source_id = k.source_id and not r.superseded`.execute(
    db,
  );
  await sql`delete from links l using unnest(${objects}::text[], ${ids}::text[]) as k (object, source_id)
    where l.migration_id = ${scope.migrationId} and l.from_object = k.object and l.from_id = k.source_id`.execute(db);
}

async function insertRecords(db: Executor, scope: Scope, snapshot: number, entries: HashedRecord[]): Promise<void> {
  await insertMany(
    db,
    'records',
    {
      migration_id: ['uuid', () => scope.migrationId],
      tenant_id: ['uuid', () => scope.tenantId],
      object: ['text', ({ record }: HashedRecord) => record.object],
      source_id: ['text', ({ record }) => record.sourceId],
      snapshot: ['int', () => snapshot],
      hash: ['text', ({ hash }) => hash],
      values: ['jsonb', ({ record }) => safeText(JSON.stringify(record.values))],
      state: ['text', ({ record }) => record.state ?? 'active'],
      created_at: ['timestamptz', ({ record }) => record.createdAt ?? null],
      updated_at: ['timestamptz', ({ record }) => record.updatedAt ?? null],
      problems: ['jsonb', ({ record }) => (record.problems ? safeText(JSON.stringify(record.problems)) : null)],
    },
    entries,
  );
  const links = entries.flatMap(({ record }) => record.links.map((link, position) => ({ record, link, position })));
  await insertMany(
    db,
    'links',
    {
      migration_id: ['uuid', () => scope.migrationId],
      tenant_id: ['uuid', () => scope.tenantId],
      from_object: ['text', (entry: (typeof links)[number]) => entry.record.object],
      from_id: ['text', (entry) => entry.record.sourceId],
      kind: ['text', (entry) => entry.link.kind],
      position: ['int', (entry) => entry.position],
      to_object: ['text', (entry) => entry.link.toObject],
      to_id: ['text', (entry) => entry.link.toId ?? null],
      key_by: ['text', (entry) => entry.link.toKey?.by ?? null],
      key_value: ['text', (entry) => entry.link.toKey?.value ?? null],
      label: ['text', (entry) => entry.link.label ?? null],
      is_primary: ['boolean', (entry) => entry.link.primary ?? false],
      state: ['text', () => 'pending'],
      snapshot: ['int', () => snapshot],
    },
    links,
  );
}
