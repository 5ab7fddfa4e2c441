import type { LinkPlan } from '../../model/reading-plan.ts';
import { activityObjects } from '../../model/record.ts';
import type { ColumnProfile } from './inspection.ts';
import type { Overlap, ValueSketch } from './value-sketch.ts';

/** A key of a record in one of the given files, that columns of others may hold. */
export interface LinkTarget {
  file: string;
  object: string;
  by: LinkPlan['by'];
  exactKeys: ValueSketch | null;
  foldedKeys: ValueSketch;
  /** True where one record stands on many lines, so that a repeated key is no ambiguity. */
  combined: boolean;
}

export interface FoundLink {
  plan: LinkPlan;
  /** Rows that join only because spelling is ignored: `GTXPro` and `GTX Pro`, `OPP-22.0` and `OPP-22`. */
  rowsBySpelling: number;
}

const linkAspects = new Set(['id', 'email', 'domain', 'website', 'name', 'full_name', 'parent']);
const strength: readonly LinkPlan['by'][] = ['id', 'email', 'domain', 'name'];

/** Links of one kind of record: which of its columns point at records of the other files, checked on the values themselves. */
export function findLinks(
  object: string,
  columns: readonly ColumnProfile[],
  own: ReadonlySet<string>,
  targets: readonly LinkTarget[],
): FoundLink[] {
  const found = new Map<string, FoundLink>();
  for (const column of columns) {
    if (own.has(column.column) || column.filled === 0) continue;
    const link = linkOf(object, column, targets);
    if (!link) continue;
    const rival = found.get(link.plan.kind);
    if (!rival || better(link, rival)) found.set(link.plan.kind, link);
  }
  return [...found.values()];
}

function linkOf(object: string, column: ColumnProfile, targets: readonly LinkTarget[]): FoundLink | null {
  const { role } = column;
  if (role.aspect === 'editor' || (role.aspect !== null && !linkAspects.has(role.aspect))) return null;
  const wanted = wantedObject(object, column);
  if (wanted === null) return guessedLink(object, column, targets);
  const joined = targets
    .filter((target) => target.object === wanted)
    .map((target) => join(column, target))
    .sort(compareJoins);
  const [best] = joined;
  if (best && shareOf(best.overlap) >= 0.05) return build(object, column, wanted, best.target.by, best);
  const by = keyKind(column);
  return by === null ? null : build(object, column, wanted, by);
}

/** The object that the header names as the other end; null where it names none. */
function wantedObject(object: string, { role }: ColumnProfile): string | null {
  if (role.aspect === 'parent') return object;
  if (role.objects.includes('user')) return 'user';
  const others = role.objects.filter(
    (other) => other !== object && other !== 'activity' && !activityObjects.has(other),
  );
  return others.length === 1 ? others[0]! : null;
}

/** Plain numbers are left out: scores and counts are among the ids of any file that counts its records from one. */
const guessedTypes: Readonly<Partial<Record<LinkPlan['by'], ReadonlySet<string>>>> = {
  id: new Set(['id', 'text', 'choice']),
  email: new Set(['email']),
};

/** A header that names nothing, over values that are nearly all ids or addresses of another file: the values have the word. */
function guessedLink(object: string, column: ColumnProfile, targets: readonly LinkTarget[]): FoundLink | null {
  if (column.role.objects.length > 0 || column.exactKeys.distinct < 3) return null;
  const [best] = targets
    .filter((target) => target.object !== object && guessedTypes[target.by]?.has(column.type))
    .map((target) => join(column, target))
    .filter(({ overlap }) => overlap.valuesFound >= overlap.values * 0.9)
    .sort(compareJoins);
  return best ? build(object, column, best.target.object, best.target.by, best) : null;
}

interface Join {
  target: LinkTarget;
  overlap: Overlap;
  rowsBySpelling: number;
}

function join(column: ColumnProfile, target: LinkTarget): Join {
  const exact = target.exactKeys ? column.exactKeys.overlap(target.exactKeys) : null;
  const folded = column.foldedKeys.overlap(target.foldedKeys);
  // Ids that differ in case only may be different ids (Salesforce's 15 letters): folding is used only where it finds more.
  const overlap = exact && exact.rowsFound >= folded.rowsFound ? exact : folded;
  return { target, overlap, rowsBySpelling: exact ? Math.max(0, folded.rowsFound - exact.rowsFound) : 0 };
}

function build(object: string, column: ColumnProfile, toObject: string, by: LinkPlan['by'], joined?: Join): FoundLink {
  const plan: LinkPlan = {
    kind: kindOf(object, toObject, column),
    toObject,
    by,
    column: column.column,
    repairs: by === 'id' ? column.idRepairs : [],
    ...(column.separator === undefined || by === 'name' ? {} : { separator: column.separator }),
  };
  if (!joined) return { plan, rowsBySpelling: 0 };
  const { overlap, target, rowsBySpelling } = joined;
  plan.toFile = target.file;
  plan.evidence = target.combined ? { ...overlap, rowsAmbiguous: 0, valuesAmbiguous: 0 } : overlap;
  return { plan, rowsBySpelling };
}

function kindOf(object: string, toObject: string, { role }: ColumnProfile): string {
  if (toObject === 'user') return 'owner';
  return toObject === object || role.aspect === 'parent' ? 'parent' : toObject;
}

/** What the column would hold of a record that no given file has. */
function keyKind({ role, type }: ColumnProfile): LinkPlan['by'] | null {
  if (type === 'email' || role.aspect === 'email') return 'email';
  if (type === 'domain' || type === 'url' || role.aspect === 'domain' || role.aspect === 'website') return 'domain';
  if (type === 'id' || role.aspect === 'id') return 'id';
  return role.aspect === 'name' || role.aspect === 'full_name' || role.aspect === 'parent' ? 'name' : null;
}

function shareOf(overlap: Overlap): number {
  return overlap.rows === 0 ? 0 : overlap.rowsFound / overlap.rows;
}

/** More rows found first; among nearly equal ones the stronger key. */
function compareJoins(a: Join, b: Join): number {
  const difference = shareOf(b.overlap) - shareOf(a.overlap);
  return Math.abs(difference) > 0.02 ? difference : strength.indexOf(a.target.by) - strength.indexOf(b.target.by);
}

function better(link: FoundLink, rival: FoundLink): boolean {
  const rows = ({ plan }: FoundLink) => plan.evidence?.rowsFound ?? 0;
  if (rows(link) > rows(rival) * 1.05) return true;
  if (rows(link) < rows(rival) * 0.95) return false;
  return strength.indexOf(link.plan.by) < strength.indexOf(rival.plan.by);
}
