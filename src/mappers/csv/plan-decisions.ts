import type { FilePlan, PlanDecision } from '../../model/reading-plan.ts';
import { isOfSecondPerson } from './assign-columns.ts';
import type { FoundLink } from './find-links.ts';
import type { FileInspection } from './inspection.ts';

const number = (value: number): string => value.toLocaleString('en');

/** What a person should know about the links of a file before anything is imported. */
export function linkDecisions(
  file: FileInspection,
  object: string,
  { plan, rowsBySpelling }: FoundLink,
): PlanDecision[] {
  const decisions: PlanDecision[] = [];
  const { column, evidence, kind } = plan;
  if (column === null) return [];
  const tell = (code: string, message: string, hint: string, open = false) =>
    decisions.push({ code, file: file.file, column, message, hint, open });
  const profile = file.columns.find((candidate) => candidate.column === column)!;
  const empty = file.rows - profile.filled;
  if (empty > 0 && kind !== 'parent' && kind !== 'owner' && kind !== 'product') {
    tell(
      'without_parent',
      `${number(empty)} of ${number(file.rows)} rows (${object}) name no ${kind}`,
      'they come across without it; where the destination wants one, orphans in the migration file (each, collect, hold) decides',
    );
  }
  if (!evidence && kind === 'owner') {
    tell(
      'owners_not_given',
      `names owners by ${plan.by}, and no given file lists the users`,
      `matched with the destination's users${plan.by === 'email' ? '' : '; add a file of users to match them by e-mail'}`,
    );
    return decisions;
  }
  if (!evidence) {
    tell(
      'parent_not_given',
      `points at a ${plan.toObject} by ${plan.by}, and no given file holds these`,
      `add the file of ${plan.toObject} records, or they are looked up at the destination`,
    );
    return decisions;
  }
  const about = evidence.exact ? '' : 'about ';
  if (evidence.rowsAmbiguous > 0) {
    tell(
      'ambiguous_parents',
      `${about}${number(evidence.rowsAmbiguous)} rows (${object}) hang on a ${plan.by} that belongs to several records of ${plan.toFile}: ${number(evidence.valuesAmbiguous)} such values`,
      'joined to none of them and listed; held where the destination wants a parent. Correct the file: one record of each, or a column with the id to point by',
    );
  }
  const missing = evidence.rows - evidence.rowsFound;
  if (missing > 0) {
    tell(
      'missing_parents',
      `${about}${number(missing)} rows (${object}) name a ${kind} that ${plan.toFile} does not hold`,
      'listed as missing links; the records themselves come across',
    );
  }
  if (rowsBySpelling > 0) {
    tell(
      'joined_by_spelling',
      `${about}${number(rowsBySpelling)} rows (${object}) spell their ${kind} differently from ${plan.toFile}; they are joined all the same`,
      plan.repairs.length > 0
        ? 'the ids are the same but for a .0, braces or a prefix'
        : 'upper and lower case, spaces and punctuation are ignored',
    );
  }
  return decisions;
}

/** What a person should confirm or answer about the file itself. */
export function fileDecisions(file: FileInspection, plan: FilePlan): PlanDecision[] {
  const decisions: PlanDecision[] = [];
  const tell = (code: string, message: string, hint: string, open: boolean, column?: string) =>
    decisions.push({ code, file: file.file, ...(column === undefined ? {} : { column }), message, hint, open });
  if (plan.use === 'records' && plan.parts.length === 0) {
    tell(
      'unknown_object',
      'it is not clear what the lines of this file are',
      'say so with object: beside its path (company, contact, deal, lead, activity, user …), or leave the file out',
      file.rows > 0,
    );
  }
  for (const column of plan.columns) {
    if (column.dateOrder !== 'ask') continue;
    const isMixed = file.columns.find((profile) => profile.column === column.column)?.dateOrder === 'mixed';
    tell(
      'day_or_month',
      isMixed
        ? 'some dates of the column have the day first and others the month: those in between cannot be told apart'
        : 'day and month cannot be told apart by any value of the column',
      isMixed
        ? 'export the column again in one form; or set source.connection.options.dateOrder to day-first or month-first, ' +
            'and the dates that contradict it are kept as text and listed'
        : 'set source.connection.options.dateOrder to day-first or month-first',
      true,
      column.column,
    );
  }
  for (const { column, durationUnit } of plan.columns) {
    if (durationUnit === undefined) continue;
    const unit = { ms: 'milliseconds', s: 'seconds', min: 'minutes', h: 'hours' }[durationUnit];
    tell(
      'duration_unit',
      `lengths of time are read as ${unit}`,
      'the name of the column or the size of its values says so; name the unit in the header if it is another',
      false,
      column,
    );
  }
  const duplicates = file.problems.find(({ code }) => code === 'duplicate_rows');
  if (duplicates && plan.parts.some(({ sourceId }) => sourceId.from === 'row')) {
    const count = `${duplicates.exact ? '' : 'about '}${number(duplicates.count)}`;
    const said =
      duplicates.count === 1
        ? 'row is an exact copy of an earlier one (line'
        : 'rows are exact copies of earlier ones (lines';
    tell(
      'duplicate_rows',
      `${count} ${said} ${duplicates.lines.slice(0, 5).join(', ')}${duplicates.lines.length > 5 ? ' …' : ''})`,
      'kept; set source.connection.options.duplicateRows to skip to import only the first of each',
      false,
    );
  }
  const second = file.columns.filter(({ column, filled }) => filled > 0 && isOfSecondPerson(column));
  if (second.length > 0 && plan.parts.some(({ object }) => object === 'contact')) {
    tell(
      'second_person',
      `${second.map(({ column }) => column).join(', ')}: a line makes one person, the others stay with the company as text`,
      'to make records of them too, give a file with a line for each person and the name of the company',
      false,
    );
  }
  for (const part of plan.parts) {
    if (part.sourceId.from === 'row') {
      tell(
        'no_id',
        `no column identifies the ${part.object} records: each row is its own`,
        'a corrected row counts as a new one; an id column would prevent that',
        false,
      );
    }
  }
  if (file.rows === 0)
    tell('no_rows', 'the file has a header and no rows', 'check that the export was complete', false);
  return decisions;
}
