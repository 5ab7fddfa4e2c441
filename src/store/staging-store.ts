import { sql } from 'kysely';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { canonicalJson } from '../model/json.ts';
import type { SourcePage } from '../model/ports.ts';
import { copyMany } from './copy.ts';
import { addToCounters } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import { jsonText } from './json-text.ts';
import type { Scope } from './scope.ts';
import { type HashedRecord, hashRecord, saveRecords } from './staged-records.ts';

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

/** A page with all that can be worked out before the store is asked: that goes on while the page before is being stored. */
export interface PreparedPage {
  page: SourcePage;
  hashed: HashedRecord[];
}

export function preparePage(page: SourcePage): PreparedPage {
  return { page, hashed: page.records.map(hashRecord) };
}

export interface PageWrite {
  stream: string;
  snapshot: number;
  /** Where this page began: a page that somebody else has stored meanwhile is dropped. */
  from: Json | null;
  prepared: PreparedPage;
}

/**
 * Stores one page: raw rows, records, links, cursor and counters in one transaction. A page may be read twice; a record is
 * stored once. Returns false where the stream has moved on without us.
 */
export async function savePage(db: Database, scope: Scope, write: PageWrite): Promise<boolean> {
  const { stream, snapshot } = write;
  const { page, hashed } = write.prepared;
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
