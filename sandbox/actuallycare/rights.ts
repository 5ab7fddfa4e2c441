import { Refusal, type SandboxRequest } from '../kit/index.ts';
import type { Resource } from './records.ts';
import { failure } from './replies.ts';

/** 64 characters, as the guide says. The second key has no scopes and gets 403 on everything. */
export const KEYS = {
  full: 'ac_sandbox_full_000000000000000000000000000000000000000000000000',
  noScopes: 'ac_sandbox_none_000000000000000000000000000000000000000000000000',
  clientsOnly: 'ac_sandbox_clients_000000000000000000000000000000000000000000000',
} as const;

export const SCOPES: Record<string, string[]> = {
  [KEYS.full]: ['leads', 'clients', 'contacts', 'escrows'].flatMap((name) => [`${name}:read`, `${name}:write`]),
  [KEYS.noScopes]: [],
  [KEYS.clientsOnly]: ['clients:read', 'clients:write'],
};

/** Scopes are given by resource: `{"clients":["read","write"]}`. */
export function requireScope(request: SandboxRequest, resource: Resource, right: 'read' | 'write'): void {
  if (request.principal?.scopes?.includes(`${resource}:${right}`)) return;
  throw new Refusal(failure(403, 'forbidden', `The API key lacks the scope ${resource}: ${right}.`));
}
