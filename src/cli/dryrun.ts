import type { Command } from 'commander';
import { dryRunText } from './dryrun-text.ts';
import { atDesk, type Where, withWhere } from './where.ts';

/** `portage dryrun ID`. */
export function dryRunCommand(program: Command): void {
  withWhere(program.command('dryrun'))
    .description('what the mapping makes of all records, and why; while they are being planned, of those so far')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--preview', 'the records that were planned first, too (shown anyway while the rest is planned)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  portage dryrun last')
    .action(async (id: string, options: Where & { preview?: boolean; json?: boolean }) => {
      const dryRun = await atDesk(options, (desk) => desk.dryRun(id));
      const shown = options.preview === undefined ? {} : { preview: options.preview };
      process.stdout.write(options.json ? `${JSON.stringify(dryRun, null, 2)}\n` : dryRunText(dryRun, shown));
    });
}
