import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Agreement } from '../model/approval.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface NewAgreement {
  mappingVersion: number;
  kind: 'staff' | 'customer';
  principal: string;
  actor: string;
  via: string;
  note?: string | undefined;
}

/** Stores that somebody agrees; the same person to the same version is one agreement. Returns its id. */
export async function addAgreement(db: Executor, scope: Scope, input: NewAgreement): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into agreements (id, tenant_id, migration_id, mapping_version, kind, principal, actor, via, note)
    values (${newId()}, ${scope.tenantId}, ${scope.migrationId}, ${input.mappingVersion}, ${input.kind}, ${input.principal},
      ${input.actor}, ${input.via}, ${input.note ?? null})
    on conflict (migration_id, mapping_version, principal) where voided_at is null do update set actor = excluded.actor
    returning id`.execute(db);
  return rows[0]?.id as string;
}

export async function readAgreements(db: Executor, scope: Scope, version: number): Promise<Agreement[]> {
  const { rows } = await sql<Agreement & { at: Date | string }>`
    select id, kind, principal, actor, via, at from agreements
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version} and voided_at is null
    order by at, id`.execute(db);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** What was agreed to is no more: one of them, or all. */
export async function voidAgreements(db: Executor, scope: Scope, id: string | null = null): Promise<void> {
  await sql`update agreements set voided_at = now()
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and voided_at is null
      and (${id}::uuid is null or id = ${id}::uuid)`.execute(db);
}

export interface SampleLink {
  id: string;
  tenantId: string;
  migrationId: string;
  recipient: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const linkColumns = sql`id, tenant_id as "tenantId", migration_id as "migrationId", recipient, created_by as "createdBy",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

const tokenBytes = 32;

/** 256 random bits cannot be guessed, and their plain hash cannot be turned back. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Makes a link. Its token exists only in this answer: the store keeps the hash. */
export async function createSampleLink(
  db: Executor,
  scope: Scope,
  input: { recipient: string; by: string; days: number },
): Promise<{ link: SampleLink; token: string }> {
  const token = randomBytes(tokenBytes).toString('base64url');
  const { rows } = await sql<SampleLink>`
    insert into sample_links (id, tenant_id, migration_id, token_hash, recipient, created_by, expires_at)
    values (${newId()}, ${scope.tenantId}, ${scope.migrationId}, ${hashOf(token)}, ${input.recipient}, ${input.by},
      now() + make_interval(days => ${input.days}::int))
    returning ${linkColumns}`.execute(db);
  return { link: rows[0] as SampleLink, token };
}

export async function listSampleLinks(db: Executor, scope: Scope): Promise<SampleLink[]> {
  const { rows } = await sql<SampleLink>`select ${linkColumns} from sample_links
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} order by id desc`.execute(db);
  return rows;
}

/** Ends a link at once. False where there is none of this id. */
export async function revokeSampleLink(db: Executor, scope: Scope, id: string): Promise<boolean> {
  const { rows } = await sql`update sample_links set revoked_at = coalesce(revoked_at, now())
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and id = ${id} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** What a token opens; null where it is unknown, has expired or was revoked. */
export async function openSampleLink(db: Executor, token: string): Promise<SampleLink | null> {
  const { rows } = await sql<SampleLink>`update sample_links set last_used_at = now()
    where token_hash = ${hashOf(token)} and revoked_at is null and expires_at > now() returning ${linkColumns}`.execute(
    db,
  );
  return rows[0] ?? null;
}
