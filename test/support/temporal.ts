import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createLog, type Log } from '../../src/runtime/logging.ts';
import type { TemporalTarget } from '../../src/runtime/temporal-client.ts';

/** The Temporal server of this test run. */
export function temporalTarget(): TemporalTarget {
  return { namespace: inject('temporalNamespace'), connection: { address: inject('temporalAddress') } };
}

/** A task queue that no other test shares. */
export function uniqueTaskQueue(): string {
  return `test-${randomUUID()}`;
}

/** Warnings and errors only, so that a run's output stays readable. */
export function testLog(): Log {
  return createLog({ level: 'warn', format: 'line' });
}
