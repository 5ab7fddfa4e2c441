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
/** Of the best filled key of the object. */
const enoughOfBest = 0.9;
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
  if (!combined) return uniqueKey(studies) ?? { plan: { from: 'row' } };
  const found = decidingKey(object, studies, columns) ?? { plan: { from: 'row' } };
  return object === 'contact' ? withNames(found, studies, columns) : found;
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
  return (
    (keyAspects[object] ?? []).includes(aspect) && (second === undefined || object === 'company' || object === 'deal')
  );
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
function decidingKey(
  object: string,
  studies: readonly KeyStudy[],
  columns: readonly ColumnProfile[],
): SourceIdChoice | null {
  const filled = studies.filter((study) => study.keys.distinct > 0);
  const single = filled.filter((study) => study.columns.length === 1);
  // A key that many lines lack would make a record of its own of each such line.
  const best = Math.max(...single.map(({ fill }) => fill));
  const plain = single.find(({ fill }) => fill >= best * enoughOfBest);
  if (!plain) return filled[0] ? { plan: keyPlan(filled[0]) } : null;
  // the column that would tell the deals of two companies apart
  const companies = filled.flatMap((study) =>
    object === 'deal' && study.columns.length === 2 ? [study.columns[1]!.index] : [],
  );
  const shared = doubles(plain, columns, companies);
  if (shared === 0) return { plan: keyPlan(plain) };
  const [key] = plain.columns;
  const finer = filled.find(
    (study) => study.columns.length === 2 && study.columns[0]!.index === key!.index && doubles(study, columns) === 0,
  );
  if (!finer) return { plan: keyPlan(plain) };
  return { plan: keyPlan(finer), split: { column: key!.column, values: shared, by: finer.columns[1]!.column } };
}

/**
 * An address that several people share (a placeholder, a switchboard) is nobody's key: the name tells them apart. Otherwise
 * the lines of all of them would make one person.
 */
function withNames(
  choice: SourceIdChoice,
  studies: readonly KeyStudy[],
  columns: readonly ColumnProfile[],
): SourceIdChoice {
  const { plan } = choice;
  if (plan.from !== 'key' || plan.columns.length > 1) return choice;
  const study = studies.find(({ columns: keyed }) => keyed.length === 1 && keyed[0]!.column === plan.columns[0]);
  const named = (aspect: string) => columns.find(({ role }) => role.aspect === aspect);
  const parts = [named('first_name'), named('last_name')].filter((column) => column !== undefined);
  const names = parts.length === 2 ? parts : [named('full_name') ?? named('name')].filter((name) => name !== undefined);
  if (!study || names.length === 0) return choice;
  const positions = names.map(({ position }) => position);
  const values = study.keysDifferingIn(positions, names.length);
  if (values === 0) return choice;
  const by = names.map(({ column }) => column);
  return {
    plan: { from: 'key', columns: [...plan.columns, ...by] },
    split: { column: plan.columns[0]!, values, by: by.join(' and ') },
  };
}

/**
 * Key values that stand for more than one record: at least three columns, and a third of all, differ at once; for deals also
 * those that another company has with another amount, stage or date.
 */
function doubles(study: KeyStudy, columns: readonly ColumnProfile[], companies: readonly number[] = []): number {
  const keyed = new Set(study.columns.map(({ index }) => index));
  const own = columns.filter(({ position }) => !keyed.has(position)).map(({ position }) => position);
  return Math.max(
    study.keysDifferingIn(own, Math.max(3, Math.ceil(own.length / 3))),
    study.keysDifferingInBoth(companies, own),
  );
}

function keyPlan(study: KeyStudy): SourceIdPlan {
  return { from: 'key', columns: study.columns.map(({ column }) => column) };
}
