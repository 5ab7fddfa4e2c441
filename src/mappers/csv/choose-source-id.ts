import type { SourceIdPlan } from '../../model/reading-plan.ts';
import { activityObjects } from '../../model/record.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';
import type { KeyStudy } from './key-study.ts';

export interface SourceIdChoice {
  plan: SourceIdPlan;
  /** Set where one value of the plain key stands for several records, and how they are told apart. */
  split?: { column: string; values: number; by: string };
}

/** Header words of true record ids, before anything that merely ends in "number" or "code". */
const recordId = /\b(?:id|guid|uuid|identifier|opportunity id)\b/i;
const keyAspects: Readonly<Record<string, readonly string[]>> = {
  company: ['domain', 'website', 'name'],
  contact: ['email'],
  lead: ['email'],
  user: ['email', 'full_name', 'name'],
  deal: ['name'],
  product: ['sku', 'name'],
};

/** What identifies a record of this object in this file: its id column, else a key that is proved to be one, else the row itself. */
export function chooseSourceId(
  file: FileInspection,
  object: string,
  columns: readonly ColumnProfile[],
  combined: boolean,
): SourceIdChoice {
  const id = idColumn(file, object, combined);
  if (id) return { plan: { from: 'column', column: id.column, repairs: id.idRepairs } };
  const rank = (study: KeyStudy) =>
    (keyAspects[object] ?? []).indexOf(file.columns[study.columns[0]!.index]!.role.aspect ?? '');
  const studies = file.keyStudies
    .filter((study) => isKeyFor(study, file, object) && isSound(study, file))
    .sort((a, b) => a.columns.length - b.columns.length || rank(a) - rank(b));
  return (combined ? decidingKey(studies, columns) : uniqueKey(studies)) ?? { plan: { from: 'row' } };
}

function idColumn(file: FileInspection, object: string, combined: boolean): ColumnProfile | undefined {
  const isOwn = ({ role }: ColumnProfile) =>
    role.objects.length === 0
      ? !combined
      : role.objects.length === 1 &&
        (role.objects[0] === object || (role.objects[0] === 'activity' && isActivity(object)));
  return file.columns
    .filter((column) => column.role.aspect === 'id' && isOwn(column) && column.filled > 0)
    .filter((column) => combined || (column.fill >= 0.95 && isUnique(column)))
    .sort((a, b) => rank(b) - rank(a))[0];

  function rank(column: ColumnProfile): number {
    return (
      (column.role.objects.includes(object) ? 2 : 0) +
      (recordId.test(column.column.replace(/_/g, ' ')) ? 1 : 0) -
      column.position / 1000
    );
  }
}

function isActivity(object: string): boolean {
  return object === 'activity' || activityObjects.has(object);
}

/** Ids repeat now and then where a file was joined from two; a column that repeats often is a reference. */
function isUnique(column: ColumnProfile): boolean {
  return column.exactKeys.repeats <= column.filled * 0.01;
}

function isKeyFor(study: KeyStudy, file: FileInspection, object: string): boolean {
  const [first, second] = study.columns.map(({ column }) => file.columns.find((profile) => profile.column === column)!);
  const { aspect, objects } = first!.role;
  const own = objects.length === 0 || objects.includes(object);
  if (!own || aspect === null) return false;
  // A user's first and last name together are a key; a customer's are not: there are many John Smiths.
  if (aspect === 'first_name') return object === 'user';
  return (keyAspects[object] ?? []).includes(aspect) && (second === undefined || object === 'company');
}

/** A column whose values a better export will change (zeros put back) would give every record a new identity. */
function isSound(study: KeyStudy, file: FileInspection): boolean {
  const damage = ['lost_zeros', 'scientific_notation', 'lost_characters', 'mojibake'];
  return !study.columns.some(({ column }) =>
    file.problems.some((problem) => problem.column === column && damage.includes(problem.code)),
  );
}

function uniqueKey(studies: readonly KeyStudy[]): SourceIdChoice | null {
  const found = studies.find((study) => study.unique && study.fill >= 0.9);
  if (!found) return null;
  const plain = studies.find(
    (study) => study.columns.length === 1 && study.columns[0]!.index === found.columns[0]!.index,
  );
  if (found.columns.length === 1 || !plain) return { plan: keyPlan(found) };
  const split = { column: found.columns[0]!.column, values: plain.keys.repeatedValues, by: found.columns[1]!.column };
  return { plan: keyPlan(found), split };
}

/**
 * In a combined file a key must decide the record's other columns. Where one domain shows two streets, two towns and two head
 * counts, it belongs to two companies, and a second column has to tell them apart; where it shows two spellings of a name, it does not.
 */
function decidingKey(studies: readonly KeyStudy[], columns: readonly ColumnProfile[]): SourceIdChoice | null {
  const filled = studies.filter((study) => study.keys.distinct > 0);
  const [plain] = filled.filter((study) => study.columns.length === 1);
  if (!plain) return filled[0] ? { plan: keyPlan(filled[0]) } : null;
  const shared = doubles(plain, columns);
  if (shared === 0) return { plan: keyPlan(plain) };
  const [key] = plain.columns;
  const finer = filled.find(
    (study) => study.columns.length === 2 && study.columns[0]!.index === key!.index && doubles(study, columns) === 0,
  );
  if (!finer) return { plan: keyPlan(plain) };
  return { plan: keyPlan(finer), split: { column: key!.column, values: shared, by: finer.columns[1]!.column } };
}

/** Key values that stand for more than one record: at least three columns, and a third of all, differ at once. */
function doubles(study: KeyStudy, columns: readonly ColumnProfile[]): number {
  const keyed = new Set(study.columns.map(({ index }) => index));
  const own = columns.filter(({ position }) => !keyed.has(position)).map(({ position }) => position);
  return study.keysDifferingIn(own, Math.max(3, Math.ceil(own.length / 3)));
}

function keyPlan(study: KeyStudy): SourceIdPlan {
  return { from: 'key', columns: study.columns.map(({ column }) => column) };
}
