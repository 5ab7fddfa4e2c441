import { constants } from 'node:os';
import type { Log } from './logging.ts';

/** A terminal, npm and a parent process may each pass on the same Ctrl-C; a second one after this means "now". */
const SAME_KEY_PRESS_MS = 1_000;

let interruptedWith: number | null = null;

/** The exit code of the signal that is ending this process; null as long as none does. */
export function interruption(): number | null {
  return interruptedWith;
}

export interface Shutdown {
  /** Adds something to stop; the last added is stopped first. Returns a function that takes it off the list. */
  add(name: string, stop: () => Promise<void>): () => void;
  /** Stops everything once; a second call waits for the first. Never rejects: what cannot be stopped is logged. */
  run(): Promise<void>;
}

/** A list of things to stop, in the opposite order of their start. */
export function createShutdown(log: Log): Shutdown {
  const entries: { name: string; stop: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      try {
        await entry.stop();
      } catch (error) {
        log.error({ err: error }, `could not stop ${entry.name}`);
      }
    }
  }

  return {
    add(name, stop) {
      const entry = { name, stop };
      entries.push(entry);
      return () => {
        const index = entries.indexOf(entry);
        if (index >= 0) entries.splice(index, 1);
      };
    },
    run() {
      running ??= stopAll().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

/**
 * Runs the shutdown on Ctrl-C, SIGTERM and SIGHUP and then ends the process with the usual code (130 for Ctrl-C).
 * A second key press ends it at once. What breaks because it is being taken down, such as a call that is tried again on a closed
 * connection, is no news by then. Returns a function that gives the signals back.
 */
export function stopOnSignals(shutdown: Shutdown, log: Log): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const code = 128 + constants.signals[signal];
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > SAME_KEY_PRESS_MS) process.exit(code);
      return;
    }
    firstAt = Date.now();
    interruptedWith = code;
    process.on('uncaughtException', (error) => log.debug({ err: error }, 'while stopping'));
    log.info('stopping; press Ctrl-C again to end at once');
    void shutdown.run().finally(() => process.exit(code));
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
