import type { ColumnProfile, FileInspection, FileProblem } from '../mappers/csv/inspection.ts';
import { counted, listed, number, percent } from '../mappers/report/words.ts';
import type { FilePlan, LinkPlan, PartPlan, PlanDecision, ReadingPlan } from '../model/reading-plan.ts';
import { table } from './table.ts';

const shownLines = 8;

/** What was found in a customer's files, for a terminal. */
export function inspectionText(inspections: readonly FileInspection[], plan: ReadingPlan): string {
  const files = inspections.map((inspection) => {
    const read = plan.files.find((file) => file.file === inspection.file);
    return [...about(inspection, read), '', columns(inspection, read), ...problems(inspection.problems)].join('\n');
  });
  return `${[...files, ...links(plan), ...decisions(plan.decisions)].join('\n\n')}\n`;
}

function about(inspection: FileInspection, read: FilePlan | undefined): string[] {
  const { encoding, layout } = inspection;
  const delimiters: Record<string, string> = { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'bar' };
  return [
    `${inspection.file}: ${counted(inspection.rows, 'row')}, ${counted(inspection.columns.length, 'column')}, ${size(inspection.sizeBytes)}`,
    `  encoding   ${encoding.name}${encoding.byteOrderMark ? ' with a byte order mark' : ''} (${Math.round(encoding.confidence * 100)} %: ${encoding.evidence})`,
    ...(encoding.samples.length > 0 && encoding.confidence < 0.95
      ? [`             read as: ${encoding.samples.slice(0, 3).join('   ')}`]
      : []),
    `  delimiter  ${delimiters[layout.delimiter] ?? `"${layout.delimiter}"`}`,
    `  header     ${layout.headerLine === null ? 'none: the columns have numbers' : `line ${layout.headerLine}`}`,
    `  holds      ${read === undefined ? 'nothing that is clear' : holds(read)}`,
  ];
}

function holds(read: FilePlan): string {
  if (read.use === 'ignore') return 'records that the other files hold as well: left out';
  if (read.parts.length === 0) return 'nothing that is clear: say it with object:';
  return listed(read.parts.map((part) => `${kindsOf(part)} records (${identity(part)})`));
}

function kindsOf(part: PartPlan): string {
  if (!part.kinds) return part.object;
  const kinds = new Set([...Object.values(part.kinds.values), ...(part.kinds.rest ? [part.kinds.otherwise] : [])]);
  return `${part.object} by "${part.kinds.column}": ${[...kinds].join(', ')}`;
}

function identity({ sourceId }: PartPlan): string {
  if (sourceId.from === 'column') return `known by "${sourceId.column}"`;
  return sourceId.from === 'key'
    ? `known by ${listed(sourceId.columns.map((column) => `"${column}"`))}`
    : 'each row its own';
}

function size(bytes: number): string {
  if (bytes < 10_000) return `${number(bytes)} bytes`;
  return bytes < 10_000_000 ? `${number(Math.round(bytes / 1000))} kB` : `${number(Math.round(bytes / 1_000_000))} MB`;
}

function columns(inspection: FileInspection, read: FilePlan | undefined): string {
  const concepts = new Map(read?.parts.flatMap((part) => Object.entries(part.concepts)) ?? []);
  const rows = inspection.columns.map((column) => [
    `  ${column.column}`,
    typeText(column),
    percent(column.filled, inspection.rows),
    `${column.distinctExact ? '' : '~'}${number(column.distinct)}`,
    concepts.get(column.column) ?? '',
    clip(column.examples.slice(0, 2).join(' | '), 50),
  ]);
  return table(['  column', 'type', 'filled', 'different', 'means', 'for example'], rows);
}

function typeText(column: ColumnProfile): string {
  const details = [
    column.dateOrder,
    column.currencies?.join('/'),
    column.options && counted(column.options.length, 'value'),
  ];
  const detail = details.find((text) => text !== undefined && text !== '' && text !== 'year-first');
  return detail === undefined ? column.type : `${column.type} (${detail})`;
}

function clip(text: string, characters: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= characters ? line : `${line.slice(0, characters)}…`;
}

const signs: Readonly<Record<FileProblem['severity'], string>> = { error: 'ERROR', warning: 'warn ', note: 'note ' };

function problems(all: readonly FileProblem[]): string[] {
  if (all.length === 0) return ['', '  no problems found'];
  return [
    '',
    ...all.flatMap((problem) => [
      `  ${signs[problem.severity]} ${problem.column === undefined ? '' : `"${problem.column}": `}${problem.message}${countText(problem)}`,
      ...(problem.hint === undefined ? [] : [`        → ${problem.hint}`]),
    ]),
  ];
}

function countText({ count, exact, lines }: FileProblem): string {
  if (lines.length === 0) return count > 0 ? ` (${exact ? '' : 'about '}${number(count)})` : '';
  const shown = lines.slice(0, shownLines).join(', ');
  return ` (${exact ? '' : 'about '}${number(count)}; ${lines.length === 1 && count <= 1 ? 'line' : 'lines'} ${shown}${count > Math.min(lines.length, shownLines) ? ' …' : ''})`;
}

function links(plan: ReadingPlan): string[] {
  const lines = plan.files.flatMap((file) =>
    file.use === 'ignore' ? [] : file.parts.flatMap((part) => part.links.map((link) => linkText(file, part, link))),
  );
  return lines.length === 0 ? [] : [`How they link\n${[...new Set(lines)].join('\n')}`];
}

function linkText(file: FilePlan, part: PartPlan, link: LinkPlan): string {
  const from = `  ${file.file}: ${part.object} → ${link.kind}`;
  if (link.by === 'line') return `${from}, by standing on the same line`;
  const where = link.toFile === undefined ? 'no given file holds these' : `in ${link.toFile}`;
  const { evidence } = link;
  if (!evidence) return `${from}, by ${link.by} in "${link.column}": ${where}`;
  const about = evidence.exact ? '' : 'about ';
  const unclear = evidence.rowsAmbiguous > 0 ? `, ${about}${number(evidence.rowsAmbiguous)} with more than one` : '';
  return `${from}, by ${link.by} in "${link.column}": ${about}${number(evidence.rowsFound)} of ${number(evidence.rows)} found ${where}${unclear}`;
}

function decisions(all: readonly PlanDecision[]): string[] {
  const tell = (title: string, some: readonly PlanDecision[]) =>
    some.length === 0
      ? []
      : [
          `${title}\n${some
            .map(
              ({ file, column, message, hint }) =>
                `  ${file}${column === undefined ? '' : `, "${column}"`}: ${message}\n    → ${hint}`,
            )
            .join('\n')}`,
        ];
  return [
    ...tell(
      'To be answered before it can run',
      all.filter(({ open }) => open),
    ),
    ...tell(
      'Good to know',
      all.filter(({ open }) => !open),
    ),
  ];
}

/** The same for programs. What only serves the proposal (sketches of values, studies of keys) is left out. */
export function inspectionJson(inspections: readonly FileInspection[], plan: ReadingPlan): object {
  return {
    files: inspections.map(({ keyStudies: _, kindStudies: __, columns: profiles, ...inspection }) => ({
      ...inspection,
      columns: profiles.map(({ exactKeys: ___, foldedKeys: ____, role: _____, ...column }) => column),
    })),
    plan,
  };
}
