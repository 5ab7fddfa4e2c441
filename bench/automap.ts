/**
 * Accuracy of the column mapper on labelled public header rows, with the example values and with headers alone.
 *
 *   node bench/automap.ts [--json] [--errors] [FILE.jsonl]
 */
import { parseArgs } from 'node:util';
import {
  type Figures,
  figuresOf,
  type LabelledRow,
  readRows,
  type Scored,
  scoreRow,
  share,
  unmapped,
} from './automap-score.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, errors: { type: 'boolean' } },
  allowPositionals: true,
});
const fixture = new URL('../test/fixtures/automap/dev.jsonl', import.meta.url);
const rows = readRows(positionals[0] ? new URL(positionals[0], `file://${process.cwd()}/`) : fixture);
const runs = { 'with samples': run(true), 'headers only': run(false) };

if (values.json) {
  const summary = Object.entries(runs).map(([name, { scored, rowMs }]) => [
    name,
    {
      ...figuresOf(scored),
      rowMs,
      groups: Object.fromEntries(groups(scored).map(([group, some]) => [group, figuresOf(some)])),
    },
  ]);
  console.log(JSON.stringify(Object.fromEntries(summary), null, 2));
} else {
  for (const [name, { scored, rowMs }] of Object.entries(runs)) printRun(name, scored, rowMs);
}

function run(withSamples: boolean): { scored: Scored[]; rowMs: number } {
  // The first pass compiles code and fills caches; the second one is timed.
  for (const row of rows) scoreRow(row, withSamples);
  const started = performance.now();
  const scored = rows.flatMap((row) => scoreRow(row, withSamples));
  return { scored, rowMs: (performance.now() - started) / rows.length };
}

function groups(scored: readonly Scored[]): [string, Scored[]][] {
  const where = (test: (row: LabelledRow) => boolean) => scored.filter(({ row }) => test(row));
  const named: [string, Scored[]][] = [
    ['not English', where((row) => row.language !== 'en')],
    ['messy', where((row) => row.messy)],
    ['evidence: file', where((row) => row.evidence === 'file')],
    ['kind: api-fields', where((row) => row.kind === 'api-fields')],
    ...by(scored, ({ row }) => row.object, 'object: '),
    ...by(scored, ({ row }) => row.system, ''),
  ];
  return named.filter(([, some]) => some.length > 0);
}

function by(scored: readonly Scored[], key: (one: Scored) => string, prefix: string): [string, Scored[]][] {
  return [...Map.groupBy(scored, key)]
    .map(([name, some]): [string, Scored[]] => [prefix + name, some])
    .sort(([a], [b]) => a.localeCompare(b));
}

function printRun(name: string, scored: readonly Scored[], rowMs: number): void {
  console.log(`\n== ${name}: ${rows.length} rows, ${scored.length} columns, ${rowMs.toFixed(2)} ms a row ==\n`);
  console.log(
    `${'group'.padEnd(26)}${['columns', 'hit', 'strict', 'by row', 'mappable', 'false pos', 'wrong'].map((word) => word.padStart(10)).join('')}`,
  );
  printFigures('all', figuresOf(scored));
  for (const [group, some] of groups(scored)) printFigures(group, figuresOf(some));
  const inverted = scored.filter(({ inversion }) => inversion !== null);
  if (inverted.length > 0)
    console.log(
      `\nopt-out columns with the inversion set: ${percent(share(inverted, ({ inversion }) => inversion === true))} of ${inverted.length}`,
    );
  printCalibration(scored);
  printConfusion(scored);
  if (values.errors) printErrors(scored);
}

function printFigures(name: string, figures: Figures): void {
  const { hit, strict, hitOverRows, mappable, falsePositive, wrongTarget } = figures;
  const cells = [hit, strict, hitOverRows, mappable, falsePositive, wrongTarget].map((value) =>
    percent(value).padStart(10),
  );
  console.log(`${name.padEnd(26)}${String(figures.columns).padStart(10)}${cells.join('')}`);
}

function printCalibration(scored: readonly Scored[]): void {
  console.log('\nstated confidence against the share of hits');
  const bands = Map.groupBy(scored, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  for (const [band, some] of [...bands].sort(([a], [b]) => b - a)) {
    const stated = some.reduce((sum, { confidence }) => sum + confidence, 0) / some.length;
    const hits = share(some, ({ outcome }) => outcome === 'hit');
    console.log(
      `  ${(band / 10).toFixed(1)}-${((band + 1) / 10).toFixed(1)}  ${String(some.length).padStart(5)} columns  stated ${percent(stated).padStart(6)}  hits ${percent(hits).padStart(6)}`,
    );
  }
}

function printConfusion(scored: readonly Scored[]): void {
  console.log('\nconfusion by label (label, columns, what it was taken for)');
  const misses = scored.filter(({ outcome }) => outcome !== 'hit');
  const counts = Map.groupBy(scored, ({ column }) => column.label);
  for (const [label, some] of [...Map.groupBy(misses, ({ column }) => column.label)].sort(
    ([, a], [, b]) => b.length - a.length,
  )) {
    const taken = [...Map.groupBy(some, ({ answer }) => answer)].sort(([, a], [, b]) => b.length - a.length);
    const list = taken
      .map(([answer, each]) => `${answer === unmapped ? 'left open' : answer} ${each.length}`)
      .join(', ');
    console.log(`  ${label.padEnd(32)}${String(counts.get(label)!.length).padStart(5)}  ${list}`);
  }
}

function printErrors(scored: readonly Scored[]): void {
  console.log('\nmisses');
  for (const { row, column, answer, outcome, confidence, reason } of scored) {
    if (outcome === 'hit') continue;
    console.log(
      `  ${outcome.padEnd(14)} ${row.system}/${row.object}/${row.language} "${column.header}" ${column.label} -> ${answer} ${confidence} (${reason})`,
    );
  }
}

function percent(value: number): string {
  return Number.isNaN(value) ? '-' : `${(value * 100).toFixed(1)}%`;
}
