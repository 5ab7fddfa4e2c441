import type { Json } from '../../model/json.ts';
import type { TransformOf } from '../../model/transforms.ts';
import { cleanText, isEmpty, scalarText } from '../values/text.ts';
import { eachItem } from './apply.ts';
import { type Run, refuse, type Step, type StepContext } from './types.ts';

interface Unmatched {
  unmatched: 'reject' | 'keep' | 'drop' | 'default';
  default?: Json;
}

function checkDefault({ unmatched, default: value }: Unmatched, context: StepContext): void {
  if (unmatched === 'default' && value === undefined) {
    refuse(
      context,
      'default_missing',
      'unmatched values get a default, and none is given',
      'Add `default:` or choose keep, drop or reject.',
    );
  }
}

function settleUnmatched(value: Json, { unmatched, default: fallback }: Unmatched, run: Run): Json {
  if (unmatched === 'keep') return value;
  if (unmatched === 'reject') {
    run.report('value_unmatched', 'the value is not in the list of values that the mapping knows', 'invalid');
    return null;
  }
  run.report(
    'value_unmatched',
    `the value is not in the mapping's list; ${unmatched === 'drop' ? 'left out' : 'the default was taken'}`,
    'note',
  );
  return unmatched === 'default' ? (fallback ?? null) : null;
}

/** Picklist values by their text, without case and surrounding space unless told otherwise. The key `''` maps empty cells. */
export function valueMapStep(transform: TransformOf<'value_map'>, context: StepContext): Step {
  checkDefault(transform, context);
  const fold = (text: string): string => {
    const clean = cleanText(text).normalize('NFC');
    return transform.caseSensitive ? clean : clean.toLowerCase();
  };
  const map = new Map<string, Json>();
  for (const [from, to] of Object.entries(transform.map)) {
    const key = fold(from);
    const held = map.get(key);
    if (held !== undefined && JSON.stringify(held) !== JSON.stringify(to)) {
      refuse(
        context,
        'value_mapped_twice',
        `"${from}" is mapped to two values`,
        'Keep one of them, or set caseSensitive where the case tells them apart.',
      );
    }
    map.set(key, to);
  }
  const blank = map.get('');
  const items = eachItem((value, run) => {
    const text = scalarText(value);
    const found = text === undefined ? undefined : map.get(fold(text));
    return found !== undefined ? found : settleUnmatched(value, transform, run);
  });
  return (value, run) => (isEmpty(value) ? (blank ?? null) : items(value, run));
}

/** Chains longer than this are data gone wrong even where they are no circle. */
const longestChain = 1000;

/** Looks a value up in a table that was handed in with the mapping. */
export function lookupStep(transform: TransformOf<'lookup'>, context: StepContext): Step {
  checkDefault(transform, context);
  const table =
    context.tables !== undefined && Object.hasOwn(context.tables, transform.table)
      ? context.tables[transform.table]
      : undefined;
  if (table === undefined) {
    const known = Object.keys(context.tables ?? {}).join(', ');
    refuse(
      context,
      'unknown_table',
      `there is no table "${transform.table}"`,
      known === '' ? 'No tables are given.' : `Tables: ${known}.`,
    );
  }
  if (transform.follow) checkCircles(table as ReadonlyMap<string, Json>, context);
  return eachItem((value, run) => {
    const key = scalarText(value);
    let found = key === undefined ? undefined : table?.get(key);
    if (found === undefined) return settleUnmatched(value, transform, run);
    for (let step = 0; transform.follow && step < longestChain; step++) {
      const next = table?.get(scalarText(found) ?? '');
      if (next === undefined) break;
      found = next;
    }
    return found;
  });
}

/** Refuses a table in which a chain of look-ups comes back to where it was. Each entry is walked over once. */
function checkCircles(table: ReadonlyMap<string, Json>, context: StepContext): void {
  const done = new Set<string>();
  for (const start of table.keys()) {
    const path = new Set<string>();
    let key: string | undefined = start;
    while (key !== undefined && table.has(key) && !done.has(key)) {
      if (path.has(key)) {
        refuse(
          context,
          'lookup_circle',
          `a chain of ${path.size} entries in the table leads back to itself`,
          'Correct the table, or look up once without `follow`.',
        );
      }
      path.add(key);
      key = scalarText(table.get(key) ?? null);
    }
    for (const seen of path) done.add(seen);
  }
}
