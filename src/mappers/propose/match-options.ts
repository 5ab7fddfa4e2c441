import type { FieldOption } from '../../model/catalogue.ts';

/** A suggestion below this is left to a person. */
const sureEnough = 0.75;

export interface OptionMatch {
  from: string;
  /** Value of the destination's option. */
  to: string;
  label: string;
  confidence: number;
}

/**
 * Which option of the destination a source's value means: by its name however it is written, by its words, or one slip away.
 * Values that are options already are left out: nothing has to be done about them. What fits several fits none.
 */
export function matchOptions(
  values: readonly string[],
  options: readonly FieldOption[],
): { matched: OptionMatch[]; unknown: string[] } {
  const matched: OptionMatch[] = [];
  const unknown: string[] = [];
  for (const value of values) {
    if (options.some((option) => isSame(option, value))) continue;
    const ranked = options
      .map((option) => ({ option, confidence: Math.max(likeness(value, option.label), likeness(value, option.value)) }))
      .sort((a, b) => b.confidence - a.confidence);
    const [best, second] = ranked;
    if (best === undefined || best.confidence < sureEnough || best.confidence === second?.confidence) {
      unknown.push(value);
      continue;
    }
    matched.push({ from: value, to: best.option.value, label: best.option.label, confidence: best.confidence });
  }
  return { matched, unknown };
}

function isSame(option: FieldOption, value: string): boolean {
  return option.value === value || option.label.toLowerCase() === value.toLowerCase();
}

function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const [one, other] = [left.join(''), right.join('')];
  if (one === other) return 0.98;
  if ([...left].sort().join(' ') === [...right].sort().join(' ')) return 0.95;
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  // "Technology" and "Technology Services": all words of the one, and not a mere letter of it
  if (few.every((word) => many.includes(word)) && few.join('').length >= 4)
    return 0.75 + 0.15 * (few.length / many.length);
  return Math.min(one.length, other.length) >= 5 && isOneSlip(one, other) ? 0.85 : 0;
}

const filler = new Set(['and', 'the', 'of', 'und', 'et', 'y', 'e']);

/** Words without accents, case, plural s and fillers. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !filler.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word));
}

/** One letter more, less, other, or two of them swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''));
}
