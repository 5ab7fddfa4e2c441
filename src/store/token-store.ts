import { sql } from 'kysely';
import type { Database, Executor } from './database.ts';

/** Which tokens are meant: those that began with these credentials. */
export interface TokenKey {
  tenantId: string;
  credentialsDigest: string;
}

/** The sealed tokens, or null where there are none yet. */
export async function readTokens(db: Executor, key: TokenKey): Promise<string | null> {
  const row = await db
    .selectFrom('oauth_tokens')
    .select('tokens')
    .where('tenant_id', '=', key.tenantId)
    .where('credentials_digest', '=', key.credentialsDigest)
    .executeTakeFirst();
  return row?.tokens ?? null;
}

/** Stored for good when it resolves. */
export async function writeTokens(db: Executor, key: TokenKey, connectionId: string, tokens: string): Promise<void> {
  const values = { connection_id: connectionId, tokens, updated_at: new Date() };
  await db
    .insertInto('oauth_tokens')
    .values({ tenant_id: key.tenantId, credentials_digest: key.credentialsDigest, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'credentials_digest']).doUpdateSet(values))
    .execute();
}

/**
 * Runs the work while no other process runs its own for these tokens. The lock belongs to one database connection, which the
 * work is given: what it writes is stored at once, not when the lock is freed, and a process that dies frees it.
 */
export async function withTokenLock<Result>(
  db: Database,
  key: TokenKey,
  work: (held: Executor) => Promise<Result>,
): Promise<Result> {
  const lock = sql`hashtextextended(${`oauth ${key.tenantId} ${key.credentialsDigest}`}, 0)`;
  return db.connection().execute(async (held) => {
    await sql`select pg_advisory_lock(${lock})`.execute(held);
    try {
      return await work(held);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(held);
    }
  });
}
