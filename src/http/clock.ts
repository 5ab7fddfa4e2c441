import { setTimeout as delay } from 'node:timers/promises';

/** Time as the client sees it; tests hand in their own. */
export interface Clock {
  /** Epoch milliseconds: only to read dates that a vendor wrote. */
  now(): number;
  /** Milliseconds of a clock that never jumps: for everything that is measured or waited for. */
  monotonic(): number;
  /** Ends early with the signal's reason when that aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    await delay(ms, undefined, { signal }).catch(() => signal?.throwIfAborted());
  },
};
