import { type Logger, Runtime } from '@temporalio/worker';
import type { Log } from './logging.ts';

let installed = false;

/**
 * Sets up the SDK's runtime once in a process, before the first connection: its log goes into ours, and it leaves signals to
 * us, since a worker must stop before its database does.
 */
export function installTemporalRuntime(log: Log): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    shutdownSignals: [],
    logger: sdkLogger(log, 'temporal'),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}

/** Our log as the SDK wants one. Its `info` is `debug` here: each worker that starts tells a page of settings. */
export function sdkLogger(log: Log, source: string): Logger {
  const write = (level: 'trace' | 'debug' | 'warn' | 'error') => (message: string, meta?: object) =>
    log[level]({ ...meta, source }, message);
  const methods = {
    trace: write('trace'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
  };
  return {
    ...methods,
    log: (level, message, meta) => methods[level.toLowerCase() as keyof typeof methods](message, meta),
  };
}
