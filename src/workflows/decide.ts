/** Pure rules: may this decision be taken now, and what does it change? Tested without Temporal. */
import { type Decision, type ParsedDecision, parseDecision } from '../model/decisions.ts';
import type { Need } from '../model/stage-results.ts';
import type { Stage } from '../model/states.ts';

export interface RunView {
  stage: Stage;
  paused: boolean;
  cancelled: boolean;
  mappingVersion: number | null;
  need: Need | null;
}

/** Checks form and moment of a decision. A refusal carries the reason that a person reads. */
export function judgeDecision(run: RunView, name: string, payload: unknown): ParsedDecision {
  const parsed = parseDecision(name, payload);
  if (!parsed.ok) return parsed;
  const refusal = refusalOf(run, parsed.decision);
  return refusal === null ? parsed : { ok: false, reason: refusal };
}

function refusalOf(run: RunView, decision: Decision): string | null {
  if (run.stage === 'closed') return 'this migration is closed';
  if (run.cancelled && decision.name !== 'rollback' && decision.name !== 'close') return 'this migration was cancelled';
  switch (decision.name) {
    case 'approve':
      if (run.stage !== 'approval') return `there is nothing to approve at stage ${run.stage}; the sample comes first`;
      if (decision.payload.mappingVersion !== run.mappingVersion) {
        return `mapping version ${decision.payload.mappingVersion} is not the one that was sampled (${run.mappingVersion}); look at the sample again and approve that`;
      }
      return null;
    case 'confirmQuiet':
      return run.stage === 'quiet' || beforeQuiet.has(run.stage)
        ? null
        : `writing has begun already (stage ${run.stage})`;
    case 'requestChanges':
      return run.stage === 'approval' || run.stage === 'mapping' || run.stage === 'dryRun' || run.stage === 'quiet'
        ? null
        : `the mapping can be changed until it is approved; the migration is at stage ${run.stage}`;
    case 'override':
      return run.need?.decision === 'override' ? null : 'nothing waits for an override';
    case 'pause':
      return run.paused ? 'it is paused already' : null;
    case 'resume':
      return run.paused || run.need?.decision === 'resume'
        ? null
        : 'it is not paused and waits for nothing that resume would answer';
    case 'retryFailed':
    case 'topUp':
    case 'reconcile':
      return run.stage === 'handover'
        ? null
        : `this is possible after the import, at hand-over; the migration is at stage ${run.stage}`;
    case 'rollback':
      if (decision.payload.scope === 'sample')
        return run.stage === 'approval' ? null : 'only a sample that waits for approval can be undone alone';
      return run.stage === 'handover' || run.stage === 'approval'
        ? null
        : `roll back is possible at hand-over or at the sample; pause or cancel first (stage ${run.stage})`;
    case 'cancel':
      return null;
    case 'close':
      return run.stage === 'handover' ? null : 'only a migration at hand-over can be closed; cancel it instead';
  }
}

const beforeQuiet: ReadonlySet<Stage> = new Set(['created', 'scheduled', 'preflight', 'export', 'mapping', 'dryRun']);
