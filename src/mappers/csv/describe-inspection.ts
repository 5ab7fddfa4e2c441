import type { LinkPlan, ReadingPlan } from '../../model/reading-plan.ts';
import type { ColumnProfile, FileInspection, FileProblem } from './inspection.ts';

const number = (value: number): string => value.toLocaleString('en');
const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '<1 %' : share < 1 && share > 0.99 ? '>99 %' : `${Math.round(share * 100)} %`;
const delimiters: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

/** What was found in a file, in lines for a terminal. */
export function describeInspection(file: FileInspection): string[] {
  const { encoding, layout } = file;
  const delimiter = delimiters[layout.delimiter] ?? layout.delimiter;
  const names = Math.max(...layout.header.map((name) => name.length));
  return [
    `${file.file}: ${number(file.rows)} rows, ${layout.header.length} columns, ${bytes(file.sizeBytes)}`,
    `  encoding   ${encoding.name}${encoding.byteOrderMark ? ' with byte order mark' : ''} (${encoding.evidence})${encoding.samples.length > 0 ? `, for example ${encoding.samples.join(', ')}` : ''}`,
    `  delimiter  ${delimiter}, header ${layout.headerLine === null ? 'missing' : `on line ${layout.headerLine}`}`,
    '  columns',
    ...file.columns.map((column) => `    ${column.column.padEnd(Math.min(names, 40))}  ${describeColumn(column)}`),
    ...(file.problems.length === 0
      ? ['  no problems']
      : ['  problems', ...file.problems.map((problem) => `    ${describeProblem(problem)}`)]),
  ];
}

function describeColumn(column: ColumnProfile): string {
  const distinct =
    column.distinct === column.filled && column.filled > 1
      ? 'all different'
      : `${column.distinctExact ? '' : 'about '}${number(column.distinct)} different`;
  return [
    column.type.replace('_', ' '),
    `filled ${percent(column.fill)}`,
    ...(column.filled > 0 ? [distinct] : []),
    ...details(column),
  ].join(', ');
}

function details(column: ColumnProfile): string[] {
  const found: string[] = [];
  const [format] = column.formats ?? [];
  if (format) found.push(`${format.format}${(column.formats?.length ?? 0) > 1 ? ' and others' : ''}`);
  if (column.dateOrder === 'ambiguous' || column.dateOrder === 'mixed') found.push(`day and month ${column.dateOrder}`);
  else if (column.dateOrder === 'day-first' || column.dateOrder === 'month-first') found.push(column.dateOrder);
  if (column.decimal === ',') found.push('decimal comma');
  if (column.currencies) found.push(column.currencies.join('/'));
  if (column.separator) found.push(`several in a cell, parted by ${column.separator}`);
  if (column.options && column.type === 'choice') found.push(choices(column.options));
  else if (column.examples.length > 0)
    found.push(
      `such as ${column.examples
        .slice(0, 2)
        .map((example) => short(example))
        .join(', ')}`,
    );
  return found;
}

function choices(options: NonNullable<ColumnProfile['options']>): string {
  const first = options.slice(0, 4).map(({ value, count }) => `${short(value)} (${number(count)})`);
  return `${first.join(', ')}${options.length > 4 ? ' …' : ''}`;
}

function describeProblem(problem: FileProblem): string {
  const where =
    problem.lines.length === 0
      ? ''
      : `, line${problem.count === 1 ? '' : 's'} ${problem.lines.slice(0, 5).join(', ')}${problem.count > 5 ? ' …' : ''}`;
  const column = problem.column === undefined ? '' : `${problem.column}: `;
  const count = problem.count === 0 ? '' : ` (${problem.exact ? '' : 'about '}${number(problem.count)}${where})`;
  return `${problem.severity}: ${column}${problem.message}${count}${problem.hint === undefined ? '' : `; ${problem.hint}`}`;
}

/** How the files are read together, in lines for a terminal: records, identities, links with their evidence, open questions. */
export function describePlan(plan: ReadingPlan): string[] {
  const lines = plan.files.flatMap((file) => {
    if (file.use === 'ignore') return [`${file.file}: left out`];
    return file.parts.flatMap((part) => [
      `${file.file}: ${part.object}${part.kinds ? ` by ${part.kinds.column}` : ''}, identified by ${identity(part.sourceId)}`,
      ...part.links.map((link) => `  ${describeLink(link)}`),
    ]);
  });
  const decisions = plan.decisions.map(
    ({ open, file, column, message, hint }) =>
      `${open ? 'question' : 'note'}: ${file}${column === undefined ? '' : `, ${column}`}: ${message}; ${hint}`,
  );
  return [...lines, ...decisions];
}

function identity(plan: ReadingPlan['files'][number]['parts'][number]['sourceId']): string {
  if (plan.from === 'row') return 'the whole row';
  return plan.from === 'column' ? plan.column : plan.columns.join(' and ');
}

function describeLink(link: LinkPlan): string {
  if (link.by === 'line') return `${link.kind}: the ${link.toObject} on the same line`;
  const found = link.evidence
    ? `, ${number(link.evidence.rowsFound)} of ${number(link.evidence.rows)} found in ${link.toFile}`
    : '';
  const ambiguous =
    link.evidence && link.evidence.rowsAmbiguous > 0 ? `, ${number(link.evidence.rowsAmbiguous)} ambiguous` : '';
  return `${link.kind} by ${link.by} in ${link.column}${found}${ambiguous}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 ** 2 ? `${Math.round(size / 1024)} KiB` : `${(size / 1024 ** 2).toFixed(1)} MiB`;
}
