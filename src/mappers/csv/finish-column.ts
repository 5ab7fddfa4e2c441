import type { ColumnAccumulator } from './column-accumulator.ts';
import { columnProblems } from './column-problems.ts';
import { decideType } from './column-type.ts';
import { isNoId } from './id-text.ts';
import type { ColumnProfile, FileProblem } from './inspection.ts';
import type { LineList } from './line-list.ts';
import { isSpokenWord } from './value-kind.ts';

const wordTypes = new Set(['text', 'choice', 'country', 'boolean', 'list', 'html']);

/** Profile and problems of a column once the last row has gone by. */
export function finishColumn(
  column: ColumnAccumulator,
  rows: number,
  writtenAs?: string,
): { profile: ColumnProfile; problems: FileProblem[] } {
  const decision = decideType(column);
  const words = wordsForEmpty(column, decision.type);
  // Words that turn out to be answers (`None` among choices) are values after all.
  const spoken = [...column.emptyWords].filter(([word]) => !words.includes(word));
  const idLike = decision.type === 'id' || column.role.aspect === 'id';
  const noIds = idLike ? column.idSpelling.noId.count : 0;
  const filled = column.filled - noIds + spoken.reduce((sum, [, list]) => sum + list.count, 0);
  const profile: ColumnProfile = {
    column: column.column,
    position: column.position,
    type: decision.type,
    filled,
    fill: rows === 0 ? 0 : filled / rows,
    distinct: column.exactKeys.distinct + spoken.length,
    distinctExact: column.exactKeys.exact,
    maxLength: column.maxLength,
    examples: idLike ? column.examples.filter((example) => !isNoId(example)) : column.examples,
    emptyWords: words,
    idRepairs: idRepairs(column),
    role: column.role,
    exactKeys: column.exactKeys,
    foldedKeys: column.foldedKeys,
  };
  if (writtenAs !== undefined && writtenAs !== column.column) profile.writtenAs = writtenAs;
  if (decision.dateNumber) profile.dateNumber = decision.dateNumber;
  if (decision.separator) profile.separator = decision.separator;
  addDates(profile, column);
  addNumbers(profile, column);
  addOptions(profile, column, spoken);
  return { profile, problems: columnProblems(column, profile) };
}

function wordsForEmpty(column: ColumnAccumulator, type: ColumnProfile['type']): string[] {
  const names = column.role.aspect === 'first_name' || column.role.aspect === 'last_name';
  return (
    [...column.emptyWords]
      .filter(([word]) => !(isSpokenWord(word) && wordTypes.has(type)))
      // There are people called Null and Nan; a program would have written the word more than twice, or in small letters.
      .filter(([word, list]) => !(names && list.count <= 2 && /^[A-Z][a-z]+$/.test(word)))
      .map(([word]) => word)
  );
}

function idRepairs(column: ColumnAccumulator): ColumnProfile['idRepairs'] {
  const { floatTail, braces, vendorPrefix } = column.idSpelling;
  const repairs: ColumnProfile['idRepairs'] = [];
  if (floatTail.count > 0) repairs.push('float_tail');
  if (braces.count > 0) repairs.push('braces');
  if (vendorPrefix.count > 0) repairs.push('vendor_prefix');
  return repairs;
}

function addDates(profile: ColumnProfile, column: ColumnAccumulator): void {
  if (!['date', 'local_time', 'instant'].includes(profile.type) || profile.dateNumber) return;
  profile.formats = [...column.formats].sort((a, b) => b[1] - a[1]).map(([format, count]) => ({ format, count }));
  profile.dateOrder = dateOrder(column);
}

function dateOrder(column: ColumnAccumulator): ColumnProfile['dateOrder'] {
  const { 'day-first': dayFirst, 'month-first': monthFirst, either } = column.dateOrders;
  if (dayFirst.count && monthFirst.count) return 'mixed';
  if (dayFirst.count) return 'day-first';
  if (monthFirst.count) return 'month-first';
  return either.count ? 'ambiguous' : 'year-first';
}

function addNumbers(profile: ColumnProfile, column: ColumnAccumulator): void {
  if (!['number', 'money', 'percent'].includes(profile.type)) return;
  const points = column.marks['.'].count;
  const commas = column.marks[','].count;
  profile.decimal = commas > points ? ',' : '.';
  if (Number.isFinite(column.largest)) profile.largest = column.largest;
  const currencies = [...column.currencies].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  if (currencies.length > 0) profile.currencies = currencies;
}

function addOptions(profile: ColumnProfile, column: ColumnAccumulator, spoken: [string, LineList][]): void {
  if (!column.options || !['choice', 'boolean', 'country', 'number'].includes(profile.type)) return;
  const options = [...column.options].map(([value, { count }]) => ({ value, count }));
  for (const [value, list] of spoken) options.push({ value, count: list.count });
  profile.options = options.sort((a, b) => b.count - a.count);
}
