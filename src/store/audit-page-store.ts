import type { Executor } from './database.ts';

export interface AuditPageLine {
  id: number;
  migrationId: string | null;
  actor: string;
  via: string;
  action: string;
  accepted: boolean;
  reason: string | null;
  payload: unknown;
  at: Date;
}

/** Lines of the audit trail after a given one, oldest first: of one migration, or of everything a tenant did. */
export async function pageOfAudit(
  db: Executor,
  scope: { tenantId: string; migrationId?: string },
  page: { after: number; limit: number },
): Promise<AuditPageLine[]> {
  let query = db
    .selectFrom('audit')
    .select(['id', 'migration_id as migrationId', 'actor', 'via', 'action', 'accepted', 'reason', 'payload', 'at'])
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '>', page.after);
  if (scope.migrationId !== undefined) query = query.where('migration_id', '=', scope.migrationId);
  return query.orderBy('id').limit(page.limit).execute();
}

/** The id of a migration's last line, where someone who watches from now on begins; 0 where there is none. */
export async function lastAuditId(db: Executor, scope: { tenantId: string; migrationId: string }): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('tenant_id', '=', scope.tenantId)
    .where('migration_id', '=', scope.migrationId)
    .executeTakeFirst();
  return row?.id ?? 0;
}
