import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { startSandbox } from '../../sandbox/index.ts';
import { migrationFileSchema } from '../model/migration-file.ts';
import { migrateFile } from './migrate.ts';
import { wholeNumber } from './options.ts';
import { openSession } from './session.ts';

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'a whole migration between two sandboxes on this machine: a Pipedrive account into an empty Close organisation',
    )
    .option('--keep', 'leave sandboxes and Temporal UI up until Ctrl-C')
    .option('--records <number>', 'size of the Pipedrive sandbox', wholeNumber, 3000)
    .option('--data-dir <folder>', 'where the embedded stack keeps its data')
    .addHelpText('after', '\nExample:\n  portage demo --keep')
    .action(async (options: { keep?: boolean; records: number; dataDir?: string }) => {
      // a stack of its own: a demo neither sees nor touches what else runs on this machine
      const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'portage-demo-')));
      const session = await openSession({ dataDir: folder, worker: true, quiet: true });
      try {
        const source = await startSandbox('pipedrive', { port: 0, records: options.records, seed: 1 });
        session.shutdown.add('Pipedrive sandbox', () => source.close());
        const destination = await startSandbox('close', { port: 0, records: 0, seed: 1, limit: 'none' });
        session.shutdown.add('Close sandbox', () => destination.close());
        const file = migrationFileSchema.parse({
          customer: 'Demo Ltd',
          source: { system: 'pipedrive', connection: { baseUrl: source.url, credentials: source.credentials } },
          destination: {
            system: 'close',
            connection: {
              baseUrl: destination.url,
              credentials: destination.credentials,
              options: { settleMs: 1000, searchLagMs: 1000, limit: 'none' },
            },
          },
          orphans: 'each',
          quiet: { confirmedBy: 'demo' },
        });
        const code = await migrateFile(session, file, `demo ${Date.now()}`, { yes: true, isKept: false });
        // records that wait for a person belong to the demo: it has ugly data on purpose
        process.exitCode = code === 2 ? 0 : code;
        if (options.keep) {
          process.stderr.write(
            [
              '',
              `Pipedrive sandbox  ${source.url}`,
              `Close sandbox      ${destination.url}`,
              `Temporal UI        ${session.stack.temporal.uiUrl}`,
              `The report         portage report last --out report.html --data-dir ${folder}`,
              'Ctrl-C stops everything.',
              '',
            ].join('\n'),
          );
          await new Promise<void>((resolve) => process.once('SIGINT', resolve));
        } else {
          process.stderr.write('All of it is gone again; npm run demo -- --keep leaves it up to be looked at.\n');
        }
      } finally {
        await session.close();
        if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
      }
    });
}
