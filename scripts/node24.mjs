// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

/** TypeScript runs without a build step from this version on. */
const MAJOR = 24;

/**
 * The path of a Node that is new enough: the running one, else Node 24 from npm, kept in the cache folder.
 * @param {(line: string) => void} say
 */
export async function findNode24(say) {
  if (Number.parseInt(process.versions.node, 10) >= MAJOR) return process.execPath;
  const folder = join(cacheFolder(), `node${MAJOR}`);
  const installed = await binaryIn(folder);
  if (installed) return installed;
  return await withLock(
    `${folder}.lock`,
    (pid) => say(`waiting for process ${pid}, which gets Node ${MAJOR}`),
    async () => (await binaryIn(folder)) ?? (await installNode(folder, say)),
  );
}

/**
 * npm's package `node` picks a platform package in an install script, which newer npm versions refuse to run;
 * the platform package itself needs none.
 */
async function installNode(folder, say) {
  say(`this machine has Node ${process.versions.node}: getting Node ${MAJOR} from npm (half a minute, once) …`);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(['install', `${platformPackage()}@${MAJOR}`, '--prefix', unfinished, ...options], unfinished);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  const binary = await binaryIn(folder);
  if (!binary) {
    throw new Error(
      `npm has no Node ${MAJOR} for ${process.platform}-${process.arch}. Install Node ${MAJOR} from https://nodejs.org and run the same command again.`,
    );
  }
  return binary;
}

function platformPackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

async function binaryIn(folder) {
  const path = join(
    folder,
    'node_modules',
    platformPackage(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return await access(path).then(
    () => path,
    () => undefined,
  );
}
