import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { PortageError } from '../model/errors.ts';

const directory = new URL('./migrations/', import.meta.url);
/** Any number that no other program uses as an advisory lock on this database. */
const lockKey = 7_462_110;

/**
 * Brings the schema up to date. Each file runs once, in name order, in a transaction with its own record: running it twice,
 * or from twenty processes at once, is harmless.
 */
export async function migrate(db: Kysely<never>): Promise<void> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${sql.lit(lockKey)})`.execute(connection);
    try {
      await sql`create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
        connection,
      );
      const applied = await sql<{ name: string }>`select name from schema_migrations`.execute(connection);
      const done = new Set(applied.rows.map((row) => row.name));
      refuseNewer([...done].filter((name) => !files.includes(name)));
      for (const name of files.filter((file) => !done.has(file))) {
        const text = await readFile(new URL(name, directory), 'utf8');
        await connection.transaction().execute(async (transaction) => {
          await sql`insert into schema_migrations (name) values (${name})`.execute(transaction);
          await sql.raw(text).execute(transaction);
        });
      }
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(lockKey)})`.execute(connection);
    }
  });
}

/** An older Portage would write rows that the newer one no longer understands. */
function refuseNewer(unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  throw new PortageError('config', `the data is of a newer Portage: its schema has ${unknown.join(', ')}`, {
    code: 'schema_newer',
    hint: 'Start the version that last used this data, or a newer one; or choose another --data-dir. Nothing was changed.',
  });
}
