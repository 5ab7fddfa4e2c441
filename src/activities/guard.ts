import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { DatabaseError } from 'pg';
import { ZodError } from 'zod';
import { isPortageError, messageOf } from '../model/errors.ts';
import type { ActivityMeter } from '../model/metering.ts';
import { isDatabaseLost } from '../store/database-fault.ts';
import type { OutageLog } from './outage.ts';

/** Faults that no retry cures: they end the activity at once with their code, message and hint, and a person is asked. */
const final: ReadonlySet<string> = new Set(['config', 'contract', 'record', 'bug', 'permission', 'auth', 'conflict']);

type Activity = (input: never) => Promise<unknown>;

const beatMs = 2_000;

/**
 * Translates our errors for Temporal: what a retry may cure is retried after the vendor's delay, the rest fails with its reason.
 * Heartbeats come from a timer: they say that the worker lives, however slow a vendor's answer is, and bring cancellations.
 */
export function guarded<T extends Record<string, Activity>>(
  activities: T,
  outage: OutageLog,
  meter?: ActivityMeter,
): T {
  return Object.fromEntries(
    Object.entries(activities).map(([name, run]) => [
      name,
      async (input: never) => {
        const activity = Context.current();
        const beat = activity.info.heartbeatTimeoutMs ? setInterval(() => activity.heartbeat(), beatMs) : undefined;
        const ended = meter?.started(name);
        try {
          const result = await run(input);
          ended?.('ok');
          outage.succeeded();
          return result;
        } catch (error) {
          ended?.('error');
          outage.failed(error);
          throw translate(error);
        } finally {
          clearInterval(beat);
        }
      },
    ]),
  ) as T;
}

/** Faults in our code: trying again for ever would only hide them. Lost databases and time-outs are other errors. */
function isBug(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    error instanceof ReferenceError ||
    error instanceof RangeError ||
    error instanceof ZodError ||
    isStatementFault(error)
  );
}

/** PostgreSQL refused the statement itself (class 42) or a value in it (class 22): the same one is refused again. */
function isStatementFault(error: unknown): boolean {
  return error instanceof DatabaseError && /^(42|22)/.test(error.code ?? '');
}

/** The database's disk: SQLSTATE 53100, disk_full. */
function isDiskFull(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '53100';
}

function diskFull(cause: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'the disk of the database is full (Free some space: it goes on by itself, nothing is lost.)',
    type: 'disk_full',
    cause: cause as Error,
  });
}

/** Tried again like any other error, but said in words: it is what staff read in the history. */
function databaseLost(cause: unknown): ApplicationFailure {
  const fault = {
    kind: 'transient',
    code: 'database_gone',
    message: 'the database did not answer',
    hint: 'Start it again: nothing is lost.',
  };
  return ApplicationFailure.create({
    message: `${fault.message} (${fault.hint})`,
    type: fault.code,
    details: [fault],
    cause: cause as Error,
  });
}

function translate(error: unknown): unknown {
  if (isBug(error)) {
    return ApplicationFailure.create({
      message: `a fault of Portage's own: ${messageOf(error)}`,
      type: 'bug',
      nonRetryable: true,
      cause: error as Error,
    });
  }
  if (isDiskFull(error)) return diskFull(error);
  if (isDatabaseLost(error)) return databaseLost(error);
  if (!isPortageError(error)) return error;
  return ApplicationFailure.create({
    message: error.hint ? `${messageOf(error)} (${error.hint})` : messageOf(error),
    type: error.code,
    nonRetryable: final.has(error.kind),
    // read by workflows/cure.ts, which asks a person where one can help
    details: [{ kind: error.kind, code: error.code, message: messageOf(error), hint: error.hint ?? null }],
    ...(error.retryAfterMs !== undefined && { nextRetryDelay: error.retryAfterMs }),
  });
}
