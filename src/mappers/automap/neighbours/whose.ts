import { type Column, settle, withdraw } from '../column.ts';
import type { ObjectHint } from '../types.ts';

/** Whose a name is: the record's own person, another one, the holder of a bank account, somebody at the billing address. */
export function settleWhose(columns: readonly Column[], object: ObjectHint): void {
  settleLabels(columns);
  settleBilling(columns);
  readNameOrFirm(columns);
  settleOwnerNames(columns, object);
  settleLoneName(columns, object);
  settleBusiness(columns, object);
  settleBankAccount(columns);
  settleCounted(columns);
  const own = columns.filter((column) => column.answer?.base === 'contact');
  settleBarePerson(own, object);
  settleCustomer(own, object);
}

const banking = /ban[ckq]|routing|iban|swift|bic\b|sort code|acc(?:oun)?t\.?\s*(?:no|num|#)/i;

/** `Account Name` among the columns of a bank account is its holder. */
function settleBankAccount(columns: readonly Column[]): void {
  for (const column of columns) {
    const holder = /^intestatario$/i.test(column.header.trim());
    const account = column.answer?.field === 'contact.company_name' && /^acc(?:oun)?t\b/i.test(column.header);
    if (!holder && !account) continue;
    const near = columns.slice(Math.max(0, column.index - 2), column.index + 3);
    if (near.some((other) => other !== column && banking.test(other.header)))
      withdraw(column, 'belongs to the bank account beside it');
  }
}

/** `Relation 1 - Label` beside `Relation 1 - Value` says of what kind the value is; a record's labels stand alone. */
function settleLabels(columns: readonly Column[]): void {
  const stems = columns.map(({ header }) =>
    header
      .trim()
      .toLowerCase()
      .replace(/[\s_.-]*(?:value|label)$/, ''),
  );
  for (const column of columns) {
    const stem = stems[column.index] ?? '';
    if (column.answer?.part !== 'tags' || stem === '') continue;
    if (stems.some((other, index) => index !== column.index && other === stem))
      withdraw(column, 'says of what kind the column beside it is');
  }
}

/** `Co./Last Name` or `Surname/Organisation` beside a first name: people by their family names, firms by theirs. */
function readNameOrFirm(columns: readonly Column[]): void {
  const parts = new Set(columns.map(({ answer }) => answer?.field));
  if (!parts.has('contact.first_name') || parts.has('contact.last_name')) return;
  const column = columns.find(
    ({ answer, frame, header }) => answer === null && frame.atoms.has('last_name') && header.includes('/'),
  );
  if (!column || !(column.frame.entities.includes('company') || /^co\b/i.test(column.header))) return;
  const why = 'a family name or a firm, and the first name has a column of its own';
  column.answer = {
    field: 'contact.last_name',
    base: 'contact',
    part: 'last_name',
    confidence: 0.7,
    inverted: false,
    bare: false,
    why,
  };
}

/** Words for whom a business belongs to, and not for who looks after a record of ours. */
const proprietor =
  /^(?:(?:owner|legal)[\s_]*name|nombre del due[ñn]o|nome do dono|nome del titolare|nom du (?:patron|gérant)|name des inhabers)$/i;

/** `Owner Name` or `Legal Name` in a file of people that names nobody else. */
function settleLoneName(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const names: ReadonlySet<string> = new Set(['first_name', 'last_name', 'full_name']);
  if (columns.some(({ answer }) => answer && answer.base === 'contact' && names.has(answer.part))) return;
  const column = columns.find(({ answer, header }) => answer && proprietor.test(header.trim()));
  if (!column) return;
  const change = { field: 'contact.full_name', base: 'contact', part: 'full_name', confidence: 0.7 } as const;
  settle(column, change, 'nobody else is named in the row');
}

/** `Nombre del negocio`: a deal in a file of deals, the firm in a file of people or firms. */
function settleBusiness(columns: readonly Column[], object: ObjectHint): void {
  if (object === 'deal' || object === 'activity' || object === 'combined') return;
  const field = object === 'company' ? 'company.name' : 'contact.company_name';
  if (columns.some(({ answer }) => answer?.field === field)) return;
  const isBusiness = ({ frame, header }: Column) =>
    frame.entities.length === 1 && frame.atoms.size === 1 && frame.atoms.has('name') && /neg[oó]cio$/i.test(header);
  const column = columns.find(isBusiness);
  if (!column) return;
  const part = object === 'company' ? 'name' : 'company_name';
  column.answer = { field, base: object === 'company' ? 'company' : 'contact', part, confidence: 0.8, ...named };
}

const named = { inverted: false, bare: false, why: 'a business has a name, in a file of people or firms' };

/** Who is named at the billing address is the record's own person only where no other column names one. */
function settleBilling(columns: readonly Column[]): void {
  const names: ReadonlySet<string> = new Set(['first_name', 'last_name', 'full_name', 'name', 'email']);
  const isBilled = ({ answer, frame }: Column) =>
    answer !== null &&
    names.has(answer.part) &&
    (frame.atoms.has('billing') || (frame.atoms.has('address') && answer.part !== 'email'));
  for (const column of columns) {
    if (!isBilled(column) || !column.answer?.field.startsWith('contact.')) continue;
    const { field } = column.answer;
    const other = columns.some((one) => one !== column && one.answer?.field === field && !isBilled(one));
    if (other) withdraw(column, 'belongs to the billing address');
  }
}

/** `Owner First Name` and `Owner Last Name` where nobody else is named: the owner of a house or firm, not of the record. */
function settleOwnerNames(columns: readonly Column[], object: ObjectHint): void {
  const parts = ['first_name', 'last_name'] as const;
  const owners = columns.filter(({ answer, frame }) => answer?.part === 'owner' && frame.atoms.has('owner'));
  const named = parts.map((part) => owners.find(({ frame }) => frame.atoms.has(part)));
  if (named.some((column) => column === undefined)) return;
  const taken = columns.some(({ answer }) => answer?.part === 'last_name' || answer?.part === 'full_name');
  if (taken || (object !== 'contact' && object !== 'lead' && object !== 'company')) return;
  for (const [index, part] of parts.entries())
    settle(
      named[index]!,
      { field: `contact.${part}`, base: 'contact', part, confidence: 0.75 },
      'nobody else is named in the row',
    );
}

/** `Contact 2 Phone` tells of a second person, and `Contact 1 Phone` does where the record's own person has columns. */
function settleCounted(columns: readonly Column[]): void {
  const people = columns.filter(({ answer, frame }) => answer?.field.startsWith('contact.') && frame.countsPeople);
  const names: ReadonlySet<string> = new Set(['first_name', 'last_name', 'full_name']);
  const ownName = columns.some(({ answer, frame }) => answer && names.has(answer.part) && !frame.countsPeople);
  for (const column of people)
    if (ownName || (column.frame.ordinal ?? 1) >= 2) withdraw(column, 'tells of another person');
}

/** `Contact` beside first and last name is anything: a phone, a link, somebody else. */
function settleBarePerson(own: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const parts = new Set(own.map(({ answer }) => answer?.part));
  if (!parts.has('first_name') || !parts.has('last_name')) return;
  for (const column of own)
    if (column.answer?.bare && column.answer.part === 'full_name' && column.frame.entities.at(-1) === 'person')
      withdraw(column, 'other columns hold the name of the person');
}

/** `Customer` beside the names of a person is the firm that the person works for. */
function settleCustomer(own: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const named = own.some(
    ({ answer }) => answer?.part === 'last_name' || (answer?.part === 'full_name' && !answer.bare),
  );
  for (const column of own) {
    if (!named || !column.answer?.bare || column.answer.part !== 'full_name') continue;
    if (column.frame.entities.at(-1) !== 'customer') continue;
    if (/^party$/i.test(column.header.trim())) {
      withdraw(column, 'beside a person it is as likely the party that one votes for');
      continue;
    }
    settle(
      column,
      { field: 'contact.company_name', part: 'company_name', confidence: 0.8 },
      'a person is named beside it',
    );
  }
}
