import type { Command } from 'commander';
import type { DecisionName } from '../model/decisions.ts';
import type { Report } from '../model/report.ts';
import { type MigrationRow, refusePurged } from '../store/migration-row.ts';
import { accompany } from './accompany.ts';
import { findMigration } from './find-migration.ts';
import { exitCodeOf } from './migrate.ts';
import { reportOf } from './report-of.ts';
import { reportText } from './report-text.ts';
import { createScreen } from './screen.ts';
import { sendDecision } from './send-decision.ts';
import { type Session, withSession } from './session.ts';
import { tellNeed } from './tell-need.ts';
import { untilRoundBegins } from './wait-round.ts';
import { withDataDir } from './where.ts';

interface AgainOptions {
  dataDir?: string;
  json?: boolean;
  object?: string;
}

/** What can be done again after the import, at hand-over: `portage retry`, `reconcile` and `topup`. */
export function againCommands(program: Command): void {
  againCommand(program, 'retry', 'retryFailed', 'send the failed records once more; what they blocked follows')
    .option('--object <name>', 'only records of this object, such as contact')
    .addHelpText('after', '\nExample:\n  portage retry last --object contact');
  againCommand(
    program,
    'reconcile',
    'reconcile',
    'read everything back once more and compare it field by field',
  ).addHelpText('after', '\nExample:\n  portage reconcile last');
  againCommand(program, 'topup', 'topUp', 'bring across what has changed at the source since the export').addHelpText(
    'after',
    '\nExample:\n  portage topup last',
  );
}

function againCommand(program: Command, name: string, decision: DecisionName, description: string): Command {
  return withDataDir(program.command(name))
    .description(description)
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--json', 'print the report as JSON on standard output')
    .action(async (id: string, options: AgainOptions) => {
      await withSession({ dataDir: options.dataDir, worker: true }, async (session) => {
        const row = await findMigration(session.engine.db, session.tenantId, id);
        refusePurged(row);
        const payload = options.object === undefined ? {} : { object: options.object };
        const { code, report } = await runRound(session, row, decision, payload, options);
        if (report) process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
        process.exitCode = code;
      });
    });
}

/** Sends a decision to a migration at hand-over and follows what it sets off, until the migration is at hand-over again. */
export async function runRound(
  session: Session,
  row: MigrationRow,
  name: DecisionName,
  payload: object,
  options: { json?: boolean; yes?: boolean; dataDir?: string },
): Promise<{ code: number; report: Report | null }> {
  const screen = createScreen();
  session.onInterrupt(
    `Stopped. Nothing is lost: portage ${name === 'rollback' ? 'rollback' : 'status'} ${row.id} shows where it stands.`,
  );
  screen.line(`${name} of ${row.id}: ${row.customer}, ${row.sourceSystem} → ${row.destinationSystem}`);
  await untilRoundBegins(session.engine.db, row, () => sendDecision(session, row, name, payload));
  const end = await accompany(session, row.id, screen, options);
  screen.settle();
  if (end.kind !== 'done') return { code: tellNeed(end, screen, options), report: null };
  const report = await reportOf(session, end.row);
  return { code: exitCodeOf(report), report };
}
