import { resolve } from 'node:path';
import type { ServiceContext } from '../api/service/start.ts';
import { type Config, readConfig } from '../runtime/config.ts';
import { type Engine, openEngine } from '../runtime/engine.ts';
import { createLog, type Log } from '../runtime/logging.ts';
import { createShutdown, type Shutdown } from '../runtime/shutdown.ts';
import { type Stack, startStack } from '../runtime/stack.ts';
import { ensureTenant, localTenant } from '../store/tenant-store.ts';

export interface SessionOptions {
  dataDir?: string;
  /** Starts a worker in this process. */
  worker: boolean;
  quiet?: boolean;
}

/** A stack on this machine with the store opened: what most commands work on. */
export interface Session {
  config: Config;
  log: Log;
  shutdown: Shutdown;
  stack: Stack;
  engine: Engine;
  service: ServiceContext;
  tenantId: string;
  close(): Promise<void>;
}

/** Starts or joins the embedded stack in the data folder, or the servers that the environment names. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const config = readConfig();
  const dataDir = resolve(options.dataDir ?? config.dataDir);
  const log = createLog({
    level: options.quiet ? 'error' : config.log.level,
    ...(config.log.format && { format: config.log.format }),
  });
  const shutdown = createShutdown(log);
  try {
    const stack = await startStack({ dataDir, log, config, shutdown });
    const engine = await openEngine({
      databaseUrl: stack.databaseUrl,
      temporal: stack.temporal,
      secretKeyFile: stack.layout.secretKey,
      config,
      log,
      shutdown,
      allowLoopback: true,
    });
    if (options.worker) await engine.startWorker();
    const tenantId = await ensureTenant(engine.db, localTenant);
    return {
      config,
      log,
      shutdown,
      stack,
      engine,
      tenantId,
      service: {
        db: engine.db,
        temporal: engine.temporal,
        taskQueue: engine.taskQueue,
        seal: (text, context) => engine.secrets.seal(text, context),
      },
      close: () => shutdown.run(),
    };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}
