import type { Command } from 'commander';
import { PortageError } from '../model/errors.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { refusePurged, scopeOf } from '../store/migration-row.ts';
import { type UndoPreview, undoPreview } from '../store/undo-preview.ts';
import { undoTotals } from '../store/undo-store.ts';
import { runRound } from './again.ts';
import { ask } from './ask.ts';
import { findMigration } from './find-migration.ts';
import { type Session, withSession } from './session.ts';
import { table } from './table.ts';
import { withDataDir } from './where.ts';

const shownReasons = 10;

const help = `
It shows first what would happen. In a terminal it then asks for the customer's name; elsewhere it needs --yes.
Exit code: 0 everything was taken back, 2 something was kept or could not be taken back, 1 not done.

Example:
  portage rollback last`;

export function rollbackCommand(program: Command): void {
  withDataDir(program.command('rollback'))
    .description('take back what a migration has written; what people have changed since is kept and listed')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--yes', 'do it without asking (for scripts)')
    .option('--show', 'only show what would happen')
    .addHelpText('after', help)
    .action(async (id: string, options: { dataDir?: string; yes?: boolean; show?: boolean }) => {
      await withSession({ dataDir: options.dataDir, worker: !options.show }, async (session) => {
        const row = await findMigration(session.engine.db, session.tenantId, id);
        refusePurged(row);
        process.stdout.write(previewText(row, await undoPreview(session.engine.db, scopeOf(row))));
        if (options.show) return;
        if (!options.yes) await confirmByName(row);
        process.exitCode = await rollBack(session, row);
      });
    });
}

async function rollBack(session: Session, row: MigrationRow): Promise<number> {
  // at the sample it is the sample that is taken back, and the migration goes on with another mapping
  const scope = row.stage === 'approval' ? 'sample' : 'all';
  const { report } = await runRound(session, row, 'rollback', { customer: row.customer, scope }, {});
  const totals = report?.undo ?? (await undoTotals(session.engine.db, scopeOf(row)));
  process.stdout.write(
    `\nReversed ${totals.reversed}, kept ${totals.kept} because a person changed it or built on it, failed ${totals.failed}.\n`,
  );
  for (const line of report?.undo.reasons.slice(0, shownReasons) ?? [])
    process.stdout.write(
      `  ${line.count} × ${line.object} ${line.result}: ${line.reason} (${line.examples.join(', ')})\n`,
    );
  if (totals.kept + totals.failed > 0)
    process.stdout.write(`portage report ${row.id} --out report.html lists all reasons.\n`);
  if (report === null || scope === 'sample') return totals.failed > 0 ? 2 : 0;
  return report.status !== 'rolled_back' ? 1 : totals.kept + totals.failed > 0 ? 2 : 0;
}

/** The three parts as far as they can be known before: what is kept or fails shows when each record is looked at again. */
export function previewText(
  row: Pick<MigrationRow, 'customer' | 'sourceSystem' | 'destinationSystem' | 'marker'>,
  preview: UndoPreview,
): string {
  const rows = preview.objects.map((line) => [line.object, line.remove, line.restore, line.done]);
  return [
    `Rolling back ${row.customer}: ${row.sourceSystem} → ${row.destinationSystem} (${row.marker})`,
    '',
    rows.length === 0
      ? '  Nothing has been written.'
      : table(
          ['  at the destination', 'to remove', 'to give earlier values', 'taken back already'],
          rows.map(([object, ...counts]) => [`  ${object}`, ...counts]),
        ),
    '',
    '  reversed  records that this migration created are removed, filled-in fields get their earlier values back',
    `  kept      whatever somebody has changed or built on since; ${preview.edited === 0 ? 'none known from the last comparison' : `${preview.edited} known from the last comparison`}`,
    '  failed    what the destination refuses to give back, with the reason',
    '',
    '  Records that were there before are never deleted.',
    '',
  ].join('\n');
}

async function confirmByName(row: MigrationRow): Promise<void> {
  const name = await ask(`To take all of this back, type the customer's name (${row.customer}):`);
  if (name === row.customer) return;
  throw new PortageError(
    'config',
    name === null ? 'A roll back has to be confirmed' : 'That is not the name: nothing was taken back',
    {
      code: 'not_confirmed',
      hint: name === null ? 'Run it in a terminal, or add --yes.' : `Type it exactly: ${row.customer}`,
    },
  );
}
