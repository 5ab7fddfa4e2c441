import { sql } from 'kysely';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { canonicalJson } from '../model/json.ts';
import type { SourcePage } from '../model/ports.ts';
import { copyMany } from './copy.ts';
import { addToCounters } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import { type HashedRecord, hashRecord } from './hashed-record.ts';
import { jsonText } from './json-text.ts';
import type { Scope } from './scope.ts';
import { saveRecords } from './staged-records.ts';

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

/** A page with all that can be worked out before the store is asked: that goes on while the pages before are being stored. */
export interface PreparedPage {
  page: SourcePage;
  hashed: HashedRecord[];
  /** How much text its values are. */
  characters: number;
}

export function preparePage(page: SourcePage): PreparedPage {
  const hashed = page.records.map(hashRecord);
  return { page, hashed, characters: hashed.reduce((sum, { values }) => sum + values.length, 0) };
}

export interface PagesWrite {
  stream: string;
  snapshot: number;
  /** Where the first page began: pages that somebody else has stored meanwhile are dropped. */
  from: Json | null;
  /** One or more pages, each beginning where the one before ends. */
  pages: readonly PreparedPage[];
}

/**
 * Stores pages: raw rows, records, links, cursor and counters in one transaction. A page may be read twice; a record is
 * stored once. Returns false where the stream has moved on without us.
 */
export async function savePages(db: Database, scope: Scope, write: PagesWrite): Promise<boolean> {
  const { stream, snapshot } = write;
  const pages = write.pages.map(({ page }) => page);
  const last = pages.at(-1);
  if (last === undefined) return true;
  const rows = pages.flatMap((page) => page.rows);
  const hashed = write.pages.flatMap((page) => page.hashed);
  const total = pages.find((page) => page.total !== null)?.total ?? null;
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
    await copyMany(
      transaction,
      'raw_rows',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        stream: ['text', () => stream],
        raw_key: ['text', (row: { rawKey: string }) => row.rawKey],
        snapshot: ['int', () => snapshot],
        data: ['json', (row: { rawKey: string; data?: Json }) => jsonText(row.data ?? null)],
      },
      rows,
    );
    const counters = await saveRecords(transaction, scope, snapshot, hashed, last.repeat ?? 'newer');
    await addToCounters(transaction, scope, counters);
    await transaction
      .updateTable('streams')
      .set({
        cursor: last.cursor === null ? null : JSON.stringify(last.cursor),
        done: last.cursor === null,
        pages: sql<number>`pages + ${pages.length}`,
        rows: sql<number>`rows + ${rows.length}`,
        records: sql<number>`records + ${hashed.length}`,
        total: sql<number | null>`coalesce(${total}::bigint, total)`,
        skipped: last.skipped ?? null,
        started_at: sql<Date>`coalesce(started_at, now())`,
        finished_at: last.cursor === null ? sql<Date>`now()` : null,
      })
      .where('migration_id', '=', scope.migrationId)
      .where('stream', '=', stream)
      .where('snapshot', '=', snapshot)
      .execute();
    return true;
  });
}

/** When a snapshot of the source was begun; null where nothing was read for it yet. */
export async function snapshotBegun(db: Executor, scope: Scope, snapshot: number): Promise<Date | null> {
  const { rows } = await sql<{ begun: Date | null }>`
    select min(started_at) as begun from streams
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and snapshot = ${snapshot}`.execute(db);
  return rows[0]?.begun ?? null;
}
