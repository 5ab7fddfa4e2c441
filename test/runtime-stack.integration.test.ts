import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataLayout } from '../src/runtime/paths.ts';
import { waitForExit } from '../src/runtime/processes.ts';
import { findRunningStack, type StackRecord } from '../src/runtime/stack-lock.ts';

const script = fileURLToPath(new URL('./fixtures/run-stack.ts', import.meta.url));
const portage = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const STOP_LIMIT_MS = 40_000;

let parent: string;
let folder: string;
let children: { child: ChildProcess; exited: Promise<unknown> }[];

beforeEach(async () => {
  // Closed to everyone else, as /root is: PostgreSQL, which does not run as root, must get there all the same.
  parent = await mkdtemp(join(tmpdir(), 'portage-stack-'));
  await chmod(parent, 0o700);
  folder = join(parent, 'with a space', 'data');
  children = [];
});

afterEach(async () => {
  for (const { child } of children) child.kill('SIGTERM');
  await Promise.all(children.map(({ exited }) => exited));
  await rm(parent, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  answer: StackRecord & { code?: string; message?: string };
}

async function start(): Promise<Started> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push({ child, exited: once(child, 'exit') });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, answer: JSON.parse(line) };
}

async function query(url: string | undefined, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function allGone(record: StackRecord): Promise<boolean> {
  const pids = [record.postgres?.pid, record.temporal?.pid].map((pid) => pid ?? 0);
  const gone = await Promise.all(pids.map((pid) => waitForExit(pid, STOP_LIMIT_MS)));
  return gone.every(Boolean);
}

test('a stack whose process is killed leaves no server behind, and the next start finds all that was committed', async () => {
  const first = await start();
  await query(first.answer.databaseUrl, 'create table kept as select 7 as n');
  first.child.kill('SIGKILL');
  expect(await allGone(first.answer)).toBe(true);
  const second = await start();
  expect(await query(second.answer.databaseUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(second.answer.temporal?.port).toBe(first.answer.temporal?.port);
});

test('servers that a killed run left behind are stopped by the next start on the same folder', async () => {
  const first = await start();
  // stopped, the watching process cannot do its work: what remains is what a killed machine group leaves
  const watcher = await watcherOf(first.child.pid ?? 0);
  process.kill(watcher, 'SIGKILL');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await start();
  expect(second.answer.databaseUrl).toBeDefined();
  expect(await allGone(first.answer)).toBe(true);
});

test('a second process on the same folder is told who holds it, and harms nothing', async () => {
  const first = await start();
  const { answer } = await start();
  expect(answer.code).toBe('data_folder_locked');
  expect(answer.message).toContain(`process ${first.child.pid}`);
  expect(await query(first.answer.databaseUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect((await findRunningStack(dataLayout(folder)))?.pid).toBe(first.child.pid);
});

test('Ctrl-C stops the servers, frees the folder and ends with the usual code, also when the key press comes twice', async () => {
  const { child, answer } = await start();
  child.kill('SIGINT');
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(130);
  expect(await allGone(answer)).toBe(true);
  expect(await findRunningStack(dataLayout(folder))).toBeUndefined();
});

test('Ctrl-C while servers still start is one line and the usual code, and leaves none of them behind', async () => {
  const child = spawn(process.execPath, [portage, 'list', '--data-dir', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  children.push({ child, exited });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // made just before the server is
  while (!existsSync(`${dataLayout(folder).logs}/temporal.log`)) await delay(10);
  child.kill('SIGINT');
  const [code] = await exited;
  expect(code).toBe(130);
  expect(said.trim()).toMatch(/^Stopping what has begun to start[^\n]*$/);
  expect((await processes()).filter((line) => line.includes(folder))).toEqual([]);
});

/** Each as pid, parent and command. */
async function processes(): Promise<string[]> {
  const child = spawn('ps', ['-ax', '-o', 'pid=,ppid=,command=']);
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text.split('\n');
}

async function watcherOf(pid: number): Promise<number> {
  const line = (await processes()).find(
    (one) => one.includes('reaper-process') && one.trim().split(/\s+/)[1] === String(pid),
  );
  return Number(line?.trim().split(/\s+/)[0]);
}
