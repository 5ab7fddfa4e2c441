import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { type DecisionName, decisionNames } from '../model/decisions.ts';
import type { FirstPreview } from '../model/dry-run.ts';
import type { Need } from '../model/stage-results.ts';
import type { RunStatus, Stage } from '../model/states.ts';

/** What the query `status` answers, for people in the Temporal UI and for programs. */
export interface StatusAnswer {
  stage: Stage;
  status: RunStatus;
  mappingVersion: number | null;
  need: Need | null;
  /** The first records as they were planned before the destination was read; null once all are planned. */
  firstPreview: FirstPreview | null;
  /** The last decisions that were refused, with the reason. */
  refused: Refusal[];
}

export interface Refusal {
  name: string;
  reason: string;
  at: string;
}

/** A decision as the API and the CLI send it: the answer comes when it is stored. */
export interface DecisionInput {
  name: DecisionName;
  payload: unknown;
  via: string;
}

export const statusQuery = defineQuery<StatusAnswer>('status');
export const decideUpdate = defineUpdate<{ accepted: true }, [DecisionInput]>('decide');

/** One signal for each decision, so that the Temporal UI's list of names is the list of what can be done. */
export const decisionSignals = decisionNames.map((name) => ({ name, signal: defineSignal<[unknown]>(name) }));

/** From the parent to a child: stop opening requests, go on, or end. */
export interface ControlInput {
  paused: boolean;
  cancelled: boolean;
}
export const controlSignal = defineSignal<[ControlInput]>('control');
