import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PortageError } from '../model/errors.ts';
import type { Log } from './logging.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type PostgresUser, runAs } from './postgres-user.ts';

export interface ClusterOptions {
  binaries: PostgresBinaries;
  user: PostgresUser;
  folder: string;
  role: string;
  password: string;
  /** False only for tests: a power cut may then cost data. */
  durable: boolean;
  log: Log;
}

/** Creates the cluster unless it is there. It is made beside its place and moved, so that half a cluster is never taken for one. */
export async function createCluster(options: ClusterOptions): Promise<void> {
  const version = await readFile(join(options.folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return await checkVersion(version.trim(), options);
  await refuseForeignFiles(options.folder);
  options.log.info('creating the database (once) …');
  const unfinished = `${options.folder}.unfinished`;
  const passwordFile = `${options.folder}.initdb-password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    if (options.user.kind === 'other') {
      await chown(unfinished, options.user.uid, options.user.gid);
      await chown(passwordFile, options.user.uid, options.user.gid);
    }
    await runInitdb(unfinished, passwordFile, options);
    await chmod(unfinished, 0o700);
    await rm(options.folder, { recursive: true, force: true });
    await rename(unfinished, options.folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function checkVersion(found: string, { binaries, folder }: ClusterOptions): Promise<void> {
  const [, wanted] = /(\d+)/.exec(await output(binaries.postgres, ['--version'])) ?? [];
  if (wanted === undefined || wanted === found) return;
  throw new PortageError('config', `The data folder holds a PostgreSQL ${found}; this Portage brings ${wanted}.`, {
    code: 'postgres_version_differs',
    hint:
      Number(found) > Number(wanted)
        ? 'Start the version of Portage that last used it, or choose another --data-dir.'
        : 'Start the earlier Portage, dump the database with pg_dump, and restore it into a new --data-dir.',
    location: folder,
  });
}

async function refuseForeignFiles(folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  if (files.length === 0) return;
  throw new PortageError('config', 'The folder for the database holds other files.', {
    code: 'data_folder_in_use',
    hint: 'Choose an empty --data-dir, or move those files away.',
    location: folder,
  });
}

async function runInitdb(folder: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const { command, args, ids } = runAs(options.user, options.binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${options.role}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts and folds case by Unicode, the same on every machine, whatever locales are installed there.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...(options.durable ? [] : ['--no-sync']),
  ]);
  await output(command, args, ids).catch((error) => {
    throw new PortageError('config', `The database could not be created: ${error.message}`, {
      code: 'postgres_initdb_failed',
      hint: 'Check free disk space and the rights on the data folder.',
      location: folder,
    });
  });
}

/** Runs a program to its end; the error of a failed one is what it said last. */
async function output(
  command: string,
  args: readonly string[],
  ids: { uid?: number; gid?: number } = {},
): Promise<string> {
  const child = spawn(command, args, {
    ...ids,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(text.trimEnd().split('\n').slice(-5).join(' ') || `exit code ${code}`);
  return text;
}

/** Settings for one machine that does other things as well; none of them is kept in the cluster's folder. */
export function serverSettings({ port, durable }: { port: number; durable: boolean }): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    // The default folder for sockets may not be writable, and loopback is all that is needed.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    // Parallel workers share memory through /dev/shm, of which containers have 64 MB.
    max_parallel_workers_per_gather: 0,
    random_page_cost: 1.1,
    jit: 'off',
    wal_compression: 'on',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and their values hold customers' data and stay out of the log.
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
