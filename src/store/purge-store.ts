import { sql } from 'kysely';
import type { BlobStore } from './blob-store.ts';
import type { Database, Executor } from './database.ts';
import type { MigrationRow } from './migration-row.ts';
import { dropPurgedMonths } from './partitions.ts';
import { removeUnnamed, uploadIdOf } from './upload-store.ts';

/** Everything that says something about people, their companies or how their data was reshaped. */
export const emptiedTables = [
  ...[
    'raw_rows',
    'records',
    'links',
    'record_keys',
    'duplicates',
    'match_index',
    'index_walks',
    'streams',
    'plans',
    'first_previews',
    'images',
  ],
  ...[
    'comparisons',
    'doubles',
    'sample_records',
    'sample_gaps',
    'sample_wishes',
    'agreements',
    'sample_links',
    'approved_outcomes',
    'mappings',
    'notifications',
    'destination_locks',
  ],
] as const;

/** Counts, fences, who decided what, and the pairs of ids with what hangs on them: see `emptyEffects` and `purgeIdPairs`. */
export const keptTables = [
  ...['audit', 'counters', 'request_counts', 'destination_totals', 'lanes'],
  ...['crosswalk', 'effects', 'effect_payloads'],
] as const;

export interface Purged {
  tenantId: string;
  ids: readonly string[];
}

/**
 * Marks migrations as purged before anything is deleted: from here on no activity, decision or report works on them, and a
 * worker that still holds a lane can store nothing more.
 */
export async function markPurged(db: Database, { tenantId, ids }: Purged): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`
      update migrations set purged_at = coalesce(purged_at, now()), stage = 'closed', waiting_for = null, updated_at = now(),
        ended_at = coalesce(ended_at, now())
      where tenant_id = ${tenantId} and id = any(${ids})`.execute(transaction);
    await sql`update lanes set fence = fence + 1 where tenant_id = ${tenantId} and migration_id = any(${ids})`.execute(
      transaction,
    );
  });
}

/** Deletes what was read, planned, sent and found; returns how many rows. The counts and the pairs of ids stay. */
export async function deleteData(db: Database, purged: Purged): Promise<number> {
  const { tenantId, ids } = purged;
  // what is dropped whole need not be deleted row by row; where somebody reads from it just now, it is
  await dropPurgedMonths(db).catch((error: unknown) => {
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
  });
  let rows = 0;
  for (const table of emptiedTables) {
    const gone =
      await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and migration_id = any(${ids})`.execute(
        db,
      );
    rows += Number(gone.numAffectedRows ?? 0);
  }
  return rows + (await emptyEffects(db, purged));
}

const lockNotAvailable = '55P03';

/** Which effect names which stays: rolling back an earlier migration must leave what this one has built on. */
async function emptyEffects(db: Database, { tenantId, ids }: Purged): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    // what is in doubt can no longer be looked for without its values
    await sql`
      update effects set message = null, hint = null, code = case when state = 'intended' then 'in_doubt' else code end,
        state = case when state = 'intended' then 'unresolved' else state end
      where tenant_id = ${tenantId} and migration_id = any(${ids}) and (message is not null or hint is not null or state = 'intended')`.execute(
      transaction,
    );
    const gone = await sql`
      delete from effect_payloads where tenant_id = ${tenantId} and migration_id = any(${ids}) and reference_fields = '[]'`.execute(
      transaction,
    );
    const emptied = await sql`
      update effect_payloads set payload = '{}', content_hash = ''
      where tenant_id = ${tenantId} and migration_id = any(${ids}) and content_hash <> ''`.execute(transaction);
    return Number(gone.numAffectedRows ?? 0) + Number(emptied.numAffectedRows ?? 0);
  });
}

/** The pairs of ids: counted, or removed with whatever names them. Those of another migration of the accounts stay with it. */
export async function purgeIdPairs(
  db: Database,
  { tenantId, ids }: Purged,
  remove: boolean,
): Promise<{ kept: number; removed: number; withAddress: number }> {
  const mine = sql`tenant_id = ${tenantId} and migration_id = any(${ids})`;
  if (!remove) {
    const { rows } = await sql<{ kept: number; withAddress: number }>`
      select count(*)::int as kept, count(*) filter (where source_id like '%_@_%')::int as "withAddress"
      from crosswalk where ${mine}`.execute(db);
    return { kept: 0, withAddress: 0, ...rows[0], removed: 0 };
  }
  return db.transaction().execute(async (transaction) => {
    const gone = await sql`delete from crosswalk where ${mine}`.execute(transaction);
    for (const table of ['effect_payloads', 'effects'])
      await sql`delete from ${sql.table(table)} where ${mine}`.execute(transaction);
    await sql`update migrations set pair_id = null where tenant_id = ${tenantId} and id = any(${ids})`.execute(
      transaction,
    );
    await sql`
      delete from account_pairs p where p.tenant_id = ${tenantId}
        and not exists (select 1 from migrations m where m.pair_id = p.id)
        and not exists (select 1 from crosswalk c where c.pair_id = p.id)`.execute(transaction);
    return { kept: 0, removed: Number(gone.numAffectedRows ?? 0), withAddress: 0 };
  });
}

/** Uploads that these migrations read and no other one does, with their content. */
export async function purgeUploads(
  db: Database,
  blobs: BlobStore,
  { tenantId, ids }: Purged,
  migrations: readonly MigrationRow[],
): Promise<number> {
  const named = new Set(
    migrations.flatMap(({ file }) => (file.source.files ?? []).flatMap(({ path }) => uploadIdOf(path) ?? [])),
  );
  let removed = 0;
  for (const id of named) {
    const file = JSON.stringify({ source: { files: [{ path: `upload:${id}` }] } });
    removed += await db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ content_hash: string }>`
        delete from uploads u where u.tenant_id = ${tenantId} and u.id = ${id} and not exists (
          select 1 from migrations m where m.tenant_id = ${tenantId} and m.id <> all(${ids}) and m.file @> ${file}::jsonb
        ) returning u.content_hash`.execute(transaction);
      for (const row of rows) await removeUnnamed(transaction, blobs, tenantId, row.content_hash);
      return rows.length;
    });
  }
  return removed;
}

/**
 * Empties connections that only purged migrations were made with: credentials, address, names, paths. The rows stay, because
 * migrations name them. `stored`: those that somebody stored for themselves as well.
 */
export async function purgeConnections(
  db: Database,
  tenantId: string,
  migrations: readonly MigrationRow[],
  options: { stored: boolean; seal(connectionId: string): string },
): Promise<number> {
  const ends = migrations.flatMap((row) => [
    { id: row.sourceConnectionId, isStored: row.file.source.connectionId !== undefined },
    { id: row.destinationConnectionId, isStored: row.file.destination.connectionId !== undefined },
  ]);
  const ids = new Set(ends.filter((end) => options.stored || !end.isStored).map((end) => end.id));
  let emptied = 0;
  for (const id of ids) {
    const { numAffectedRows } = await sql`
      update connections set name = 'purged', credentials = ${options.seal(id)}, base_url = null, options = '{}',
        account_id = null, account_name = null, tested_at = null
      where id = ${id} and tenant_id = ${tenantId} and name <> 'purged' and not exists (
        select 1 from migrations m where (m.source_connection_id = ${id} or m.destination_connection_id = ${id}) and m.purged_at is null
      )`.execute(db);
    if (Number(numAffectedRows ?? 0) === 0) continue;
    await db.deleteFrom('oauth_tokens').where('tenant_id', '=', tenantId).where('connection_id', '=', id).execute();
    emptied += 1;
  }
  return emptied;
}

/** Last of all: what the migrations themselves say. Which systems, when, by whom and how much stays. */
export async function emptyMigrations(
  db: Executor,
  tenantId: string,
  migrations: readonly MigrationRow[],
): Promise<void> {
  for (const row of migrations) {
    const file = {
      customer: row.customer,
      source: { system: row.sourceSystem },
      destination: { system: row.destinationSystem },
    };
    await sql`
      update migrations set file = ${JSON.stringify(file)}::jsonb, source_metadata = null, destination_metadata = null, reading_plan = null,
        mapping_version = null, approval = null, quiet = null, override = null, error = null, waiting_for = null
      where id = ${row.id} and tenant_id = ${tenantId}`.execute(db);
  }
}
