import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Database } from '../store/database.ts';
import { freeOrphanedLocks } from '../store/lock-store.ts';
import type { Log } from './logging.ts';

const SWEEP_EVERY_MS = 60_000;

/** Frees the locks of migrations that have ended without saying so, at once and every minute. Returns how to stop. */
export async function startLockSweep(db: Database, temporal: Client, log: Log): Promise<() => Promise<void>> {
  const sweep = async () => {
    try {
      const freed = await freeOrphanedLocks(db, (id) => runs(temporal, id));
      if (freed.length > 0) log.warn({ migrations: freed }, 'freed locks of migrations that have ended');
    } catch (error) {
      log.debug({ err: error }, 'looking for orphaned locks failed; it is tried again');
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

async function runs(temporal: Client, migrationId: string): Promise<boolean> {
  try {
    const { status } = await temporal.workflow.getHandle(`migration:${migrationId}`).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
