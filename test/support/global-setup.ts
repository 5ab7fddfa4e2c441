import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/runtime/config.ts';
import { createLog } from '../../src/runtime/logging.ts';
import { type Stack, startStack } from '../../src/runtime/stack.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that each test file gets a copy of; nobody may connect to it. */
    templateDatabaseUrl: string;
    temporalAddress: string;
    temporalNamespace: string;
  }
}

interface SharedServers {
  stack: Promise<Stack>;
  folder: Promise<string>;
  users: number;
}

/** Vitest loads this file once for each project of the run; the servers are started once for all of them. */
const key = Symbol.for('portage.test.servers');
const holder = globalThis as { [key]?: SharedServers };

/** Starts one PostgreSQL and one Temporal for the whole run, and tells the tests where they are. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder[key] ??= startServers();
  const servers = holder[key];
  servers.users += 1;
  const stack = await servers.stack;
  project.provide('templateDatabaseUrl', stack.databaseUrl);
  project.provide('temporalAddress', stack.temporal.address);
  project.provide('temporalNamespace', stack.temporal.namespace);
  return async () => {
    servers.users -= 1;
    if (servers.users > 0) return;
    holder[key] = undefined;
    await stack.stop();
    await rm(await servers.folder, { recursive: true, force: true });
  };
}

function startServers(): SharedServers {
  const folder = mkdtemp(join(tmpdir(), 'portage-test-'));
  return { folder, stack: folder.then(start), users: 0 };
}

async function start(folder: string): Promise<Stack> {
  const log = createLog({ level: 'info', format: 'line' });
  // A developer's own settings must not lead the tests to another database.
  const config = readConfig({});
  const stack = await startStack({ dataDir: folder, log, config, durable: false, withTemporalUi: false });
  const database = openDatabase(stack.databaseUrl, { max: 1 });
  try {
    await migrate(database as never);
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    await database.destroy();
  }
  return stack;
}
