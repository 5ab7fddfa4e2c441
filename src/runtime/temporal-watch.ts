import type { Client } from '@temporalio/client';
import { messageOf } from '../model/errors.ts';
import type { Log } from './logging.ts';

const lookEveryMs = 5_000;

/** Says once that Temporal went away and once that it is back: the SDK waits in silence. Returns how to stop. */
export function startTemporalWatch(temporal: Client, log: Log): () => Promise<void> {
  let lostAtMs: number | null = null;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const { connection } = temporal;
    try {
      await connection.withDeadline(Date.now() + lookEveryMs, () => connection.workflowService.getSystemInfo({}));
      if (lostAtMs === null) return;
      log.warn({ awayMs: Math.round(performance.now() - lostAtMs) }, 'Temporal is back');
      lostAtMs = null;
    } catch (error) {
      if (lostAtMs !== null) return;
      lostAtMs = performance.now();
      log.warn(
        { reason: messageOf(error) },
        'Temporal does not answer: what is under way is finished, and nothing new begins until it is back',
      );
    }
  }

  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
