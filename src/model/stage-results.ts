/**
 * What activities tell workflows: ids, counts and decisions only. Temporal's history never carries a customer's data or a secret.
 */
import type { Stage } from './states.ts';

/** Why a migration stands still and what a person should do. */
export interface Need {
  code: string;
  message: string;
  hint: string;
  /** The decision that goes on from here. */
  decision: 'resume' | 'confirmQuiet' | 'approve' | 'override' | 'requestChanges';
  /** Fingerprint of what is asked about, where two people have to agree to the same. */
  subject?: string | undefined;
}

export interface MigrationBrief {
  id: string;
  customer: string;
  source: string;
  destination: string;
  stage: Stage;
  startAt: string | null;
  paused: boolean;
  /** It was cancelled before this run began. */
  cancelled: boolean;
  /** Nothing, or nobody any more, needs to confirm the quiet plan. */
  quiet: boolean;
  mappingVersion: number | null;
  snapshot: number;
  /** Two people have to approve, each signed in to the API. */
  secondPerson: boolean;
}

export interface PreflightResult {
  needs: Need | null;
  /** Nothing may be written before a person has confirmed the quiet plan. */
  quietNeeded: boolean;
  estimatedSeconds: number;
}

/** What a stream of the source holds. */
export interface MeasuredStream {
  stream: string;
  /** Records by object, of what was looked at. */
  objects: Record<string, number>;
  /** Null where the vendor does not tell before everything is read. */
  total: number | null;
  /** Why it is not read, where the account or the plan lacks it. */
  skipped: string | null;
}

export interface ChunkProgress {
  done: boolean;
  /** Wait this long before the next chunk: a daily budget, a long Retry-After, a lag. */
  notBeforeMs: number | null;
  processed: number;
}

export interface MappingResult {
  version: number;
  /** Decisions that only a person can take. */
  open: Need | null;
}

export interface DryRunResult {
  needs: Need | null;
  outcomes: Record<string, Record<string, number>>;
}

/** What was found between approval and the first write of the full import. */
export interface BeforeImport {
  needs: Need | null;
  /** The data is older than seven days: what changed since is read first. */
  refresh: boolean;
  /** Something that the approval was sealed to has changed: a person approves again. */
  voided: boolean;
  planAgain: boolean;
}

export interface LoadResult extends ChunkProgress {
  written: number;
  failed: number;
  /** The wave is complete: nothing planned and nothing in doubt. */
  done: boolean;
  /** Something is in doubt and can be settled in this long. */
  settleInMs: number | null;
  needs: Need | null;
}

export interface ReconcileResult extends ChunkProgress {
  verified: number;
  drifted: number;
}

export interface SampleResult {
  records: number;
  effects: number;
}

export interface RollbackResult extends ChunkProgress {
  reversed: number;
  kept: number;
  failed: number;
}

export interface FinalResult {
  status: 'completed' | 'completed_with_errors';
  balanced: boolean;
  failed: number;
  held: number;
  drifted: number;
  doubles: number;
}
