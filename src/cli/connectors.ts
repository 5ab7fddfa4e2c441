import type { Command } from 'commander';
import { type ConnectorSummary, describeConnector } from '../api/service/describe-connector.ts';
import { connectors } from '../connectors/kit/registry.ts';
import { table } from './table.ts';

/** `portage connectors`: what can be read and written, and what each asks for. */
export function connectorsCommand(program: Command): void {
  program
    .command('connectors')
    .description('every system that can be read or written')
    .option('--json', 'as JSON: system, name, roles, objects, auth, status and more')
    .addHelpText('after', '\nExample:\n  portage connectors --json')
    .action((options: { json?: boolean }) => {
      const summaries = connectors.map(describeConnector);
      process.stdout.write(options.json ? `${JSON.stringify(summaries, null, 2)}\n` : connectorsText(summaries));
    });
}

export function connectorsText(summaries: readonly ConnectorSummary[]): string {
  const rows = summaries.map((summary) => [
    summary.system,
    summary.name,
    summary.roles.join(', '),
    summary.auth.map(({ credentials }) => credentials.join(' + ')).join(' or ') || 'none',
    summary.status,
  ]);
  const objects = summaries.map(({ system, reads, writes }) =>
    [
      `  ${system}`,
      ...(reads.length > 0 ? [`    reads:  ${reads.join(', ')}`] : []),
      ...(writes.length > 0 ? [`    writes: ${writes.join(', ')}`] : []),
    ].join('\n'),
  );
  return `${table(['system', 'name', 'roles', 'credentials', 'status'], rows)}\n\n${objects.join('\n')}\n`;
}
