import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { PortageError } from '../model/errors.ts';
import { lesserRole, type Role, roleSchema } from '../model/roles.ts';
import { audit } from './audit-store.ts';
import type { Database, Executor } from './database.ts';

/** Lets secret scanners and people tell what a leaked text is. */
const prefix = 'portage_';
const keyBytes = 32;
/** How much of a key stays readable, so that a person can tell keys apart. */
const hintLength = 4;

type UserIdColumn = { api_keys: { user_id: string | null } };
const tables = (db: Executor) => db.withTables<UserIdColumn>();

/** Who stands behind a request. */
export interface Caller {
  tenantId: string;
  keyId: string;
  /** The person whose key it is; null for a program's. */
  userId: string | null;
  role: Role;
  /** The person's e-mail address, or the name of a program's key: how the audit trail names them. */
  actor: string;
}

export interface ApiKeyRow {
  id: string;
  name: string;
  role: Role;
  /** First and last characters of the key. */
  hint: string;
  userId: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const columns = [
  'id',
  'name',
  'role',
  'key_hint as hint',
  'user_id as userId',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'revoked_at as revokedAt',
] as const;

const toRow = <Row extends { role: string }>(row: Row) => ({ ...row, role: roleSchema.parse(row.role) });

/**
 * A key is 256 random bits, so a plain SHA-256 of it cannot be turned back, and a look-up by that hash tells an attacker
 * nothing by its duration: a slow password hash would protect nothing here.
 */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface NewApiKey {
  tenantId: string;
  name: string;
  role: Role;
  userId?: string | null;
}

/** Makes a key. Its text exists only in this answer: the store keeps the hash. */
export async function createApiKey(db: Executor, input: NewApiKey): Promise<{ row: ApiKeyRow; key: string }> {
  const key = `${prefix}${randomBytes(keyBytes).toString('base64url')}`;
  const row = await tables(db)
    .insertInto('api_keys')
    .values({
      id: newId(),
      tenant_id: input.tenantId,
      name: input.name,
      role: input.role,
      key_hash: hashOf(key),
      key_hint: `${prefix}…${key.slice(-hintLength)}`,
      user_id: input.userId ?? null,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return { row: toRow(row), key };
}

/** Who a key stands for; null for an unknown or revoked key, or one of a disabled user. */
export async function findCaller(db: Executor, key: string): Promise<Caller | null> {
  const hash = hashOf(key);
  const { rows } = await sql<{
    id: string;
    tenant_id: string;
    name: string;
    role: string;
    key_hash: string;
    stale: boolean;
    email: string | null;
    user_id: string | null;
    user_role: string | null;
  }>`
    select k.id, k.tenant_id, k.name, k.role, k.key_hash, u.email, u.id as user_id, u.role as user_role,
      coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
    from api_keys k left join users u on u.id = k.user_id
    where k.key_hash = ${hash} and k.revoked_at is null and u.disabled_at is null`.execute(db);
  const row = rows[0];
  if (!row || !timingSafeEqual(Buffer.from(row.key_hash), Buffer.from(hash))) return null;
  // once a minute is enough for "is it still in use?" and keeps reads from becoming writes
  if (row.stale) await sql`update api_keys set last_used_at = now() where id = ${row.id}`.execute(db);
  const role = roleSchema.parse(row.role);
  return {
    tenantId: row.tenant_id,
    keyId: row.id,
    userId: row.user_id,
    role: row.user_role === null ? role : lesserRole(role, roleSchema.parse(row.user_role)),
    actor: row.email ?? row.name,
  };
}

export async function listApiKeys(db: Executor, tenantId: string): Promise<ApiKeyRow[]> {
  const rows = await tables(db)
    .selectFrom('api_keys')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toRow);
}

/** Ends a key at once. The last admin key stays: without one nobody could make another. */
export async function revokeApiKey(db: Database, tenantId: string, id: string): Promise<ApiKeyRow> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction, tenantId);
    const row = await tables(transaction)
      .updateTable('api_keys')
      .set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst();
    if (!row) throw new PortageError('config', `there is no API key ${id}`, { code: 'api_key_not_found', status: 404 });
    await refuseWithoutAdmin(transaction, tenantId);
    return toRow(row);
  });
}

/** Throws where nobody could manage keys any more; called in the transaction that takes a right away. */
export async function refuseWithoutAdmin(db: Executor, tenantId: string): Promise<void> {
  if (await hasAdminKey(db, tenantId)) return;
  throw new PortageError('conflict', 'this would leave nobody who can manage keys', {
    code: 'last_admin_key',
    hint: 'Make another admin key first.',
  });
}

async function hasAdminKey(db: Executor, tenantId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from api_keys k left join users u on u.id = k.user_id
    where k.tenant_id = ${tenantId} and k.role = 'admin' and k.revoked_at is null
      and u.disabled_at is null and coalesce(u.role, 'admin') = 'admin' limit 1`.execute(db);
  return rows.length > 0;
}

/** Changes of a tenant's keys and users run one after another, so that two at once cannot remove the last two admins. */
export async function lockKeys(transaction: Executor, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`api keys ${tenantId}`}, 0))`.execute(transaction);
}

/**
 * Makes an admin key where a tenant has none that works, and returns its text, which the caller shows once. Null where
 * there is one already. Processes that start together make one key between them.
 */
export async function ensureFirstKey(db: Database, tenantId: string): Promise<string | null> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction, tenantId);
    if (await hasAdminKey(transaction, tenantId)) return null;
    const { row, key } = await createApiKey(transaction, { tenantId, name: 'first admin key', role: 'admin' });
    await audit(transaction, {
      tenantId,
      migrationId: null,
      actor: 'engine',
      via: 'engine',
      action: 'createApiKey',
      accepted: true,
      payload: { keyId: row.id, role: row.role },
    });
    return key;
  });
}
