import { realpath } from 'node:fs/promises';
import type { Command } from 'commander';
import { decide } from '../api/service/decide.ts';
import { isUnfinished, startMigration } from '../api/service/start.ts';
import type { MigrationFile } from '../model/migration-file.ts';
import type { Report } from '../model/report.ts';
import { workflowIdOf } from '../model/workflow-id.ts';
import { findByFile } from '../store/migration-store.ts';
import { accompany } from './accompany.ts';
import { readMigrationFile } from './read-migration-file.ts';
import { reportOf } from './report-of.ts';
import { reportText } from './report-text.ts';
import { createScreen } from './screen.ts';
import { type Session, withSession } from './session.ts';
import { type GivenMapping, readGivenMapping, storeGivenMapping } from './store-mapping.ts';
import { tellNeed } from './tell-need.ts';
import { userName } from './user-name.ts';
import { withDataDir } from './where.ts';

export interface MigrateOptions {
  yes?: boolean;
  json?: boolean;
  new?: boolean;
  dataDir?: string;
  /** False where the data go with the command: nothing is offered that would need them. */
  isKept?: boolean;
}

const help = `
Exit code: 0 balanced and no failures, 2 finished with failed, held or drifted records, 3 a person is needed and there is
no terminal (the same command goes on later), 1 could not finish.

Example:
  portage migrate acme.yaml                      follow it and decide at the terminal
  portage migrate acme.yaml --yes --json > r.json   in a script`;

export function migrateCommand(program: Command): void {
  withDataDir(program.command('migrate'))
    .description(
      'run one migration; the same file goes on where it stood, a finished one runs again from the crosswalk',
    )
    .argument('<file>', 'migration file (YAML), see docs/migration-file.md')
    .option('--yes', 'confirm a clean sample, and the quiet plan on loopback and file destinations')
    .option('--json', 'print the report as JSON on standard output, everything else on standard error')
    .option('--new', 'start afresh although an unfinished migration of this file exists')
    .addHelpText('after', help)
    .action(async (path: string, options: MigrateOptions) => {
      const file = await readMigrationFile(path);
      const given = await readGivenMapping(file.mapping);
      await withSession({ dataDir: options.dataDir, worker: true }, async (session) => {
        process.exitCode = await migrateFile(session, file, await realpath(path), options, given);
      });
    });
}

/** Runs or resumes the migration of a file and follows it. Returns the exit code. */
export async function migrateFile(
  session: Session,
  file: MigrationFile,
  fileKey: string,
  options: MigrateOptions,
  given: GivenMapping | null = null,
): Promise<number> {
  const screen = createScreen();
  const by = userName();
  await closeFinished(session, fileKey, by);
  const { migration, resumed, tooLate } = await startMigration(session.service, {
    tenantId: session.tenantId,
    by,
    via: 'CLI',
    file,
    fileKey,
    ...(options.new && { fresh: true }),
  });
  session.onInterrupt(
    session.joined
      ? 'Stopped watching. The migration goes on in the other process as long as that runs.'
      : 'Stopping once open requests are answered. Nothing is lost: the same command goes on where it stood.',
  );
  screen.line(
    `${resumed ? 'Going on with' : 'Migration'} ${migration.id}: ${file.customer}, ${file.source.system} → ${file.destination.system}`,
  );
  if (tooLate.length > 0)
    screen.line(
      `The file has changed since this migration began; what it now says of ${tooLate.join(', ')} comes too late for it (--new starts afresh with it).`,
    );
  const uiLink = workflowLink(session.stack.temporal, migration.id);
  if (uiLink !== null) screen.line(`Temporal UI: ${uiLink}`);
  const isNew = await storeGivenMapping(session, migration, file, given, screen);
  const end = await accompany(session, migration.id, screen, { ...options, again: resumed && !isNew });
  screen.settle();
  const report = await reportOf(session, end.row);
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (end.kind !== 'done') return tellNeed(end, screen, options);
  if (!options.json) process.stdout.write(reportText(report));
  if (end.row.status === 'failed') {
    screen.line(
      `\nThe migration could not finish: ${end.row.error?.message ?? 'unknown cause'}\nNothing is lost: the same command goes on where it stood.`,
    );
    return 1;
  }
  if (options.isKept !== false && (report.status === 'completed_with_errors' || report.status === 'completed'))
    screen.line(`For the customer: portage report ${migration.id} --out report.html`);
  return exitCodeOf(report);
}

/** Where the Temporal UI shows a migration, in the namespace that is used; null without a UI. */
function workflowLink(temporal: { uiUrl: string | undefined; namespace: string }, id: string): string | null {
  if (!temporal.uiUrl) return null;
  const [namespace, workflow] = [temporal.namespace, workflowIdOf(id)].map(encodeURIComponent);
  return `${temporal.uiUrl}/namespaces/${namespace}/workflows/${workflow}`;
}

export function exitCodeOf(report: Pick<Report, 'status'>): number {
  if (report.status === 'completed') return 0;
  return report.status === 'completed_with_errors' ? 2 : 1;
}

/**
 * A second run starts a migration of its own; the finished one is closed, for its failed records are the new one's now. Rolled
 * back it can be all the same.
 */
async function closeFinished(session: Session, fileKey: string, by: string): Promise<void> {
  const known = await findByFile(session.engine.db, session.tenantId, fileKey);
  if (known === null || isUnfinished(known) || known.stage !== 'handover') return;
  await decide(session.service, known, 'close', { by }, 'CLI').catch(() => undefined);
}
