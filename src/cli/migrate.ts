import { realpath } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { urlsOf } from '../activities/urls.ts';
import { decide } from '../api/service/decide.ts';
import { isUnfinished, startMigration } from '../api/service/start.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import type { MigrationFile } from '../model/migration-file.ts';
import type { Report } from '../model/report.ts';
import type { Need } from '../model/stage-results.ts';
import { buildReport } from '../store/build-report.ts';
import { findByFile, getMigration, type MigrationRow, scopeOf } from '../store/migration-store.ts';
import { sampleTotals } from '../store/sample-store.ts';
import { follow, type Seen, type Stop } from './follow.ts';
import { readMigrationFile } from './read-migration-file.ts';
import { reportText } from './report-text.ts';
import { createScreen, type Screen } from './screen.ts';
import { openSession, type Session } from './session.ts';
import { userName } from './user-name.ts';

export interface MigrateOptions {
  yes?: boolean;
  json?: boolean;
  new?: boolean;
  dataDir?: string;
}

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      'run one migration; the same file goes on where it stood, a finished one runs again from the crosswalk',
    )
    .argument('<file>', 'migration file (YAML)')
    .option('--yes', 'confirm a clean sample, and the quiet plan on loopback and file destinations')
    .option('--json', 'print the report as JSON on standard output, everything else on standard error')
    .option('--new', 'start afresh although an unfinished migration of this file exists')
    .option('--data-dir <folder>', 'where the embedded stack keeps its data')
    .action(async (path: string, options: MigrateOptions) => {
      const file = await readMigrationFile(path);
      const session = await openSession({
        ...(options.dataDir && { dataDir: options.dataDir }),
        worker: true,
        quiet: true,
      });
      try {
        process.exitCode = await migrateFile(session, file, await realpath(path), options);
      } finally {
        await session.close();
      }
    });
}

/** Runs or resumes the migration of a file and follows it. Exit code: 0 clean, 2 with failed, held or drifted records, 3 a person is needed, 1 otherwise. */
export async function migrateFile(
  session: Session,
  file: MigrationFile,
  fileKey: string,
  options: MigrateOptions,
): Promise<number> {
  const screen = createScreen();
  const by = userName();
  await closeFinished(session, fileKey, by);
  const { migration, resumed } = await startMigration(session.service, {
    tenantId: session.tenantId,
    by,
    via: 'CLI',
    file,
    fileKey,
    ...(options.new && { fresh: true }),
  });
  screen.line(
    `${resumed ? 'Going on with' : 'Migration'} ${migration.id}: ${file.customer}, ${file.source.system} → ${file.destination.system}`,
  );
  if (session.stack.temporal.uiUrl)
    screen.line(
      `Temporal UI: ${session.stack.temporal.uiUrl}/namespaces/default/workflows/${encodeURIComponent(`migration:${migration.id}`)}`,
    );
  const end = await accompany(session, migration, screen, options);
  screen.settle();
  if (end.kind !== 'done') return tellNeed(end, screen);
  const report = await reportOf(session, end.row);
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(reportText(report));
  if (end.row.status === 'failed') {
    screen.line(
      `\nThe migration could not finish: ${end.row.error?.message ?? 'unknown cause'}\nNothing is lost: the same command goes on where it stood.`,
    );
    return 1;
  }
  return exitCodeOf(report);
}

export function exitCodeOf(report: Report): number {
  if (report.status === 'completed') return 0;
  return report.status === 'completed_with_errors' ? 2 : 1;
}

export async function reportOf(session: Pick<Session, 'engine'>, row: MigrationRow): Promise<Report> {
  const fresh = await getMigration(session.engine.db, row.id);
  return buildReport(session.engine.db, fresh, urlsOf({ connector: connectorOf }, fresh));
}

/** A second run starts a migration of its own; the finished one is closed so that its workflow ends. */
async function closeFinished(session: Session, fileKey: string, by: string): Promise<void> {
  const known = await findByFile(session.engine.db, session.tenantId, fileKey);
  if (known === null || isUnfinished(known) || known.stage !== 'handover') return;
  await decide(session.service, known, 'close', { by }, 'CLI').catch(() => undefined);
}

async function accompany(
  session: Session,
  migration: MigrationRow,
  screen: Screen,
  options: MigrateOptions,
): Promise<Stop> {
  const seen: Seen = { stage: null };
  for (;;) {
    const stop = await follow(session.engine.db, session.tenantId, migration.id, screen, seen);
    if (stop.kind === 'done') return stop;
    screen.settle();
    const answered = await answer(session, stop, screen, options);
    if (!answered) return stop;
  }
}

/** Answers what the migration asks for: by --yes where that is allowed, by a person at a terminal, or not at all. */
async function answer(
  session: Session,
  stop: Exclude<Stop, { kind: 'done' }>,
  screen: Screen,
  options: MigrateOptions,
): Promise<boolean> {
  const by = userName();
  const { row } = stop;
  if (stop.kind === 'paused') {
    if (!(await ask(options, screen, 'The migration is paused. Resume it?'))) return false;
    await decide(session.service, row, 'resume', { by }, 'CLI');
    return true;
  }
  const { need } = stop;
  if (need.decision === 'approve') {
    const clean = await sampleIsClean(session, row, screen);
    if (options.yes && !clean) return false;
    if (
      !options.yes &&
      !(await ask(options, screen, `${need.message}\nApprove mapping version ${row.mappingVersion}?`))
    )
      return false;
    await decide(session.service, row, 'approve', { by, mappingVersion: row.mappingVersion }, 'CLI');
    return true;
  }
  if (need.decision === 'confirmQuiet') {
    if (!(await ask(options, screen, `${need.message}\n${need.hint}\nConfirm the quiet plan?`))) return false;
    await decide(session.service, row, 'confirmQuiet', { by }, 'CLI');
    return true;
  }
  if (need.decision === 'resume') {
    if (!(await ask(options, screen, `${need.message}\n${need.hint}\nCheck again?`))) return false;
    await decide(session.service, row, 'resume', { by }, 'CLI');
    return true;
  }
  return false;
}

/** --yes approves a clean sample only: no failure, no drift, no missing link in it. */
async function sampleIsClean(session: Session, row: MigrationRow, screen: Screen): Promise<boolean> {
  const totals = await sampleTotals(session.engine.db, scopeOf(row));
  const clean = totals.failed === 0 && totals.drifted === 0;
  if (clean) {
    screen.line(`The sample was written (${totals.written} records and definitions) and read back equal.`);
    return true;
  }
  screen.line(`The sample has ${totals.failed} failures, and ${totals.drifted} records differ from the plan:`);
  const report = await reportOf(session, row);
  const written = report.failures.filter((failure) => failure.code !== 'required_missing');
  for (const failure of written.slice(0, 10))
    screen.line(`  ${failure.object} ${failure.sourceId}: ${failure.message} (${failure.code})`);
  for (const drift of report.drift.slice(0, 10)) {
    screen.line(
      `  ${drift.object} ${drift.sourceId} ${drift.field}: planned "${drift.planned.slice(0, 80)}", found "${drift.found.slice(0, 80)}"`,
    );
  }
  return false;
}

async function ask(options: MigrateOptions, screen: Screen, question: string): Promise<boolean> {
  if (options.yes || options.json || !process.stdin.isTTY) return false;
  screen.settle();
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await prompt.question(`\n${question} [y/N] `);
    return /^y(es)?$/i.test(reply.trim());
  } finally {
    prompt.close();
  }
}

function tellNeed(stop: Exclude<Stop, { kind: 'done' }>, screen: Screen): number {
  const need: Need =
    stop.kind === 'needs'
      ? stop.need
      : {
          code: 'paused',
          message: 'the migration is paused',
          hint: `portage signal ${stop.row.id} resume`,
          decision: 'resume',
        };
  screen.line(`\nA person is needed (${need.code}): ${need.message}`);
  screen.line(`  next: ${need.hint}`);
  screen.line('  The same command goes on from here.');
  return needsExitCode(need);
}

/** Open decisions and dirty samples are errors for a script that said --yes; waiting for a person is code 3. */
function needsExitCode(need: Need): number {
  return process.stdin.isTTY
    ? 1
    : need.decision === 'approve' || need.decision === 'confirmQuiet' || need.decision === 'resume'
      ? 3
      : 1;
}
