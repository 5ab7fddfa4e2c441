import { setTimeout as delay } from 'node:timers/promises';
import type { DecisionName } from '../model/decisions.ts';
import type { Database } from '../store/database.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { getMigration } from '../store/migration-store.ts';

const pollMs = 200;
/** Open requests are answered first; what takes longer is done when a worker runs again. */
const patienceMs = 60_000;

/**
 * Waits until a decision that ends a migration has done so. Where this command runs the only worker, nobody else would:
 * the migration would go on waiting for what has been decided.
 */
export async function untilOver(db: Database, row: MigrationRow, name: DecisionName): Promise<void> {
  if (name !== 'cancel' && name !== 'close') return;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const { stage, status } = await getMigration(db, row.id, row.tenantId);
    if (stage === 'closed' || status === 'cancelled' || Date.now() > giveUpAt) return;
    await delay(pollMs);
  }
}
