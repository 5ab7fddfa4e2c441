import type { Command } from 'commander';
import type { Overview } from './desk.ts';
import { wholeNumber } from './options.ts';
import { table } from './table.ts';
import { waysOn } from './ways-on.ts';
import { atDesk, type Where, withWhere } from './where.ts';

/** `portage list` and `portage status ID`. */
export function lookCommands(program: Command): void {
  withWhere(program.command('list'))
    .description('the migrations, the newest first')
    .option('--limit <number>', 'how many', wholeNumber, 50)
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  portage list --limit 10')
    .action(async (options: Where & { limit: number; json?: boolean }) => {
      const migrations = await atDesk(options, (desk) => desk.list(options.limit));
      if (options.json) process.stdout.write(`${JSON.stringify(migrations, null, 2)}\n`);
      else process.stdout.write(listText(migrations));
    });

  withWhere(program.command('status'))
    .description('where a migration stands and what it waits for')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  portage status last')
    .action(async (id: string, options: Where & { json?: boolean }) => {
      const migration = await atDesk(options, (desk) => desk.show(id));
      process.stdout.write(options.json ? `${JSON.stringify(migration, null, 2)}\n` : statusText(migration, options));
    });
}

export function listText(migrations: readonly Overview[]): string {
  if (migrations.length === 0) return 'No migrations yet. Start one: portage migrate FILE.yaml\n';
  const rows = migrations.map((migration) => [
    migration.id,
    migration.customer,
    `${migration.source} → ${migration.destination}`,
    migration.stage,
    statusOf(migration),
    migration.startedAt.slice(0, 16).replace('T', ' '),
  ]);
  return `${table(['id', 'customer', 'way', 'stage', 'status', 'started (UTC)'], rows)}\n`;
}

function statusOf({ purgedAt, waitingFor, status }: Overview): string {
  if (purgedAt !== null) return 'purged';
  return waitingFor === null ? status : `needs you: ${waitingFor.decision}`;
}

export function statusText(migration: Overview, where: Where = {}): string {
  const { waitingFor: need } = migration;
  const facts: [string, string][] = [
    ['migration', migration.id],
    ['customer', migration.customer],
    ['way', `${migration.source} → ${migration.destination}`],
    ['stage', migration.stage],
    ['status', migration.status],
    ['mapping', migration.mappingVersion === null ? 'not yet' : `version ${migration.mappingVersion}`],
    ['marker', migration.marker],
    ['started', migration.startedAt],
    ...(migration.purgedAt === null ? [] : [['purged', migration.purgedAt] as [string, string]]),
    ...(migration.error === null ? [] : [['error', migration.error] as [string, string]]),
  ];
  const lines = facts.map(([name, value]) => `${name.padEnd(10)} ${value}`);
  if (need) {
    const ways = waysOn(need, migration.id, where).map((way) => `        ${way}`);
    lines.push('', `It needs you (${need.code}): ${need.message}`, `  next: ${need.hint}`, ...ways);
  }
  return `${lines.join('\n')}\n`;
}
