import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';

const partitioned = ['raw_rows', 'records', 'plans', 'effect_payloads', 'images'] as const;
/** What a purge leaves nothing of. Of payloads it leaves which record names which. */
const droppable = ['raw_rows', 'records', 'plans', 'images'] as const;

/** Lowest UUIDv7 of an instant: 48 bits of milliseconds in front, zeros behind. */
function lowestId(instantMs: number): string {
  const hex = instantMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Milliseconds inside a UUIDv7 (RFC 9562, section 5.7). */
function instantOfId(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/** Makes the partitions of the month in which a migration began. Safe to run twice and from many processes. */
export async function ensurePartitions<DB>(db: Kysely<DB>, migrationId: string): Promise<void> {
  const begun = new Date(instantOfId(migrationId));
  const from = Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth(), 1);
  const to = Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + 1, 1);
  const suffix = new Date(from).toISOString().slice(0, 7).replace('-', '_');
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('portage partitions'))`.execute(transaction);
    for (const table of partitioned) {
      await sql`create table if not exists ${sql.id(`${table}_${suffix}`)} partition of ${sql.id(table)}
        for values from (${sql.lit(lowestId(from))}) to (${sql.lit(lowestId(to))})`.execute(transaction);
    }
  });
}

/** A drop needs the table for itself for a moment; where others hold it longer, rows are deleted instead. */
const lockWaitMs = 5_000;

/**
 * Drops the partitions of past months in which every migration was purged: the space comes back at once, where deleted rows
 * would leave it to the vacuum. Returns their names.
 */
export async function dropPurgedMonths(db: Database): Promise<string[]> {
  const now = new Date();
  const thisMonth = lowestId(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('portage partitions'))`.execute(transaction);
    await sql`select set_config('lock_timeout', ${String(lockWaitMs)}, true)`.execute(transaction);
    const { rows } = await sql<{ name: string }>`
      with months as (
        select part.relname as name, bounds[1]::uuid as first, bounds[2]::uuid as past
        from pg_inherits i join pg_class part on part.oid = i.inhrelid join pg_class whole on whole.oid = i.inhparent
        cross join lateral regexp_match(pg_get_expr(part.relpartbound, part.oid), '''(.+)''.*''(.+)''') as bounds
        where whole.relname = any(${[...droppable]}) and pg_table_is_visible(part.oid)
      )
      select name from months m where past <= ${thisMonth}::uuid
        and exists (select 1 from migrations g where g.id >= m.first and g.id < m.past)
        and not exists (select 1 from migrations g where g.id >= m.first and g.id < m.past and g.purged_at is null)
      order by name`.execute(transaction);
    for (const { name } of rows) await sql`drop table ${sql.id(name)}`.execute(transaction);
    return rows.map(({ name }) => name);
  });
}
