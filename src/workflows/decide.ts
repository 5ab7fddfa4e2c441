/** Pure rules: may this decision be taken now, and what does it change? Tested without Temporal. */
import { type Decision, type ParsedDecision, parseDecision } from '../model/decisions.ts';
import type { Need } from '../model/stage-results.ts';
import type { Stage } from '../model/states.ts';

export interface RunView {
  /** Null until the store has told. */
  customer: string | null;
  stage: Stage;
  paused: boolean;
  cancelled: boolean;
  /** Cancelled and drained, or closed and opened again: what it wrote can be taken back, and nothing else. */
  ended: boolean;
  mappingVersion: number | null;
  /** Two people have to approve, each signed in to the API. */
  secondPerson?: boolean;
  need: Need | null;
  /** How the last round ended, while the run stands at hand-over and does nothing. */
  result?: object | null;
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
  if (run.ended) return refusalAfterEnd(run, decision);
  if (run.cancelled) return 'this migration is being cancelled';
  switch (decision.name) {
    case 'approve':
      if (run.stage !== 'approval') return `there is nothing to approve at stage ${run.stage}; the sample comes first`;
      if (decision.payload.mappingVersion !== run.mappingVersion) {
        return `mapping version ${decision.payload.mappingVersion} is not the one that was sampled (${run.mappingVersion}); look at the sample again and approve that`;
      }
      if (run.secondPerson && decision.payload.agreement === undefined) return unsigned;
      return null;
    case 'confirmQuiet':
      return run.stage === 'quiet' || beforeQuiet.has(run.stage)
        ? null
        : `writing has begun already (stage ${run.stage})`;
    case 'requestChanges':
      // between approval and the first write a person is asked again where the world has moved
      if (run.stage === 'import' && run.need !== null && changeable.has(run.need.code)) return null;
      return run.stage === 'approval' || run.stage === 'mapping' || run.stage === 'dryRun' || run.stage === 'quiet'
        ? null
        : `the mapping can be changed until it is approved; the migration is at stage ${run.stage}`;
    case 'override':
      if (run.need?.decision !== 'override') return 'nothing waits for an override';
      // before the approval one person may: both look at what came of it
      if (run.secondPerson && run.stage === 'import' && decision.payload.agreement === undefined)
        return unsignedOverride;
      return null;
    case 'pause':
      if (run.result) return 'nothing is under way that could be paused';
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
      if (otherCustomer(run, decision)) return otherCustomerReason;
      if (decision.payload.scope === 'sample')
        return run.stage === 'approval' ? null : 'only a sample that waits for approval can be undone alone';
      return run.stage === 'handover'
        ? null
        : `roll back of all is possible at hand-over, or once the migration was cancelled (stage ${run.stage})`;
    case 'cancel':
      return null;
    case 'close':
      return run.stage === 'handover' ? null : 'only a migration at hand-over can be closed; cancel it instead';
  }
}

function refusalAfterEnd(run: RunView, decision: Decision): string | null {
  if (decision.name === 'rollback' && otherCustomer(run, decision)) return otherCustomerReason;
  if (decision.name === 'close' || (decision.name === 'rollback' && decision.payload.scope === 'all')) return null;
  return 'this migration was cancelled or closed: it can be rolled back, and a new one started';
}

/** Undoing asks for the customer's name, whatever way it comes, so that nobody takes back the wrong migration. */
function otherCustomer(run: RunView, decision: Decision<'rollback'>): boolean {
  return decision.payload.customer !== run.customer;
}

const unsigned =
  'two people have to agree to this migration, and this says of nobody who they are: approve through the API with a key of your own (portage approve ID --url …)';

const unsignedOverride =
  'two people have to agree before this import goes on, and this says of nobody who they are: override through the API with a key of your own (portage signal ID override \'{"reason": "…"}\' --url …)';

const otherCustomerReason = "this is not the customer's name; write it exactly as the migration has it";

/** What is asked before the first write of the full import, when the mapping can still be changed. */
const changeable: ReadonlySet<string> = new Set(['world_moved', 'source_changed', 'mapping_no_longer_fits']);

const beforeQuiet: ReadonlySet<Stage> = new Set(['created', 'scheduled', 'preflight', 'export', 'mapping', 'dryRun']);
