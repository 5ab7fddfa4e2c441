import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../store/database.ts';
import type { MigrationRow } from '../store/migration-row.ts';

const pollMs = 300;

/**
 * Sends a decision to a migration at hand-over and waits until it shows: until then the store still says "completed" of the
 * round before. It shows when the stage has changed, when a person is needed, or when the migration has ended otherwise.
 */
export async function untilRoundBegins(db: Database, row: MigrationRow, send: () => Promise<void>): Promise<void> {
  const read = () =>
    db
      .selectFrom('migrations')
      .select(['stage', 'status', 'stage_since', 'waiting_for'])
      .where('id', '=', row.id)
      .where('tenant_id', '=', row.tenantId)
      .executeTakeFirstOrThrow();
  const before = await read();
  await send();
  for (;;) {
    const now = await read();
    if (now.stage !== before.stage || now.stage_since.getTime() !== before.stage_since.getTime()) return;
    // a cancelled one that is rolled back stays cancelled for a moment
    if (now.waiting_for !== null || (now.status !== before.status && !standing.has(now.status))) return;
    await delay(pollMs);
  }
}

/** States in which nothing is to be seen of the decision yet. */
const standing: ReadonlySet<string> = new Set(['completed', 'completed_with_errors', 'running']);
