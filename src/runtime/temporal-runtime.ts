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

/** A failed activity comes with its task token and several stacks: who, what and why is enough, Temporal keeps the rest. */
function inBrief(meta: object | undefined): object | undefined {
  const { error, activityType, workflowId, attempt } = (meta ?? {}) as Partial<{
    error: { type?: string; message?: string };
    activityType: string;
    workflowId: string;
    attempt: number;
  }>;
  if (activityType === undefined || error === undefined) return meta;
  return { activity: activityType, workflow: workflowId, attempt, code: error.type, reason: error.message };
}

/** Our log as the SDK wants one. Its `info` is `debug` here: each worker that starts tells a page of settings. */
export function sdkLogger(log: Log, source: string): Logger {
  const write = (level: 'trace' | 'debug' | 'warn' | 'error') => (message: string, meta?: object) =>
    log[level]({ ...inBrief(meta), source }, message);
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
