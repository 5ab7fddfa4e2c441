import type { Executor } from './database.ts';

export interface AuditEntry {
  tenantId: string;
  migrationId: string | null;
  actor: string;
  /** API, CLI, Temporal UI, engine. */
  via: string;
  action: string;
  accepted: boolean;
  reason?: string;
  payload?: unknown;
}

/** Adds a line to the append-only trail. */
export async function audit(db: Executor, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      tenant_id: entry.tenantId,
      migration_id: entry.migrationId,
      actor: entry.actor,
      via: entry.via,
      action: entry.action,
      accepted: entry.accepted,
      reason: entry.reason ?? null,
      payload: JSON.stringify(entry.payload ?? {}),
    })
    .execute();
}

export interface AuditLine {
  actor: string;
  via: string;
  action: string;
  accepted: boolean;
  reason: string | null;
  at: Date;
}

export async function readAudit(db: Executor, scope: { tenantId: string; migrationId: string }): Promise<AuditLine[]> {
  return db
    .selectFrom('audit')
    .select(['actor', 'via', 'action', 'accepted', 'reason', 'at'])
    .where('tenant_id', '=', scope.tenantId)
    .where('migration_id', '=', scope.migrationId)
    .orderBy('id')
    .execute();
}
