import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import type { RunningSandbox } from '../../sandbox/index.ts';
import { decide } from '../../src/api/service/decide.ts';
import { type ServiceContext, startMigration } from '../../src/api/service/start.ts';
import { connectorOf } from '../../src/connectors/kit/registry.ts';
import type { DecisionName } from '../../src/model/decisions.ts';
import { type MigrationFile, migrationFileSchema } from '../../src/model/migration-file.ts';
import { urlsOf } from '../../src/model/record-url.ts';
import type { Report } from '../../src/model/report.ts';
import { type Config, readConfig } from '../../src/runtime/config.ts';
import { openEngine } from '../../src/runtime/engine.ts';
import { createShutdown } from '../../src/runtime/shutdown.ts';
import type { TemporalTarget } from '../../src/runtime/temporal-client.ts';
import { buildReport } from '../../src/store/build-report.ts';
import type { Database } from '../../src/store/database.ts';
import type { MigrationRow } from '../../src/store/migration-row.ts';
import { getMigration } from '../../src/store/migration-store.ts';
import { ensureTenant } from '../../src/store/tenant-store.ts';
import { createTestDatabase } from './database.ts';
import { temporalTarget, testLog } from './temporal.ts';

const workerPath = fileURLToPath(new URL('./e2e-worker.ts', import.meta.url));

/** Nothing here measures time: this is how long a broken test keeps a run waiting. */
const patienceMs = 240_000;

/** Asks again and again until there is an answer. Fails with what it waited for, and what it saw last. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  options: { everyMs?: number; lastSeen?: () => Promise<unknown> } = {},
): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > giveUpAt) {
      const seen = options.lastSeen === undefined ? '' : `; last seen: ${JSON.stringify(await options.lastSeen())}`;
      throw new Error(`waited in vain until ${what}${seen}`);
    }
    await delay(options.everyMs ?? 100);
  }
}

export interface EngineUnderTest {
  db: Database;
  service: ServiceContext;
  tenantId: string;
  temporal: Client;
  startWorker(): Promise<WorkerProcess>;
  close(): Promise<void>;
}

/** Opens a store of its own and a task queue of its own; workers are started as processes. */
export async function openTestEngine(
  servers: { databaseUrl?: string; temporal?: TemporalTarget } = {},
): Promise<EngineUnderTest> {
  const own = servers.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = servers.databaseUrl ?? (own?.url as string);
  const temporal = servers.temporal ?? temporalTarget();
  const environment: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    PORTAGE_SECRET_KEY: randomBytes(32).toString('base64'),
    PORTAGE_TASK_QUEUE: `test-${randomUUID()}`,
    PORTAGE_LOG_LEVEL: 'warn',
    TEMPORAL_ADDRESS: temporal.connection.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
  };
  const config: Config = readConfig(environment);
  const log = testLog();
  const shutdown = createShutdown(log);
  const engine = await openEngine({
    ...{ databaseUrl, temporal, config, log, shutdown },
    secretKeyFile: '',
    blobFolder: '',
    allowLoopback: true,
  });
  const workers: WorkerProcess[] = [];
  return {
    db: engine.db,
    tenantId: await ensureTenant(engine.db, 'test'),
    temporal: engine.temporal,
    service: {
      db: engine.db,
      temporal: engine.temporal,
      taskQueue: engine.taskQueue,
      seal: (text, context) => engine.secrets.seal(text, context),
    },
    async startWorker() {
      const worker = await startWorkerProcess(environment);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await shutdown.run();
      await own?.drop();
    },
  };
}

/** The same engine for a customer of its own: sandboxes are all the same account, and a crosswalk belongs to accounts. */
export async function asNewTenant(engine: EngineUnderTest): Promise<EngineUnderTest> {
  return { ...engine, tenantId: await ensureTenant(engine.db, `test ${randomUUID()}`) };
}

export interface WorkerProcess {
  /** What it has logged of late: warnings and errors. */
  log(): string;
  /** `kill -9`: nothing is finished, nothing is told. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function startWorkerProcess(environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [workerPath], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', process.env['TEST_WORKER_LOG'] ? 'inherit' : 'pipe'],
  });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString());
    if (errors.length > 200) errors.shift();
  });
  const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
  const ready = (async () => {
    for await (const line of lines) if (line === 'ready') return true;
    return false;
  })();
  if (!(await ready)) throw new Error(`the worker does not start:\n${errors.join('')}`);
  child.stdout?.resume();
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), log: () => errors.join('') };
}

/** How an end is named in a migration file. */
export function endOf(sandbox: RunningSandbox, options: Record<string, number | string> = {}) {
  return {
    system: sandbox.system,
    connection: { baseUrl: sandbox.url, credentials: sandbox.credentials, options: { limit: 'none', ...options } },
  };
}

/** Short enough for a test, longer than the sandboxes are ever late. */
export const quickSettling = { settleMs: 300, searchLagMs: 300, requestTimeoutMs: 5_000 };

export function fileFor(source: RunningSandbox, destination: RunningSandbox, more: object = {}): MigrationFile {
  return migrationFileSchema.parse({
    customer: 'Acme Ltd',
    source: endOf(source),
    destination: endOf(destination, quickSettling),
    orphans: 'each',
    sample: { size: 5 },
    ...more,
  });
}

/** One migration, driven the way the CLI does it. */
export class TestMigration {
  readonly engine: EngineUnderTest;
  readonly id: string;

  constructor(engine: EngineUnderTest, id: string) {
    this.engine = engine;
    this.id = id;
  }

  get workflowId(): string {
    return `migration:${this.id}`;
  }

  get handle() {
    return this.engine.temporal.workflow.getHandle(this.workflowId);
  }

  row(): Promise<MigrationRow> {
    return getMigration(this.engine.db, this.id);
  }

  async decide(name: DecisionName, payload: object = {}): Promise<void> {
    await decide(this.engine.service, await this.row(), name, { by: 'ann@acme.example', ...payload }, 'API');
  }

  /** Waits until the row is as wanted; tells where it stands if it never is. */
  until(what: string, wanted: (row: MigrationRow) => boolean): Promise<MigrationRow> {
    return until(
      what,
      async () => {
        const row = await this.row();
        if (row.status === 'failed' && !what.includes('failed')) throw new Error(`it failed: ${row.error?.message}`);
        return wanted(row) ? row : null;
      },
      {
        lastSeen: async () => {
          const { stage, status, waitingFor } = await this.row();
          return { stage, status, waitingFor };
        },
      },
    );
  }

  /** Waits for the sample and approves what was sampled. */
  async approve(): Promise<void> {
    const row = await this.until('the sample waits for approval', (now) => now.waitingFor?.decision === 'approve');
    await this.decide('approve', { mappingVersion: row.mappingVersion });
  }

  async untilHandover(): Promise<Report> {
    await this.until(
      'the migration is handed over',
      (row) => row.stage === 'handover' && (row.status === 'completed' || row.status === 'completed_with_errors'),
    );
    return this.report();
  }

  async report(): Promise<Report> {
    const row = await this.row();
    return buildReport(this.engine.db, row, urlsOf(connectorOf(row.destinationSystem).destination));
  }

  /** Numbers of effects by state. */
  async effects(): Promise<Record<string, number>> {
    const rows = await this.engine.db
      .selectFrom('effects')
      .select(({ fn }) => ['state' as const, fn.countAll<number>().as('count')])
      .where('migration_id', '=', this.id)
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }
}

/** Starts a migration from a file, or goes on with the unfinished one of the same key. */
export async function start(
  engine: EngineUnderTest,
  file: MigrationFile,
  fileKey = `test ${randomUUID()}`,
): Promise<TestMigration> {
  const { migration } = await startMigration(engine.service, {
    ...{ tenantId: engine.tenantId, file, fileKey },
    by: 'ann@acme.example',
    via: 'API',
  });
  return new TestMigration(engine, migration.id);
}

/** Starts, approves and waits for the end. */
export async function runThrough(engine: EngineUnderTest, file: MigrationFile, fileKey?: string) {
  const migration = await start(engine, file, fileKey);
  await migration.approve();
  const report = await migration.untilHandover();
  return { migration, report };
}
