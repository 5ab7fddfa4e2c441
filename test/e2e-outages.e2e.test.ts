import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';
import { type EngineUnderTest, fileFor, openTestEngine, start, until, type WorkerProcess } from './support/e2e.ts';
import { createdByObject, definitionsTwice, duplicatesBySourceId } from './support/e2e-close.ts';
import { type OwnServers, startOwnServers } from './support/own-servers.ts';

let servers: OwnServers;
let engine: EngineUnderTest;
let worker: WorkerProcess;
let source: RunningSandbox;
let close: RunningSandbox;

beforeAll(async () => {
  servers = await startOwnServers();
  engine = await openTestEngine(servers);
  source = await startSandbox('pipedrive', { records: 300, limit: 'none' });
  close = await startSandbox('close', { records: 0, limit: 'none' });
  worker = await engine.startWorker();
});

afterAll(async () => {
  await engine?.close();
  await source?.close();
  await close?.close();
  await servers?.stop();
});

test('PostgreSQL and Temporal may die in the middle of an import and come back: nothing is lost, nothing is there twice', async () => {
  const migration = await start(engine, fileFor(source, close));
  await migration.until('the sample waits', (row) => row.waitingFor?.decision === 'approve');
  // answers come slowly, so that some are on their way when a server dies
  close.control.setFaults('slow;ms=300');
  const sampled = await created();
  await migration.approve();

  await until('the import is under way', async () => (await created()) > sampled + 60, { everyMs: 20 });
  await servers.postgres.crash();
  await until('the worker says so', () => /the database does not answer: nothing is sent/.test(worker.log()), saying);
  // without its ledger it opens no request: those that were open are answered, and no more come
  await until('the last answers are out', () => close.control.stats().requests === requestsSeen());
  await servers.postgres.start();

  const before = await created();
  await until('the import goes on', async () => (await created()) > before + 40, { everyMs: 20 });
  await servers.temporalServer.crash();
  await until('the worker says so', () => /Temporal does not answer/.test(worker.log()), saying);
  await servers.temporalServer.start();
  close.control.setFaults('none');

  expect(await migration.untilHandover()).toMatchObject({
    status: 'completed',
    balanced: true,
    failures: [],
    drift: [],
  });
  expect(Object.keys(await migration.effects()).sort()).toEqual(['verified', 'written']);
  expect(close.control.stats().recordsByObject).toMatchObject(await createdByObject(migration));
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
  expect(await definitionsTwice(close)).toEqual([]);
  for (const back of ['the database is back', 'Temporal is back'])
    await until(`the log says: ${back}`, () => worker.log().includes(back));
});

/** What is at the destination, which needs no server of ours to tell. */
async function created(): Promise<number> {
  const { writesApplied } = close.control.stats();
  return Object.values(writesApplied).reduce((sum, counts) => sum + (counts['create'] ?? 0), 0);
}

const saying = { lastSeen: async () => worker.log().slice(-4_000) };

let seen = -1;
/** The number of requests when it was last asked for: equal twice in a row, nothing comes any more. */
function requestsSeen(): number {
  const last = seen;
  seen = close.control.stats().requests;
  return last;
}
