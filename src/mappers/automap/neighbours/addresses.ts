import { type Column, settle, withdraw } from '../column.ts';
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

/** Which address is the main one, likeliest first. Shipping, other and second ones never are. */
const preference: Readonly<Record<'contact' | 'company', readonly Group[]>> = {
  contact: ['primary', 'main', 'mailing', 'work', 'billing', 'postal', 'legal', 'home', 'personal'],
  company: ['primary', 'main', 'billing', 'mailing', 'work', 'legal', 'postal'],
};

/** There is one address in the model: the main one. Each record of the row picks its own. */
export function settleAddresses(columns: readonly Column[], object: ObjectHint): void {
  for (const base of ['contact', 'company'] as const) {
    const own = columns.filter((column) => column.answer?.base === base && column.answer.part.startsWith('address.'));
    if (own.length > 0) settleGroups(own, base);
  }
  settleRegions(columns, object);
}

function settleGroups(own: readonly Column[], base: 'contact' | 'company'): void {
  const byGroup = Map.groupBy(own, groupOf);
  const plain = partsOf(byGroup.get('plain') ?? []);
  const whole = plain.size >= 3 && (plain.has('address.line1') || plain.has('address.city'));
  const main = whole ? 'plain' : (preference[base].find((group) => byGroup.has(group)) ?? 'plain');
  const taken = partsOf(byGroup.get(main) ?? []);
  for (const [group, columns] of byGroup) {
    if (group === main) continue;
    for (const column of columns) {
      if (group !== 'plain') withdraw(column, `belongs to the ${wordOf(group)} address, not to the main one`);
      else if (taken.has(column.answer!.part))
        settle(column, { confidence: 0.7 }, `stands beside a ${wordOf(main)} address`);
    }
  }
}

function partsOf(columns: readonly Column[]): Set<string> {
  return new Set(columns.map((column) => column.answer!.part));
}

function groupOf({ frame, answer }: Column): Group {
  const line = answer!.part === 'address.line1' || answer!.part === 'address.line2';
  if ((frame.ordinal ?? 1) >= 2 && !line) return 'second';
  return groups.find((group) => frame.atoms.has(group as Atom)) ?? 'plain';
}

function wordOf(group: Group): string {
  return group === 'alternate' ? 'other' : group === 'personal' ? 'home' : group;
}

/** `County` is the region only where no state stands beside it; `Estado` is a state or a status. */
function settleRegions(columns: readonly Column[], object: ObjectHint): void {
  const owners = new Set<Base | undefined>(columns.map((column) => column.answer?.base));
  for (const base of owners) {
    const regions = columns.filter(
      (column) => column.answer?.base === base && column.answer?.part === 'address.region',
    );
    const states = regions.filter((column) => column.frame.atoms.has('region'));
    if (states.length === 0) continue;
    for (const column of regions) if (!states.includes(column)) withdraw(column, 'the state stands in another column');
  }
  void object;
}
