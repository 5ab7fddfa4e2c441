import type { FilePlan, LinkPlan, PlanDecision, ReadingPlan } from '../../model/reading-plan.ts';
import { assignColumns } from './assign-columns.ts';
import { buildFilePlan, type Draft, keyOfAspect, type PartDraft, type ProposalHints } from './build-file-plan.ts';
import { chooseSourceId } from './choose-source-id.ts';
import { type FoundLink, findLinks, type LinkTarget } from './find-links.ts';
import { findRedundant } from './find-redundant.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';
import { fileDecisions, linkDecisions } from './plan-decisions.ts';
import { type FileContent, recogniseFile } from './recognise-file.ts';

export type { ProposalHints };

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
    const plan = buildFilePlan(draft, hints);
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
    : content.objects.length === 1 && main === 'company' && content.reason !== 'given' && namesPerson(file, elsewhere)
      ? ['contact']
      : [];
  const objects = [...content.objects, ...added].sort((a, b) => fineness(a) - fineness(b));
  const combined = objects.length > 1;
  // What a file merely names gets no more than the columns that name it, or that can be nobody else's (a website).
  const rest = combined ? assignColumns(file, content.objects.length > 0 ? content.objects : objects, added) : null;
  const assigned = rest ?? new Map(objects.map((object) => [object, file.columns]));
  return objects.map((object) => {
    const columns = assigned.get(object) ?? [];
    return { object, columns, id: chooseSourceId(file, object, columns, combined), links: [] };
  });
}

/** A list of companies with the person to talk to: `Ansprechpartner; E-Mail`. A file of people has them better. */
function namesPerson({ columns }: FileInspection, elsewhere: ReadonlySet<string>): boolean {
  const isFilled = ({ filled }: ColumnProfile) => filled > 0;
  const named = columns.filter(({ role }) => role.objects.length === 1 && role.objects[0] === 'contact');
  return (
    !elsewhere.has('contact') &&
    named.filter(isFilled).some(({ role }) => role.aspect === 'name' || role.aspect === 'full_name') &&
    columns.filter(isFilled).some(({ type, role }) => type === 'email' && role.objects.every((o) => o === 'contact'))
  );
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
  const here = new Set(parts.filter((other) => other !== part).map(({ object }) => object));
  return [...line, ...found.filter(({ plan }) => !here.has(plan.kind))];
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
        hint: 'to read it all the same, say what its lines are with object: beside its path',
        open: false,
      },
    ];
  }
  const decisions = fileDecisions(file, plan);
  if (content.kindsUntold) {
    decisions.push({
      code: 'kinds_untold',
      file: file.file,
      message: 'no column tells notes, tasks, calls, e-mails and meetings apart: each row becomes a dated note',
      hint: 'where all are of one kind say so with object: beside its path (task, call, email, meeting)',
      open: false,
    });
  }
  for (const part of parts) {
    if (part.id.split) {
      const { column, values, by } = part.id.split;
      decisions.push({
        code: 'shared_key',
        file: file.file,
        column,
        message: `${values} values of this column belong to two or more ${part.object} records each; ${by} tells them apart`,
        hint: `if they are one, give them the same ${by} in the file`,
        open: false,
      });
    }
    for (const link of part.links) decisions.push(...linkDecisions(file, part.object, link));
  }
  return decisions;
}
