import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ActivityContext } from '../src/activities/context.ts';
import { connectorOf } from '../src/connectors/kit/registry.ts';
import { type MigrationFile, migrationFileSchema } from '../src/model/migration-file.ts';
import { createLog } from '../src/runtime/logging.ts';
import { OpenConnections } from '../src/runtime/open-connections.ts';
import { createDatabase, startPostgres } from '../src/runtime/postgres.ts';
import { startReaper } from '../src/runtime/reaper.ts';
import { createSecretBox } from '../src/runtime/secrets.ts';
import { createFolderBlobs } from '../src/store/blob-store.ts';
import { createConnection } from '../src/store/connection-store.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import type { MigrationRow } from '../src/store/migration-row.ts';
import { createMigration } from '../src/store/migration-store.ts';
import { createPacer } from '../src/store/pacing.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';

export interface BenchStore {
  db: Database;
  url: string;
  /** The process whose children do PostgreSQL's work. */
  pid: number;
}

/** A PostgreSQL of its own, as a stack on this machine has it, with an empty database. */
export async function withPostgres<Result>(
  use: (server: { url: string; pid: number }) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'portage-bench-'));
  const reaper = startReaper();
  const log = createLog({ level: 'warn', format: 'line' });
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    passwordFile: join(folder, 'password'),
    logFile: join(folder, 'postgres.log'),
    log,
    reaper,
  });
  try {
    await createDatabase(postgres.url('postgres'), 'bench');
    return await use({ url: postgres.url('bench'), pid: postgres.pid });
  } finally {
    await postgres.stop();
    reaper.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A store of its own, durable writes included. */
export function withStore<Result>(use: (store: BenchStore) => Promise<Result>): Promise<Result> {
  return withPostgres(async ({ url, pid }) => {
    const db = openDatabase(url, { max: 20 });
    try {
      await migrate(db as never);
      return await use({ db, url, pid });
    } finally {
      await db.destroy();
    }
  });
}

export interface SandboxProcess {
  system: string;
  url: string;
  credentials: Record<string, string>;
  pid: number;
  /** Reads one of the sandbox's own end-points: `stats`, `requests?since=0`. */
  control<Answer>(what: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** A sandbox in a process of its own, as a vendor would be. */
export async function sandboxProcess(system: string, ...args: string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [new URL('../sandbox/serve.ts', import.meta.url).pathname, system, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url, credentials } = JSON.parse(line) as { url: string; credentials: Record<string, string> };
  return {
    system,
    url,
    credentials,
    pid: child.pid as number,
    async control<Answer>(what: string) {
      return (await (await fetch(new URL(`/__sandbox/${what}`, url))).json()) as Answer;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a bench against sandboxes, which end with it. */
export async function withSandboxes<Result>(
  starting: Promise<SandboxProcess>[],
  use: (first: SandboxProcess, second: SandboxProcess, ...more: SandboxProcess[]) => Promise<Result>,
): Promise<Result> {
  const sandboxes = await Promise.all(starting);
  try {
    return await use(...(sandboxes as [SandboxProcess, SandboxProcess]));
  } finally {
    await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  }
}

export interface BenchMigration {
  context: ActivityContext;
  migration: MigrationRow;
  close(): Promise<void>;
}

export interface BenchMigrationInput {
  source: SandboxProcess;
  destination: SandboxProcess;
  /** `none`, or as the sandbox takes it: `40/1`. */
  limit?: string;
  file?: Partial<MigrationFile>;
}

/** A migration and the context of its activities, without Temporal: what a stage costs by itself. */
export async function benchMigration(db: Database, input: BenchMigrationInput): Promise<BenchMigration> {
  const tenantId = await ensureTenant(db, 'bench');
  const secrets = createSecretBox([Buffer.alloc(32, 1)]);
  const connect = async (end: SandboxProcess, limit: string) =>
    createConnection(db, {
      tenantId,
      system: end.system,
      name: end.system,
      baseUrl: end.url,
      options: { limit },
      seal: (id) => secrets.seal(JSON.stringify(end.credentials), `${tenantId}/${id}`),
    });
  const source = await connect(input.source, 'none');
  const destination = await connect(input.destination, input.limit ?? 'none');
  const file = migrationFileSchema.parse({
    customer: 'Bench',
    source: { system: input.source.system },
    destination: { system: input.destination.system },
    ...input.file,
  });
  const migration = await createMigration(db, {
    tenantId,
    file,
    fileKey: 'bench',
    sourceConnectionId: source.id,
    destinationConnectionId: destination.id,
    createdBy: 'bench',
  });
  const log = createLog({ level: 'warn', format: 'line' });
  const pacer = createPacer(db);
  const connections = new OpenConnections({
    blobs: createFolderBlobs(tmpdir()),
    db,
    secrets,
    pacer,
    log,
    allowedHosts: [],
    privateHosts: [],
    allowLoopback: true,
  });
  const context: ActivityContext = {
    db,
    log,
    connector: connectorOf,
    openSource: (row) => connections.source(row),
    openDestination: (row) => connections.destination(row),
    notify: () => Promise.resolve(),
    harmlessDestination: () => Promise.resolve(true),
    liveDestination: () => Promise.resolve(false),
  };
  return {
    context,
    migration,
    async close() {
      await connections.close();
      await pacer.close();
    },
  };
}
