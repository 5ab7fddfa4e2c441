import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { messageOf } from '../model/errors.ts';
import type { Finding } from './doctor.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';

/** The tests run on 18, the embedded one; 17 brought the collation that both use (the builtin C.UTF-8). */
const LEAST_VERSION = 17;
const name = 'PostgreSQL';

export async function checkEmbeddedPostgres(): Promise<Finding> {
  const { postgres } = await findPostgresBinaries();
  return { name, status: 'ok', message: `embedded, ${postgres}` };
}

export async function checkDatabase(url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
    const message = `version ${Math.floor(version / 10_000)} at ${client.host}:${client.port}`;
    if (version < LEAST_VERSION * 10_000) {
      return { name, status: 'problem', message, cure: `Use PostgreSQL ${LEAST_VERSION} or newer.` };
    }
    return { name, ...(await migrationState(client, message)) };
  } catch (error) {
    const cure =
      'Check DATABASE_URL, that the server runs, and that this machine may connect; unset it to use the embedded one.';
    return { name, status: 'problem', message: `does not answer: ${messageOf(error)}`, cure };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Compares the migrations that this version brings with those that the database has seen. */
async function migrationState(client: pg.Client, message: string): Promise<Omit<Finding, 'name'>> {
  const known = (await readdir(new URL('../store/migrations/', import.meta.url))).filter((file) =>
    file.endsWith('.sql'),
  );
  const table = await client.query("select to_regclass('schema_migrations') as name");
  const applied: string[] = table.rows[0].name
    ? (await client.query('select name from schema_migrations')).rows.map((row) => row.name)
    : [];
  const newer = applied.filter((file) => !known.includes(file));
  if (newer.length > 0) {
    const cure = 'Start the version of Portage that last used this database, or a newer one.';
    return {
      status: 'problem',
      message: `${message}; its schema is newer than this Portage (${newer.join(', ')})`,
      cure,
    };
  }
  const open = known.length - applied.length;
  return { status: 'ok', message: open > 0 ? `${message}; ${open} migrations run at the next start` : message };
}
