import { expect, test } from 'vitest';
import type { MigrationRow } from '../src/store/migration-row.ts';
import { startServer } from './support/answering-server.ts';
import { fileFor, type TestMigration, until } from './support/e2e.ts';
import { createdByObject, duplicatesBySourceId } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';
import { type Refuse, startProxy } from './support/e2e-vendors.ts';

const suite = openSuite();

/** The first page of persons is refused; before it, preflight asks once whether they may be read. */
const expiresInExport = 'expire-token;after=1@GET /api/v2/persons';

/** Waits until a person is asked because of this code; returns what they are told. */
async function asked(migration: TestMigration, code: string, stage: string): Promise<MigrationRow['waitingFor']> {
  const row = await migration.until(`${code} is asked about at ${stage}`, (now) => now.waitingFor?.code === code);
  expect(row).toMatchObject({ stage, status: 'waiting' });
  expect(row.waitingFor).toMatchObject({ decision: 'resume', hint: expect.stringContaining('resume') });
  return row.waitingFor;
}

test('a key that expires during the export or the import is asked for, and with the key back the migration goes on', async () => {
  const source = await suite.sandbox('pipedrive', 120);
  const close = await suite.sandbox('close', 0);
  source.control.setFaults(expiresInExport);
  const webhook = await startServer(() => ({}));
  suite.open(webhook);
  const notify = [`${webhook.url}/hook`];
  const migration = await suite.start(fileFor(source, close, { notify }));
  expect(await asked(migration, 'unauthorized', 'export')).toMatchObject({
    message: expect.stringMatching(/^source pipedrive: .* 401 /),
    hint: expect.stringMatching(/^Reconnect.*; then resume/),
  });
  await migration.decide('resume');

  await migration.until('the sample waits', (row) => row.waitingFor?.decision === 'approve');
  close.control.setFaults('expire-token;after=20@POST /lead');
  await migration.approve();
  expect((await asked(migration, 'unauthorized', 'import'))?.message).toMatch(/^destination close: .* 401 /);
  const { intended = 0, planned = 0, failed = 0 } = await migration.effects();
  expect({ intended, failed }).toEqual({ intended: 0, failed: 0 });
  expect(planned).toBeGreaterThan(0);
  await migration.decide('resume');

  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  const told = () => webhook.asked.map(({ body }) => (body as { event: string }).event);
  await until('the end is told', () => told().includes('finished'));
  expect(told()).toEqual(['needsYou', 'sampleReady', 'needsYou', 'finished']);
  expect(close.control.stats().recordsByObject).toMatchObject(await createdByObject(migration));
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
});

test('a right that is taken away while records are matched, written, read back or undone is asked for, and nothing is given up', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const close = await suite.sandbox('close', 0);
  const empty = close.control.dump();
  let refuse: Refuse = () => null;
  const proxy = await startProxy(close, (request) => refuse(request));
  suite.open(proxy);
  const on = (status: number, method: string, path: RegExp): Refuse => {
    const body = JSON.stringify({ error: 'no' });
    return (request) => (request.method === method && path.test(request.path) ? { status, body } : null);
  };
  const cure = async () => {
    refuse = () => null;
    await migration.decide('resume');
  };

  source.control.setFaults(expiresInExport);
  const migration = await suite.start(fileFor(source, proxy.sandbox));
  await asked(migration, 'unauthorized', 'export');
  refuse = on(403, 'GET', /\/contact\//);
  await migration.decide('resume');
  await asked(migration, 'forbidden', 'dryRun');
  await cure();

  await migration.until('the sample waits', (row) => row.waitingFor?.decision === 'approve');
  refuse = on(403, 'POST', /\/contact\/$/);
  await migration.approve();
  expect((await asked(migration, 'forbidden', 'import'))?.hint).toMatch(/^Grant the missing right/);
  refuse = on(401, 'GET', /\/contact\//);
  await migration.decide('resume');
  await asked(migration, 'unauthorized', 'reconcile');
  await cure();
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });

  refuse = on(401, 'DELETE', /\/lead\//);
  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await asked(migration, 'unauthorized', 'handover');
  await cure();
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back');
  expect((await migration.report()).undo).toMatchObject({ kept: 0, failed: 0, open: 0 });
  expect(close.control.dump()).toEqual(empty);
});
