import * as workflow from '@temporalio/workflow';
import type { FinalResult } from '../model/stage-results.ts';
import { handoverDays, type Stage } from '../model/states.ts';
import { control, vendor } from './activities.ts';
import { reconcileWorkflow } from './reconcile.ts';
import { Cancelled, Run, type RunState } from './run.ts';
import { changeMapping, checkAgain, load, lockDestination, plan, readSource, rollBack } from './steps.ts';

export interface MigrationInput {
  id: string;
  state?: RunState;
}

const handoverOpenMs = handoverDays * 24 * 60 * 60 * 1000;
/** A closed one that was opened again for a roll back. */
const undoOpenMs = 10 * 60 * 1000;

/**
 * One migration. Each stage asks the store what is left and names the stage that follows, so that a run that was reset,
 * terminated or started again goes on where the store says.
 */
const journey: Record<Exclude<Stage, 'closed'>, (run: Run) => Promise<Stage>> = {
  created: scheduled,
  scheduled,
  preflight,
  export: exportAll,
  mapping: proposeMapping,
  dryRun,
  quiet,
  sample,
  approval,
  import: importAll,
  reconcile,
  handover,
};

export async function migrationWorkflow(input: MigrationInput): Promise<void> {
  const run = new Run(input.id, input.state);
  const outer = workflow.CancellationScope.current();
  await workflow.CancellationScope.nonCancellable(async () => {
    const brief = await control.briefOf({ id: run.id });
    run.brief = brief;
    // a closed one is opened again for one thing: to be rolled back
    run.state.stage = brief.stage === 'closed' ? 'handover' : brief.stage;
    run.state.paused = brief.paused;
    run.state.mappingVersion = brief.mappingVersion;
    run.state.ended = brief.cancelled || brief.stage === 'closed';
    run.state.quiet ||= brief.quiet;
    run.show();
    void run.attend();
    void cancelFromOutside(run, outer);
    let stage: Stage = brief.stage;
    try {
      if (run.state.ended) stage = await undoEnded(run);
      while (stage !== 'closed') {
        await run.gate();
        stage = await journey[stage](run);
        await run.enter(stage);
        if (stage !== 'closed' && workflow.workflowInfo().continueAsNewSuggested) await startOver(run);
      }
    } catch (error) {
      if (!(error instanceof Cancelled)) throw await failed(run, error);
      await control.endCancelled({ id: run.id });
    }
    await drained(run);
  });
}

/** All that people have sent is stored and answered. */
async function drained(run: Run): Promise<void> {
  await workflow.condition(() => workflow.allHandlersFinished() && run.settled);
}

/** The Temporal UI's cancel is the same decision as our own: it drains, it does not tear a write apart. */
async function cancelFromOutside(run: Run, scope: workflow.CancellationScope): Promise<void> {
  try {
    await scope.cancelRequested;
  } catch {
    run.cancelFromOutside();
  }
}

async function failed(run: Run, error: unknown): Promise<workflow.ApplicationFailure> {
  const cause = workflow.rootCause(error) ?? 'unknown';
  await control.endFailed({ id: run.id, message: cause });
  return workflow.ApplicationFailure.nonRetryable(cause, 'migration_failed');
}

async function startOver(run: Run): Promise<void> {
  await drained(run);
  await workflow.continueAsNew<typeof migrationWorkflow>({ id: run.id, state: run.state });
}

// ------------------------------------------------------------------------------------------------------------- stages

async function scheduled(run: Run): Promise<Stage> {
  const startAt = run.brief?.startAt;
  if (startAt) {
    const waitMs = Date.parse(startAt) - Date.now();
    if (waitMs > 0) await workflow.condition(() => run.state.cancelled, waitMs);
    run.throwIfCancelled();
  }
  return 'preflight';
}

async function preflight(run: Run): Promise<Stage> {
  for (;;) {
    const result = await run.curing(null, () => vendor.preflight({ id: run.id }));
    run.state.quiet ||= !result.quietNeeded;
    if (result.needs === null) return 'export';
    await run.ask(result.needs, 'resume');
  }
}

async function exportAll(run: Run): Promise<Stage> {
  await readSource(run);
  return 'mapping';
}

async function proposeMapping(run: Run): Promise<Stage> {
  for (;;) {
    const result = await run.curing(null, () => vendor.proposeMapping({ id: run.id }));
    run.state.mappingVersion = result.version;
    if (result.open === null) return 'dryRun';
    await run.ask(result.open, 'requestChanges', 'resume');
  }
}

async function dryRun(run: Run): Promise<Stage> {
  await plan(run, { preview: true });
  const result = await control.judgeDryRun({ id: run.id });
  if (run.pop('requestChanges')) return 'mapping';
  if (result.needs === null) return 'quiet';
  const decision = await run.ask(result.needs, 'override', 'requestChanges');
  return decision.name === 'override' ? 'quiet' : 'mapping';
}

async function quiet(run: Run): Promise<Stage> {
  if (run.state.quiet) return 'sample';
  const need = await control.quietPlan({ id: run.id });
  run.state.need = need;
  await control.setNeed({ id: run.id, need });
  run.show();
  const changed = () => run.state.taken.some((decision) => decision.name === 'requestChanges');
  await workflow.condition(() => run.state.quiet || run.state.cancelled || changed());
  run.throwIfCancelled();
  run.state.need = null;
  await control.setNeed({ id: run.id, need: null });
  return run.pop('requestChanges') ? 'mapping' : 'sample';
}

async function sample(run: Run): Promise<Stage> {
  // whoever wrote meanwhile may have made what is planned here: everything is matched anew
  if (await lockDestination(run)) return 'dryRun';
  await run.curing('destination', () => vendor.measureDestination({ id: run.id, when: 'before' }));
  const chosen = await vendor.chooseSample({ id: run.id });
  if (chosen.effects > 0) {
    await load(run, true);
    await run.runChild('destination', reconcileWorkflow, 'sample/reconcile', [{ id: run.id, sampleOnly: true }]);
  }
  await vendor.sampleReady({ id: run.id });
  return 'approval';
}

async function approval(run: Run): Promise<Stage> {
  for (;;) {
    const need = await control.approvalNeed({ id: run.id });
    const decision = await run.ask(need, 'approve', 'requestChanges', 'rollback');
    if (decision.name === 'approve') {
      // where more than one has to agree, the others are waited for
      if ((await vendor.sealApproval({ id: run.id, ...decision.payload })).sealed) return 'import';
      continue;
    }
    const next = await changeMapping(run);
    if (decision.name === 'rollback')
      await run.ask(await control.rolledBackSample({ id: run.id }), 'requestChanges', 'resume');
    return next;
  }
}

async function importAll(run: Run): Promise<Stage> {
  const waited = await lockDestination(run);
  const moved = await checkAgain(run, waited);
  if (moved !== null) return moved;
  await control.materialise({ id: run.id });
  await load(run, false);
  return 'reconcile';
}

async function reconcile(run: Run): Promise<Stage> {
  await run.runChild('destination', reconcileWorkflow, 'reconcile', [{ id: run.id, sampleOnly: false }]);
  await run.curing('destination', () => vendor.measureDestination({ id: run.id, when: 'after' }));
  await run.curing('destination', () => vendor.finishImport({ id: run.id }));
  return 'handover';
}

async function handover(run: Run): Promise<Stage> {
  const result: FinalResult = await control.handOver({ id: run.id });
  run.showResult(result);
  const next = () => run.state.taken[0];
  const open = await workflow.condition(() => next() !== undefined || run.state.cancelled, handoverOpenMs);
  if (!open || run.state.cancelled) return 'closed';
  const decision = run.state.taken.shift();
  if (decision?.name !== 'close') {
    run.showResult(null);
    await control.beginRound({ id: run.id });
  }
  switch (decision?.name) {
    case 'retryFailed':
      await control.releaseFailed({ id: run.id, object: decision.payload.object ?? null });
      await lockDestination(run);
      await load(run, false);
      return 'reconcile';
    case 'topUp':
      await lockDestination(run);
      await readSource(run);
      await plan(run);
      await control.materialise({ id: run.id });
      await load(run, false);
      return 'reconcile';
    case 'reconcile':
      return 'reconcile';
    case 'rollback':
      return rollBack(run);
    case 'close':
      await control.endClosed({ id: run.id });
      return 'closed';
    default:
      return 'handover';
  }
}

/** A cancelled or closed migration runs again only to be rolled back or closed; whoever starts it sends the decision at once. */
async function undoEnded(run: Run): Promise<Stage> {
  await workflow.condition(() => run.state.taken.length > 0, undoOpenMs);
  const decision = run.state.taken.shift();
  if (decision?.name === 'close') await control.endClosed({ id: run.id });
  if (decision?.name !== 'rollback') return 'closed';
  // running before it is at hand-over: whoever follows it would take a cancelled one there for ended
  await control.beginRound({ id: run.id });
  await run.enter('handover');
  await run.enter(await rollBack(run));
  return 'closed';
}
