import { type Column, has, settle, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';
import { project } from '../objects.ts';
import type { ObjectHint } from '../types.ts';
import { glue, wordsOf } from '../words.ts';

/** Ids, links and closing dates that only the whole row can tell apart. */
export function settleIdsAndDates(columns: readonly Column[], object: ObjectHint, system: string | undefined): void {
  settleNumbered(columns, object);
  settleCustomerId(columns, object);
  settleIds(columns, system);
  settleTimestamp(columns, object);
  settleUsers(columns, object);
  settleLinks(columns);
  if (object === 'deal' || object === 'combined') settleClosing(columns);
}

/** `Key1`, `Key2`: fields that the customer filled freely. The id of a record needs no number. */
function settleNumbered(columns: readonly Column[], object: ObjectHint): void {
  for (const column of columns) {
    const { answer, frame } = column;
    if (answer === null || !answer.field.endsWith('_id')) continue;
    // `Código de cliente` in a file of companies is the company's own
    const own = object === 'company' && answer.field === 'company.source_id' && frame.entities.at(-1) === 'customer';
    const isCode = !own && frame.atoms.has('code') && frame.atoms.size === 1 && frame.entities.length > 0;
    if (frame.ordinal !== null && answer.part === 'source_id') withdraw(column, 'a record has no numbered id');
    else if (isCode) withdraw(column, 'a code of another record is no link to it');
  }
}

/** `Timestamp` alone is when a form was sent in or a line was written. */
function settleTimestamp(columns: readonly Column[], object: ObjectHint): void {
  const base = object === 'lead' ? 'contact' : object;
  if (base === 'activity' || base === 'combined' || has(columns, `${base}.created_at`)) return;
  const column = columns.find(
    ({ answer, header }) => !answer && /^(?:time[\s_-]?stamp|registered)$/i.test(header.trim()),
  );
  const field = column && project(base === 'user' ? 'user' : base, 'created_at', object);
  if (!column || !field) return;
  column.answer = {
    field,
    base,
    part: 'created_at',
    confidence: 0.75,
    inverted: false,
    bare: false,
    why: 'when the line was written',
  };
}

/** `User ID` beside an owner is the customer's own account, not ours; as the first and only id it is the record's. */
function settleUsers(columns: readonly Column[], object: ObjectHint): void {
  if (object === 'deal' || object === 'activity') return;
  const [first] = columns;
  const isRecord =
    first?.answer?.field === 'contact.owner' && first.frame.atoms.has('user') && first.frame.atoms.has('id');
  // interfaces call the owner `user_id`; a person who writes `User ID` means an account of the customer's
  for (const column of columns)
    if (column !== first && column.answer?.field === 'contact.owner' && /^user\s+id$/i.test(column.header.trim()))
      withdraw(column, 'an account of the person, not the one who looks after it');
  if (isRecord && !has(columns, 'contact.source_id')) {
    settle(
      first,
      { field: 'contact.source_id', part: 'source_id', confidence: 0.8 },
      'the first and only id of the row',
    );
  }
  const owners = columns.filter((column) => column.answer?.part === 'owner');
  if (!owners.some(({ frame }) => frame.atoms.has('owner'))) return;
  for (const column of owners) {
    const { atoms } = column.frame;
    if (!atoms.has('owner') && atoms.has('user')) withdraw(column, 'another column holds the owner');
  }
}

/** Beside the member's own number an `ID No` is that of an identity card. */
function settleIdentityCards(columns: readonly Column[]): void {
  const numbers = columns.filter(({ answer, frame }) => answer?.part === 'source_id' && frame.atoms.has('number'));
  if (!numbers.some(({ frame }) => frame.entities.length > 0)) return;
  for (const column of numbers)
    if (column.frame.entities.length === 0) withdraw(column, 'the number of an identity card');
}

/** An external id or a customer number is the record's id only where no id of the system stands in the row. */
function settleIds(columns: readonly Column[], system: string | undefined): void {
  settleIdentityCards(columns);
  for (const column of columns)
    if (column.answer?.part === 'source_id' && besides.test(column.frame.vendor ?? '') && !isOwn(column, system))
      withdraw(column, 'a link to another system');
  const ids = columns.filter((column) => column.answer?.part === 'source_id');
  for (const base of ['contact', 'company', 'deal', 'activity'] as const) {
    const own = ids.filter((column) => column.answer?.base === base);
    const hidden = own.filter((column) => column.frame.atoms.has('hidden'));
    const named = own.filter(
      (column) => column.frame.atoms.has('id') && isOwn(column, system) && column.answer!.confidence >= fillFrom,
    );
    const plain = hidden.length > 0 ? hidden : named;
    const exact = own.some(({ header }) => /^_?id$/i.test(header.trim()));
    const kept = plain.filter((column) => !(exact && isOfAnother(column)));
    for (const column of own) {
      if (kept.length > 0 && !kept.includes(column)) withdraw(column, 'another column holds the id of the record');
    }
  }
}

/** `Contact ID` and `Customer ID` in a file of people: the customer is the firm. */
function settleCustomerId(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const ids = columns.filter(({ answer }) => answer?.field === 'contact.source_id');
  if (!ids.some(({ frame }) => frame.entities.at(-1) === 'person')) return;
  for (const column of ids)
    if (column.frame.entities.at(-1) === 'customer')
      settle(
        column,
        { field: 'contact.company_id', base: 'company', confidence: 0.8 },
        'another column holds the id of the person',
      );
}

/** `call_id` and `object_id` beside a bare `id` lead to something else. */
function isOfAnother({ frame, header }: Column): boolean {
  return frame.entities.length > 0 || /object|entity/i.test(header);
}

/** Their ids are links to payments, books and chats, in whatever file they stand. */
const besides = /^(?:stripe|quickbooks|xero|mailchimp|google|outlook|twilio|calendly|typeform|intercom)$/i;

/** `Copper ID` in a file of Copper's is the record's id; in another system's it is a link to Copper. */
function isOwn({ frame }: Column, system: string | undefined): boolean {
  return frame.vendor === null || (system !== undefined && glue(wordsOf(system)).includes(glue(wordsOf(frame.vendor))));
}

/** `URL` is a web site, a LinkedIn page or the record's own link: values decide, then the neighbours. */
function settleLinks(columns: readonly Column[]): void {
  for (const column of columns) {
    const { answer, frame, profile } = column;
    if (answer?.part !== 'website' || !frame.atoms.has('url') || frame.atoms.has('website')) continue;
    const taken = columns.some((other) => other !== column && other.answer?.field === answer.field);
    if (profile.share.linkedin > 0.5)
      settle(
        column,
        { field: 'contact.linkedin_url', part: 'linkedin_url', confidence: 0.95 },
        'the values are LinkedIn pages',
      );
    else if (taken || frame.entities.length > 0 || frame.vendor !== null || /profile/i.test(frame.header))
      withdraw(column, 'a link to the record in its system');
  }
}

/** A closing date beside a date of completion is a forecast. */
function settleClosing(columns: readonly Column[]): void {
  const closing = columns.filter((column) => column.answer?.field === 'deal.close_date');
  const completed = closing.some((column) => column.frame.atoms.has('done_at') || column.frame.atoms.has('actual'));
  if (!completed) return;
  for (const column of closing) {
    if (column.frame.atoms.has('done_at') || column.frame.atoms.has('actual')) continue;
    settle(
      column,
      { field: 'deal.expected_close_date', part: 'expected_close_date', confidence: 0.8 },
      'the date of completion stands beside it',
    );
  }
}
