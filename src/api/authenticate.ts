import type { MiddlewareHandler } from 'hono';
import { PortageError } from '../model/errors.ts';
import { findCaller } from '../store/api-key-store.ts';
import type { ApiEnv } from './deps.ts';

/** Lets a request in by its API key and remembers whose it is; tenant and role of everything after come from here. */
export const authenticate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const key = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (key === undefined) throw notSignedIn('this asks for an API key', 'no_api_key');
  const caller = await findCaller(c.get('deps').db, key);
  if (caller === null)
    throw notSignedIn('this API key is unknown, revoked, or belongs to a disabled user', 'api_key_invalid');
  c.set('caller', caller);
  await next();
};

function notSignedIn(message: string, code: string): PortageError {
  return new PortageError('auth', message, {
    code,
    hint: 'Send it as header: Authorization: Bearer <key>. An admin makes keys at /api/v1/api-keys.',
  });
}
