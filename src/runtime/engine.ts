import type { Client } from '@temporalio/client';
import type { ActivityContext } from '../activities/context.ts';
import { createActivities } from '../activities/index.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import { isLoopback } from '../model/loopback.ts';
import type { LinkSigner } from '../model/sample-link.ts';
import { createFolderBlobs } from '../store/blob-store.ts';
import { getConnection } from '../store/connection-store.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { databaseFault } from '../store/database-fault.ts';
import { migrate } from '../store/migrate.ts';
import { createPacer } from '../store/pacing.ts';
import type { Config } from './config.ts';
import { createDelivery } from './deliver-notice.ts';
import { startLastingWorker } from './lasting-worker.ts';
import { createLinkSigner } from './link-signer.ts';
import type { Log } from './logging.ts';
import { activityMeter } from './metrics.ts';
import { startNotices } from './notices.ts';
import { OpenConnections } from './open-connections.ts';
import { createSecretBox, loadSecretKeys, type SecretBox } from './secrets.ts';
import type { Shutdown } from './shutdown.ts';
import { startSweep } from './sweep.ts';
import { connectTemporal, type TemporalTarget } from './temporal-client.ts';
import { startTemporalWatch } from './temporal-watch.ts';
import { connectWorker, createWorker } from './worker.ts';
import { bundleWorkflows, workflowsPath } from './workflow-bundle.ts';

export interface EngineOptions {
  databaseUrl: string;
  temporal: TemporalTarget;
  secretKeyFile: string;
  /** Folder of uploads and other blobs. */
  blobFolder: string;
  config: Config;
  log: Log;
  shutdown: Shutdown;
  /** The CLI on one machine may reach sandboxes on loopback; a shared server may not, unless its operator lists the host. */
  allowLoopback: boolean;
}

/** The store and Temporal, opened: what the API and the CLI need. */
export interface Engine {
  db: Database;
  temporal: Client;
  secrets: SecretBox;
  links: LinkSigner;
  taskQueue: string;
  config: Config;
  log: Log;
  /** Starts a worker in this process. */
  startWorker(): Promise<void>;
}

/** Opens the store, brings its schema up to date and connects to Temporal. What was opened is closed by `shutdown`. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { config, log, shutdown } = options;
  const db = openDatabase(options.databaseUrl, { max: config.databasePool });
  shutdown.add('database connections', () => db.destroy());
  await migrate(db as never).catch((cause: unknown) => Promise.reject(databaseFault(cause, options.databaseUrl)));
  const secretKeys = await loadSecretKeys({ secretKey: config.secretKey, file: options.secretKeyFile });
  const secrets = createSecretBox(secretKeys);
  const { client, close } = await connectTemporal(options.temporal);
  shutdown.add('Temporal client', close);
  return {
    db,
    temporal: client,
    secrets,
    links: createLinkSigner(secretKeys),
    taskQueue: config.taskQueue,
    config,
    log,
    startWorker: () => startWorker(options, db, secrets, client),
  };
}

async function startWorker(options: EngineOptions, db: Database, secrets: SecretBox, temporal: Client): Promise<void> {
  const { config, log, shutdown } = options;
  const pacer = createPacer(db);
  const connections = new OpenConnections({
    blobs: createFolderBlobs(options.blobFolder),
    db,
    secrets,
    pacer,
    log,
    allowedHosts: config.allowedHosts,
    privateHosts: config.privateHosts,
    allowLoopback: options.allowLoopback,
  });
  const notices = startNotices({
    db,
    log,
    delivery: createDelivery({
      ...config.mail,
      publicUrl: config.api.publicUrl ?? null,
      allowLoopback: options.allowLoopback,
      privateHosts: config.privateHosts,
    }),
  });
  const context: ActivityContext = {
    db,
    log,
    connector: connectorOf,
    meter: activityMeter,
    openSource: (migration) => connections.source(migration),
    openDestination: (migration) => connections.destination(migration),
    notify: notices.notify,
    harmlessDestination: async (migration) =>
      migration.destinationSystem === 'csv' ||
      leadsHere(await baseUrlOf(db, migration.tenantId, migration.destinationConnectionId)),
    liveDestination: async (migration) =>
      !leadsHere(await baseUrlOf(db, migration.tenantId, migration.destinationConnectionId)),
  };
  const connection = await connectWorker(options.temporal, log);
  const workflows = await bundleWorkflows(workflowsPath, log);
  const worker = await startLastingWorker({
    log,
    start: () =>
      createWorker({
        connection,
        namespace: options.temporal.namespace,
        taskQueue: config.taskQueue,
        activities: createActivities(context),
        workflows,
        log,
      }),
  });
  // stopped in the reverse order: the worker drains while its connections are still open
  shutdown.add('worker connection', () => connection.close());
  shutdown.add('vendor connections', async () => {
    await connections.close();
    await pacer.close();
  });
  shutdown.add('notices', () => notices.stop());
  shutdown.add('worker', () => worker.stop());
  shutdown.add('watch on Temporal', startTemporalWatch(temporal, log));
  shutdown.add('sweep', await startSweep(db, temporal, log));
}

async function baseUrlOf(db: Database, tenantId: string, connectionId: string): Promise<string | null> {
  return (await getConnection(db, tenantId, connectionId)).baseUrl;
}

function leadsHere(baseUrl: string | null): boolean {
  return baseUrl !== null && isLoopback(new URL(baseUrl).hostname);
}
