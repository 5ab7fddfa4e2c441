import { sql } from 'kysely';
import { audit } from './audit-store.ts';
import type { Database } from './database.ts';
import { type MigrationRow, scopeOf } from './migration-row.ts';
import { getMigration, updateMigration } from './migration-store.ts';
import { addNotifications } from './notification-store.ts';

/** Whoever starts a migration touches it first: its workflow is there by then. */
const startingMs = 30_000;

/** How a workflow ended, in words, and when; the time is unknown where Temporal has forgotten it. */
export interface WorkflowEnd {
  how: string;
  at: Date | null;
}

/**
 * Ends migrations that the store takes for running although their workflow has ended without saying so, as when somebody
 * terminates it in the Temporal UI. `endOf` says how a workflow ended, and null while it runs. One that nobody has touched since
 * its workflow ended is no start that is under way; for the others that takes a moment of quiet. Returns whom it ended.
 */
export async function endOrphans(
  db: Database,
  endOf: (migrationId: string) => Promise<WorkflowEnd | null>,
  { quietMs = startingMs, ids }: { quietMs?: number; ids?: readonly string[] } = {},
): Promise<string[]> {
  const open = await db
    .selectFrom('migrations')
    .select([
      'id',
      sql<Date>`date_trunc('milliseconds', updated_at)`.as('updatedAt'),
      sql<boolean>`updated_at <= now() - make_interval(secs => ${quietMs / 1000})`.as('quiet'),
    ])
    .where('ended_at', 'is', null)
    .where('purged_at', 'is', null)
    .where('stage', '<>', 'closed')
    // a look ahead has no workflow of this name, and takes itself out again
    .where('file_key', 'not like', 'plan:%')
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .execute();
  const ends = await Promise.all(open.map(async (row) => ({ ...row, end: await endOf(row.id) })));
  const ended: string[] = [];
  for (const { id, updatedAt, quiet, end } of ends) {
    if (end === null || !(quiet || (end.at !== null && end.at > updatedAt))) continue;
    if (await endOne(db, id, updatedAt, end.how)) ended.push(id);
  }
  return ended;
}

/** One that was touched since has been started again meanwhile. */
async function endOne(db: Database, id: string, updatedAt: Date, how: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const untouched = await transaction
      .selectFrom('migrations')
      .select('id')
      .where('id', '=', id)
      .where(sql`date_trunc('milliseconds', updated_at)`, '=', updatedAt)
      .forUpdate()
      .executeTakeFirst();
    if (untouched === undefined) return false;
    const row = await getMigration(transaction, id);
    const message = `${how}; ${wayOn(row)}`;
    await updateMigration(transaction, scopeOf(row), { status: 'failed', error: { message }, waitingFor: null });
    await audit(transaction, {
      ...{ tenantId: row.tenantId, migrationId: id, actor: 'unknown', via: 'Temporal', action: 'end' },
      accepted: true,
      reason: how,
    });
    await addNotifications(transaction, scopeOf(row), {
      origin: `ended/${updatedAt.toISOString()}`,
      event: 'failed',
      subject: `${row.customer}: the migration was ended from outside`,
      body: message,
      targets: row.file.notify,
    });
    return true;
  });
}

/** What was under way at hand-over is a decision of its own, which is sent again. */
function wayOn({ stage }: Pick<MigrationRow, 'stage'>): string {
  return stage === 'handover'
    ? 'nothing is lost: ask again for what was under way (portage retry, topup, reconcile or rollback)'
    : 'nothing is lost: go on with the same migration file (portage migrate FILE), or with the decision resume';
}
