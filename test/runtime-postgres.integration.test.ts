import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../src/runtime/postgres.ts';
import { startReaper } from '../src/runtime/reaper.ts';
import { testLog } from './support/temporal.ts';

const reaper = startReaper();
let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'portage-postgres-'));
});
afterAll(async () => {
  reaper.close();
  await rm(parent, { recursive: true, force: true });
});

const start = (folder: string) =>
  startPostgres({
    folder: join(parent, folder),
    passwordFile: join(parent, 'postgres.password'),
    logFile: join(parent, 'postgres.log'),
    log: testLog(),
    durable: false,
    reaper,
  });

test('a pid file whose number now belongs to another program does not stop the start, nor that program', async () => {
  const first = await start('reused');
  const pidFile = join(parent, 'reused', 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await first.stop();
  await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  const second = await start('reused');
  expect(second.pid).not.toBe(process.pid);
  await second.stop();
});

test('the password is for the owner only', async () => {
  expect((await stat(join(parent, 'postgres.password'))).mode & 0o777).toBe(0o600);
});

test('a folder with other files is refused and left as it is', async () => {
  await writeFile(join(parent, 'reused', '..', 'mine.txt'), 'mine');
  await expect(start('.')).rejects.toMatchObject({ code: 'data_folder_in_use' });
  expect(await readFile(join(parent, 'mine.txt'), 'utf8')).toBe('mine');
});

test('a cluster of another major version is refused with a way out', async () => {
  await writeFile(join(parent, 'reused', 'PG_VERSION'), '12\n');
  await expect(start('reused')).rejects.toMatchObject({
    code: 'postgres_version_differs',
    hint: expect.stringContaining('pg_dump'),
  });
});
