import type { SandboxRequest } from '../kit/index.ts';
import { parseInstant } from './moments.ts';
import { invalid } from './replies.ts';

type Row = Record<string, unknown>;
type Test = (row: Row) => boolean;

const COMPARISONS: Record<string, (order: number) => boolean> = {
  gte: (order) => order >= 0,
  gt: (order) => order > 0,
  lte: (order) => order <= 0,
  lt: (order) => order < 0,
};

/**
 * The filters of a list request: `name=value`, `name__in=a,b` and, for moments, `name__gte` and its like.
 * Parameters that the list does not know are ignored, as the vendor does.
 */
export function readFilters(request: SandboxRequest, equals: readonly string[], moments: readonly string[]): Test[] {
  const tests: Test[] = [];
  for (const name of equals) {
    const value = request.query.get(name);
    if (value !== null) tests.push((row) => String(row[name]) === value);
    const listed = request.query.get(`${name}__in`)?.split(',');
    if (listed !== undefined) tests.push((row) => listed.includes(String(row[name])));
  }
  for (const name of moments) {
    for (const [suffix, holds] of Object.entries(COMPARISONS)) {
      const key = `${name}__${suffix}`;
      const text = request.query.get(key);
      if (text === null) continue;
      const bound = parseInstant(text);
      if (bound === undefined) throw invalid({ [key]: 'Input should be a valid datetime' });
      tests.push((row) => typeof row[name] === 'string' && holds(compareMoments(row[name], bound)));
    }
  }
  return tests;
}

/** Moments in Close's writing compare as text; a plain date counts from its first instant. */
export function compareMoments(left: string, right: string): number {
  const full = left.length === 10 ? `${left}T00:00:00.000000+00:00` : left;
  return full < right ? -1 : full > right ? 1 : 0;
}

export function matching<T extends object>(records: readonly T[], tests: readonly Test[]): readonly T[] {
  return tests.length === 0 ? records : records.filter((record) => tests.every((test) => test(record as Row)));
}

/** `_order_by=-date_created`, from the orders that the list knows. */
export function readOrder(
  request: SandboxRequest,
  known: readonly string[],
): { field: string; down: boolean } | undefined {
  const text = request.query.get('_order_by');
  if (text === null) return undefined;
  const down = text.startsWith('-');
  const field = down ? text.slice(1) : text;
  if (!known.includes(field)) throw invalid({ _order_by: `Unknown order; known: ${known.join(', ')}` });
  return { field, down };
}
