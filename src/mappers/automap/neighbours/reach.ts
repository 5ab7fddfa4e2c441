import { type Column, has, settle, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';
import type { Atom } from '../lexicon/atoms.ts';
import type { ObjectHint } from '../types.ts';

/** Which of several phones or e-mail addresses is the main one. Lower ranks win; null is never the main one. */
function rankOf({ frame }: Column, kind: 'phone' | 'email'): number | null {
  if ((frame.ordinal ?? 1) >= 2) return null;
  const said = (atom: Atom) => frame.atoms.has(atom);
  if (said('other') || said('alternate') || said('evening')) return null;
  if (said('home') || said('personal')) return kind === 'email' ? 6 : null;
  if (said('work')) return kind === 'email' ? 3 : 2;
  if (said('main')) return 1;
  if (said('primary')) return kind === 'email' ? 1 : 3;
  if (said('direct')) return 4;
  if (said('day')) return 5;
  return 0;
}

/** In a file of companies the person has an e-mail address and a phone beside the company's: `Contact Email`. */
function isPersons(column: Column, columns: readonly Column[]): boolean {
  return /^contact\b/i.test(column.header.trim()) && columns.some(({ answer }) => answer?.base === 'contact');
}

const places: readonly Atom[] = ['home', 'work', 'direct', 'main', 'other', 'evening', 'day'];

/** `Name, Business, Phone`: before the phones and with no other word for it, the firm. */
function isBusiness(column: Column, columns: readonly Column[]): boolean {
  const before = columns[column.index - 1]?.answer?.part ?? '';
  const isFirm =
    /^business$/i.test(column.header.trim()) &&
    (before === 'full_name' || before === 'last_name') &&
    !has(columns, 'contact.company_name');
  if (isFirm)
    column.answer = {
      field: 'contact.company_name',
      base: 'company',
      part: 'name',
      confidence: 0.75,
      inverted: false,
      bare: true,
      why: 'follows the name of the person',
    };
  return isFirm;
}

/** `Office, Mobile, Home` in a row of phones: a header of qualifiers only means what its neighbours mean. */
function readQualifiers(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  // `Work, Home, Fax`: what stands beside the fax tells its other neighbour as well
  for (const column of [...columns, ...columns.toReversed()]) {
    const { frame } = column;
    const bare = frame.entities.length === 0 && frame.unknown.length === 0 && frame.custom === null;
    if (column.answer || !bare || frame.ignore !== null || frame.atoms.size !== 1) continue;
    if (!places.some((atom) => frame.atoms.has(atom))) continue;
    const besides = [columns[column.index - 1], columns[column.index + 1]].map((other) => other?.answer?.part ?? '');
    const isWork = /^work$/i.test(column.header.trim());
    if (!besides.some((part) => part.startsWith('phone') || part === 'fax' || (isWork && part === 'email'))) continue;
    if (isBusiness(column, columns)) continue;
    const why = 'says which of the phones beside it';
    column.answer = {
      field: 'contact.phone',
      base: 'contact',
      part: 'phone',
      confidence: 0.75,
      inverted: false,
      bare: false,
      why,
    };
  }
}

/** One main phone and one main e-mail address per record; the others are further ones. */
export function settleReach(columns: readonly Column[], object: ObjectHint): void {
  readQualifiers(columns, object);
  for (const base of ['contact', 'company'] as const) {
    for (const part of ['phone', 'email'] as const) {
      const own = columns.filter(
        (column) => column.answer?.base === base && column.answer.part === part && column.answer.confidence >= fillFrom,
      );
      settleKind(own, base, part, columns);
    }
  }
}

function settleKind(
  all: readonly Column[],
  base: 'contact' | 'company',
  part: 'phone' | 'email',
  columns: readonly Column[],
): void {
  const persons = base === 'company' && all.length > 1 ? all.filter((column) => isPersons(column, columns)) : [];
  for (const column of persons)
    settle(column, { field: `contact.${part}`, base: 'contact' }, 'tells of the person that the row names');
  const own = all.filter((column) => !persons.includes(column));
  const ranked = own.map((column) => ({ column, rank: rankOf(column, part) }));
  const best = Math.min(...ranked.map(({ rank }) => rank ?? Number.POSITIVE_INFINITY));
  const main = ranked.find(({ rank }) => rank === best)?.column;
  for (const { column, rank } of ranked) {
    if (column === main && rank !== null) continue;
    if (base === 'company') withdraw(column, `another column holds the main ${part}, and a company has one`);
    else further(column, part, column.frame.ordinal ?? 1, main !== undefined);
  }
}

function further(column: Column, part: 'phone' | 'email', ordinal: number, beside: boolean): void {
  const field = `contact.${part}_secondary`;
  const confidence = ordinal >= 4 ? 0.75 : Math.min(column.answer!.confidence, 0.93);
  const note = beside ? `another column holds the main ${part}` : `says that it is not the main ${part}`;
  settle(column, { field, part: `${part}_secondary`, confidence }, note);
}
