import type { PortageError } from './errors.ts';

/** How a request ended: `refused` is the vendor's no, `failed` passes by itself, `in_doubt` may have been done. */
export type RequestOutcome = 'ok' | 'throttled' | 'refused' | 'failed' | 'in_doubt';

/** Told of each request; knows of itself which side and system it is. Never told whose it was. */
export interface RequestMeter {
  answered(outcome: RequestOutcome): void;
  /** From sending to the whole answer. */
  took(seconds: number): void;
  /** For leave to send, or for a connection. */
  waited(seconds: number): void;
}

/** Told when an activity begins; the answer is told how it ended. */
export interface ActivityMeter {
  started(activity: string): (outcome: 'ok' | 'error') => void;
}

export function outcomeOf({ kind, status }: PortageError): RequestOutcome {
  switch (kind) {
    case 'rate_limited':
      return 'throttled';
    case 'in_doubt':
      return 'in_doubt';
    case 'transient':
      return 'failed';
    case 'contract':
      // an answer that cannot be read, or a plain no to a request of ours
      return status !== undefined && status >= 400 ? 'refused' : 'failed';
    default:
      return 'refused';
  }
}
