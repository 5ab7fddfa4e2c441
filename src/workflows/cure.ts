import * as workflow from '@temporalio/workflow';
import type { Need } from '../model/stage-results.ts';

/** What activities/guard.ts writes into the failures that it makes. */
interface FaultDetails {
  kind: string;
  code: string;
  message: string;
  hint: string | null;
}

/**
 * What to ask a person for where a step could not go on: a key that expired, a right that was taken away, a vendor that is down
 * or answers otherwise than before. Null for a fault of our own, which nobody out there can cure.
 * @param end the system that the step talks to, as people know it
 */
export function needOf(error: unknown, end: string | null): Need | null {
  const fault = faultIn(error);
  if (fault === null || fault.kind === 'bug') return null;
  return {
    code: fault.code,
    message: end === null ? fault.message : `${end}: ${fault.message}`,
    hint: `${(fault.hint ?? 'Cure the cause').replace(/[.;]\s*$/, '')}; then resume: it goes on where it stood.`,
    decision: 'resume',
  };
}

/** A failure passes through an activity's and a child's before it gets here. */
function faultIn(error: unknown): FaultDetails | null {
  for (let at = error; at instanceof workflow.TemporalFailure; at = at.cause) {
    if (!(at instanceof workflow.ApplicationFailure)) continue;
    const details = at.details?.[0] as Partial<FaultDetails> | null | undefined;
    if (details && typeof details.kind === 'string' && typeof details.message === 'string')
      return details as FaultDetails;
  }
  return null;
}
