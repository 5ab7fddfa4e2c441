import { setTimeout as delay } from 'node:timers/promises';
import { type Config, readConfig } from './config.ts';
import type { Log } from './logging.ts';
import { createDataFolders, type DataLayout, dataLayout } from './paths.ts';
import { createDatabase, startPostgres } from './postgres.ts';
import { commandOf, endProcess } from './processes.ts';
import { type Reaper, startReaper } from './reaper.ts';
import { ensureSearchAttributes, type SearchAttributeState } from './search-attributes.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { releaseStack, type StackRecord, takeStack, updateStackRecord } from './stack-lock.ts';
import { findTemporalBinary } from './temporal-binary.ts';
import { connectTemporal, type TemporalTarget } from './temporal-client.ts';
import { type RunningTemporal, startTemporalServer } from './temporal-server.ts';

const DEFAULT_TEMPORAL_PORT = 7233;
const DEFAULT_TEMPORAL_UI_PORT = 8233;
/** A first start fetches servers, which takes minutes: nobody waits that long after a Ctrl-C. */
const START_PATIENCE_MS = 15_000;
const DATABASE_NAME = 'portage';

export interface StackOptions {
  dataDir: string;
  log: Log;
  config?: Config;
  /** False only for tests: nothing needs to survive a power cut. */
  durable?: boolean;
  /** False only for tests: no web UI of Temporal, and its state in memory. */
  withTemporalUi?: boolean;
  /** Where the caller stops other things too: servers are added first, hence stopped last. */
  shutdown?: Shutdown;
}

export interface Stack {
  layout: DataLayout;
  databaseUrl: string;
  temporal: TemporalTarget & { address: string; uiUrl: string | undefined; searchAttributes: SearchAttributeState };
  stop(): Promise<void>;
}

/**
 * Starts what a migration needs on this machine: PostgreSQL (or DATABASE_URL) and Temporal (or TEMPORAL_ADDRESS). When a
 * start fails half-way, or `shutdown` runs meanwhile, what was started is stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const config = options.config ?? readConfig();
  const shutdown = options.shutdown ?? createShutdown(options.log);
  const layout = dataLayout(options.dataDir);
  await createDataFolders(layout);
  // With both servers elsewhere any number of processes may share the folder: it holds blobs only.
  const isShared = config.databaseUrl !== undefined && config.temporal !== undefined;
  const earlier = isShared ? undefined : await takeStack(layout);
  if (!isShared) shutdown.add('lock on the data folder', () => releaseStack(layout));
  const reaper = startReaper();
  // the reaper stays for what still starts: it ends such servers when this process is gone
  let isStarting = true;
  shutdown.add('reaper', async () => {
    if (!isStarting) reaper.close();
  });
  const context = { ...options, config, layout, reaper, earlier, shutdown };
  try {
    await stopLeftOverTemporal(context);
    // Both take a second or more, and neither needs the other.
    const starting = settleBoth(providePostgres(context), provideTemporal(context));
    // what is half started would not be known to the list: it is waited for, then stopped as well
    shutdown.add('servers that still start', () => settled(starting, START_PATIENCE_MS));
    const [database, temporal] = await starting.finally(() => {
      isStarting = false;
    });
    if (!isShared) await updateStackRecord(layout, { ...database.record, ...temporal.record });
    const { url: databaseUrl } = database;
    return { layout, databaseUrl, temporal: temporal.target, stop: () => shutdown.run() };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

/** Waits for both even if one fails, so that the one that still starts can be stopped. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return await Promise.all([first, second]);
}

async function settled(work: Promise<unknown>, patienceMs: number): Promise<void> {
  const patience = new AbortController();
  const quietly = () => undefined;
  await Promise.race([
    work.then(quietly, quietly),
    delay(patienceMs, undefined, { signal: patience.signal }).catch(quietly),
  ]);
  patience.abort();
}

interface StartContext extends StackOptions {
  config: Config;
  layout: DataLayout;
  reaper: Reaper;
  earlier: StackRecord | undefined;
  shutdown: Shutdown;
}

/** A started server, and what the file stack.json is to say of it. */
interface Database {
  url: string;
  record: Partial<StackRecord>;
}
interface TemporalServer {
  target: Stack['temporal'];
  record: Partial<StackRecord>;
}

async function providePostgres(context: StartContext): Promise<Database> {
  const { config, layout, log, reaper, earlier, shutdown, durable } = context;
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, record: {} };
  const postgres = await startPostgres({
    folder: layout.postgres,
    passwordFile: layout.postgresPassword,
    logFile: `${layout.logs}/postgres.log`,
    preferredPorts: earlier?.postgres ? [earlier.postgres.port] : [],
    ...{ log, reaper, durable },
  });
  shutdown.add('PostgreSQL', () => postgres.stop());
  await createDatabase(postgres.url('postgres'), DATABASE_NAME);
  const url = postgres.url(DATABASE_NAME);
  return { url, record: { postgres: { pid: postgres.pid, port: postgres.port }, databaseUrl: url } };
}

async function provideTemporal(context: StartContext): Promise<TemporalServer> {
  const { config, log } = context;
  const { target, uiUrl, server } = config.temporal
    ? { target: config.temporal, uiUrl: config.temporalUiUrl, server: undefined }
    : await startOwnTemporal(context);
  const { client, close } = await connectTemporal(target);
  try {
    const searchAttributes = await ensureSearchAttributes(client.connection, target.namespace, log);
    return {
      target: { ...target, address: target.connection.address, uiUrl, searchAttributes },
      record: {
        temporal: server && { pid: server.pid, port: server.port, uiPort: server.uiPort },
        temporalAddress: target.connection.address,
        temporalUiUrl: uiUrl,
      },
    };
  } finally {
    await close();
  }
}

interface OwnTemporal {
  target: TemporalTarget;
  uiUrl: string | undefined;
  server: RunningTemporal;
}

async function startOwnTemporal(context: StartContext): Promise<OwnTemporal> {
  const { config, layout, log, reaper, earlier, shutdown, withTemporalUi = true } = context;
  const server = await startTemporalServer({
    binary: await findTemporalBinary(layout.root, log),
    databaseFile: withTemporalUi ? layout.temporalDatabase : undefined,
    logFile: `${layout.logs}/temporal.log`,
    namespace: config.temporalNamespace,
    preferredPorts: [earlier?.temporal?.port ?? DEFAULT_TEMPORAL_PORT],
    preferredUiPorts: [earlier?.temporal?.uiPort ?? DEFAULT_TEMPORAL_UI_PORT],
    headless: !withTemporalUi,
    ...{ log, reaper },
  });
  shutdown.add('Temporal', () => server.stop());
  const target = { namespace: config.temporalNamespace, connection: { address: server.address } };
  return { target, uiUrl: server.uiUrl, server };
}

/** A killed run may have left its server, which holds the database file. PostgreSQL's left-over is known by its own pid file. */
async function stopLeftOverTemporal({ earlier, layout, log }: StartContext): Promise<void> {
  const pid = earlier?.temporal?.pid;
  if (pid === undefined || !(await commandOf(pid))?.includes(layout.temporalDatabase)) return;
  log.warn({ pid }, 'stopping a Temporal server that an earlier run left behind');
  await endProcess(pid, 'SIGTERM');
}
