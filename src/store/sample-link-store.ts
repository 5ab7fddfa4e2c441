import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

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

/** Remembers a link: whom it is for and until when. Its address is signed over these and kept nowhere. */
export async function createSampleLink(
  db: Executor,
  scope: Scope,
  input: { recipient: string; by: string; days: number },
): Promise<SampleLink> {
  const { rows } = await sql<SampleLink>`
    insert into sample_links (id, tenant_id, migration_id, recipient, created_by, expires_at)
    values (${newId()}, ${scope.tenantId}, ${scope.migrationId}, ${input.recipient}, ${input.by},
      date_trunc('second', now()) + make_interval(days => ${input.days}::int))
    returning ${linkColumns}`.execute(db);
  return rows[0] as SampleLink;
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

export type OpenedLink = { state: 'open'; link: SampleLink } | { state: 'expired' | 'revoked' | 'unknown' };

/** What stands behind a link whose signature holds. Who comes without a key has no tenant yet: the link says which. */
export async function openSampleLink(
  db: Executor,
  { migrationId, linkId }: { migrationId: string; linkId: string },
): Promise<OpenedLink> {
  const { rows } = await sql<SampleLink & { expired: boolean }>`
    select ${linkColumns}, expires_at <= now() as expired from sample_links
    where id = ${linkId} and migration_id = ${migrationId}`.execute(db);
  const [found] = rows;
  if (found === undefined) return { state: 'unknown' };
  if (found.revokedAt !== null) return { state: 'revoked' };
  const { expired, ...link } = found;
  if (expired) return { state: 'expired' };
  await sql`update sample_links set last_used_at = now() where id = ${linkId}`.execute(db);
  return { state: 'open', link };
}
