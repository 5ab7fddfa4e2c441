import type { Principal, Reply, SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { forbidden, unauthorized } from './replies.ts';
import { type User, userIdOf } from './users.ts';

/** Ann's: an admin, who sees everything. */
export const API_TOKEN = 'sandbox-pipedrive-token';
/** Sam's: a normal user, who does not see what others keep to themselves. */
export const USER_TOKEN = 'sandbox-pipedrive-token-sam';

const USER_BY_TOKEN: Record<string, number> = { [API_TOKEN]: 0, [USER_TOKEN]: 1 };

/**
 * Accepts `x-api-token`, and the same tokens as `Authorization: Bearer`. A bearer token may name the app's scopes,
 * `sandbox-pipedrive-token;deals:read,contacts:read`: anything else is then refused as an app without rights would be.
 */
export function authenticate(request: SandboxRequest): Principal | Reply {
  const apiToken = request.headers['x-api-token'];
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = typeof apiToken === 'string' ? apiToken : (bearer ?? request.query.get('api_token') ?? '');
  const [name = '', scopes] = token.split(';');
  const user = USER_BY_TOKEN[name];
  if (user === undefined || (scopes !== undefined && bearer === undefined)) return unauthorized();
  const key = bearer === undefined ? name : `oauth:${name}`;
  return { key, userId: String(userIdOf(user)), scopes: scopes?.split(',') };
}

/** The user whose token it is. */
export function callerOf(account: Account, request: SandboxRequest): User {
  return account.users.find((user) => String(user.id) === request.principal?.userId)!;
}

export function isAdmin(user: User): boolean {
  return user.access.some((access) => access.admin);
}

/** Refuses an app that has neither of the scopes. Personal tokens have all rights of their user. */
export function requireScope(request: SandboxRequest, anyOf: readonly string[]): void {
  const { scopes } = request.principal ?? {};
  if (scopes === undefined || anyOf.some((scope) => scopes.includes(scope))) return;
  throw forbidden('Scope and URL mismatch');
}

/** Refuses what only an admin may do, such as settings. */
export function requireAdmin(account: Account, request: SandboxRequest): void {
  if (!isAdmin(callerOf(account, request))) throw forbidden('Permission denied: admin rights are needed');
}
