import { type Column, settle, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';
import type { ObjectHint } from '../types.ts';
import { settleCompanyNames } from './company-names.ts';
import { settleRoles } from './roles.ts';
import { settleWhose } from './whose.ts';

/** First, last and whole names, and titles that are a courtesy or a job, settle each other. */
export function settleNames(columns: readonly Column[], object: ObjectHint): void {
  settleWhose(columns, object);
  settleRoles(columns, object);
  const own = columns.filter((column) => column.answer?.base === 'contact');
  for (const column of own) if (isBareName(column)) settleBareName(column, own);
  for (const column of own)
    if (column.answer?.part === 'title' && column.frame.atoms.has('title')) settleTitle(column, own);
  if (object === 'company') settleCompanyNames(columns);
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
  const others = own.filter((other) => other !== column && isBareName(other) && other.answer!.confidence >= fillFrom);
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
      other.answer.confidence >= fillFrom &&
      other.frame.atoms.has('job_title') &&
      !/^role$/i.test(other.header.trim()),
  );
  const courtesy = own.some((other) => other.answer?.part === 'salutation');
  const beside = own.some(
    (other) =>
      (Math.abs(other.index - column.index) === 1 && other.answer?.part === 'salutation') ||
      (other.index === column.index + 1 && /^vorname/i.test(other.header.trim())),
  );
  if (share.salutation > 0.5) toSalutation(column, 0.97, 'the values are courtesy titles');
  else if (job && !courtesy && !(column.profile.count > 0 && share.salutation === 0)) {
    toSalutation(column, 0.85, 'a job title stands beside it');
  } else if (!job && beside && /^titel$/i.test(column.header.trim())) {
    toSalutation(column, 0.7, 'an academic title beside a name or a courtesy');
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
