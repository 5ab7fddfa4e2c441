import { type Config, readConfig } from './config.ts';
import { checkDatabase, checkEmbeddedPostgres } from './doctor-database.ts';
import {
  checkDataFolder,
  checkDiskSpace,
  checkMemory,
  checkNode,
  checkSecretKey,
  checkStack,
} from './doctor-machine.ts';
import { checkTemporal } from './doctor-temporal.ts';
import { dataLayout } from './paths.ts';

/** One thing that was looked at. */
export interface Finding {
  name: string;
  status: 'ok' | 'warning' | 'problem';
  message: string;
  /** What to do; on everything that is not ok. */
  cure?: string;
}

/**
 * Looks at this machine, the data folder, the database and Temporal. Starts nothing and changes nothing; each check answers
 * for itself, so one that breaks does not hide the others.
 */
export async function runChecks(config: Config = readConfig()): Promise<Finding[]> {
  const layout = dataLayout(config.dataDir);
  const checks: [string, () => Promise<Finding>][] = [
    ['Node.js', checkNode],
    ['memory', checkMemory],
    ['data folder', () => checkDataFolder(layout)],
    ['disk space', () => checkDiskSpace(layout)],
    ['running stack', () => checkStack(layout)],
    ['secret key', () => checkSecretKey(config, layout)],
    [
      'PostgreSQL',
      () => (config.databaseUrl === undefined ? checkEmbeddedPostgres() : checkDatabase(config.databaseUrl)),
    ],
    ['Temporal', () => checkTemporal(config)],
  ];
  return await Promise.all(
    checks.map(([name, check]) =>
      check().catch(
        (error): Finding => ({
          name,
          status: 'problem',
          message: error instanceof Error ? error.message : String(error),
          cure: (error as { hint?: string }).hint ?? 'Correct what the message names and run `portage doctor` again.',
        }),
      ),
    ),
  );
}

/** True where nothing stands in the way of a start: the exit code of `portage doctor`. */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.status !== 'problem');
}
