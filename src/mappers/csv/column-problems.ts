import type { ColumnAccumulator } from './column-accumulator.ts';
import type { ColumnProfile, FileProblem } from './inspection.ts';
import { LineList } from './line-list.ts';

type Problem = Omit<FileProblem, 'column' | 'count' | 'lines' | 'exact'>;

/** What is wrong in a column, given what the column is. */
export function columnProblems(column: ColumnAccumulator, profile: ColumnProfile): FileProblem[] {
  const problems: FileProblem[] = [];
  const tell = (list: LineList | undefined, problem: Problem): void => {
    if (list && list.count > 0) {
      problems.push({ ...problem, column: column.column, count: list.count, lines: list.lines, exact: true });
    }
  };
  tellIds(column, profile, tell);
  tellDates(column, profile, tell);
  tellNumbers(column, profile, tell);
  tellMisfits(column, profile, tell);
  tellWords(column, profile, tell);
  tellFlaws(column, tell);
  tellLostDigits(column, profile, tell);
  return problems;
}

type Tell = (list: LineList | undefined, problem: Problem) => void;

function tellIds(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  const idLike = profile.type === 'id' || column.role.aspect === 'id';
  if (idLike) {
    tell(column.idSpelling.noId, {
      code: 'id_of_nothing',
      severity: 'note',
      message: 'ids that end in nan, null or none are not ids: a program wrote "no value" behind its prefix',
      hint: 'read as empty',
    });
    tell(column.idSpelling.floatTail, {
      code: 'id_with_decimals',
      severity: 'warning',
      message: 'ids end in .0: they went through a column of decimal numbers',
      hint: 'matched without the .0 where another file has the plain id',
    });
  }
  if (idLike || profile.type === 'phone' || profile.type === 'number') {
    tell(column.kinds.get('scientific'), {
      code: 'scientific_notation',
      severity: 'warning',
      message: 'values like 4.41E+11: a spreadsheet has thrown the last digits away',
      hint: 'cannot be repaired: export again and do not open the file in a spreadsheet, or format the column as text first',
    });
  }
}

function tellDates(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  if (!['date', 'local_time', 'instant'].includes(profile.type)) return;
  tell(column.kinds.get('badDate'), {
    code: 'bad_date',
    severity: 'warning',
    message: 'dates that do not exist in any calendar',
    hint: 'the field stays empty and the text goes to the list of problems',
  });
  if (profile.dateOrder === 'ambiguous') {
    tell(column.dateOrders.either, {
      code: 'day_or_month',
      severity: 'warning',
      message: 'no date of the column has a number above 12 in it, so day and month cannot be told apart',
      hint: 'set source.connection.options.dateOrder to day-first or month-first',
    });
  }
  if (profile.dateOrder === 'mixed') {
    const { 'day-first': dayFirst, 'month-first': monthFirst } = column.dateOrders;
    tell(dayFirst.count < monthFirst.count ? dayFirst : monthFirst, {
      code: 'mixed_date_order',
      severity: 'warning',
      message: `most dates have the ${dayFirst.count < monthFirst.count ? 'month' : 'day'} first, these the other`,
      hint: 'two exports were joined, or cells were typed by hand: those in between cannot be told apart',
    });
  }
  tell(column.twoDigitYears, {
    code: 'two_digit_year',
    severity: 'note',
    message: 'years with two digits: 69 to 99 are read as 19.., 00 to 68 as 20..',
  });
}

function tellNumbers(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  if (!['number', 'money', 'percent'].includes(profile.type)) return;
  const minority = column.marks['.'].count < column.marks[','].count ? column.marks['.'] : column.marks[','];
  tell(minority, {
    code: 'mixed_decimal_mark',
    severity: 'warning',
    message: 'numbers whose decimal mark differs from the rest of the column',
    hint: 'kept as text and listed',
  });
}

const kindsOfType: Partial<Record<ColumnProfile['type'], Parameters<ColumnAccumulator['otherThan']>>> = {
  email: ['email', 'emails'],
  date: ['date', 'badDate'],
  local_time: ['date', 'badDate', 'integer', 'number'],
  instant: ['date', 'badDate'],
  number: ['integer', 'number', 'money', 'scientific'],
  money: ['integer', 'number', 'money', 'scientific'],
  percent: ['percent', 'integer', 'number'],
  url: ['url', 'domain'],
  domain: ['domain', 'url'],
  phone: ['phone', 'integer', 'number', 'scientific'],
};

function tellMisfits(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  const kinds = kindsOfType[profile.type];
  if (!kinds) return;
  tell(column.otherThan(...kinds), {
    code: profile.type === 'email' ? 'bad_email' : 'other_type',
    severity: 'warning',
    message: `${profile.type === 'email' ? 'not an e-mail address' : `not a ${profile.type.replace('_', ' ')}`}, unlike the rest of the column`,
    hint: 'the field stays empty and the text goes to the list of problems',
  });
}

function tellWords(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  for (const word of profile.emptyWords) {
    tell(column.emptyWords.get(word), {
      code: 'word_for_empty',
      severity: 'note',
      message: `the word ${word} stands for an empty cell`,
      hint: 'read as empty',
    });
  }
}

const flawTexts: Readonly<Record<string, Problem>> = {
  leading_apostrophe: {
    code: 'leading_apostrophe',
    severity: 'note',
    message: "a spreadsheet's text mark (') stands before the value",
    hint: 'taken off before phones and before = + - @',
  },
  formula_text: {
    code: 'formula_text',
    severity: 'note',
    message: 'values wrapped as ="…" to keep zeros',
    hint: 'unwrapped',
  },
  formula_injection: {
    code: 'formula_injection',
    severity: 'warning',
    message: 'values begin with = + - or @: a spreadsheet would run them as a formula',
    hint: 'kept as they are; every file that Portage writes makes them harmless',
  },
  mojibake: {
    code: 'mojibake',
    severity: 'warning',
    message: 'letters like Ã¼ or â€™: UTF-8 was once read as Windows-1252 and saved so',
    hint: 'the damage is in the file: export again, and do not save it from a spreadsheet',
  },
  replacement_character: {
    code: 'lost_characters',
    severity: 'warning',
    message: 'the character \uFFFD stands where letters were lost',
    hint: 'cannot be repaired from this file: export again as UTF-8',
  },
  control_character: {
    code: 'control_character',
    severity: 'note',
    message: 'control characters inside values',
    hint: 'kept',
  },
};

function tellFlaws(column: ColumnAccumulator, tell: Tell): void {
  for (const [flaw, list] of column.flaws) {
    const text = flawTexts[flaw];
    if (text) tell(list, text);
  }
}

function tellLostDigits(column: ColumnAccumulator, profile: ColumnProfile, tell: Tell): void {
  const fixedLength = column.role.aspect === 'postal_code' || profile.type === 'id';
  if (!fixedLength || column.leadingZeros > 0) return;
  const lengths = [...column.digitLengths].sort((a, b) => b[1].count - a[1].count);
  const [usual] = lengths;
  const digits = lengths.reduce((sum, [, list]) => sum + list.count, 0);
  if (!usual || usual[0] < 5 || usual[1].count < digits * 0.6 || digits < column.filled * 0.6) return;
  const short = new LineList();
  for (const [length, list] of lengths) {
    if (length >= usual[0] || length < usual[0] - 2) continue;
    short.count += list.count;
    short.lines.push(...list.lines);
  }
  // Ids counted up from 1 are shorter at the start of the file: that is no loss.
  if (profile.type === 'id' && short.count > digits * 0.02) return;
  short.lines.sort((a, b) => a - b).splice(20);
  tell(short, {
    code: 'lost_zeros',
    severity: 'warning',
    message: `digits are missing: most values have ${usual[0]}, these fewer, and none begins with 0`,
    hint: `a spreadsheet took the leading zeros away: export again with the column as text${
      profile.type === 'id' ? '' : `; or put them back in the mapping, on the field: ${zerosBack(usual[0])}`
    }`,
  });
}

/** Transforms, as the mapping writes them, that fill up the values that lost one zero or two. */
function zerosBack(length: number): string {
  const fill = (zeros: string) =>
    `{ type: regex_replace, pattern: "^([0-9]{${length - zeros.length}})$", with: "${zeros}$1" }`;
  return `transforms: [${fill('0')}, ${fill('00')}]`;
}
