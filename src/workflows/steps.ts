import * as workflow from '@temporalio/workflow';
import type { Stage } from '../model/states.ts';
import { chunk, control, vendor } from './activities.ts';
import { exportWorkflow } from './export.ts';
import { loadWorkflow } from './load.ts';
import { planWorkflow } from './plan.ts';
import { rollbackWorkflow } from './rollback.ts';
import type { Run } from './run.ts';

const lockPollMs = 5_000;

/** Takes everything back; the migration is closed by that. */
export async function rollBack(run: Run): Promise<Stage> {
  await lockDestination(run);
  await run.runChild('destination', rollbackWorkflow, 'rollback', [{ id: run.id, sampleOnly: false }]);
  await run.curing('destination', () => vendor.measureDestination({ id: run.id, when: 'after' }));
  await vendor.endRolledBack({ id: run.id });
  return 'closed';
}

/** The dry run of all records; with `preview` the first ones are shown before the destination is read, which may take long. */
export async function plan(run: Run, { preview = false } = {}): Promise<void> {
  await settleEarlier(run);
  const mappingVersion = run.state.mappingVersion ?? 1;
  await control.beginPlan({ id: run.id, mappingVersion });
  if (preview) run.showFirstPreview(await control.previewFirst({ id: run.id, mappingVersion }));
  try {
    await run.runChild('destination', planWorkflow, `plan/${mappingVersion}`, [
      { id: run.id, mappingVersion, refreshIndex: true },
    ]);
  } finally {
    run.showFirstPreview(null);
  }
}

/** What an earlier migration of the same accounts left in doubt is known before anything is planned on top of it. */
async function settleEarlier(run: Run): Promise<void> {
  for (;;) {
    const { settleInMs } = await run.curing('destination', () => chunk.settleEarlier({ id: run.id }));
    if (settleInMs === null) return;
    await workflow.condition(() => run.state.cancelled, settleInMs);
    run.throwIfCancelled();
  }
}

/** Reads the source: all of it the first time, later what has changed since. */
export async function readSource(run: Run): Promise<void> {
  const { snapshot } = await run.curing('source', () => control.beginSnapshot({ id: run.id }));
  await run.runChild('source', exportWorkflow, `export/${snapshot}`, [{ id: run.id, snapshot }]);
}

/**
 * Between approval and the first write. What the approval was sealed to must be as it was, data older than seven days is
 * refreshed, and where time has passed everything is planned again: back to a person where outcomes have moved too far.
 */
export async function checkAgain(run: Run, waited: boolean): Promise<Stage | null> {
  for (;;) {
    const before = await run.curing('destination', () => vendor.checkBeforeImport({ id: run.id }));
    if (before.needs !== null) {
      const decision = await run.ask(before.needs, 'resume', 'requestChanges');
      if (decision.name === 'requestChanges') return changeMapping(run);
      continue;
    }
    if (before.refresh) {
      await readSource(run);
      await control.endRefresh({ id: run.id });
    }
    if (!before.planAgain && !waited) return null;
    await plan(run);
    if (before.voided) return 'approval';
    return askAboutChanges(run);
  }
}

/** What has moved too far goes back to a person; where two have to agree, both go on all the same or nobody does. */
async function askAboutChanges(run: Run): Promise<Stage | null> {
  for (;;) {
    const moved = await vendor.judgeChanges({ id: run.id });
    if (moved.needs === null) return null;
    const decision = await run.ask(moved.needs, 'override', 'requestChanges');
    if (decision.name === 'requestChanges') return changeMapping(run);
    const { subject } = moved.needs;
    if (subject === undefined || (await control.sealOverride({ id: run.id, subject })).sealed) return null;
  }
}

/** Another mapping: what the sample wrote with this one is taken back first. */
export async function changeMapping(run: Run): Promise<Stage> {
  await lockDestination(run);
  await run.runChild('destination', rollbackWorkflow, 'sample/rollback', [{ id: run.id, sampleOnly: true }]);
  return 'mapping';
}

/** Writes what is planned; what a person must decide meanwhile is asked for. */
export async function load(run: Run, sampleOnly: boolean): Promise<void> {
  for (;;) {
    const since = new Date().toISOString();
    const need = await run.runChild('destination', loadWorkflow, sampleOnly ? 'sample/load' : 'load', [
      { id: run.id, sampleOnly, since },
    ]);
    if (need === null) return;
    await run.ask(need, 'resume');
  }
}

/** One writer per destination account: others wait and are told for whom. True where this one had to. */
export async function lockDestination(run: Run): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    const lock = await control.lockDestination({ id: run.id });
    if (lock.held) return waited;
    run.show(`**Waiting** for ${lock.holder} to finish with this destination account`);
    await workflow.condition(() => run.state.cancelled, lockPollMs);
    run.throwIfCancelled();
  }
}
