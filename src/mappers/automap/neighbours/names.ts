import { type Column, has, settle, withdraw } from '../column.ts';
import type { ObjectHint } from '../types.ts';

/** First, last and whole names, and titles that are a courtesy or a job, settle each other. */
export function settleNames(columns: readonly Column[], object: ObjectHint): void {
  settleLabels(columns);
  settleBilling(columns);
  settleBankAccount(columns);
  settleCounted(columns);
  const own = columns.filter((column) => column.answer?.base === 'contact');
  settleBarePerson(own, object);
  settleCustomer(own, object);
  for (const column of own) if (isBareName(column)) settleBareName(column, own);
  for (const column of own)
    if (column.answer?.part === 'title' && column.frame.atoms.has('title')) settleTitle(column, own);
  if (object === 'deal') settleBareDeal(columns);
  if (object === 'company') {
    settleSecondName(columns);
    settleBareCustomer(columns);
    settleLonePerson(own);
    settleCompanyTitle(columns);
  }
}

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

const banking = /bank|routing|iban|swift|sort code|acc(?:oun)?t\.?\s*(?:no|num|#)/i;

/** `Account Name` among the columns of a bank account is its holder. */
function settleBankAccount(columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.answer?.field !== 'contact.company_name' || !/^acc(?:oun)?t\b/i.test(column.header)) continue;
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

function isBareName({ answer, frame }: Column): boolean {
  return (
    answer?.part === 'full_name' && !frame.atoms.has('full_name') && !frame.atoms.has('first_name') && !answer.bare
  );
}

/** `Nom` beside `Prénom` is the family name; `Nome` beside `Cognome` is the given name; alone it is the whole name. */
function settleBareName(column: Column, own: readonly Column[]): void {
  const { share, count } = column.profile;
  const first = own.some((other) => other.answer?.part === 'first_name');
  const last = own.some((other) => other.answer?.part === 'last_name');
  const others = own.filter(
    (other) => other !== column && isBareName(other) && other.answer?.base === column.answer?.base,
  );
  const twoWords = count > 0 && share.words === 1 && column.frame.entities.length > 0;
  if (first && !last && others.length === 0 && !twoWords) {
    settle(column, { field: 'contact.last_name', part: 'last_name', confidence: 0.88 }, 'stands beside a first name');
  } else if (last && !first && others.length === 0 && column.frame.entities.length === 0) {
    settle(
      column,
      { field: 'contact.first_name', part: 'first_name', confidence: 0.88 },
      'stands beside a family name',
    );
  }
}

/** `Title` holds "Mr" where the values say so or a job title stands beside it. */
function settleTitle(column: Column, own: readonly Column[]): void {
  const { share } = column.profile;
  // a `Role` is often the part that somebody plays in a sale, and says little about the title beside it
  const job = own.some(
    (other) =>
      other !== column &&
      other.answer?.part === 'title' &&
      other.frame.atoms.has('job_title') &&
      !/^role$/i.test(other.header.trim()),
  );
  const courtesy = own.some((other) => other.answer?.part === 'salutation');
  if (share.salutation > 0.5) toSalutation(column, 0.97, 'the values are courtesy titles');
  else if (job && !courtesy && !(column.profile.count > 0 && share.salutation === 0)) {
    toSalutation(column, 0.85, 'a job title stands beside it');
  } else if (job && courtesy && column.frame.entities.length === 0) {
    // `Anrede, Titel, Vorname`: the second part of an address, Dr.
    const follows = own.some((other) => other.index === column.index - 1 && other.answer?.part === 'salutation');
    if (follows) toSalutation(column, 0.7, 'follows a courtesy title, and a job title stands in the row');
    else withdraw(column, 'courtesy and job title have columns of their own');
  }
}

function toSalutation(column: Column, confidence: number, note: string): void {
  const field = column.answer!.field.replace(/[^.]+$/, 'salutation');
  settle(column, { field, part: 'salutation', confidence }, note);
}

/** In a company file with a column `Company`, a bare `Name` is a person's. */
function settleSecondName(columns: readonly Column[]): void {
  const explicit = columns.some(
    (column) => column.answer?.field === 'company.name' && column.frame.entities.includes('company'),
  );
  if (!explicit || has(columns, 'contact.full_name')) return;
  for (const column of columns) {
    if (
      column.answer?.field === 'company.name' &&
      column.frame.entities.length === 0 &&
      !column.frame.atoms.has('legal')
    ) {
      withdraw(column, 'another column holds the name of the company');
    }
  }
}

/** `TITLE, OPPORTUNITY, CURRENCY_ID`: where the name has a column of its own, a bare `Opportunity` is what it is worth. */
function settleBareDeal(columns: readonly Column[]): void {
  const names = columns.filter(({ answer }) => answer?.field === 'deal.name');
  const named = names.some(
    ({ answer, frame }) => !answer?.bare && (frame.atoms.has('title') || frame.atoms.has('name')),
  );
  if (!named) return;
  for (const column of names) {
    if (!column.answer?.bare) continue;
    const worth = !has(columns, 'deal.amount') && has(columns, 'deal.currency');
    if (worth)
      settle(column, { field: 'deal.amount', part: 'amount', confidence: 0.75 }, 'another column holds the name');
    else withdraw(column, 'another column holds the name of the deal');
  }
}

/** In a company file with a plain `Name`, a bare `Partner` or `Customer` is another company. */
function settleBareCustomer(columns: readonly Column[]): void {
  const names = columns.filter(({ answer }) => answer?.field === 'company.name');
  if (!names.some(({ answer, frame }) => !answer?.bare && frame.atoms.has('name'))) return;
  for (const column of names)
    if (column.answer?.bare && column.frame.entities.at(-1) === 'customer')
      withdraw(column, 'another column holds the name of the company');
}

/** In a company file a `Position` or a `Mobile` without a person beside it is nobody's. */
function settleLonePerson(own: readonly Column[]): void {
  const lone: ReadonlySet<string> = new Set(['title', 'salutation', 'phone_mobile']);
  if (own.some(({ answer }) => answer && !lone.has(answer.part))) return;
  for (const column of own)
    if (column.answer && column.frame.entities.length === 0) withdraw(column, 'no person stands in the row');
}

/** A company file without any name but with a `Title` calls the company's name so. */
function settleCompanyTitle(columns: readonly Column[]): void {
  if (has(columns, 'company.name')) return;
  const column = columns.find(({ answer, header }) => !answer && /^title$/i.test(header.trim()));
  if (!column) return;
  column.answer = {
    field: 'company.name',
    base: 'company',
    part: 'name',
    confidence: 0.75,
    inverted: false,
    bare: false,
    why: 'no other column holds a name',
  };
  column.notes.length = 0;
}
