import type { Column } from './column.ts';
import { settle, withdraw } from './column.ts';
import { fillFrom } from './explain.ts';
import { settleActivities } from './neighbours/activities.ts';
import { settleAddresses } from './neighbours/addresses.ts';
import { settleDeals } from './neighbours/deals.ts';
import { settleIdsAndDates } from './neighbours/ids-and-dates.ts';
import { settleNames } from './neighbours/names.ts';
import { settleReach } from './neighbours/reach.ts';
import { settleSections } from './neighbours/sections.ts';
import type { ObjectHint } from './types.ts';

/** Lets the columns of a row decide about each other, in the order in which one decision rests on another. */
export function settleRow(columns: readonly Column[], object: ObjectHint, system: string | undefined): void {
  settleSections(columns, object);
  settleCopies(columns);
  settleNames(columns, object);
  settleIdsAndDates(columns, object, system);
  settleAddresses(columns, object);
  settleReach(columns, object);
  settleDeals(columns, object);
  settleActivities(columns, object);
  for (const column of columns) trustValues(column, columns);
  for (const column of columns) {
    // `Owner 2`, `First Name 2`: a second one of something that a record has once.
    const second = column.frame.ordinal !== null && column.frame.ordinal >= 2;
    if (second && column.answer && !manyValued.has(column.answer.part))
      settle(column, { confidence: 0.3 }, 'a second one of its kind');
  }
}

const copied = /(?:^|[^a-z])(?:normali[sz]ed|sanitized|cleaned|formatted|lower ?case[d]?)(?:[^a-z]|$)/i;

/** `normalized_email` beside `email` is the same address written otherwise. */
function settleCopies(columns: readonly Column[]): void {
  for (const column of columns.filter(({ answer, header }) => answer && copied.test(header.replaceAll('_', ' ')))) {
    const original = columns.some(
      (other) => other.answer?.field === column.answer?.field && !copied.test(other.header.replaceAll('_', ' ')),
    );
    if (original) withdraw(column, 'is the same as another column, written otherwise');
  }
}

const manyValued: ReadonlySet<string> = new Set([
  'email_secondary',
  'phone_secondary',
  'address.line2',
  'tags',
  'email',
  'phone',
]);

/** Values that look like e-mail addresses under a strange header are enough where no other column has any. */
function trustValues(column: Column, columns: readonly Column[]): void {
  const { answer } = column;
  if (!answer || answer.confidence >= fillFrom || !answer.byValues) return;
  const taken = columns.some(
    (other) => other !== column && other.answer?.part === answer.part && !other.answer.byValues,
  );
  if (!taken) settle(column, { confidence: 0.65 }, 'and no other column holds any');
}
