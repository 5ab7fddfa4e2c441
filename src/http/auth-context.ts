import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { TemplateValues } from './template.ts';
import type { TokenStore } from './tokens.ts';
import type { Transport } from './transport.ts';

/** What the ways of signing in work with. */
export interface AuthContext {
  credentials: Credentials;
  /** Credentials and connection options together. */
  values: TemplateValues;
  baseUrl: string;
  tokens: TokenStore;
  transport: Transport;
  clock: Clock;
}

/** Names a key without giving it away: budgets that belong to a key are shared by everyone who uses the same one. */
export function digestOf(credentials: Credentials): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(credentials).sort()))
    .digest('base64url')
    .slice(0, 16);
}

/** `Basic` with the two parts as the vendor composes them. */
export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
