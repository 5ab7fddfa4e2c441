import type { ColumnPlan, FilePlan, LinkPlan, PartPlan, PlanDecision, ReadingPlan } from '../../model/reading-plan.ts';
import { assignColumns } from './assign-columns.ts';
import { chooseSourceId, type SourceIdChoice } from './choose-source-id.ts';
import { meaningsOf } from './column-meanings.ts';
import { type FoundLink, findLinks, type LinkTarget } from './find-links.ts';
import { findRedundant } from './find-redundant.ts';
import { activityKinds } from './header-words.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';
import { fileDecisions, linkDecisions } from './plan-decisions.ts';
import { type FileContent, recogniseFile } from './recognise-file.ts';

export interface ProposalHints {
  /** By file name: what a person said that it holds. */
  objects?: Readonly<Record<string, string>>;
  /** Settles columns in which no value tells day from month. */
  dateOrder?: 'day-first' | 'month-first';
}

interface Draft {
  file: FileInspection;
  content: FileContent;
  use: FilePlan['use'];
  parts: PartDraft[];
}

interface PartDraft {
  object: string;
  columns: ColumnProfile[];
  id: SourceIdChoice;
  links: FoundLink[];
}

/**
 * How the given files are to be read together: which records they hold, what identifies them, and which columns point from
 * one to another. Pure: works on what inspecting the files has found. A person may change every part of it.
 */
export function proposeReadingPlan(files: readonly FileInspection[], hints: ProposalHints = {}): ReadingPlan {
  const contents = files.map((file) => ({ file, content: recogniseFile(file, hints.objects?.[file.file]) }));
  const given = new Set(Object.keys(hints.objects ?? {}));
  const redundant = findRedundant(contents.map(({ file, content }) => ({ file, objects: content.objects }))).filter(
    ({ file }) => !given.has(file),
  );
  const drafts = contents.map(({ file, content }): Draft => {
    const ignored = redundant.some((other) => other.file === file.file);
    const others = contents.filter(
      (other) => other.file !== file && !redundant.some(({ file: name }) => name === other.file.file),
    );
    return {
      file,
      content,
      use: ignored ? 'ignore' : 'records',
      parts: draftParts(file, content, new Set(others.flatMap((other) => other.content.objects))),
    };
  });
  const targets = drafts
    .filter(({ use }) => use === 'records')
    .flatMap((draft) => draft.parts.flatMap((part) => targetsOf(draft, part)));
  const decisions: PlanDecision[] = [];
  const plans = drafts.map((draft) => {
    for (const part of draft.parts) part.links = linksOf(draft, part, targets);
    const plan = filePlan(draft, hints.dateOrder);
    decisions.push(
      ...decisionsOf(
        draft,
        plan,
        redundant.find(({ file }) => file === draft.file.file),
      ),
    );
    return plan;
  });
  return { schemaVersion: 1, files: plans, decisions: distinct(decisions) };
}

/** Two records of a line share their owner: what is said of it is said once. */
function distinct(decisions: readonly PlanDecision[]): PlanDecision[] {
  const said = new Map(
    decisions.map((decision) => [`${decision.file} ${decision.code} ${decision.column} ${decision.message}`, decision]),
  );
  return [...said.values()];
}

/** Objects of the file, with those it merely names where no other file has them: `Company` in a lone contacts.csv. */
function draftParts(file: FileInspection, content: FileContent, elsewhere: ReadonlySet<string>): PartDraft[] {
  const [main] = content.objects;
  const mayAdd =
    content.objects.length > 0 && ['contact', 'lead', 'deal'].includes(main!) && content.reason !== 'given';
  const added = mayAdd
    ? content.hints.filter(
        (object) =>
          !content.objects.includes(object) && !elsewhere.has(object) && !(main === 'lead' && object === 'contact'),
      )
    : [];
  const objects = [...content.objects, ...added].sort((a, b) => fineness(a) - fineness(b));
  const combined = objects.length > 1;
  // What a file merely names gets no more than the columns that name it.
  const rest = combined ? assignColumns(file, content.objects.length > 0 ? content.objects : objects, added) : null;
  const assigned = rest ?? new Map(objects.map((object) => [object, file.columns]));
  return objects.map((object) => {
    const columns = assigned.get(object) ?? [];
    return { object, columns, id: chooseSourceId(file, object, columns, combined), links: [] };
  });
}

function fineness(object: string): number {
  return ['activity', 'deal', 'lead', 'contact', 'company'].indexOf(object);
}

function targetsOf({ file, parts }: Draft, part: PartDraft): LinkTarget[] {
  const combined = parts.length > 1;
  const common = { file: file.file, object: part.object, combined };
  const targets: LinkTarget[] = [];
  const idColumn = part.id.plan.from === 'column' ? part.id.plan.column : null;
  for (const column of part.columns) {
    if (
      column.filled === 0 ||
      column.role.objects.some((object) => object !== part.object && !(part.object === 'user'))
    )
      continue;
    const by = column.column === idColumn ? 'id' : keyOfAspect(column);
    if (by) targets.push({ ...common, by, exactKeys: column.exactKeys, foldedKeys: column.foldedKeys });
  }
  const wholeName = file.keyStudies.find(
    (study) => study.columns.length === 2 && file.columns[study.columns[0]!.index]?.role.aspect === 'first_name',
  );
  if (wholeName && ['contact', 'lead', 'user'].includes(part.object))
    targets.push({ ...common, by: 'name', exactKeys: null, foldedKeys: wholeName.keys });
  return targets;
}

function keyOfAspect({ role }: ColumnProfile): 'email' | 'domain' | 'name' | null {
  if (role.aspect === 'email') return 'email';
  if (role.aspect === 'domain' || role.aspect === 'website') return 'domain';
  return role.aspect === 'name' || role.aspect === 'full_name' ? 'name' : null;
}

function linksOf({ file, parts }: Draft, part: PartDraft, targets: readonly LinkTarget[]): FoundLink[] {
  const inLine = parts.filter((other) => fineness(other.object) > fineness(part.object)).map(({ object }) => object);
  const own = new Set(
    part.id.plan.from === 'column' ? [part.id.plan.column] : part.id.plan.from === 'key' ? part.id.plan.columns : [],
  );
  // An owner on a line with several records is everybody's: each takes the first one that its lines name.
  const owners =
    parts.length > 1
      ? file.columns.filter(
          ({ role }) =>
            role.objects.includes('user') &&
            role.objects.every((object) => object === 'user' || object === part.object),
        )
      : [];
  if (part.object !== 'company') part.columns.push(...owners.filter((column) => !part.columns.includes(column)));
  const { columns } = part;
  const found = findLinks(
    part.object,
    columns,
    own,
    targets.filter((target) => target.file !== file.file || target.object === part.object),
  );
  const line = inLine.map(
    (object): FoundLink => ({
      plan: { kind: object, toObject: object, by: 'line', column: null, repairs: [] } as LinkPlan,
      rowsBySpelling: 0,
    }),
  );
  return [...line, ...found.filter(({ plan }) => !inLine.includes(plan.kind))];
}

function filePlan({ file, content, use, parts }: Draft, dateOrder: ProposalHints['dateOrder']): FilePlan {
  const meanings = parts.map((part) =>
    meaningsOf({
      object: part.object,
      columns: part.columns,
      idColumn: idColumnOf(part),
      ownerColumn: ownerColumnOf(part),
    }),
  );
  const inverted = new Set(meanings.flatMap((meaning) => meaning.inverted));
  return {
    file: file.file,
    layout: file.layout,
    columns: file.columns.map((column) => columnPlan(column, inverted.has(column.column), dateOrder)),
    use,
    parts: parts.map((part, index) => ({ ...partPlan(part, content), concepts: meanings[index]!.concepts })),
    shortRows: file.problems.some(({ code }) => code === 'broken_row') ? 'refuse' : 'pad',
    duplicateRows: 'keep',
  };
}

function idColumnOf({ id }: PartDraft): string | null {
  return id.plan.from === 'column' ? id.plan.column : null;
}

function ownerColumnOf({ links }: PartDraft): string | null {
  return links.find(({ plan }) => plan.kind === 'owner')?.plan.column ?? null;
}

function columnPlan(column: ColumnProfile, inverted: boolean, dateOrder: ProposalHints['dateOrder']): ColumnPlan {
  const plan: ColumnPlan = { column: column.column, type: column.type, emptyWords: column.emptyWords };
  if (inverted) plan.inverted = true;
  if (column.dateNumber) plan.dateNumber = column.dateNumber;
  if (column.dateOrder === 'day-first' || column.dateOrder === 'month-first') plan.dateOrder = column.dateOrder;
  // A mixed column says for some of its dates which it is, and for others nobody can know.
  if (column.dateOrder === 'ambiguous' || column.dateOrder === 'mixed') plan.dateOrder = dateOrder ?? 'ask';
  if (column.decimal) plan.decimal = column.decimal;
  if (column.currencies?.length === 1) plan.currency = column.currencies[0]!;
  if (column.separator) plan.separator = column.separator;
  return plan;
}

function partPlan(part: PartDraft, content: FileContent): Omit<PartPlan, 'concepts'> {
  const plan: Omit<PartPlan, 'concepts'> = {
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

function decisionsOf(draft: Draft, plan: FilePlan, redundancy?: { onlyHere: string[] }): PlanDecision[] {
  const { file, parts, content } = draft;
  if (redundancy) {
    const lost = redundancy.onlyHere.length > 0 ? `; only this file has ${redundancy.onlyHere.join(', ')}` : '';
    return [
      {
        code: 'redundant_file',
        file: file.file,
        message: `its ${content.objects.join(', ')} records all stand in the other files, so it is left out${lost}`,
        hint: 'give it alone, or set use: records, to read it',
        open: false,
      },
    ];
  }
  const decisions = fileDecisions(file, plan);
  for (const part of parts) {
    if (part.id.split) {
      const { column, values, by } = part.id.split;
      decisions.push({
        code: 'shared_key',
        file: file.file,
        column,
        message: `${values} values of this column belong to two or more ${part.object} records each; ${by} tells them apart`,
        hint: 'if they are one, take this column alone as the key',
        open: false,
      });
    }
    for (const link of part.links) decisions.push(...linkDecisions(file, part.object, link));
  }
  return decisions;
}
