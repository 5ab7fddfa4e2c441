import type { Command } from 'commander';
import { PortageError } from '../model/errors.ts';
import type { PurgeResult } from '../model/purge.ts';
import { ask, askYes } from './ask.ts';
import type { Desk, Overview } from './desk.ts';
import { wholeNumber } from './options.ts';
import { table } from './table.ts';
import { atDesk, type Where, withWhere } from './where.ts';

interface PurgeOptions extends Where {
  customer?: string;
  closedFor?: number;
  withIdPairs?: boolean;
  yes?: boolean;
  show?: boolean;
  json?: boolean;
}

/** More than a running API tells at once: old ones come with the next call. */
const listed = 10_000;
const dayMs = 24 * 60 * 60 * 1000;

const help = `
It shows first what will go. In a terminal it then asks for the customer's name; elsewhere it needs --yes, and through an API
(--url) a key of the role admin. A migration that is not over is refused. What was written at the destination stays there:
roll it back before, if it is to go as well.

Examples:
  portage purge last
  portage purge --customer "Acme Ltd" --with-id-pairs
  portage purge --closed-for 365 --yes     (retention, once a day)`;

/** `portage purge`: a customer's data is removed for good. */
export function purgeCommand(program: Command): void {
  withWhere(program.command('purge'))
    .description("remove a customer's data for good; that the migration took place, and the pairs of ids, stay")
    .argument('[id]', 'id of the migration, the end of it, or: last')
    .option('--customer <name>', 'all migrations of this customer')
    .option(
      '--closed-for <days>',
      'all migrations that have been closed, cancelled or rolled back for so many days',
      wholeNumber,
    )
    .option(
      '--with-id-pairs',
      'also the pairs of ids: a later migration will not know what it has brought across already',
    )
    .option('--yes', 'do it without asking (for scripts)')
    .option('--show', 'only show what would go')
    .option('--json', 'print what is gone as JSON on standard output')
    .addHelpText('after', help)
    .action(async (id: string | undefined, options: PurgeOptions) => {
      if ([id, options.customer, options.closedFor].filter((way) => way !== undefined).length !== 1) throw chooseOne();
      await atDesk(options, async (desk) => {
        const migrations = await chosen(desk, id, options);
        process.stderr.write(previewText(migrations, options));
        if (options.show || migrations.length === 0) return;
        if (!options.yes) await confirm(migrations);
        const results = await purgeAll(desk, migrations, options);
        process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : results.map(resultText).join(''));
      });
    });
}

async function chosen(desk: Desk, id: string | undefined, options: PurgeOptions): Promise<Overview[]> {
  if (id !== undefined) return [await desk.show(id)];
  const all = await desk.list(listed);
  const { customer, closedFor = 0 } = options;
  if (customer === undefined) return all.filter((row) => isLongOver(row, new Date(Date.now() - closedFor * dayMs)));
  const theirs = all.filter((row) => row.customer === customer);
  if (theirs.length > 0) return theirs;
  throw new PortageError('config', `There is no migration of a customer "${customer}"`, {
    code: 'customer_not_found',
    hint: 'Write the name exactly as portage list shows it.',
  });
}

function isLongOver(row: Overview, before: Date): boolean {
  const isOver = row.stage === 'closed' || row.status === 'cancelled' || row.status === 'rolled_back';
  return isOver && row.purgedAt === null && new Date(row.endedAt ?? row.startedAt) < before;
}

async function purgeAll(desk: Desk, migrations: Overview[], options: PurgeOptions): Promise<PurgeResult[]> {
  const withIdPairs = options.withIdPairs === true;
  if (options.customer !== undefined) return [await desk.purge({ customer: options.customer, withIdPairs })];
  const results: PurgeResult[] = [];
  for (const { id, customer } of migrations) results.push(await desk.purge({ id, customer, withIdPairs }));
  return results;
}

export function previewText(migrations: readonly Overview[], options: { withIdPairs?: boolean }): string {
  if (migrations.length === 0) return 'There is nothing to purge.\n';
  const rows = migrations.map((row) => [
    `  ${row.id}`,
    row.customer,
    `${row.source} → ${row.destination}`,
    row.purgedAt === null ? `${row.stage}, ${row.status}` : 'purged before',
    row.startedAt.slice(0, 10),
  ]);
  const pairs = 'the pairs of ids, without which a later migration would not know what is at the destination already';
  return [
    'Purging',
    table(['  migration', 'customer', 'way', 'stands at', 'started'], rows),
    '',
    '  goes for good   records, links, plans, images, lists of failures, mappings, uploads, credentials, histories in Temporal',
    ...(options.withIdPairs ? [`                  ${pairs}`] : []),
    '  stays           that it took place and how much it was, the audit trail',
    ...(options.withIdPairs ? [] : [`                  ${pairs}`]),
    '  not touched     what was written at the destination; files and reports that you keep yourself',
    '',
  ].join('\n');
}

export function resultText(result: PurgeResult): string {
  const { idPairs, histories } = result;
  const lines = [
    `\nThe data of ${result.customer} is gone (migrations: ${result.migrations.length}).`,
    `  rows ${result.rows}, uploads ${result.uploads}, connections emptied ${result.connections}, histories in Temporal ${histories.removed}`,
    idPairs.kept > 0
      ? `  ${idPairs.kept} pairs of ids are kept.`
      : `  ${idPairs.removed} pairs of ids are gone as well.`,
  ];
  if (idPairs.withAddress > 0)
    lines.push(
      `  ${idPairs.withAddress} of them name their record by an e-mail address, because the files had no ids: --with-id-pairs removes them too.`,
    );
  if (histories.left > 0)
    lines.push(
      `  ${histories.left} histories were left to the retention of the Temporal server, which does not let us delete.`,
    );
  return `${lines.join('\n')}\n`;
}

async function confirm(migrations: readonly Overview[]): Promise<void> {
  const names = [...new Set(migrations.map((row) => row.customer))];
  const [name] = names;
  if (names.length > 1) {
    if (await askYes(`Remove the data of these ${names.length} customers for good?`)) return;
    throw notConfirmed(process.stdin.isTTY ? 'Nothing was purged' : 'A purge has to be confirmed');
  }
  const typed = await ask(`To remove all of this for good, type the customer's name (${name}):`);
  if (typed === name) return;
  throw notConfirmed(typed === null ? 'A purge has to be confirmed' : 'That is not the name: nothing was purged');
}

function notConfirmed(message: string): PortageError {
  return new PortageError('config', message, {
    code: 'not_confirmed',
    hint: process.stdin.isTTY ? "Type the customer's name exactly." : 'Run it in a terminal, or add --yes.',
  });
}

function chooseOne(): PortageError {
  return new PortageError('config', 'Say what is to be purged: one migration, --customer, or --closed-for', {
    code: 'purge_what',
    hint: 'portage purge --help shows examples.',
  });
}
