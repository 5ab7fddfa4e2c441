import type { Database } from './database.ts';
import type { MigrationRow } from './migration-row.ts';

/** Takes out a migration that was only looked at: nothing was read for it, and nothing written. */
export async function forgetUnstarted(db: Database, row: MigrationRow): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom('migrations')
      .where('id', '=', row.id)
      .where('tenant_id', '=', row.tenantId)
      .where('stage', '=', 'created')
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return;
    const stored = new Set([row.file.source.connectionId, row.file.destination.connectionId]);
    const made = [row.sourceConnectionId, row.destinationConnectionId].filter((id) => !stored.has(id));
    if (made.length === 0) return;
    await transaction.deleteFrom('connections').where('tenant_id', '=', row.tenantId).where('id', 'in', made).execute();
  });
}
