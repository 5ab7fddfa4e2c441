import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { withCopy } from './copy-pool.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;
/** A database or a transaction in it: repositories take either. */
export type Executor = Database | Transaction<Schema>;

// bigint counters stay far below 2^53; text would spread conversions over the code
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

export interface DatabaseOptions {
  max?: number;
  applicationName?: string;
}

/** Opens a pool. Connections are made on first use; a lost server shows as errors of single queries, not as a dead pool. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'portage',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // an idle connection that breaks must not end the process: the next query opens a new one
  pool.on('error', () => undefined);
  // nor one that breaks between two statements of a transaction: the next statement fails and says so
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: withCopy(pool) }) });
}
