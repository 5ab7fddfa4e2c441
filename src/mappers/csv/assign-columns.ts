import { headerText } from './column-role.ts';
import type { Aspect } from './header-words.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';
import type { KeyStudy } from './key-study.ts';

const aspectOwner: Partial<Record<Aspect, string>> = {
  industry: 'company',
  employees: 'company',
  revenue: 'company',
  founded: 'company',
  domain: 'company',
  website: 'company',
  parent: 'company',
  first_name: 'contact',
  last_name: 'contact',
  full_name: 'contact',
  email: 'contact',
  job_title: 'contact',
  department: 'contact',
  birthday: 'contact',
  salutation: 'contact',
  stage: 'deal',
  pipeline: 'deal',
  close_date: 'deal',
  probability: 'deal',
  loss_reason: 'deal',
  amount: 'deal',
  currency: 'deal',
};

/**
 * Which record of a combined line a column belongs to: the one it names, the one whose kind of fact it is, else the coarsest
 * one whose key decides it on every line of the file (a street that is the same on all lines of a company is the company's).
 * `named`: objects that get only the columns with their name, or with a kind of fact that is theirs alone.
 */
export function assignColumns(
  file: FileInspection,
  objects: readonly string[],
  named: readonly string[] = [],
): Map<string, ColumnProfile[]> {
  const all = [...objects, ...named];
  const assigned = new Map(all.map((object) => [object, [] as ColumnProfile[]]));
  const keys = new Map(objects.map((object) => [object, keyOf(file, object)]));
  for (const column of file.columns) {
    const object = bySecond(column, all) ?? byName(column, all) ?? byFact(column, all) ?? byRows(column, objects, keys);
    assigned.get(object)?.push(column);
  }
  return assigned;
}

const secondPerson = /\b(?:contact|person|kontakt|ansprechpartner|contacto|contatto|contato)s? ?[2-9]\b/;

/** True for a column of a second person on the line: `Contact 2 Email` is no other address of the first. */
export function isOfSecondPerson(column: string): boolean {
  return secondPerson.test(headerText(column));
}

/** A line makes one person: those beside the first stay with the company, as they are written. */
function bySecond({ column }: ColumnProfile, objects: readonly string[]): string | undefined {
  return objects.includes('contact') && objects.includes('company') && isOfSecondPerson(column) ? 'company' : undefined;
}

function byName({ role }: ColumnProfile, objects: readonly string[]): string | undefined {
  const found = role.objects.filter((object) => objects.includes(object));
  return found.length === 1 && !role.objects.includes('user') ? found[0] : undefined;
}

function byFact({ role }: ColumnProfile, objects: readonly string[]): string | undefined {
  if (role.aspect === null || role.objects.includes('user')) return undefined;
  const owner = aspectOwner[role.aspect];
  return owner !== undefined && objects.includes(owner) ? owner : undefined;
}

function byRows(
  column: ColumnProfile,
  objects: readonly string[],
  keys: ReadonlyMap<string, KeyStudy | undefined>,
): string {
  const finest = objects[0]!;
  if (column.filled === 0) return finest;
  // Filled only where the line has a deal: the deal's, even where every company happens to have one deal.
  for (const object of objects.slice(0, -1)) if (keys.get(object)?.comesWith(column.position)) return object;
  for (const object of [...objects].reverse()) if (keys.get(object)?.decides(column.position)) return object;
  // Filled on lines without a deal too: given to the deal, it would make one of each such line.
  return objects.find((object) => !keys.get(object)?.isFilledWithout(column.position)) ?? finest;
}

/** The single column that tells most records of the object apart. */
function keyOf(file: FileInspection, object: string): KeyStudy | undefined {
  const ranks: Aspect[] = ['id', 'email', 'domain', 'website', 'name', 'full_name', 'last_name'];
  return file.keyStudies
    .filter((study) => study.columns.length === 1)
    .map((study) => ({ study, role: file.columns[study.columns[0]!.index]!.role }))
    .filter(({ role }) =>
      role.objects.length === 1
        ? role.objects[0] === object
        : role.objects.length === 0 && role.aspect !== null && aspectOwner[role.aspect] === object,
    )
    .sort((a, b) => ranks.indexOf(a.role.aspect!) - ranks.indexOf(b.role.aspect!))[0]?.study;
}
