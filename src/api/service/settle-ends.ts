import type { Client } from '@temporalio/client';
import { endOfWorkflow } from '../../runtime/sweep.ts';
import type { Database } from '../../store/database.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { endOrphans } from '../../store/orphan-store.ts';

/** How long a look at a migration waits for Temporal: without its answer it is shown as it is stored. */
const askMs = 1_500;

interface Store {
  db: Database;
  temporal: Client;
}

/**
 * Before migrations are shown: those whose workflow has ended without saying so, as when somebody terminates it in the Temporal
 * UI, say it now and not when a worker looks the next time. True where one has changed by that. What cannot be asked just now
 * stays as it is stored.
 */
export async function settleEnds(
  { db, temporal }: Store,
  rows: readonly { id: string; endedAt: Date | null }[],
): Promise<boolean> {
  const ids = rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  if (ids.length === 0) return false;
  try {
    const ended = await temporal.withDeadline(Date.now() + askMs, () =>
      endOrphans(db, (id) => endOfWorkflow(temporal, id), { ids }),
    );
    return ended.length > 0;
  } catch {
    // what is wrong with the store is said by whoever reads from it next
    return false;
  }
}

/** A migration as it is, and not as it was when its workflow last said something. */
export async function currentMigration(store: Store, id: string, tenantId: string): Promise<MigrationRow> {
  const row = await getMigration(store.db, id, tenantId);
  return (await settleEnds(store, [row])) ? getMigration(store.db, id, tenantId) : row;
}
