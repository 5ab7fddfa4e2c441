import { randomUUID } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { type AuditLine, readAudit } from '../src/store/audit-store.ts';
import type { StatusAnswer } from '../src/workflows/messages.ts';
import { fileFor, type TestMigration, until } from './support/e2e.ts';
import { openSuite } from './support/e2e-suite.ts';

const suite = openSuite();

const bytes = (text: string) => new TextEncoder().encode(text);
/** What somebody typed, under the encoding that was chosen in the dialog. */
const typed = (text: string, encoding = 'json/plain'): Payload => ({
  metadata: { encoding: bytes(encoding) },
  data: bytes(text),
});
const json = (value: unknown): Payload => typed(JSON.stringify(value));
const by = 'ann@acme.example';

/** Sends a signal past our own client, as the Temporal UI does. */
async function signal(migration: TestMigration, signalName: string, ...payloads: Payload[]): Promise<void> {
  await suite.engine.temporal.workflowService.signalWorkflowExecution({
    namespace: suite.engine.temporal.options.namespace,
    workflowExecution: { workflowId: migration.workflowId },
    signalName,
    input: { payloads },
    requestId: randomUUID(),
  });
}

const status = (migration: TestMigration) => migration.handle.query<StatusAnswer>('status');

/** What the Temporal UI shows under Current Details. */
async function details(migration: TestMigration): Promise<string> {
  const metadata = await migration.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails;
}

async function trail(migration: TestMigration): Promise<AuditLine[]> {
  return readAudit(suite.engine.db, { tenantId: suite.engine.tenantId, migrationId: migration.id });
}

/** Refusals are audited behind the answer: waits for as many as there must be. */
async function refusedTrail(migration: TestMigration, count: number): Promise<AuditLine[]> {
  return until(`${count} refusals are in the trail`, async () => {
    const refused = (await trail(migration)).filter((line) => !line.accepted);
    return refused.length >= count ? refused : null;
  });
}

/** A signal that must change nothing, why it is refused, and whose name the trail gives it. */
interface Bad {
  name: string;
  payloads: Payload[];
  reason: RegExp;
  actor: string;
}
const claimed = `${by} (claimed)`;
const bad: Bad[] = [
  { name: 'approve', payloads: [typed('{"by": ')], reason: /not valid JSON/, actor: 'unknown' },
  {
    name: 'approve',
    payloads: [typed('{"by":"a","mappingVersion":1}', 'json/protobuf')],
    reason: /json\/plain/,
    actor: 'unknown',
  },
  {
    name: 'pause',
    payloads: [typed('{}', 'something/else')],
    reason: /could not be read.*"by": "you@example.com"/,
    actor: 'unknown',
  },
  { name: 'cancel', payloads: [typed('abc', 'binary/plain')], reason: /not a JSON object/, actor: 'unknown' },
  { name: 'cancel', payloads: [{ data: bytes('{}') }], reason: /could not be read/, actor: 'unknown' },
  { name: 'cancel', payloads: [], reason: /there was no input/, actor: 'unknown' },
  { name: 'cancel', payloads: [json('please')], reason: /not a JSON object/, actor: 'unknown' },
  { name: 'cancel', payloads: [json([{ by }])], reason: /not a JSON object/, actor: 'unknown' },
  { name: 'aprove', payloads: [json({ by })], reason: /no decision "aprove"; known are .*approve/, actor: claimed },
  { name: 'x'.repeat(200), payloads: [json({ by })], reason: /no decision "x{60}"/, actor: claimed },
  { name: 'approve', payloads: [json({ mappingVersion: 1 })], reason: /^by: .*"mappingVersion": 1/, actor: 'unknown' },
  { name: 'approve', payloads: [json({ by: 7, mappingVersion: 1 })], reason: /^by: /, actor: 'unknown' },
  { name: 'approve', payloads: [json({ by, mappingVersion: '1' })], reason: /^mappingVersion: /, actor: claimed },
  { name: 'approve', payloads: [json({ by, mappingVersion: 1, force: true })], reason: /force/, actor: claimed },
  { name: 'approve', payloads: [json({ by, mappingVersion: 2 })], reason: /version 2 is not the one/, actor: claimed },
  { name: 'topUp', payloads: [json({ by })], reason: /after the import/, actor: claimed },
  { name: 'resume', payloads: [json({ by })], reason: /not paused/, actor: claimed },
  {
    name: 'rollback',
    payloads: [json({ by, customer: 'Other Ltd', scope: 'sample' })],
    reason: /not the customer's name/,
    actor: claimed,
  },
];

test('signals that are mistyped, unreadable, stale or about another customer are refused with the reason and harm nothing', async () => {
  const source = await suite.sandbox('pipedrive', 40);
  const close = await suite.sandbox('close', 0);
  const migration = await suite.start(fileFor(source, close));
  // some come before the run has even asked the store where it stands
  await signal(migration, 'approve', typed('{'));
  await signal(migration, 'rollback', json({ by, customer: 'Other Ltd' }));
  await migration.until('the sample waits', (row) => row.waitingFor?.decision === 'approve');
  const before = (await refusedTrail(migration, 2)).length;

  for (const { name, payloads, reason } of bad) {
    await signal(migration, name, ...payloads);
    const last = await until(`${name} is refused`, async () => {
      const refused = (await status(migration)).refused.at(-1);
      return refused !== undefined && name.startsWith(refused.name) && reason.test(refused.reason) ? refused : null;
    });
    expect(await details(migration)).toContain(`**Last refused:** \`${last.name}\``);
  }
  // the update that the command line sends can be typed by hand as well
  await expect(migration.handle.executeUpdate('decide', { args: [null as never] })).rejects.toThrow();
  await expect(migration.handle.executeUpdate('decide', { args: [{ name: 'approve' }] as never })).rejects.toThrow();
  expect(await status(migration)).toMatchObject({ stage: 'approval', status: 'waiting', refused: { length: 5 } });

  const refusals = (await refusedTrail(migration, before + bad.length)).slice(before);
  expect(refusals.map(({ action, actor, via, accepted }) => ({ action, actor, via, accepted }))).toEqual(
    bad.map(({ name, actor }) => ({ action: name.slice(0, 60), actor, via: 'Temporal UI', accepted: false })),
  );
  for (const [index, { reason }] of bad.entries()) expect(refusals[index]?.reason).toMatch(reason);

  await signal(migration, 'approve', json({ by, mappingVersion: 1 }));
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  expect((await trail(migration)).find((line) => line.action === 'approve' && line.accepted)).toMatchObject({
    actor: claimed,
    via: 'Temporal UI',
  });

  await signal(migration, 'rollback', json({ by, customer: 'acme' }));
  await until('the wrong name is refused', async () =>
    (await status(migration)).refused.some(({ name, reason }) => name === 'rollback' && /exactly/.test(reason)),
  );
  await signal(migration, 'rollback', json({ by, customer: 'Acme Ltd' }));
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back');
  expect(close.control.dump('lead')).toEqual({ lead: [] });
});
