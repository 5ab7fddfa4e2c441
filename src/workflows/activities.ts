import * as workflow from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * Proxies by what they need. Retries are Temporal's: an activity is safe to run twice. Errors that a retry cannot cure are
 * marked non-retryable where they are thrown.
 */

/** Short work on the store: decisions, stages, summaries. Retried for as long as the database is away. */
export const control = workflow.proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '20 seconds' },
});

/** Calls a vendor for a while: describing, checking. */
export const vendor = workflow.proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 20 },
});

/**
 * One chunk of a long stage: ends by itself after about 30 seconds; a dead worker shows by its missing heartbeat. Cancelling it
 * (a pause, a cancel) stops it from opening requests; it ends once those under way are answered.
 */
export const chunk = workflow.proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '8 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '15 seconds' },
  cancellationType: workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});
