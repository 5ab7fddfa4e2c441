import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder } from '../scripts/cache.mjs';
import { isComplete } from '../scripts/install.mjs';
import { withLock } from '../scripts/lock.mjs';
import { projectRoot } from '../src/runtime/paths.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-bootstrap-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const ignoreWait = () => undefined;

test('of two that want a lock the second waits, is told for whom, and comes after', async () => {
  const lock = join(folder, 'deep', 'lock');
  const order: string[] = [];
  const told = Promise.withResolvers<number>();
  const first = withLock(lock, ignoreWait, async () => {
    order.push(`wait for ${await told.promise}`);
  });
  const second = withLock(lock, told.resolve, async () => {
    order.push('second');
  });
  await Promise.all([first, second]);
  expect(order).toEqual([`wait for ${process.pid}`, 'second']);
});

test('a lock whose holder died is taken over', async () => {
  const child = spawn(process.execPath, ['--eval', '']);
  await once(child, 'exit');
  const lock = join(folder, 'lock');
  await mkdir(lock);
  await writeFile(join(lock, 'pid'), String(child.pid));
  expect(await withLock(lock, ignoreWait, async () => 'taken')).toBe('taken');
});

test('a lock is free again after its action failed', async () => {
  const lock = join(folder, 'lock');
  await expect(withLock(lock, ignoreWait, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(await withLock(lock, ignoreWait, async () => 'again')).toBe('again');
});

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/needed': { version: '2.0.0' },
    'node_modules/for-tests': { version: '3.0.0', dev: true },
    'node_modules/for-another-platform': { version: '4.0.0', optional: true },
  },
};

async function install(present: Record<string, { version: string }> | undefined): Promise<void> {
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(wanted));
  if (!present) return;
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await writeFile(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
}

const needed = { 'node_modules/needed': { version: '2.0.0' } };
const forTests = { 'node_modules/for-tests': { version: '3.0.0' } };

test.each([
  ['nothing is there', undefined, false, false],
  ['an install was interrupted or made by hand without development packages', needed, false, true],
  ['all is there but what is for another platform', { ...needed, ...forTests }, true, true],
  [
    'the lock file asks for another version since',
    { 'node_modules/needed': { version: '1.9.9' }, ...forTests },
    false,
    false,
  ],
])('when %s, installed for development: %#', async (_name, present, forDevelopment, forUse) => {
  await install(present);
  expect(await isComplete(folder, true)).toBe(forDevelopment);
  expect(await isComplete(folder, false)).toBe(forUse);
});

test('the cache folder follows the user’s settings', () => {
  expect(cacheFolder({ PORTAGE_CACHE_DIR: '/x/y' })).toBe('/x/y');
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe(join('/x', 'portage'));
});

test('an unknown command is refused with the list of those there are, on standard error', async () => {
  const run = promisify(execFile)(process.execPath, [join(projectRoot, 'scripts', 'run.mjs'), 'tset']);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('test, check, bench'),
  });
});

test('what runs before anything is installed imports nothing that would have to be', async () => {
  const names = ['bootstrap', 'cache', 'install', 'lock', 'node24', 'npm', 'run'].map((name) => `scripts/${name}.mjs`);
  for (const name of ['bin/portage.mjs', ...names]) {
    const imports = [...(await readFile(join(projectRoot, name), 'utf8')).matchAll(/from '([^']+)'/g)].map(
      ([, from]) => from,
    );
    expect(imports.filter((from) => !/^(node:|\.\.?\/.*\.mjs$)/.test(from ?? ''))).toEqual([]);
  }
});
