import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TokenSet, TokenStore } from '../http/tokens.ts';
import { canonicalJson } from '../model/json.ts';
import type { Database, Executor } from '../store/database.ts';
import { readTokens, withTokenLock, writeTokens } from '../store/token-store.ts';
import type { SecretBox } from './secrets.ts';

const tokenSetSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAtMs: z.number().optional(),
  baseUrl: z.string().optional(),
});

/** Whose tokens they are. */
export interface TokenOwner {
  tenantId: string;
  connectionId: string;
  system: string;
  credentials: Record<string, string>;
}

/**
 * Tokens in PostgreSQL, encrypted, for all workers. Undefined where there is no refresh token: what is signed in with costs
 * nothing to get again, and each process gets its own.
 *
 * They are found by the credentials that they began with, not by the connection: a migration file that is run again makes a
 * connection of its own, with the refresh token that the vendor has long replaced.
 */
export function storedTokens(db: Database, secrets: SecretBox, owner: TokenOwner): TokenStore | undefined {
  if (!owner.credentials['refreshToken']) return undefined;
  const { tenantId, connectionId } = owner;
  const credentialsDigest = digestOf(owner);
  const key = { tenantId, credentialsDigest };
  const context = `${tenantId}/oauth/${credentialsDigest}`;
  let held: Executor | null = null;
  return {
    async read() {
      const sealed = await readTokens(held ?? db, key);
      return sealed === null ? null : (tokenSetSchema.parse(JSON.parse(secrets.open(sealed, context))) as TokenSet);
    },
    write: (tokens) => writeTokens(held ?? db, key, connectionId, secrets.seal(JSON.stringify(tokens), context)),
    exclusive: (work) =>
      withTokenLock(db, key, async (connection) => {
        held = connection;
        try {
          return await work();
        } finally {
          held = null;
        }
      }),
  };
}

/** A refresh token is long and random: its hash gives nothing away. */
function digestOf({ system, credentials }: TokenOwner): string {
  return createHash('sha256')
    .update(canonicalJson([system, credentials]))
    .digest('hex');
}
