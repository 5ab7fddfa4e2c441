import { basename } from 'node:path';
import type { CsvRow } from '../../mappers/csv/csv-row.ts';
import { type RowNormaliser, rowNormaliser } from '../../mappers/csv/normalise-row.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { CsvLayout, FilePlan } from '../../model/reading-plan.ts';
import { detectFileLayout } from './inspect-file.ts';
import { readError } from './open-file.ts';
import { readCsv } from './read-csv.ts';
import type { CsvPage } from './source.ts';

const pageRows = 1_000;
/** A page of long notes ends sooner. */
const pageChars = 4 * 2 ** 20;

/**
 * Reads one file page by page. The cursor is the number of rows read. The next page goes on where the last one ended; after a
 * crash, or for an earlier cursor, the file is read again from its start up to there: identity of rows without an id depends
 * on how often an equal one came before.
 */
export class FileReading {
  readonly #path: string;
  readonly #plan: FilePlan;
  readonly #timezone: string;
  #rows: AsyncGenerator<CsvRow> | null = null;
  #normalise: RowNormaliser;
  #at = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string, plan: FilePlan, timezone: string) {
    this.#path = path;
    this.#plan = plan;
    this.#timezone = timezone;
    this.#normalise = rowNormaliser(plan, { timezone });
  }

  /** One page at a time: a page asked for while another is read waits for it. */
  page(cursor: Json | null, signal?: AbortSignal): Promise<CsvPage> {
    const page = this.#turn.then(() => this.#read(rowOf(cursor), signal));
    this.#turn = page.catch(() => undefined);
    return page;
  }

  async close(): Promise<void> {
    await this.#rows?.return(undefined);
    this.#rows = null;
  }

  async #read(from: number, signal?: AbortSignal): Promise<CsvPage> {
    try {
      const rows = await this.#open(from);
      const page: CsvPage = {
        rows: [],
        records: [],
        refused: [],
        cursor: null,
        total: null,
        repeat: this.#plan.parts.length > 1 ? 'fill' : 'newer',
      };
      for (let chars = 0; page.rows.length < pageRows && chars < pageChars; ) {
        signal?.throwIfAborted();
        const next = await rows.next();
        if (next.done) return page;
        this.#at++;
        chars += this.#add(page, next.value);
      }
      page.cursor = { row: this.#at };
      return page;
    } catch (error) {
      await this.close();
      throw error instanceof Error && 'code' in error && 'syscall' in error ? readError(this.#path, error) : error;
    }
  }

  #add(page: CsvPage, row: CsvRow): number {
    const { rowKey, records, refused } = this.#normalise(row);
    page.rows.push({ stream: this.#plan.file, rawKey: rowKey, data: row.values });
    page.records.push(...records);
    if (refused) page.refused.push({ ...refused, line: row.line, rawKey: rowKey });
    return Object.values(row.values).reduce((sum, cell) => sum + cell.length, 0);
  }

  async #open(from: number): Promise<AsyncGenerator<CsvRow>> {
    if (this.#rows && this.#at === from) return this.#rows;
    await this.close();
    await this.#checkHeader();
    const rows = readCsv(this.#path, { layout: this.#plan.layout, shortRows: this.#plan.shortRows });
    this.#normalise = rowNormaliser(this.#plan, { timezone: this.#timezone });
    for (this.#at = 0; this.#at < from; this.#at++) {
      const passed = await rows.next();
      if (passed.done) break;
      this.#normalise(passed.value);
    }
    this.#rows = rows;
    return rows;
  }

  /** The plan names columns: a file that was exchanged under it must still have them, at the same place. */
  async #checkHeader(): Promise<void> {
    const planned = this.#plan.layout;
    const { layout } = await detectFileLayout(this.#path, planned.encoding, planned.delimiter).catch((cause: unknown) =>
      Promise.reject(readError(this.#path, cause)),
    );
    if (layout.firstDataLine === planned.firstDataLine && layout.header.join('\n') === planned.header.join('\n'))
      return;
    throw new PortageError(
      'config',
      `${basename(this.#path)} is not the file that was planned: ${changeOf(planned, layout)}`,
      {
        code: 'file_changed',
        hint: `Give it the columns ${listed(planned.header)} in this order, and run the same command again; or start afresh with --new, which plans the file as it is now.`,
        location: `${this.#path}:${layout.headerLine ?? 1}`,
      },
    );
  }
}

/** What is different about the header, named. */
function changeOf(planned: CsvLayout, found: CsvLayout): string {
  const missing = planned.header.filter((name) => !found.header.includes(name));
  const added = found.header.filter((name) => !planned.header.includes(name));
  if (missing.length > 0 || added.length > 0) {
    return [
      ...(missing.length > 0 ? [`it no longer has the ${columns(missing)} ${listed(missing)}`] : []),
      ...(added.length > 0 ? [`it has the new ${columns(added)} ${listed(added)}`] : []),
    ].join(', and ');
  }
  if (found.header.join('\n') !== planned.header.join('\n')) return 'its columns stand in another order';
  return `its data begins at line ${found.firstDataLine} instead of ${planned.firstDataLine}`;
}

function columns(names: readonly string[]): string {
  return names.length === 1 ? 'column' : 'columns';
}

const mostNamed = 30;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`;
}

function rowOf(cursor: Json | null): number {
  const row = cursor !== null && typeof cursor === 'object' && !Array.isArray(cursor) ? cursor['row'] : undefined;
  return typeof row === 'number' ? row : 0;
}
