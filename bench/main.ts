/**
 * All benches in one run, as parts of what is wanted and of a bare loop of the same requests on the same machine.
 *
 *   npm run bench                 about five minutes
 *   npm run bench -- --quick      a tenth of the records, about a minute and a half
 *   npm run bench -- --json       the figures as JSON on standard output
 *
 * Every bench runs in a process of its own, so that its memory is its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import flags from '../scripts/node-flags.json' with { type: 'json' };
import type { ExportResult } from './export.ts';
import type { ImportResult } from './import.ts';
import type { Memory } from './measure.ts';
import type { ShareResult } from './share.ts';
import { count, percent, table } from './table.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const records = options.quick ? 10_000 : 100_000;
const few = records / 10;

const goals = {
  exportPerSecond: 10_000,
  importPerSecond: 1_500,
  planPerSecond: 100_000 / 60,
  share: 0.98,
  memoryMiB: 50,
};

say(`${count(records)} records on ${availableParallelism()} cores, Node ${process.version}`);
const exported = { few: await run<ExportResult>('export', few), many: await run<ExportResult>('export', records) };
const imported = { few: await run<ImportResult>('import', few), many: await run<ImportResult>('import', records) };
const shares = await run<ShareResult[]>('share');
if (options.json) {
  process.stdout.write(`${JSON.stringify({ records, goals, exported, imported, shares }, null, 2)}\n`);
} else {
  process.stdout.write(`\n${[speeds(), limits(), memory(), processors()].join('\n\n')}\n`);
}

function speeds(): string {
  const { plan, load, reconcile } = imported.many;
  const line = (what: string, perSecond: number, goal?: number, bare?: number) => [
    what,
    count(perSecond),
    goal === undefined ? '' : count(goal),
    goal === undefined ? '' : percent(perSecond / goal),
    bare === undefined ? '' : count(bare),
    bare === undefined ? '' : percent(perSecond / bare),
  ];
  return table(
    ['records a second', 'measured', 'wanted', 'of wanted', 'bare loop', 'of bare loop'],
    [
      line('export', exported.many.export.perSecond, goals.exportPerSecond, exported.many.barePerSecond),
      line('import', load.perSecond, goals.importPerSecond, imported.many.barePerSecond),
      line('planning', plan.perSecond, goals.planPerSecond),
      line('reading back', reconcile.perSecond),
    ],
  );
}

function limits(): string {
  return table(
    ['vendor’s limit', 'share used', 'wanted', '429s', 'wanted', 'requests'],
    shares.map(({ name, shareUsed, refused, requests }) => [
      name,
      percent(shareUsed),
      percent(goals.share),
      count(refused),
      '0',
      count(requests),
    ]),
  );
}

function memory(): string {
  const line = (what: string, small: Memory, large: Memory) => [
    what,
    `${count(large.heapMiB - small.heapMiB)} MiB`,
    `${count(large.rssMiB - small.rssMiB)} MiB`,
    `${goals.memoryMiB} MiB`,
    `${count(large.heapMiB)} of ${count(large.rssMiB)} MiB`,
  ];
  return table(
    [`worker: ${count(records)} above ${count(few)}`, 'heap', 'process', 'at most', 'in all'],
    [
      line('export', exported.few.memory, exported.many.memory),
      line('import', imported.few.memory, imported.many.memory),
    ],
  );
}

function processors(): string {
  const { plan, materialise, load, reconcile } = imported.many;
  const stages = {
    export: exported.many.export,
    planning: plan,
    effects: materialise,
    import: load,
    'reading back': reconcile,
  };
  return table(
    ['microseconds of processor a record', 'worker', 'PostgreSQL', 'sandbox'],
    Object.entries(stages).flatMap(([stage, { cpuUs }]) =>
      cpuUs === null ? [] : [[stage, count(cpuUs.worker), count(cpuUs.postgres), count(cpuUs.sandbox)]],
    ),
  );
}

/** Runs a bench as a process of its own and reads its result, the last line that it prints. */
async function run<Result>(bench: string, size?: number): Promise<Result> {
  const begun = performance.now();
  const file = new URL(`./${bench}.ts`, import.meta.url).pathname;
  const sizes = size === undefined ? [] : [String(size)];
  // as bin/portage.mjs starts a worker
  const child = spawn(process.execPath, [...flags, '--expose-gc', file, ...sizes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const output = await text(child.stdout);
  const [code] = await exit;
  if (code !== 0) throw new Error(`the bench of ${bench} failed`);
  say(
    `${[bench, ...(size === undefined ? [] : [count(size)])].join(' ')}: ${count((performance.now() - begun) / 1000)} s`,
  );
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Result;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
