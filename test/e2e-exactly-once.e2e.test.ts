import { expect, test } from 'vitest';
import { endOf, fileFor, type TestMigration, until } from './support/e2e.ts';
import { createdByObject, definitionsTwice, duplicatesBySourceId } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';

const kills = 10;
/** Answers are lost after the write, writes land after the caller was cut off, and searches lag. */
const faults = 'drop-after:0.02,500-after:0.02,late:0.02;ms=600,lag;ms=500';
/** The sandbox is never later than this: settling may rely on it, as it relies on what a vendor states. */
const settling = { requestTimeoutMs: 1_500, settleMs: 800, searchLagMs: 700 };

const suite = openSuite({ worker: false });

test(`a worker killed ${kills} times while answers are lost and writes come late leaves no duplicate and no loss`, async () => {
  const source = await suite.sandbox('pipedrive', 5_000);
  const destination = await suite.sandbox('close', 0, { faults });
  let worker = await suite.engine.startWorker();
  const migration = await suite.start(fileFor(source, destination, { destination: endOf(destination, settling) }));
  await migration.approve();
  await migration.until('the import begins', (row) => row.stage === 'import');
  const total = await until('the effects are there', async () => {
    const { planned = 0 } = await migration.effects();
    return planned > 4_000 ? planned : null;
  });
  for (let kill = 0; kill < kills; kill += 1) {
    // somewhere in its share of the work: before an intent, under way, between answer and store, at a settling
    const at = ((kill + Math.random()) / kills) * total;
    await until(`${Math.round(at)} effects were begun`, async () => (await begun(migration)) >= at, { everyMs: 10 });
    expect((await migration.row()).stage).toBe('import');
    await worker.kill();
    worker = await suite.engine.startWorker();
  }
  const report = await migration.untilHandover();

  expect(report).toMatchObject({ balanced: true, failuresTotal: 0, driftTotal: 0, failures: [], drift: [] });
  // everything planned is written, and what can be read back was read back equal: nothing in doubt, failed or left over
  expect(Object.keys(await migration.effects()).sort()).toEqual(['verified', 'written']);
  expect(await duplicatesBySourceId(destination)).toEqual({ lead: [], contact: [], opportunity: [] });
  const { recordsByObject, messagesSent, usersInvited, faults: struck } = destination.control.stats();
  expect(recordsByObject).toMatchObject(await createdByObject(migration));
  expect(await definitionsTwice(destination)).toEqual([]);
  expect({ messagesSent, usersInvited }).toEqual({ messagesSent: 0, usersInvited: 0 });
  // the proof is worth what went wrong on the way
  for (const kind of ['drop-after', '500-after', 'late']) expect(struck[kind]).toBeGreaterThan(20);
});

/** How many effects of the import have had a request opened or are past it. */
async function begun(migration: TestMigration): Promise<number> {
  const row = await suite.engine.db
    .selectFrom('effects')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('migration_id', '=', migration.id)
    .where('in_sample', '=', false)
    .where('attempts', '>', 0)
    .executeTakeFirstOrThrow();
  return row.count;
}
