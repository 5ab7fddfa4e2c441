import { json, type Principal, type Reply, type SandboxRequest } from '../kit/index.ts';

/** The keys of the organization: one of an administrator, one of a user whose role may not configure or delete. */
export const KEYS = { admin: 'api_sandbox_admin', restricted: 'api_sandbox_restricted' } as const;

/** The key is the user name of Basic authentication, the password is empty. */
export function authenticate(
  request: SandboxRequest,
  userIds: { admin: string; restricted: string },
): Principal | Reply {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
  const key =
    scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] : undefined;
  if (key === KEYS.admin) return { key, userId: userIds.admin, scopes: ['manage_customizations', 'delete', 'bulk'] };
  if (key === KEYS.restricted) return { key, userId: userIds.restricted, scopes: [] };
  return json({ error: 'Unauthorized' }, 401, { 'www-authenticate': 'Basic realm="Close"' });
}

export function mayConfigure(request: SandboxRequest): boolean {
  return request.principal?.scopes?.includes('manage_customizations') === true;
}

export function mayDelete(request: SandboxRequest): boolean {
  return request.principal?.scopes?.includes('delete') === true;
}
