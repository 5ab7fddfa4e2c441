import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunningSandbox } from '../sandbox/index.ts';
import { currentMigration } from '../src/api/service/settle-ends.ts';
import { endOfWorkflow } from '../src/runtime/sweep.ts';
import { freeOrphanedLocks } from '../src/store/lock-store.ts';
import { endOrphans } from '../src/store/orphan-store.ts';
import { fileFor, type TestMigration, until } from './support/e2e.ts';
import { createdByObject, definitionsTwice, duplicatesBySourceId } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';

const suite = openSuite();
let source: RunningSandbox;
let close: RunningSandbox;

beforeAll(async () => {
  source = await suite.sandbox('pipedrive', 240);
});
beforeEach(async () => {
  close = await suite.sandbox('close', 0);
});

/** Answers come slowly, so that there is a middle of the import in which something can happen. */
const slowly = 'slow;ms=400';

/** A migration whose import is under way: some of it is written, most is not. */
async function importing(fileKey?: string): Promise<TestMigration> {
  const migration = await suite.start(fileFor(source, close), fileKey);
  await migration.until('the sample waits', (row) => row.waitingFor?.decision === 'approve');
  const sampled = await written(migration);
  close.control.setFaults(slowly);
  await migration.approve();
  await until('some of the import is written', async () => (await written(migration)) > sampled + 40, { everyMs: 20 });
  const { stage } = await migration.row();
  const { planned = 0 } = await migration.effects();
  expect({ stage, muchIsLeft: planned > 80 }).toEqual({ stage: 'import', muchIsLeft: true });
  return migration;
}

async function written(migration: TestMigration): Promise<number> {
  const effects = await migration.effects();
  return (effects['written'] ?? 0) + (effects['verified'] ?? 0);
}

/** Activities that a worker has, or is about to get, of a workflow: without them it can send nothing. */
async function pendingActivities(workflowId: string): Promise<number> {
  const { raw } = await suite.engine.temporal.workflow.getHandle(workflowId).describe();
  return raw.pendingActivities?.length ?? 0;
}

async function expectEachOnce(migration: TestMigration): Promise<void> {
  expect(await migration.report()).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [] });
  expect(Object.keys(await migration.effects()).sort()).toEqual(['verified', 'written']);
  expect(close.control.stats().recordsByObject).toMatchObject(await createdByObject(migration));
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
  expect(await definitionsTwice(close)).toEqual([]);
}

test('a pause lets open requests finish and opens no more; a resume goes on; a cancel leaves what a second run completes', async () => {
  const fileKey = `test ${randomUUID()}`;
  const migration = await importing(fileKey);
  await migration.decide('pause');
  expect(await migration.row()).toMatchObject({ stage: 'import', status: 'paused' });
  await until(
    'the import has nothing under way',
    async () => (await pendingActivities(`${migration.workflowId}/load`)) === 0,
  );
  const paused = await migration.effects();
  expect(paused['intended'] ?? 0).toBe(0);
  const [before, asked] = [await written(migration), close.control.stats().requests];
  await expect(migration.decide('pause')).rejects.toThrow(/paused already/);

  await migration.decide('resume');
  await until('it goes on', async () => (await written(migration)) > before);
  expect(close.control.stats().requests).toBeGreaterThan(asked);
  await migration.decide('cancel', { reason: 'the customer thinks again' });
  await migration.until('it is cancelled', (row) => row.status === 'cancelled');
  const { intended = 0, planned = 0 } = await migration.effects();
  expect({ intended, muchIsLeft: planned > 0 }).toEqual({ intended: 0, muchIsLeft: true });

  close.control.setFaults('none');
  const second = await suite.start(fileFor(source, close), fileKey);
  expect(second.id).not.toBe(migration.id);
  await second.approve();
  expect(await second.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [] });
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
  const [one, two] = [await createdByObject(migration), await createdByObject(second)];
  for (const [object, count] of Object.entries(close.control.stats().recordsByObject))
    if (one[object] !== undefined || two[object] !== undefined)
      expect([object, (one[object] ?? 0) + (two[object] ?? 0)]).toEqual([object, count]);
});

test('a migration that was terminated says so to the first who looks, is freed by the sweep and goes on when the same file is given again', async () => {
  const fileKey = `test ${randomUUID()}`;
  const migration = await importing(fileKey);
  await migration.handle.terminate('somebody pressed the button');
  const endOf = (id: string) => endOfWorkflow(suite.engine.temporal, id);
  // whoever looks is told at once: no worker has to look first
  expect(await currentMigration(suite.engine.service, migration.id, suite.engine.tenantId)).toMatchObject({
    stage: 'import',
    status: 'failed',
    error: { message: expect.stringMatching(/terminated its workflow.*portage migrate FILE/) },
  });
  expect(await freeOrphanedLocks(suite.engine.db, async (id) => (await endOf(id)) === null)).toContain(migration.id);
  close.control.setFaults('none');
  const again = await suite.start(fileFor(source, close), fileKey);
  expect(again.id).toBe(migration.id);
  expect(await endOrphans(suite.engine.db, endOf, { quietMs: 0 })).toEqual([]);
  await again.untilHandover();
  await expectEachOnce(again);
  await again.handle.terminate('and once more');
  await again.decide('close');
  await again.until('it is closed', (row) => row.stage === 'closed');
});

test.each(['from the first task', 'from its last task'])(
  'a migration that is reset %s goes on and writes nothing twice',
  async (from) => {
    const migration = await importing();
    const { events } = await migration.handle.fetchHistory();
    const completed = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
    const task = from === 'from the first task' ? completed[0] : completed.at(-1);
    await suite.engine.temporal.workflowService.resetWorkflowExecution({
      namespace: suite.engine.temporal.options.namespace,
      workflowExecution: { workflowId: migration.workflowId },
      reason: 'test',
      workflowTaskFinishEventId: task?.eventId,
      requestId: randomUUID(),
    });
    close.control.setFaults('none');
    await migration.untilHandover();
    await expectEachOnce(migration);
  },
);
