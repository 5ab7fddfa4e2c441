import { messageOf } from '../model/errors.ts';
import { isDatabaseLost } from '../store/database-fault.ts';
import type { Log } from './context.ts';

/** What a worker says of its database: once that it went away, once that it is back, however many steps ran into it. */
export interface OutageLog {
  failed(error: unknown): void;
  succeeded(): void;
}

export function createOutageLog(log: Log): OutageLog {
  let lostAtMs: number | null = null;
  return {
    failed(error) {
      if (lostAtMs !== null || !isDatabaseLost(error)) return;
      lostAtMs = performance.now();
      log.warn(
        { reason: messageOf(error) },
        'the database does not answer: nothing is sent, and every step is tried again until it is back',
      );
    },
    succeeded() {
      if (lostAtMs === null) return;
      log.warn({ awayMs: Math.round(performance.now() - lostAtMs) }, 'the database is back');
      lostAtMs = null;
    },
  };
}
