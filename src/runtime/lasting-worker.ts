import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './logging.ts';
import type { PortageWorker } from './worker.ts';

/** Long enough for a server that comes back to have its namespace again. */
const PAUSE_MS = 5_000;

export interface LastingWorkerOptions {
  start: () => Promise<Pick<PortageWorker, 'done' | 'stop'>>;
  log: Pick<Log, 'warn'>;
  /** Default: five seconds, or less where it is stopped meanwhile. */
  pause?: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * A worker that is there as long as the process: some answers of a server, such as one that a namespace is not known, end the SDK's
 * worker for good, and a process that lives without one takes up nothing. Rejects where the first one does not start.
 */
export async function startLastingWorker(options: LastingWorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { start, log, pause = (signal) => delay(PAUSE_MS, undefined, { signal }) } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let worker: Pick<PortageWorker, 'done' | 'stop'> | undefined = await start();
  const following = (async () => {
    while (!signal.aborted) {
      try {
        await worker?.done;
        if (worker !== undefined) return;
      } catch {
        worker = undefined; // told by the worker itself
      }
      await pause(signal).catch(() => undefined);
      if (signal.aborted) return;
      worker = await start().catch(
        (error: unknown) => void log.warn({ err: error }, 'the worker does not start again yet'),
      );
      if (worker !== undefined) log.warn('the worker runs again');
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await worker?.stop();
      await following;
      // one that was just starting
      await worker?.stop();
    },
  };
}
