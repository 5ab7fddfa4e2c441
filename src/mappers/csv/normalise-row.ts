import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../model/json.ts';
import type { FilePlan, LinkPlan, PartPlan } from '../../model/reading-plan.ts';
import { linesDiffer, type RecordLink, type RecordProblem, type SourceRecord } from '../../model/record.ts';
import { normalise } from '../values/normalise.ts';
import { cellText } from './clean-text.ts';
import type { CsvRow, RowError } from './csv-row.ts';
import type { KeyKind } from './fold-key.ts';
import { isScientific, readId } from './id-text.ts';
import { keyKindOfColumn } from './key-candidates.ts';
import { keyText } from './key-study.ts';
import { OccurrenceCounter } from './occurrence-counter.ts';
import { type CellReader, cellReader } from './read-cell.ts';
import { RepeatWatch } from './repeat-watch.ts';

export interface NormaliseOptions {
  /** IANA zone of times without an offset. */
  timezone: string;
}

/** What one row makes: records, or the reason why it makes none. */
export interface NormalisedRow {
  /** Identity of the row itself among the raw rows of its file. */
  rowKey: string;
  records: SourceRecord[];
  /** Set where the row is refused: it is counted and listed, and makes no record. */
  refused?: RowError;
  problems: RecordProblem[];
}

export type RowNormaliser = (row: CsvRow) => NormalisedRow;

interface Part {
  plan: PartPlan;
  /** Columns that say something of the record itself: without any of them the line does not tell of it. */
  telling: string[];
  watch: RepeatWatch | null;
}

/**
 * Turns the rows of one file, in their order, into records and links by the file's reading plan. Keeps what identity needs and
 * nothing else: how often each key was seen, and hashes of values where one record stands on many lines.
 */
export function rowNormaliser(plan: FilePlan, options: NormaliseOptions): RowNormaliser {
  const readers = new Map(plan.columns.map((column) => [column.column, cellReader(column, options.timezone)]));
  const occurrences = new OccurrenceCounter();
  const combined = plan.parts.length > 1;
  const parts = plan.parts.map((part): Part => {
    const linked = new Set(part.links.map((link) => link.column));
    const keyed =
      part.sourceId.from === 'row' ? [] : part.sourceId.from === 'key' ? part.sourceId.columns : [part.sourceId.column];
    const telling = part.columns.filter((column) => !linked.has(column) || keyed.includes(column));
    // Whose owner a line names is open in a combined file: another owner on another line is no contradiction.
    return { plan: part, telling, watch: combined ? new RepeatWatch(telling) : null };
  });
  return (row) => normaliseRow(row, { plan, parts, readers, occurrences, timezone: options.timezone });
}

interface Context {
  plan: FilePlan;
  parts: readonly Part[];
  readers: ReadonlyMap<string, CellReader>;
  occurrences: OccurrenceCounter;
  timezone: string;
}

function normaliseRow(row: CsvRow, context: Context): NormalisedRow {
  const identity = rowIdentity(row, context);
  const refused = row.errors.find(({ severity }) => severity === 'error');
  if (refused) return refusal(row, identity.counted(), refused);
  const problems: RecordProblem[] = row.errors.map(({ code, message }) => ({ code, message, line: row.line }));
  if (context.plan.duplicateRows === 'skip' && identity.occurrence() > 1) {
    problems.push({ code: 'duplicate_row', message: 'an exact copy of an earlier row', line: row.line });
    return { rowKey: identity.counted(), records: [], problems };
  }
  const cells = readCells(row, context.readers, problems);
  // A file of one kind has a record on every line; of a combined one, those that the line says something of.
  const told =
    context.parts.length === 1
      ? context.parts
      : context.parts.filter(({ telling }) => telling.some((column) => cells.has(column)));
  if (told.length === 0) return refusal(row, identity.counted(), nothingTold);
  const ids = new Map(told.map((part) => [part.plan.object, sourceIdOf(part.plan, row, identity, problems)]));
  const records = told.flatMap((part) => recordOf(part, row, cells, ids, context.timezone, problems));
  return { rowKey: identity.key(), records, problems };
}

const nothingTold: RowError = {
  code: 'row_without_record',
  severity: 'error',
  message: 'the row has values, but none that belongs to a company, a contact or a deal',
  hint: 'fill the name or the key of a record in it, or leave the row out',
};

function refusal(row: CsvRow, rowKey: string, refused: RowError): NormalisedRow {
  return { rowKey, records: [], refused, problems: [{ code: refused.code, message: refused.message, line: row.line }] };
}

interface RowIdentity {
  /** How many equal rows came up to and including this one. Counted when it is first asked for. */
  occurrence(): number;
  /** The row's own key, with its occurrence: unique. */
  counted(): string;
  /** The row's own key, with its occurrence where that was needed. */
  key(): string;
}

/** Rows with an id of their own need not be counted, which saves memory in large files: it costs some ten bytes a row. */
function rowIdentity(row: CsvRow, { occurrences }: Context): RowIdentity {
  const hash = hashOfRow(row.values);
  let occurrence: number | null = null;
  const count = () => {
    occurrence ??= occurrences.next(hash);
    return occurrence;
  };
  const key = () => (occurrence === null || occurrence === 1 ? `row-${hash}` : `row-${hash}-${occurrence}`);
  return {
    occurrence: count,
    counted: () => {
      count();
      return key();
    },
    key,
  };
}

/** Hash of what the row says, in the order of names: neither the order of columns nor that of rows changes it. */
function hashOfRow(values: Readonly<Record<string, string>>): string {
  const filled = Object.entries(values)
    .map(([column, cell]) => [column, cellText(cell)] as const)
    .filter(([, text]) => text !== '');
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(filled)))
    .digest('hex')
    .slice(0, 20);
}

function readCells(
  row: CsvRow,
  readers: ReadonlyMap<string, CellReader>,
  problems: RecordProblem[],
): Map<string, Json> {
  const cells = new Map<string, Json>();
  for (const [column, read] of readers) {
    const found = read(row.values[column] ?? '');
    if (found === null) continue;
    cells.set(column, found.value);
    if (found.problem) problems.push({ ...found.problem, field: column, line: row.line });
  }
  return cells;
}

function sourceIdOf(part: PartPlan, row: CsvRow, identity: RowIdentity, problems: RecordProblem[]): string {
  const plan = part.sourceId;
  if (plan.from === 'row') return identity.counted();
  if (plan.from === 'key') {
    const keyed = plan.columns.map((column) => ({
      fold: keyKindOfColumn(column),
      value: cellText(row.values[column] ?? ''),
    }));
    // A person without a family name is still the same person on every line.
    const filled = part.object === 'contact' ? keyed.filter(({ value }, index) => index === 0 || value !== '') : keyed;
    return keyText(filled) ?? identity.counted();
  }
  const id = readId(row.values[plan.column] ?? '', plan.repairs);
  if (id !== null && !isScientific(id)) return id;
  if (id !== null) {
    problems.push({
      code: 'id_scientific',
      message: 'the id was saved by a spreadsheet as 1.23E+11 and has lost digits',
      field: plan.column,
      line: row.line,
    });
  }
  return identity.counted();
}

function recordOf(
  part: Part,
  row: CsvRow,
  cells: ReadonlyMap<string, Json>,
  ids: ReadonlyMap<string, string>,
  timezone: string,
  problems: RecordProblem[],
): SourceRecord[] {
  const { plan, watch } = part;
  const sourceId = ids.get(plan.object)!;
  const values: Record<string, Json> = {};
  for (const column of plan.columns) {
    const value = cells.get(column);
    if (value !== undefined) values[column] = value;
  }
  const repeat = watch?.see(sourceId, values);
  const differing = (repeat?.conflicts ?? []).filter((field) => watch?.isNewDifference(sourceId, field));
  problems.push(...differing.map((field) => ({ ...linesDiffer(field), line: row.line })));
  const links = linksOf(plan, row, ids).filter(
    (link) => link.toId === undefined || !watch || watch.isNewLink(sourceId, link.kind, link.toId),
  );
  // A further line of a known record says only what is new: the first line's values and owner stay, a second company joins.
  const fresh = repeat?.known
    ? links.filter(({ kind }) => plan.links.some((link) => link.kind === kind && link.by === 'line'))
    : links;
  if (repeat?.known && repeat.fresh.length === 0 && fresh.length === 0 && differing.length === 0) return [];
  const said = repeat?.known ? Object.fromEntries(repeat.fresh.map((field) => [field, values[field]!])) : values;
  const record: SourceRecord = { object: objectOf(plan, row), sourceId, values: said, links: fresh };
  const createdAt = instantOf(plan.createdAt, cells, timezone);
  const updatedAt = instantOf(plan.updatedAt, cells, timezone);
  if (createdAt !== null) record.createdAt = createdAt;
  if (updatedAt !== null) record.updatedAt = updatedAt;
  const own = problems.filter(({ field }) => field === undefined || plan.columns.includes(field));
  if (own.length > 0) record.problems = own;
  return [record];
}

function objectOf(plan: PartPlan, row: CsvRow): string {
  if (!plan.kinds) return plan.object;
  return plan.kinds.values[cellText(row.values[plan.kinds.column] ?? '').toLowerCase()] ?? plan.kinds.otherwise;
}

function linksOf(plan: PartPlan, row: CsvRow, ids: ReadonlyMap<string, string>): RecordLink[] {
  return plan.links.flatMap((link): RecordLink[] => {
    if (link.by === 'line') {
      const toId = ids.get(link.toObject);
      return toId === undefined ? [] : [{ kind: link.kind, toObject: link.toObject, toId }];
    }
    const texts = textsOf(link, cellText(row.values[link.column ?? ''] ?? ''));
    return texts.map((text, index) => ({
      kind: link.kind,
      toObject: link.toObject,
      ...(link.by === 'id' ? { toId: text } : { toKey: { by: link.by as Exclude<KeyKind, never>, value: text } }),
      ...(index === 0 && texts.length > 1 ? { primary: true } : {}),
    }));
  });
}

function textsOf(link: LinkPlan, cell: string): string[] {
  const items = link.separator === undefined ? [cell] : cell.split(link.separator);
  const texts = items
    .map((item) => (link.by === 'id' ? readId(item, link.repairs) : readId(item, [])))
    .filter((text) => text !== null);
  return [...new Set(texts)];
}

function instantOf(column: string | undefined, cells: ReadonlyMap<string, Json>, timezone: string): string | null {
  const value = column === undefined ? undefined : cells.get(column);
  if (typeof value !== 'string') return null;
  const read = normalise('instant', value, { timezone, defaultCountry: null });
  return read.ok && typeof read.value === 'string' ? read.value : null;
}
