import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { messageOf, PortageError } from '../model/errors.ts';
import { onFreePort, portTakenError, saysPortTaken } from './free-port.ts';
import type { Log } from './logging.ts';
import { findFreePort } from './paths.ts';
import { endProcess, lastLines } from './processes.ts';
import type { Reaper } from './reaper.ts';
import { searchAttributeFlags } from './search-attributes.ts';

const START_LIMIT_MS = 60_000;
const POLL_INTERVAL_MS = 50;

export interface TemporalServerOptions {
  binary: string;
  /** Undefined keeps everything in memory, for tests. */
  databaseFile?: string;
  logFile: string;
  namespace: string;
  log: Log;
  reaper: Reaper;
  preferredPorts?: readonly number[];
  preferredUiPorts?: readonly number[];
  /** Without the web UI. */
  headless?: boolean;
  /** Given only by tests: how a port is found. */
  findPort?: typeof findFreePort;
}

export interface RunningTemporal {
  pid: number;
  address: string;
  port: number;
  uiPort: number | undefined;
  uiUrl: string | undefined;
  stop(): Promise<void>;
}

/** Starts Temporal's development server on loopback with our search attributes, and waits until it answers. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<RunningTemporal> {
  return onFreePort((isFirst) => startOnPort(options, isFirst));
}

async function startOnPort(options: TemporalServerOptions, isFirst: boolean): Promise<RunningTemporal> {
  const findPort = options.findPort ?? findFreePort;
  const port = await findPort(isFirst ? options.preferredPorts : []);
  const uiPort = options.headless ? undefined : await findPort(isFirst ? options.preferredUiPorts : []);
  const own = ownNamespace(options);
  const server = await spawnServer(options, serverArgs(options, own, port, uiPort));
  const stop = async () => {
    await endProcess(server.pid, 'SIGTERM', 15_000);
    options.reaper.forget(server.pid);
  };
  const address = `127.0.0.1:${port}`;
  try {
    await waitUntilReady(address, own, options, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const uiUrl = uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`;
  return { pid: server.pid, address, port, uiPort, uiUrl, stop };
}

/**
 * A namespace that no other stack's server has. Two stacks that start at one moment may choose one port: the second must not
 * take the first one's server for its own, and its worker must not take the first one's work.
 */
function ownNamespace({ databaseFile }: TemporalServerOptions): string {
  const hash = createHash('sha256').update(databaseFile ?? randomUUID());
  return `stack-${hash.digest('hex').slice(0, 12)}`;
}

function serverArgs(options: TemporalServerOptions, own: string, port: number, uiPort: number | undefined): string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(port), '--namespace', options.namespace, '--namespace', own],
    ...(options.databaseFile === undefined ? [] : ['--db-filename', options.databaseFile]),
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)]),
    ...['--log-level', 'warn', '--log-format', 'json'],
    ...searchAttributeFlags(),
  ];
}

interface Server {
  pid: number;
  exited: () => boolean;
}

async function spawnServer(options: TemporalServerOptions, args: string[]): Promise<Server> {
  const logFile = await open(options.logFile, 'w', 0o600);
  try {
    // In a process group of its own: a Ctrl-C must reach us first, so that workers can report what they finished.
    const child = spawn(options.binary, args, { detached: true, stdio: ['ignore', logFile.fd, logFile.fd] });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid as number));
    });
    options.reaper.watch(pid, 'SIGTERM');
    child.unref();
    return { pid, exited: () => child.exitCode !== null || child.signalCode !== null };
  } catch (error) {
    throw startError(messageOf(error), error);
  } finally {
    await logFile.close();
  }
}

async function waitUntilReady(
  address: string,
  own: string,
  options: TemporalServerOptions,
  server: Server,
): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  const connection = Connection.lazy({ address });
  try {
    for (;;) {
      if (server.exited()) {
        const said = await lastLines(options.logFile, 5);
        throw saysPortTaken(said) ? portTakenError('The embedded Temporal server') : startError(said);
      }
      try {
        for (const namespace of [own, options.namespace]) {
          await connection.withDeadline(Date.now() + 2_000, () =>
            connection.workflowService.describeNamespace({ namespace }),
          );
        }
        return;
      } catch (error) {
        if (Date.now() > deadline) throw startError(messageOf(error), error);
      }
      await delay(POLL_INTERVAL_MS);
    }
  } finally {
    await connection.close();
  }
}

function startError(reason: string, cause?: unknown): PortageError {
  return new PortageError('config', `The embedded Temporal server does not start: ${reason}`, {
    code: 'temporal_start_failed',
    hint: 'Look at logs/temporal.log in the data folder, or set TEMPORAL_ADDRESS to a server of your own.',
    cause,
  });
}
