import type { ColumnType } from '../../model/reading-plan.ts';
import { countryOf } from '../values/countries.ts';
import type { ColumnAccumulator } from './column-accumulator.ts';
import { activityKinds } from './header-words.ts';
import { currencyInHeader } from './number-text.ts';
import { isSpokenWord, type ValueKind } from './value-kind.ts';

/** A column is of a type when this share of its cells is; the rest is listed as problems. */
const enough = 0.8;
const maximumChoices = 60;

const dateAspects = new Set(['created', 'updated', 'close_date', 'due', 'happened', 'birthday']);
const moneyAspects = new Set(['amount', 'revenue', 'price']);
/** `Founder; Chairman` is one person's title, `Smith | Sons` one company. */
const namesOneThing = new Set([
  'name',
  'first_name',
  'last_name',
  'full_name',
  'job_title',
  'street',
  'city',
  'subject',
]);
const flagHeader = /^(?:is|has|do not|not)\b|opt|unsub|bounce|deleted|active|archived|converted|subscribed/i;

export interface TypeDecision {
  type: ColumnType;
  dateNumber?: 'excel' | 'epoch_s' | 'epoch_ms';
  separator?: string;
}

/** What a column is, after all its cells have been seen. */
export function decideType(column: ColumnAccumulator): TypeDecision {
  const { filled } = column;
  if (filled === 0) return { type: typeOfEmpty(column) };
  const share = (...kinds: ValueKind[]) => kinds.reduce((sum, kind) => sum + column.kind(kind), 0) / filled;
  if (share('date', 'badDate') >= enough) return { type: dateType(column) };
  if (share('email', 'emails') >= enough) return emailType(column);
  if (share('url') >= enough) return { type: 'url' };
  if (share('domain', 'url') >= enough) return { type: share('url') > 0.5 ? 'url' : 'domain' };
  if (share('json') >= enough) return { type: 'json' };
  if (share('html') >= 0.05 && share('html', 'text') >= enough) return { type: 'html' };
  if (isIdColumn(column, share)) return idType(column);
  if (isPhoneColumn(column, share)) return { type: 'phone' };
  if (isBooleanColumn(column, share)) return { type: 'boolean' };
  if (share('percent') >= enough || (share('percent') > 0 && share('percent', 'integer', 'number') >= enough))
    return { type: 'percent' };
  if (share('integer', 'number', 'money', 'scientific') >= enough) return numberType(column, share);
  if (isCountryColumn(column)) return { type: 'country' };
  return textType(column);
}

function typeOfEmpty(column: ColumnAccumulator): ColumnType {
  const { aspect } = column.role;
  if (aspect === 'id' || aspect === 'email' || aspect === 'phone' || aspect === 'domain') return aspect;
  return 'text';
}

function dateType(column: ColumnAccumulator): ColumnType {
  const { date, local_time: local, instant } = column.dateKinds;
  // One zone in the column makes an instant; local times beside it are read in the account's zone.
  if (instant > 0) return 'instant';
  return local > date * 0.01 ? 'local_time' : 'date';
}

function emailType(column: ColumnAccumulator): TypeDecision {
  const separator = topSeparator(column);
  return column.kind('emails') > 0 && separator ? { type: 'email', separator } : { type: 'email' };
}

type Share = (...kinds: ValueKind[]) => number;

function isIdColumn(column: ColumnAccumulator, share: Share): boolean {
  if (share('guid') >= enough) return true;
  const idLike =
    share('integer', 'code', 'guid', 'number', 'scientific') + column.idSpelling.noId.count / column.filled;
  if (column.role.aspect === 'id' && idLike >= enough) return true;
  // Postcodes are text however much they look like numbers: leading zeros count.
  return false;
}

/** Some cells may name several records: `12;17`. */
function idType(column: ColumnAccumulator): TypeDecision {
  const separator = topSeparator(column);
  return separator === ';' || separator === '|' ? { type: 'id', separator } : { type: 'id' };
}

function isPhoneColumn(column: ColumnAccumulator, share: Share): boolean {
  if (column.role.aspect === 'phone') return share('phone', 'integer', 'scientific', 'number') >= 0.5;
  return share('phone') >= enough && column.role.aspect !== 'postal_code';
}

function isBooleanColumn(column: ColumnAccumulator, share: Share): boolean {
  if (!column.options || column.options.size > 4) return false;
  const isFlag = column.role.aspect === 'flag' || flagHeader.test(column.column);
  // A single word on all rows may as well be a status that happens to be the same: Yes.
  if (share('boolean') === 1) return isFlag || column.options.size > 1;
  return isFlag && [...column.options.keys()].every((text) => text === '0' || text === '1');
}

function numberType(column: ColumnAccumulator, share: Share): TypeDecision {
  const { aspect } = column.role;
  if (aspect === 'postal_code') return { type: 'text' };
  if (dateAspects.has(aspect ?? '')) {
    const dateNumber = dateNumberOf(column);
    if (column.smallest >= 19_000_101 && column.largest <= 21_001_231) return { type: 'date' };
    // Seconds since 1970 are counted in UTC; a spreadsheet's days stand on somebody's wall.
    if (dateNumber) return { type: dateNumber === 'excel' ? 'local_time' : 'instant', dateNumber };
  }
  if (share('money') > 0 || moneyAspects.has(aspect ?? '') || currencyInHeader(column.column) !== null)
    return { type: 'money' };
  // Leading zeros or more digits than a number can hold: an id, whatever the header says.
  if (column.leadingZeros > 0 || [...column.digitLengths.keys()].some((length) => length > 15)) return { type: 'id' };
  return { type: 'number' };
}

function dateNumberOf(column: ColumnAccumulator): TypeDecision['dateNumber'] {
  const { smallest, largest } = column;
  if (smallest >= 10_000 && largest < 100_000) return 'excel';
  if (smallest >= 100_000_000 && largest <= 4_200_000_000) return 'epoch_s';
  return smallest >= 100_000_000_000 && largest <= 4_200_000_000_000 ? 'epoch_ms' : undefined;
}

function isCountryColumn(column: ColumnAccumulator): boolean {
  if (!column.options || (column.maxLength <= 3 && column.role.aspect !== 'country')) return false;
  let countries = 0;
  for (const [text, { count }] of column.options) if (countryOf(text) !== undefined) countries += count;
  return countries / column.filled >= enough;
}

function textType(column: ColumnAccumulator): TypeDecision {
  const { aspect } = column.role;
  const separator = topSeparator(column);
  const list =
    separator &&
    !(aspect !== null && namesOneThing.has(aspect)) &&
    (separator !== ',' || aspect === 'tags') &&
    (column.separators.get(separator) ?? 0) >= column.filled * 0.1;
  if (list && column.maxLength <= 1000 && aspect !== 'body' && aspect !== 'description')
    return { type: 'list', separator };
  const { options } = column;
  // None and Unknown are answers here, though in a column of numbers they would be none.
  const spoken = [...column.emptyWords].filter(([word]) => isSpokenWord(word));
  const filled = spoken.reduce((sum, [, list]) => sum + list.count, column.filled);
  const distinct = (options?.size ?? 0) + spoken.length;
  const repeats = options !== null && distinct <= maximumChoices && filled >= 10 && distinct <= filled / 4;
  return { type: (repeats && mayBeChoice(column)) || tellsKinds(column) ? 'choice' : 'text' };
}

/** Call, Task, Note: what tells the rows of a mixed file apart does so in a file of three rows as well. */
function tellsKinds({ role, options, filled }: ColumnAccumulator): boolean {
  if (role.aspect !== 'kind' || !options || options.size > maximumChoices) return false;
  let known = 0;
  for (const [text, { count }] of options) if (text.toLowerCase() in activityKinds) known += count;
  return known >= filled * 0.5;
}

/** Names and streets that happen to repeat are no choices. */
function mayBeChoice(column: ColumnAccumulator): boolean {
  const { aspect, objects } = column.role;
  const free = [
    'name',
    'first_name',
    'last_name',
    'full_name',
    'street',
    'body',
    'description',
    'postal_code',
    'parent',
  ];
  return (
    column.maxLength <= 80 && !(aspect !== null && free.includes(aspect)) && !(aspect === 'id' && objects.length > 0)
  );
}

function topSeparator(column: ColumnAccumulator): string | undefined {
  return [...column.separators].sort((a, b) => b[1] - a[1])[0]?.[0];
}
