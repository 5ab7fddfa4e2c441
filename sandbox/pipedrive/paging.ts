import type { JsonObject, SandboxRequest } from '../kit/index.ts';
import type { Row, Rows } from './records.ts';
import { invalid } from './replies.ts';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;

type Cursor = { field: string; fieldValue: string | number; sortDirection: 'asc' | 'desc'; id: number };

export type ScanOptions = {
  /** The fields that the list may be sorted by, `id` first. */
  sortFields: readonly string[];
  matches: (row: Row) => boolean;
};

/** One v2 page: the rows, and the cursor that stands for the first row of the next page. */
export function scan(
  rows: Rows,
  request: SandboxRequest,
  options: ScanOptions,
): { rows: Row[]; nextCursor: string | null } {
  const limit = readLimit(request);
  const cursor = readCursor(request.query.get('cursor'), options.sortFields);
  const field = cursor?.field ?? oneOf(request, 'sort_by', options.sortFields);
  const direction = cursor?.sortDirection ?? oneOf(request, 'sort_direction', ['asc', 'desc'] as const);
  const ordered =
    field === 'id' ? rows.all() : rows.sorted(field, (left, right) => compare(keyOf(left, field), keyOf(right, field)));
  const start = cursor === undefined ? undefined : seek(ordered, cursor);
  const step = direction === 'asc' ? 1 : -1;
  const found: Row[] = [];
  for (let at = start ?? (step === 1 ? 0 : ordered.length - 1); at >= 0 && at < ordered.length; at += step) {
    const row = ordered[at]!;
    if (!options.matches(row)) continue;
    if (found.length === limit) return { rows: found, nextCursor: writeCursor(row, field, direction) };
    found.push(row);
  }
  return { rows: found, nextCursor: null };
}

function readLimit(request: SandboxRequest): number {
  const text = request.query.get('limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit: Expected a whole number of at least 1');
  if (limit > MAX_LIMIT) throw invalid(`limit: Number must be less than or equal to ${MAX_LIMIT}`);
  return limit;
}

function oneOf<T extends string>(request: SandboxRequest, name: string, allowed: readonly T[]): T {
  const value = request.query.get(name);
  if (value === null) return allowed[0]!;
  const found = allowed.find((known) => known === value);
  if (found === undefined) throw invalid(`${name}: Expected one of ${allowed.join(', ')}`);
  return found;
}

function keyOf(row: Row, field: string): [string | number, number] {
  const value = row.view[field];
  return [typeof value === 'string' || typeof value === 'number' ? value : '', Number(row.view.id)];
}

function compare(left: [string | number, number], right: [string | number, number]): number {
  if (left[0] === right[0]) return left[1] - right[1];
  return left[0] < right[0] ? -1 : 1;
}

/** Where the cursor's row is now, or the row after it in the order of the list if it is gone. */
function seek(ordered: readonly Row[], cursor: Cursor): number {
  const wanted: [string | number, number] = [cursor.fieldValue, cursor.id];
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keyOf(ordered[middle]!, cursor.field), wanted) < 0) low = middle + 1;
    else high = middle;
  }
  const isExact = low < ordered.length && compare(keyOf(ordered[low]!, cursor.field), wanted) === 0;
  return cursor.sortDirection === 'asc' || isExact ? low : low - 1;
}

function writeCursor(row: Row, field: string, sortDirection: Cursor['sortDirection']): string {
  const [fieldValue, id] = keyOf(row, field);
  return Buffer.from(JSON.stringify({ field, fieldValue, sortDirection, id } satisfies Cursor)).toString('base64url');
}

function readCursor(text: string | null, sortFields: readonly string[]): Cursor | undefined {
  if (text === null || text === '') return undefined;
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor;
    if (sortFields.includes(cursor.field) && typeof cursor.id === 'number') return cursor;
  } catch {
    // Told below: a cursor is opaque, and one that was not handed out is refused.
  }
  throw invalid('cursor: Invalid cursor');
}

/** One v1 page of `start` and `limit`; a limit above the cap is cut down silently. */
export function slice(
  all: readonly Row[],
  request: SandboxRequest,
  cap = MAX_LIMIT,
): { rows: Row[]; pagination: JsonObject } {
  const start = Math.max(Number(request.query.get('start') ?? 0) || 0, 0);
  const asked = Number(request.query.get('limit') ?? DEFAULT_LIMIT) || DEFAULT_LIMIT;
  const limit = Math.min(Math.max(asked, 1), cap);
  const rows = all.slice(start, start + limit);
  const more = start + limit < all.length;
  const pagination: JsonObject = { start, limit, more_items_in_collection: more };
  if (more) pagination['next_start'] = start + limit;
  return { rows, pagination };
}
