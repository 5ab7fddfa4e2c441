import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../scripts/cache.mjs';
import { withLock } from '../../scripts/lock.mjs';
import { messageOf, PortageError } from '../model/errors.ts';
import type { Log } from './logging.ts';

/** The last version that `go install` can build: later ones have a replace directive in go.mod. */
const GO_PACKAGE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const GO_LIMIT_MS = 15 * 60_000;
/** Where the SDK downloads from; asked first, because the SDK itself tries for long where there is no network. */
const DOWNLOAD_PAGE = 'https://temporal.download/cli/default';
const PROBE_LIMIT_MS = 5_000;
const DOWNLOAD_LIMIT_MS = 120_000;

const fileName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/**
 * Finds the Temporal server's binary or gets it: PATH, the data folder, the cache folder, the SDK's own download, a build
 * with Go. What was got is kept in the cache folder for all checkouts of this machine.
 */
export async function findTemporalBinary(dataDir: string, log: Log): Promise<string> {
  const found = await locateTemporalBinary(dataDir);
  if (found) return found;
  const cached = cachedBinary();
  return await withLock(
    join(cacheFolder(), 'temporal.lock'),
    (pid) => log.info(`waiting for process ${pid}, which gets the Temporal server`),
    async () => (await firstExecutable([cached])) ?? (await obtain(cached, log)),
  );
}

/** Where the binary is now, if anywhere. */
export async function locateTemporalBinary(dataDir: string): Promise<string | undefined> {
  const folders = [...pathFolders(), dataDir];
  return await firstExecutable([...folders.map((folder) => join(folder, fileName)), cachedBinary()]);
}

const cachedBinary = () => join(cacheFolder(), 'bin', fileName);

async function obtain(target: string, log: Log): Promise<string> {
  await mkdir(join(target, '..'), { recursive: true });
  const failures: string[] = [];
  for (const way of [download, buildWithGo]) {
    const workFolder = await mkdtemp(join(cacheFolder(), 'temporal-'));
    try {
      await rename(await way(workFolder, log), target);
      return target;
    } catch (error) {
      failures.push(messageOf(error));
    } finally {
      await rm(workFolder, { recursive: true, force: true });
    }
  }
  throw new PortageError('config', `There is no Temporal server on this machine (${failures.join('; ')}).`, {
    code: 'temporal_missing',
    hint: [
      'Do one of these and run the same command again:',
      '- install the Temporal CLI so that `temporal` is on PATH: https://docs.temporal.io/cli#install',
      `- put its binary at ${target}`,
      '- install Go 1.24 or newer; Portage then builds the server itself',
      '- set TEMPORAL_ADDRESS to a Temporal server that runs elsewhere',
    ].join('\n'),
  });
}

async function download(workFolder: string, log: Log): Promise<string> {
  await fetch(DOWNLOAD_PAGE, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_LIMIT_MS) }).catch(() => {
    throw new Error('temporal.download cannot be reached');
  });
  log.info('downloading the Temporal server (once) …');
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const started = TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'cached-download', downloadDir: workFolder },
      log: { format: 'json', level: 'error' },
    },
  });
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error('the download took too long')), DOWNLOAD_LIMIT_MS);
  try {
    const environment = await Promise.race([started, limit.promise]);
    await environment.teardown();
  } finally {
    clearTimeout(timer);
    // one that comes too late must not run on
    started.then((late) => late.teardown()).catch(() => undefined);
  }
  const [file] = (await readdir(workFolder)).filter((name) => name.startsWith('temporal'));
  if (!file) throw new Error('the download left no file');
  return join(workFolder, file);
}

async function buildWithGo(workFolder: string, log: Log): Promise<string> {
  const go = await firstExecutable(
    [...pathFolders(), '/usr/local/go/bin'].map((folder) =>
      join(folder, process.platform === 'win32' ? 'go.exe' : 'go'),
    ),
  );
  if (!go) throw new Error('Go is not installed');
  log.info('building the Temporal server with Go (about two minutes, once) …');
  try {
    await promisify(execFile)(go, ['install', '-ldflags=-s -w', GO_PACKAGE], {
      // all of it is Go: without C it needs no compiler besides Go's
      env: { ...process.env, GOBIN: workFolder, CGO_ENABLED: '0' },
      timeout: GO_LIMIT_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`go install failed: ${(stderr ?? messageOf(error)).trim().split('\n').slice(-2).join(' ')}`);
  }
  return join(workFolder, fileName);
}

function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
