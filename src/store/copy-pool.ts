import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows in PostgreSQL's text format, the one parameter of a `copy … from stdin`. */
export class CopyRows {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A pool whose clients take `copy … from stdin` like any statement: Kysely keeps its connection to itself, so that within a
 * transaction rows can only come in as a statement's parameter.
 */
export function withCopy(pool: pg.Pool): PostgresPool {
  return { connect: async () => clientWithCopy(await pool.connect()), end: () => pool.end() };
}

function clientWithCopy(client: pg.PoolClient): PostgresPoolClient {
  const query = (statement: string, parameters: readonly unknown[]) => {
    const [rows] = parameters;
    return rows instanceof CopyRows ? copyIn(client, statement, rows) : client.query(statement, [...parameters]);
  };
  // Kysely's other form of query takes a cursor, which no dialect option here provides
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}

function copyIn(client: pg.PoolClient, statement: string, rows: CopyRows) {
  const stream = client.query(copyFrom(statement));
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', () => resolve({ command: 'COPY', rowCount: stream.rowCount, rows: [] }));
    stream.end(rows.text);
  });
}
