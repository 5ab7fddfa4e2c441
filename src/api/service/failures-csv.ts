import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Database } from '../../store/database.ts';
import { type FailureLine, listFailures } from '../../store/failure-store.ts';
import { type MigrationRow, scopeOf } from '../../store/migration-row.ts';

const pageSize = 500;
const fixed = ['object', 'source_id', 'state', 'code', 'message', 'hint'] as const;

/**
 * All failures as CSV, read page by page. Cells that a spreadsheet would run as a formula are made text
 * (https://owasp.org/www-community/attacks/CSV_Injection); the mark at the front tells Excel that it is UTF-8.
 */
export function failuresAsCsv(db: Database, row: MigrationRow, object: string | undefined): Readable {
  const fields = object === undefined ? [] : (row.sourceMetadata?.objects[object]?.fields ?? []);
  const columns = [...fixed, ...fields.map((field) => field.label ?? field.key)];
  const lines = Readable.from(
    linesOf(
      db,
      row,
      object,
      fields.map((field) => field.key),
    ),
  );
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map((name, key) => ({ key: String(key), header: name })),
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  // a failed read ends the answer half-way, which a client sees as a broken transfer and not as a short list
  lines.on('error', (error) => csv.destroy(error));
  return lines.pipe(csv);
}

async function* linesOf(
  db: Database,
  row: MigrationRow,
  object: string | undefined,
  fields: string[],
): AsyncGenerator<string[]> {
  let after: { object: string; sourceId: string } | null = null;
  for (;;) {
    const page: FailureLine[] = await listFailures(db, scopeOf(row), row.mappingVersion ?? 0, {
      object,
      after,
      limit: pageSize,
    });
    for (const failure of page) yield cells(failure, fields);
    const last = page.at(-1);
    if (page.length < pageSize || last === undefined) return;
    after = { object: last.object, sourceId: last.sourceId };
  }
}

function cells(failure: FailureLine, fields: string[]): string[] {
  const { object, sourceId, state, code, message, hint, values } = failure;
  return [object, sourceId, state, code, message, hint, ...fields.map((field) => asText(values[field]))];
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
