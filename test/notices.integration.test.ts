import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MockActivityEnvironment } from '@temporalio/testing';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActivityContext } from '../src/activities/context.ts';
import { createActivities } from '../src/activities/index.ts';
import { connectorOf } from '../src/connectors/kit/registry.ts';
import type { DestinationWriter } from '../src/model/ports.ts';
import { createDelivery, type DeliveryOptions } from '../src/runtime/deliver-notice.ts';
import { createLog } from '../src/runtime/logging.ts';
import { type Notices, startNotices } from '../src/runtime/notices.ts';
import type { MigrationRow } from '../src/store/migration-row.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { type AnsweringServer, Refusal, startServer } from './support/answering-server.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { until } from './support/e2e.ts';

const store = useDatabase();
const closing: (() => Promise<void>)[] = [];
let tenantId: string;
let mails: string[];
let smtpUrl: string;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  tenantId = await ensureTenant(store.database, 'test');
});
beforeEach(async () => {
  mails = [];
  lines = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function hook(answer: (count: number) => object): Promise<AnsweringServer> {
  let count = 0;
  const server = await startServer(() => answer(++count));
  closing.push(server.close);
  return server;
}

function start(options: Partial<DeliveryOptions> = {}): Notices {
  const log = createLog({ format: 'json', destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const delivery = createDelivery({
    ...{ smtpUrl, from: 'portage@localhost', publicUrl: null, allowLoopback: true, privateHosts: [] },
    ...options,
  });
  const notices = startNotices({ db: store.database, delivery, log, firstWaitMs: 20 });
  closing.push(() => notices.stop());
  return notices;
}

async function migrationWith(notify: string[]): Promise<MigrationRow> {
  const row = await seedMigration(store.database, tenantId);
  const file = { ...row.file, notify };
  await store.database
    .updateTable('migrations')
    .set({ file: JSON.stringify(file) })
    .where('id', '=', row.id)
    .execute();
  return { ...row, file };
}

function activitiesWith(notices: Notices) {
  const parts: Partial<ActivityContext> = {
    db: store.database,
    connector: connectorOf,
    notify: notices.notify,
    openDestination: async () => ({ finish: async () => undefined }) as unknown as DestinationWriter,
  };
  return createActivities(parts as ActivityContext);
}

/** Runs a step twice, as Temporal does where a worker died before it could say that it was done. */
async function twice(activityId: string, step: () => Promise<unknown>): Promise<void> {
  for (const attempt of [1, 2]) await new MockActivityEnvironment({ activityId, attempt }).run(step);
}

const states = (row: MigrationRow) =>
  store.database
    .selectFrom('notifications')
    .select(['event', 'state', 'attempts', 'error'])
    .where('migration_id', '=', row.id)
    .orderBy('id')
    .execute();

const untilDone = (row: MigrationRow, count: number) =>
  until(`${count} notices are done`, async () => {
    const all = await states(row);
    return all.length === count && all.every(({ state }) => state !== 'pending') ? all : null;
  });

test('sample ready, needs you, paused, finished and failed are told once by mail and webhook, although every step runs twice', async () => {
  const webhook = await hook(() => ({}));
  const notices = start();
  const row = await migrationWith(['mailto:ann@acme.example', `${webhook.url}/hook`]);
  const { id } = row;
  const activities = activitiesWith(notices);
  const by = 'ann@acme.example';
  const need = { code: 'x', message: 'The key expired.', hint: 'Reconnect.', decision: 'resume' } as const;
  await twice('1', () => activities.sampleReady({ id }));
  await twice('2', () => activities.setNeed({ id, need }));
  await twice('3', () => activities.recordDecision({ id, name: 'pause', payload: { by }, via: 'API' }));
  await twice('4', () => activities.finishImport({ id }));
  await twice('5', () => activities.endFailed({ id, message: 'a fault of ours' }));
  // the same is needed again later: that is news
  await twice('6', () => activities.setNeed({ id, need }));

  expect(new Set((await untilDone(row, 12)).map(({ state }) => state))).toEqual(new Set(['sent']));
  const told = webhook.asked.map(({ body }) => body as Record<string, string>);
  const events = ['failed', 'finished', 'needsYou', 'needsYou', 'paused', 'sampleReady'];
  expect(told.map(({ event }) => event).sort()).toEqual(events);
  expect(new Set(told.map((one) => one['id'])).size).toBe(6);
  for (const one of told) expect(one).toMatchObject({ migration: id, customer: 'Acme Ltd' });
  expect(mails).toHaveLength(6);
  expect(mails.filter((mail) => mail.includes('the migration needs you'))).toHaveLength(2);
  for (const mail of mails) expect(mail).toMatch(/^To: ann@acme\.example/m);
});

test('a notice says what to do next: commands with the id, and the migration at the API', async () => {
  const webhook = await hook(() => ({}));
  const notices = start({ publicUrl: 'https://portage.acme.example/' });
  const row = await migrationWith(['mailto:ann@acme.example', `${webhook.url}/hook`]);
  const { id } = row;
  await twice('1', () => activitiesWith(notices).sampleReady({ id }));
  await untilDone(row, 2);
  const link = `https://portage.acme.example/api/v1/migrations/${id}`;
  const commands = [
    `portage sample ${id} --format html --out sample.html --url https://portage.acme.example`,
    `portage approve ${id} --url https://portage.acme.example`,
    `portage status ${id} --url https://portage.acme.example`,
  ];
  expect(webhook.asked.map(({ body }) => body)).toMatchObject([{ link, commands }]);
  const mail = mails.join('').replaceAll(/=\r?\n/g, '');
  for (const text of [...commands, link]) expect(mail).toContain(text);
});

test('a webhook that is away is tried again until it answers, and holds nothing up', async () => {
  const webhook = await hook((count) => (count < 3 ? new Refusal(503) : {}));
  const notices = start();
  const row = await migrationWith([`${webhook.url}/hook?token=very-secret`]);
  await twice('1', () => activitiesWith(notices).sampleReady({ id: row.id }));
  expect(await untilDone(row, 1)).toEqual([{ event: 'sampleReady', state: 'sent', attempts: 3, error: null }]);
  expect(webhook.asked).toHaveLength(3);
  const ids = webhook.asked.map(({ body }) => (body as { id: string }).id);
  expect(new Set(ids).size).toBe(1);
  expect(lines).toMatchObject([
    { level: 'warn', event: 'sampleReady', by: 'webhook', attempts: 1, reason: 'the webhook answered 503' },
    { level: 'warn', attempts: 2 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('very-secret');
});

test('what no try can cure is given up at once with what to do, and does not stop the others', async () => {
  const webhook = await hook(() => ({}));
  const notices = start({ smtpUrl: undefined });
  const targets = [
    'mailto:ann@acme.example',
    'https://10.0.0.7/hook',
    'http://acme.example/hook',
    `${webhook.url}/hook`,
  ];
  const row = await migrationWith(targets);
  await twice('1', () => activitiesWith(notices).sampleReady({ id: row.id }));
  expect((await untilDone(row, 4)).map(({ state, error }) => ({ state, error }))).toEqual([
    { state: 'failed', error: expect.stringMatching(/no mail server is set.*SMTP_URL/) },
    { state: 'failed', error: expect.stringContaining('private network') },
    { state: 'failed', error: expect.stringContaining('only https') },
    { state: 'sent', error: null },
  ]);
  expect(webhook.asked).toHaveLength(1);
  expect(lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
});

test('a notice that a worker wrote down and never sent is sent by the next one', async () => {
  const webhook = await hook(() => ({}));
  const row = await migrationWith([`${webhook.url}/hook`]);
  const first = start();
  await first.stop();
  await twice('1', () => activitiesWith(first).sampleReady({ id: row.id }));
  expect(await states(row)).toMatchObject([{ state: 'pending', attempts: 0 }]);
  start();
  await untilDone(row, 1);
  expect(webhook.asked).toHaveLength(1);
});
