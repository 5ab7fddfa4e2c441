import { audit } from '../../store/audit-store.ts';
import { type MigrationRow, refusePurged, scopeOf } from '../../store/migration-row.ts';
import { updateMigration } from '../../store/migration-store.ts';
import { type ServiceContext, startWorkflow } from './start.ts';

/** Starts a failed migration again: it goes on from the stage that the store names. */
export async function goOnAfterFailure(
  context: ServiceContext,
  row: MigrationRow,
  by: string,
  via: 'API' | 'CLI',
): Promise<void> {
  refusePurged(row);
  await updateMigration(context.db, scopeOf(row), { status: 'running', error: null });
  await audit(context.db, {
    tenantId: row.tenantId,
    migrationId: row.id,
    actor: by,
    via,
    action: 'resume',
    accepted: true,
  });
  await startWorkflow(context, row);
}
