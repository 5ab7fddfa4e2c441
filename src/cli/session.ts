import { resolve } from 'node:path';
import type { ServiceContext } from '../api/service/start.ts';
import { PortageError } from '../model/errors.ts';
import { type Config, readConfig } from '../runtime/config.ts';
import { type Engine, openEngine } from '../runtime/engine.ts';
import { createLog, type Log } from '../runtime/logging.ts';
import { createShutdown, type Shutdown, stopOnSignals } from '../runtime/shutdown.ts';
import { startStack } from '../runtime/stack.ts';
import { ensureTenant, localTenant } from '../store/tenant-store.ts';
import { joinStack, type UsableStack } from './join-stack.ts';

export interface SessionOptions {
  dataDir?: string;
  /** Starts a worker in this process. */
  worker: boolean;
  quiet?: boolean;
  /** Default: yes, for whoever runs a command owns the machine. A server for others says no. */
  allowLoopback?: boolean;
}

/** A stack on this machine with the store opened: what most commands work on. */
export interface Session {
  config: Config;
  log: Log;
  shutdown: Shutdown;
  stack: UsableStack;
  /** True where another process runs the stack: it goes on when this one ends. */
  joined: boolean;
  engine: Engine;
  service: ServiceContext;
  tenantId: string;
  /** Starts a worker in this process where there is none yet. */
  ensureWorker(): Promise<void>;
  /** What a person reads when Ctrl-C ends the command. */
  onInterrupt(text: string): void;
  /** Waits for Ctrl-C without ending the process; what follows stops in good order. */
  untilInterrupted(): Promise<void>;
  close(): Promise<void>;
}

const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Joins the stack that runs on the data folder, or starts one there, or uses the servers that the environment names. Ctrl-C
 * stops in good order what was started here, from the first moment on.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const config = readConfig();
  const dataDir = resolve(options.dataDir || config.dataDir);
  const log = createLog({
    level: options.quiet ? 'error' : config.log.level,
    ...(config.log.format && { format: config.log.format }),
  });
  const shutdown = createShutdown(log);
  const release = stopOnSignals(shutdown, log);
  const isOpen = options.quiet
    ? onceInterrupted('Stopping what has begun to start; press Ctrl-C again to end at once.')
    : () => undefined;
  try {
    const other = await joinStack(dataDir, config);
    const stack = other ?? (await startStack({ dataDir, log, config, shutdown }));
    const engine = await openEngine({
      databaseUrl: stack.databaseUrl,
      temporal: stack.temporal,
      secretKeyFile: stack.layout.secretKey,
      blobFolder: stack.layout.blobs,
      config,
      log,
      shutdown,
      allowLoopback: options.allowLoopback ?? true,
    });
    let worker: Promise<void> | undefined;
    const ensureWorker = () => {
      worker ??= engine.startWorker();
      return worker;
    };
    if (options.worker) await ensureWorker();
    const tenantId = await ensureTenant(engine.db, localTenant);
    isOpen();
    return {
      config,
      log,
      shutdown,
      stack,
      joined: other !== null,
      engine,
      tenantId,
      service: {
        db: engine.db,
        temporal: engine.temporal,
        taskQueue: engine.taskQueue,
        seal: (text, context) => engine.secrets.seal(text, context),
      },
      ensureWorker,
      onInterrupt: (text) => void onceInterrupted(text),
      untilInterrupted: () => {
        release();
        return new Promise((done) => {
          for (const signal of interrupts) process.once(signal, () => done());
        });
      },
      close: async () => {
        await shutdown.run();
        release();
      },
    };
  } catch (error) {
    await shutdown.run();
    isOpen();
    release();
    throw error;
  }
}

/** `PORTAGE_URL` tells that somebody means another installation: to roll back the last migration here instead would be worse than to stop. */
function refuseOtherPlace(dataDir: string | undefined): void {
  const url = process.env['PORTAGE_URL'];
  if (!url || dataDir !== undefined || process.env['DATABASE_URL']) return;
  throw new PortageError(
    'config',
    `PORTAGE_URL is set (${url}), and this command works only on this machine’s own stack`,
    {
      code: 'works_here_only',
      hint: 'Name the stack with --data-dir, or unset PORTAGE_URL. There, use the HTTP API, or the commands that know --url.',
    },
  );
}

/** Runs a command in a session that says nothing of itself, and closes it however the command ends. */
export async function withSession<T>(
  options: Pick<SessionOptions, 'dataDir' | 'worker'>,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  refuseOtherPlace(options.dataDir);
  const session = await openSession({ ...options, quiet: true });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Says something on Ctrl-C; returns how to take that back. */
function onceInterrupted(text: string): () => void {
  const say = () => process.stderr.write(`\n${text}\n`);
  for (const signal of interrupts) process.once(signal, say);
  return () => {
    for (const signal of interrupts) process.off(signal, say);
  };
}
