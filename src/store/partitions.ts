import { type Kysely, sql } from 'kysely';

const partitioned = ['raw_rows', 'records', 'plans', 'effect_payloads', 'images'] as const;
/** Dropped when staging expires; images outlive it. */
export const stagingTables = ['raw_rows', 'records', 'plans', 'effect_payloads'] as const;

/** Lowest UUIDv7 of an instant: 48 bits of milliseconds in front, zeros behind. */
function lowestId(instantMs: number): string {
  const hex = instantMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Milliseconds inside a UUIDv7 (RFC 9562, section 5.7). */
export function instantOfId(id: string): number {
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
