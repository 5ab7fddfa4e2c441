import { CompiledQuery, sql } from 'kysely';
import { CopyRows } from './copy-pool.ts';
import type { Executor } from './database.ts';

/** PostgreSQL types of the columns that bulk inserts use. */
type ColumnType = 'uuid' | 'text' | 'int' | 'bigint' | 'jsonb' | 'json' | 'timestamptz' | 'boolean';

type Cell = string | number | boolean | null;

export type Columns<Row> = Record<string, readonly [ColumnType, (row: Row) => Cell]>;

/** Inserts many rows in one statement, one array a column. Unlike COPY it takes `on conflict`. */
export async function insertMany<Row extends object>(
  db: Executor,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
  suffix = 'on conflict do nothing',
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(([type, read]) => sql`${rows.map(read)}::${sql.raw(type)}[]`);
  await sql`insert into ${sql.id(table)} (${sql.join(names.map((name) => sql.id(name)))})
    select * from unnest(${sql.join(arrays)}) ${sql.raw(suffix)}`.execute(db);
}

/**
 * Appends rows that are known to be new: a third less work than an insert, for us and for PostgreSQL. A row that is there
 * already is an error that ends the transaction.
 */
export async function copyMany<Row extends object>(
  db: Executor,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const statement = `copy "${table}" (${names.join(', ')}) from stdin`;
  await db.executeQuery(CompiledQuery.raw(statement, [new CopyRows(textOf(columns, rows))]));
}

/** Rows in COPY's text format: a line each, tabs between cells, `\N` for null (PostgreSQL manual, COPY, "Text Format"). */
function textOf<Row extends object>(columns: Columns<Row>, rows: readonly Row[]): string {
  const [first, ...others] = Object.values(columns).map(([, read]) => read);
  if (first === undefined) return '';
  let text = '';
  for (const row of rows) {
    text += cellText(first(row));
    for (const read of others) text += `\t${cellText(read(row))}`;
    text += '\n';
  }
  return text;
}

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  return special.test(cell) ? cell.replace(/[\\\n\r\t]/g, (character) => escapes[character] as string) : cell;
}
