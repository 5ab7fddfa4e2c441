import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { createUnstarted } from '../api/service/start.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import type { MigrationFile } from '../model/migration-file.ts';
import { forgetUnstarted } from '../store/forget-migration.ts';
import { getMigration } from '../store/migration-store.ts';
import type { PreflightAnswer } from '../workflows/preflight.ts';
import { problemsOf } from './mapping.ts';
import { parseMapping } from './mapping-yaml.ts';
import { type Outlook, outlookOf, outlookText } from './outlook.ts';
import { readMigrationFile } from './read-migration-file.ts';
import { type Session, withSession } from './session.ts';
import { type GivenMapping, readGivenMapping } from './store-mapping.ts';
import { userName } from './user-name.ts';
import { withDataDir } from './where.ts';

const help = `
Both sides are only read. Exit code 1 where something has to be put right first.

Example:
  portage plan acme.yaml`;

/** `portage plan FILE.yaml`: preflight only. */
export function planCommand(program: Command): void {
  withDataDir(program.command('plan'))
    .description('preflight only: do both sides answer, how much is there, how long will it take, what stays behind')
    .argument('<file>', 'migration file (YAML)')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (path: string, options: { dataDir?: string; json?: boolean }) => {
      const file = await readMigrationFile(path);
      const given = await readGivenMapping(file.mapping);
      await withSession({ dataDir: options.dataDir, worker: true }, async (session) => {
        const outlook = await lookAhead(session, file, given);
        process.stdout.write(options.json ? `${JSON.stringify(outlook, null, 2)}\n` : outlookText(outlook));
        if (outlook.needs !== null || outlook.mappingProblems.length > 0) process.exitCode = 1;
      });
    });
}

/** Runs preflight for a migration that is taken out again afterwards. */
async function lookAhead(session: Session, file: MigrationFile, given: GivenMapping | null): Promise<Outlook> {
  const token = randomBytes(6).toString('hex');
  const row = await createUnstarted(session.service, {
    tenantId: session.tenantId,
    by: userName(),
    via: 'CLI',
    // the real one comes later, and a marker is used once
    file: { ...file, marker: `plan-${token}` },
    fileKey: `plan:${token}`,
  });
  try {
    const answer: PreflightAnswer = await session.engine.temporal.workflow.execute('preflightWorkflow', {
      workflowId: `plan:${row.id}`,
      taskQueue: session.engine.taskQueue,
      args: [{ id: row.id }],
    });
    const after = await getMigration(session.engine.db, row.id, row.tenantId);
    const ends = { source: connectorOf(row.sourceSystem), destination: connectorOf(row.destinationSystem) };
    const mapping = given === null ? [] : problemsOf(after, parseMapping(given.text, given.path, null));
    return outlookOf(after, answer, ends, mapping);
  } finally {
    await forgetUnstarted(session.engine.db, row);
  }
}
