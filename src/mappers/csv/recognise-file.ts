import { activityObjects } from '../../model/record.ts';
import { recogniseObject } from '../automap/recognise-object.ts';
import { headerText, objectsIn } from './column-role.ts';
import { type Aspect, activityKinds } from './header-words.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';

/** What a file holds, as far as its name, header and values tell. */
export interface FileContent {
  /** Objects that every line may yield, the one that the lines are about first. Empty: not recognised. */
  objects: string[];
  /** For activities: the column that tells the kind. */
  kindColumn?: string;
  /** Activities, and no column tells of which kind. */
  kindsUntold?: boolean;
  /** Objects of which the file only has a name, a domain or an e-mail address: made into records if no other file has them. */
  hints: string[];
  reason: string;
}

/** How strongly a column of this aspect speaks for its object. Columns that several objects have do not count. */
const evidence: Readonly<Record<string, Partial<Record<Aspect, number>>>> = {
  company: {
    industry: 3,
    employees: 3,
    revenue: 3,
    founded: 2,
    domain: 2,
    website: 1.5,
    parent: 1,
    name: 0.5,
    street: 0.5,
    postal_code: 0.5,
  },
  contact: {
    first_name: 3,
    last_name: 3,
    full_name: 2,
    email: 2,
    job_title: 2,
    department: 2,
    birthday: 2,
    salutation: 2,
    phone: 0.5,
    tags: 0.5,
  },
  deal: { stage: 4, pipeline: 3, close_date: 3, probability: 3, loss_reason: 3, amount: 2, name: 0.5 },
  product: { price: 3, sku: 3, name: 0.5 },
  activity: { subject: 3, body: 2, due: 2, happened: 2, duration: 2, direction: 2, disposition: 2, kind: 0.5 },
};
/** Facts of which a line must hold two before it is said to carry the whole record and not only a reference to it. */
const facts: Readonly<Record<string, readonly Aspect[]>> = {
  company: ['industry', 'employees', 'revenue', 'founded', 'domain', 'website', 'parent'],
  contact: ['first_name', 'last_name', 'full_name', 'name', 'email', 'job_title', 'department', 'phone', 'birthday'],
  deal: ['stage', 'pipeline', 'close_date', 'probability', 'loss_reason', 'amount'],
};
const enough = 2;
const fileNameWeight = 6;
/** Words of file names that are no words of headers. */
const fileWords: readonly (readonly [RegExp, string])[] = [
  [/\bpipeline\b|\bfunnel\b/, 'deal'],
  [/\bteams?\b|\busers?\b|\breps\b/, 'user'],
];

/** Recognises one file. `given` is a person's word for it. */
export function recogniseFile(file: FileInspection, given?: string): FileContent {
  const content = contentOf(file, given);
  // of a kind that nothing tells a row has a text and a date: a note keeps both
  return content.objects[0] === 'activity' && content.kindColumn === undefined
    ? { ...content, objects: ['note'], kindsUntold: true }
    : content;
}

function contentOf(file: FileInspection, given?: string): FileContent {
  const kindColumn = findKindColumn(file.columns);
  const hints = hintsIn(file.columns);
  const withKind = kindColumn === undefined ? {} : { kindColumn: kindColumn.column };
  if (given === 'combined') return { objects: combinedObjects(file.columns), hints, reason: 'given' };
  if (given !== undefined)
    return { objects: [given], ...(given === 'activity' ? withKind : {}), hints, reason: 'given' };
  const named = fileNameObjects(file.file);
  if (isUserFile(file, named)) return { objects: ['user'], hints: [], reason: 'names and ids of users, one each' };
  const single = named.find((object) => activityObjects.has(object));
  if (single && !kindColumn) return { objects: [single], hints, reason: 'the name of the file' };
  const { object, reason } = mainObject(file, named, kindColumn !== undefined);
  if (object === 'activity') return { objects: [object], ...withKind, hints, reason };
  const whole = combinedObjects(file.columns).map((part) => (part === 'contact' && object === 'lead' ? 'lead' : part));
  if (whole.length > 1 && (object === null || object === 'combined' || whole.includes(object))) {
    return { objects: whole, hints, reason: `every line holds ${whole.join(', ')}` };
  }
  if (object === null) return { objects: [], hints, reason };
  return {
    objects: [object === 'combined' ? 'contact' : object],
    hints: hints.filter((hint) => hint !== object),
    reason,
  };
}

/** What the lines are about first: the file's name says so, else its columns. */
function mainObject(
  file: FileInspection,
  named: readonly string[],
  hasKinds: boolean,
): { object: string | null; reason: string } {
  const said = named.filter((object) => object in evidence || object === 'lead');
  const own = Object.keys(evidence).map((object) => ({
    object,
    score:
      scoreOf(object, file.columns) +
      (said.includes(object) ? fileNameWeight : 0) +
      (object === 'activity' && hasKinds ? 5 : 0),
  }));
  const best = own.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.object === 'activity' && hasKinds)
    return { object: 'activity', reason: 'kinds, subjects and dates of activities' };
  if (said.length === 1 && (said[0] === 'lead' || best.object === said[0])) {
    return { object: said[0]!, reason: 'the names of the file and its columns' };
  }
  const header = file.columns.map(({ column }) => column);
  const guess = recogniseObject(
    header,
    file.columns.map(({ examples }) => examples),
  );
  if (guess.object !== null && guess.object !== 'user') return { object: guess.object, reason: guess.reason };
  return best.score >= enough
    ? { object: best.object, reason: 'the names of the columns' }
    : { object: null, reason: 'the header names nothing that tells' };
}

function fileNameObjects(name: string): string[] {
  const text = headerText(name.replace(/\.[a-z]{2,4}$/i, ''));
  const extra = fileWords.filter(([pattern]) => pattern.test(text)).map(([, object]) => object);
  return [...new Set([...objectsIn(text), ...extra])];
}

function ownColumns(object: string, columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns.filter(
    ({ role }) =>
      !role.custom &&
      (role.objects.length === 0 ||
        role.objects.includes(object) ||
        role.objects.every((other) => !(other in evidence))),
  );
}

function scoreOf(object: string, columns: readonly ColumnProfile[]): number {
  const weights = evidence[object] ?? {};
  const seen = new Set<Aspect>();
  let score = 0;
  for (const { role } of ownColumns(object, columns)) {
    if (role.aspect === null || seen.has(role.aspect) || role.objects.includes('user')) continue;
    seen.add(role.aspect);
    score += weights[role.aspect] ?? 0;
  }
  return score;
}

/** Objects of which a line holds an identity and at least two facts, finest first: the deal, its contact, the company. */
function combinedObjects(columns: readonly ColumnProfile[]): string[] {
  return ['deal', 'contact', 'company'].filter((object) => {
    const named = columns.filter(({ role }) => role.objects.length === 1 && role.objects[0] === object);
    const own = columns.filter(
      ({ role }) => role.objects.length === 0 || (role.objects.length === 1 && role.objects[0] === object),
    );
    const aspects = new Set(
      own.map(({ role }) => role.aspect).filter((aspect) => aspect !== null && facts[object]!.includes(aspect)),
    );
    // A plain "name" is nobody's in a combined file; "phone" without a noun may be the company's.
    if (!named.some(({ role }) => role.aspect === 'name')) aspects.delete('name');
    const identity = identifies(object, named, own);
    return identity && aspects.size >= 2;
  });
}

function identifies(object: string, named: readonly ColumnProfile[], own: readonly ColumnProfile[]): boolean {
  const has = (columns: readonly ColumnProfile[], ...aspects: Aspect[]) =>
    columns.some(({ role }) => role.aspect !== null && aspects.includes(role.aspect));
  // An e-mail address alone may be the company's: a person has a name, or the header names the person.
  if (object === 'contact')
    return has(named, 'id', 'name', 'email') || has(own, 'first_name', 'last_name', 'full_name');
  return has(named, 'id', 'name', 'domain');
}

/** Objects that the file names without describing them: `Company`, `Contact Email`. */
function hintsIn(columns: readonly ColumnProfile[]): string[] {
  return ['company', 'contact'].filter((object) =>
    columns.some(
      ({ role, filled }) =>
        filled > 0 &&
        role.objects.length === 1 &&
        role.objects[0] === object &&
        ['name', 'domain', 'email', 'full_name'].includes(role.aspect ?? ''),
    ),
  );
}

/** A column whose values are words for activities: Task, Call, EMAIL, Meeting. */
function findKindColumn(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  return columns.find(({ role, options }) => {
    if (!options || options.length > 30 || (role.aspect !== 'kind' && role.aspect !== 'subject')) return false;
    const known = options.filter(({ value }) => value.toLowerCase() in activityKinds);
    const all = options.reduce((sum, { count }) => sum + count, 0);
    return known.reduce((sum, { count }) => sum + count, 0) >= all * 0.5;
  });
}

function isUserFile(file: FileInspection, named: readonly string[]): boolean {
  const identity = file.columns.filter(({ role }) =>
    ['name', 'full_name', 'email', 'id', 'last_name'].includes(role.aspect ?? ''),
  );
  if (identity.length === 0) return false;
  if (named.includes('user')) return true;
  if (named.length > 0) return false;
  // One line for each user, and nothing that a customer would have. Beside a person's own columns "Owner" is whose customer it is.
  const person = scoreOf('contact', file.columns) >= enough;
  const users = identity
    .filter(({ role }) => role.objects.length === 1 && role.objects[0] === 'user')
    .filter(({ column }) => !person || /\buser\b/.test(headerText(column)));
  const unique = users.some(({ distinct, filled }) => filled === file.rows && distinct === file.rows);
  const foreign = file.columns.some(({ role }) => role.objects.some((object) => object !== 'user'));
  return (
    unique &&
    !foreign &&
    scoreOf('activity', file.columns) < enough &&
    scoreOf('deal', file.columns) < enough &&
    scoreOf('company', file.columns) < enough
  );
}
