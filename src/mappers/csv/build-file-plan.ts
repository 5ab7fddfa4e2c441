import type { ColumnPlan, FilePlan, PartPlan } from '../../model/reading-plan.ts';
import type { SourceIdChoice } from './choose-source-id.ts';
import { meaningsOf } from './column-meanings.ts';
import { durationUnit } from './duration-unit.ts';
import type { FoundLink } from './find-links.ts';
import { activityKinds } from './header-words.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';
import { currencyInHeader } from './number-text.ts';
import type { FileContent } from './recognise-file.ts';

export interface ProposalHints {
  /** By file name: what a person said that it holds. */
  objects?: Readonly<Record<string, string>>;
  /** Settles columns in which no value tells day from month. */
  dateOrder?: 'day-first' | 'month-first';
  /** What becomes of exactly equal rows in files without ids. */
  duplicateRows?: FilePlan['duplicateRows'];
}

/** What is known of a file before its plan is written down. */
export interface Draft {
  file: FileInspection;
  content: FileContent;
  use: FilePlan['use'];
  parts: PartDraft[];
}

export interface PartDraft {
  object: string;
  columns: ColumnProfile[];
  id: SourceIdChoice;
  links: FoundLink[];
}

/** Writes down what was found out about one file. */
export function buildFilePlan({ file, content, use, parts }: Draft, hints: ProposalHints): FilePlan {
  const meanings = parts.map((part) =>
    meaningsOf({
      object: part.object,
      columns: part.columns,
      idColumn: idColumnOf(part),
      ownerColumn: ownerColumnOf(part),
      linkColumns: linkColumnsOf(part),
      joins: joinsOf(part),
    }),
  );
  const inverted = new Set(meanings.flatMap((meaning) => meaning.inverted));
  const durations = new Set(
    meanings.flatMap(({ concepts }) =>
      Object.keys(concepts).filter((column) => concepts[column] === 'activity.duration'),
    ),
  );
  return {
    file: file.file,
    layout: file.layout,
    columns: file.columns.map((column) => ({
      ...columnPlan(column, hints.dateOrder),
      ...(inverted.has(column.column) && { inverted: true }),
      ...(durations.has(column.column) && column.type === 'number' && { durationUnit: durationUnit(column) }),
    })),
    use,
    parts: parts.map((part, index) => {
      const { concepts, recognised } = meanings[index]!;
      return { ...partPlan(part, content), concepts, recognised };
    }),
    shortRows: file.problems.some(({ code }) => code === 'broken_row') ? 'refuse' : 'pad',
    duplicateRows: hints.duplicateRows ?? 'keep',
  };
}

function idColumnOf({ id }: PartDraft): string | null {
  return id.plan.from === 'column' ? id.plan.column : null;
}

function ownerColumnOf({ links }: PartDraft): string | null {
  return links.find(({ plan }) => plan.kind === 'owner')?.plan.column ?? null;
}

/** Columns whose values were found in another file: they are carried as links, not as text. */
function linkColumnsOf({ links }: PartDraft): Map<string, string> {
  const proved = links.filter(
    ({ plan }) => plan.evidence !== undefined && plan.column !== null && plan.kind !== 'owner',
  );
  return new Map(proved.map(({ plan }) => [plan.column!, plan.kind]));
}

function joinsOf({ links }: PartDraft): Map<string, string> {
  const ids = links.filter(({ plan }) => plan.by === 'id' && plan.evidence !== undefined && plan.column !== null);
  return new Map(ids.map(({ plan }) => [plan.column!, plan.toObject]));
}

function columnPlan(column: ColumnProfile, dateOrder: ProposalHints['dateOrder']): ColumnPlan {
  const plan: ColumnPlan = { column: column.column, type: column.type, emptyWords: column.emptyWords };
  if (column.dateNumber) plan.dateNumber = column.dateNumber;
  if (column.dateOrder === 'day-first' || column.dateOrder === 'month-first') plan.dateOrder = column.dateOrder;
  // A mixed column says for some of its dates which it is, and for others nobody can know.
  if (column.dateOrder === 'ambiguous' || column.dateOrder === 'mixed') plan.dateOrder = dateOrder ?? 'ask';
  if (column.decimal) plan.decimal = column.decimal;
  const currency =
    column.currencies?.length === 1
      ? column.currencies[0]!
      : column.currencies
        ? null
        : currencyInHeader(column.column);
  if (currency !== null && column.type === 'money') plan.currency = currency;
  if (column.separator) plan.separator = column.separator;
  return plan;
}

function partPlan(part: PartDraft, content: FileContent): Omit<PartPlan, 'concepts' | 'recognised'> {
  const plan: Omit<PartPlan, 'concepts' | 'recognised'> = {
    object: part.object,
    sourceId: part.id.plan,
    keys: keysOf(part),
    columns: part.columns.map(({ column }) => column),
    links: part.links.map(({ plan }) => plan),
  };
  if (content.kindColumn && part.object === 'activity') plan.kinds = kindsOf(part, content.kindColumn);
  const created = part.columns.find((column) => isTime(column) && column.role.aspect === 'created');
  const updated = part.columns.find((column) => isTime(column) && column.role.aspect === 'updated');
  if (created) plan.createdAt = created.column;
  if (updated) plan.updatedAt = updated.column;
  return plan;
}

function isTime({ type }: ColumnProfile): boolean {
  return type === 'date' || type === 'local_time' || type === 'instant';
}

/** The key that a column holds of its own record, by what its header says. */
export function keyOfAspect({ role }: ColumnProfile): 'email' | 'domain' | 'name' | null {
  if (role.aspect === 'email') return 'email';
  if (role.aspect === 'domain' || role.aspect === 'website') return 'domain';
  return role.aspect === 'name' || role.aspect === 'full_name' ? 'name' : null;
}

function keysOf(part: PartDraft): PartPlan['keys'] {
  const own = part.columns.filter(
    ({ role, filled }) =>
      filled > 0 && role.objects.every((object) => object === part.object || part.object === 'user'),
  );
  const keys: PartPlan['keys'] = [];
  for (const column of own) {
    const by = keyOfAspect(column) ?? (part.object === 'user' && column.type === 'email' ? 'email' : null);
    if (by) keys.push({ by, columns: [column.column] });
  }
  const first = own.find(({ role }) => role.aspect === 'first_name');
  const last = own.find(({ role }) => role.aspect === 'last_name');
  if (first && last && !keys.some(({ by }) => by === 'name'))
    keys.push({ by: 'name', columns: [first.column, last.column] });
  return keys;
}

function kindsOf(part: PartDraft, kindColumn: string): NonNullable<PartPlan['kinds']> {
  const profile = part.columns.find(({ column }) => column === kindColumn);
  const options = profile?.options ?? [];
  const values: Record<string, string> = {};
  for (const { value } of options) {
    const kind = activityKinds[value.toLowerCase()];
    if (kind) values[value.toLowerCase()] = kind;
  }
  const rest = options.some(({ value }) => !(value.toLowerCase() in values)) || (profile?.fill ?? 0) < 1;
  return { column: kindColumn, values, otherwise: 'note', rest };
}
