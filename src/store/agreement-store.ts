import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Agreement } from '../model/approval.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface NewAgreement {
  mappingVersion: number;
  /** What is agreed to, if not the approval: a difference by its fingerprint. */
  subject?: string | undefined;
  kind: 'staff' | 'customer';
  principal: string;
  actor: string;
  via: string;
  note?: string | undefined;
}

const approval = 'approval';

/** Stores that somebody agrees; the same person to the same subject of a version is one agreement. Returns its id. */
export async function addAgreement(db: Executor, scope: Scope, input: NewAgreement): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into agreements (id, tenant_id, migration_id, mapping_version, subject, kind, principal, actor, via, note)
    values (${newId()}, ${scope.tenantId}, ${scope.migrationId}, ${input.mappingVersion}, ${input.subject ?? approval}, ${input.kind},
      ${input.principal}, ${input.actor}, ${input.via}, ${input.note ?? null})
    on conflict (migration_id, mapping_version, subject, principal) where voided_at is null
      do update set actor = excluded.actor, note = excluded.note
    returning id`.execute(db);
  return rows[0]?.id as string;
}

/** Who agrees to a version, or with a subject of its own to a difference. */
export async function readAgreements(
  db: Executor,
  scope: Scope,
  version: number,
  subject: string = approval,
): Promise<Agreement[]> {
  const { rows } = await sql<Agreement & { at: Date | string }>`
    select id, kind, principal, actor, via, note, at from agreements
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
      and subject = ${subject} and voided_at is null
    order by at, id`.execute(db);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** What was agreed to is no more: one of them, or all. */
export async function voidAgreements(db: Executor, scope: Scope, id: string | null = null): Promise<void> {
  await sql`update agreements set voided_at = now()
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and voided_at is null
      and (${id}::uuid is null or id = ${id}::uuid)`.execute(db);
}
