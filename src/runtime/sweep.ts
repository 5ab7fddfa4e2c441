import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { workflowIdOf } from '../model/workflow-id.ts';
import type { Database } from '../store/database.ts';
import { freeOrphanedLocks } from '../store/lock-store.ts';
import { endOrphans, type WorkflowEnd } from '../store/orphan-store.ts';
import type { Log } from './logging.ts';

const SWEEP_EVERY_MS = 60_000;

/**
 * Looks at once and every minute for migrations whose workflow has ended without saying so: their status says it then, and
 * their locks are freed. Returns how to stop.
 */
export async function startSweep(db: Database, temporal: Client, log: Log): Promise<() => Promise<void>> {
  const sweep = async () => {
    try {
      const ended = await endOrphans(db, (id) => endOfWorkflow(temporal, id));
      if (ended.length > 0) log.warn({ migrations: ended }, 'migrations were ended from outside');
      const freed = await freeOrphanedLocks(db, async (id) => (await endOfWorkflow(temporal, id)) === null);
      if (freed.length > 0) log.warn({ migrations: freed }, 'freed locks of migrations that have ended');
    } catch (error) {
      log.debug({ err: error }, 'looking for orphans failed; it is tried again');
    }
  };
  let sweeping = sweep();
  await sweeping;
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, SWEEP_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}

/** How and when a migration's workflow ended; null while it runs. */
export async function endOfWorkflow(temporal: Client, migrationId: string): Promise<WorkflowEnd | null> {
  try {
    const { status, closeTime = null } = await temporal.workflow.getHandle(workflowIdOf(migrationId)).describe();
    if (status.name === 'RUNNING') return null;
    const how =
      status.name === 'TERMINATED'
        ? 'somebody terminated its workflow in Temporal'
        : `its workflow ended in Temporal (${status.name.toLowerCase().replaceAll('_', ' ')})`;
    return { how, at: closeTime };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return { how: 'Temporal does not know its workflow any more', at: null };
    throw error;
  }
}
