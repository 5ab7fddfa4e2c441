import { type Column, settle, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';
import type { Atom } from '../lexicon/atoms.ts';
import type { Base } from '../objects.ts';
import type { ObjectHint } from '../types.ts';

const groups = [
  'shipping',
  'other',
  'alternate',
  'billing',
  'mailing',
  'postal',
  'legal',
  'work',
  'home',
  'personal',
  'primary',
  'main',
] as const;
type Group = (typeof groups)[number] | 'plain' | 'second';

/** Which address is the main one, likeliest first. Other and second ones never are. */
const preference: Readonly<Record<'contact' | 'company', readonly Group[]>> = {
  contact: ['primary', 'main', 'mailing', 'work', 'billing', 'postal', 'legal', 'home', 'personal', 'shipping'],
  company: ['primary', 'main', 'billing', 'mailing', 'work', 'legal', 'postal'],
};
/** Words that often stand before one line of an address only: `Postal address` beside a plain `City`. */
const loose: ReadonlySet<Group> = new Set(['primary', 'main', 'mailing', 'postal', 'legal', 'work', 'billing']);

const placeAtoms: readonly Atom[] = ['city', 'region', 'postal_code', 'country'];

/** There is one address in the model: the main one. Each record of the row picks its own. */
export function settleAddresses(columns: readonly Column[], object: ObjectHint): void {
  settleLines(columns);
  settleStates(columns, object);
  settleTaskState(columns, object);
  readStrangePrefix(columns);
  const parts = columns.filter(({ frame }) => placeAtoms.some((atom) => frame.atoms.has(atom)));
  const seconds = new Set(parts.flatMap(({ header }) => secondOf(header)));
  for (const base of ['contact', 'company'] as const) {
    const own = columns.filter((column) => column.answer?.base === base && isAddress(column));
    if (own.length > 0) settleGroups(own, base, seconds);
  }
  settleDistricts(columns);
  settleRegions(columns);
  settlePlaceIds(columns);
}

/** `PO City`, `PO Region`, `PO Country`: the first address under a strange word, in a row without another. */
function readStrangePrefix(columns: readonly Column[]): void {
  const parts = columns.filter(isAddress);
  if (parts.some(({ answer }) => answer!.confidence >= fillFrom)) return;
  const strange = parts.filter(
    ({ frame }) => frame.unknown.length === 1 && startsWith(frame.header, frame.unknown[0]!),
  );
  const [first] = Map.groupBy(strange, ({ frame }) => frame.unknown[0]!).values();
  if (!first || partsOf(first).size < 3) return;
  for (const column of first) {
    column.answer = { ...column.answer!, confidence: 0.65 };
    column.notes.push('no other address stands in the row');
  }
}

function startsWith(header: string, word: string): boolean {
  return header.toLowerCase().startsWith(word);
}

/** Two lines in one cell are named one after the other: `Street, flat`, not `Address 2 Street`. */
function settleLines(columns: readonly Column[]): void {
  for (const column of columns) {
    const both = column.answer?.part === 'address.line1' && column.frame.atoms.has('line2');
    if (both && !/[,;/&+]|\s(?:and|und|et|y|e|en|og|och|i|и|ve)\s/i.test(column.header))
      withdraw(column, 'names two lines');
  }
}

function isAddress(column: Column): boolean {
  return column.answer?.part.startsWith('address.') ?? false;
}

function settleGroups(own: readonly Column[], base: 'contact' | 'company', seconds: ReadonlySet<string>): void {
  const byGroup = Map.groupBy(own, (column) =>
    secondOf(column.header).some((prefix) => seconds.has(prefix)) ? 'second' : groupOf(column),
  );
  const plain = partsOf(byGroup.get('plain') ?? []);
  const whole = plain.size >= 3 && (plain.has('address.line1') || plain.has('address.city'));
  const main = whole ? 'plain' : (preference[base].find((group) => byGroup.has(group)) ?? 'plain');
  const taken = partsOf(byGroup.get(main) ?? []);
  for (const [group, columns] of byGroup) {
    if (group === main) continue;
    const fills = main === 'plain' && loose.has(group) && columns.length <= 2;
    for (const column of columns) {
      if (fills && !taken.has(column.answer!.part)) continue;
      if (group !== 'plain') withdraw(column, `belongs to the ${wordOf(group)} address, not to the main one`);
      else if (taken.has(column.answer!.part) && column.frame.atoms.has('id'))
        withdraw(column, `the ${wordOf(main)} address has its own`);
      else if (taken.has(column.answer!.part))
        settle(column, { confidence: 0.7 }, `stands beside a ${wordOf(main)} address`);
    }
  }
}

function partsOf(columns: readonly Column[]): Set<string> {
  return new Set(columns.map((column) => column.answer!.part));
}

function isLine(part: string): boolean {
  return part === 'address.line1' || part === 'address.line2';
}

/** `Address 2 - City` → `address 2`: what all parts of a second address begin with, its lines too. */
function secondOf(header: string): string[] {
  const [, prefix, count] = /^(\D+(\d+))\D/.exec(header.trim().toLowerCase()) ?? [];
  return prefix !== undefined && Number(count) >= 2 ? [prefix] : [];
}

function groupOf({ frame, answer }: Column): Group {
  if ((frame.ordinal ?? 1) >= 2 && !isLine(answer!.part)) return 'second';
  return groups.find((group) => frame.atoms.has(group as Atom)) ?? 'plain';
}

function wordOf(group: Group): string {
  return group === 'alternate' ? 'other' : group === 'personal' ? 'home' : group;
}

/**
 * `Estado` and `Stato` are a region or a status, and `State` of a deal or task is one too: a status where no address stands
 * in the row, or where the region has a column of its own. In Italian it is then the country.
 */
function settleStates(columns: readonly Column[], object: ObjectHint): void {
  for (const column of columns.filter(isState)) {
    const { base } = column.answer!;
    const own = columns.filter((other) => other !== column && other.answer?.base === base && isAddress(other));
    const ambiguous = column.frame.atoms.has('state_or_status');
    const region = own.some(({ frame }) => frame.atoms.has('region'));
    const places = ambiguous ? own.filter(({ answer }) => answer?.part !== 'address.line1') : own;
    const placed = column.frame.atoms.has('address') || groups.some((group) => column.frame.atoms.has(group));
    const mayBeStatus = ambiguous || object === 'deal' || object === 'activity';
    const country = own.some(({ answer }) => answer?.part === 'address.country');
    // a region of Italy is a `provincia`: beside `Nazione`, `Stato` is how something stands
    const settled = region || (country && /^stato$/i.test(column.header.trim()));
    if (!mayBeStatus || (places.length > 0 && !(ambiguous && settled))) continue;
    if (ambiguous && region && !country && /stato/i.test(column.header)) {
      settle(
        column,
        { field: `${base}.address.country`, part: 'address.country', confidence: 0.6 },
        'the region has its own column',
      );
    } else if (placed) continue;
    else if (object === 'company') withdraw(column, 'the region has its own column');
    else toStatus(column, object, region ? 'the region has its own column' : 'no address stands in the row');
  }
}

/** `state` of a task, where no other column tells how far it is. */
function settleTaskState(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'activity') return;
  const column = columns.find(
    ({ answer, header }) => answer === null && /^state(?:[\s_]?(?:id|name|code))?$/i.test(header.trim()),
  );
  if (!column) return;
  const why = 'a task has no address';
  column.answer = {
    field: 'activity.status',
    base: 'activity',
    part: 'status',
    confidence: 0.8,
    inverted: false,
    bare: false,
    why,
  };
}

function isState({ answer, frame, header }: Column): boolean {
  return answer?.part === 'address.region' && (frame.atoms.has('state_or_status') || /state/i.test(header));
}

function toStatus(column: Column, object: ObjectHint, note: string): void {
  const base: Base = object === 'deal' || object === 'activity' ? object : 'contact';
  settle(column, { field: `${base}.status`, base, part: 'status', confidence: 0.75 }, note);
}

/** `İl` and `İlçe`, province and district: without a `Şehir` the district is the town, alone the province is. */
function settleDistricts(columns: readonly Column[]): void {
  const [province, district] = [/^i\u0307?l$/i, /^i\u0307?l[çc]e$/i].map((word) =>
    columns.find(({ answer, header }) => answer && word.test(header.trim().toLowerCase())),
  );
  if (!province || !district || columns.some((one) => one !== province && one.answer?.part === 'address.city')) return;
  for (const [column, part] of [
    [province, 'region'],
    [district, 'city'],
  ] as const) {
    const field = column.answer!.field.replace(/\w+$/, part);
    settle(column, { field, part: `address.${part}`, confidence: 0.8 }, 'province and district stand side by side');
  }
}

/** `County` is the region only where no state stands beside it. */
function settleRegions(columns: readonly Column[]): void {
  const regions = columns.filter(({ answer }) => answer?.part === 'address.region');
  for (const [, own] of Map.groupBy(regions, ({ answer }) => answer!.base)) {
    const states = own.filter(({ frame }) => frame.atoms.has('region') || frame.atoms.has('state_or_status'));
    if (states.length === 0) continue;
    for (const column of own) if (!states.includes(column)) withdraw(column, 'the state stands in another column');
  }
}

/** `StateId` beside `StateName` points into a list of states that is not in the file. */
function settlePlaceIds(columns: readonly Column[]): void {
  const places = columns.filter(isAddress);
  for (const [, own] of Map.groupBy(places, ({ answer }) => answer!.field)) {
    const ids = own.filter(({ frame }) => frame.atoms.has('id'));
    if (ids.length === own.length) continue;
    for (const column of ids) withdraw(column, 'another column holds what the id stands for');
  }
}
