import { type JsonObject, json, type Principal, type Reply, type Router, type SandboxRequest } from '../kit/index.ts';
import { failure, invalid, missingScopes, refuse } from './replies.ts';

/** A key of a private app, with every right. */
export const ACCESS_TOKEN = 'sandbox-hubspot-token';

/** An OAuth app that the portal has installed. */
export const OAUTH = {
  clientId: 'sandbox-hubspot-client',
  clientSecret: 'sandbox-hubspot-secret',
  refreshToken: 'sandbox-hubspot-refresh-token',
} as const;

const TOKEN_LIFE_S = 1800;
const TOKEN_PATHS = ['/oauth/v1/token', '/oauth/v3/token', '/oauth/2026-03/token', '/oauth/2026-09/token'];

/** The OAuth tokens of one portal. */
export type Tokens = { expiresAtMs: Map<string, number>; issued: number; portalId: number; now(): number };

/**
 * Accepts the private app's key, and tokens given out by the OAuth end-point. The key may be cut down to some rights,
 * as an app with too few scopes is: `sandbox-hubspot-token;crm.objects.contacts.read,crm.objects.owners.read`.
 */
export function authenticate(tokens: Tokens, request: SandboxRequest): Principal | Reply {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return failure(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
  const [key = '', scopes] = token.split(';');
  if (key === ACCESS_TOKEN) return { key, scopes: scopes?.split(',') };
  const expiresAtMs = tokens.expiresAtMs.get(token);
  if (expiresAtMs === undefined) return unauthorized();
  if (expiresAtMs <= request.atMs)
    return failure(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.');
  return { key: `oauth:${token}` };
}

export function unauthorized(): Reply {
  return failure(401, 'INVALID_AUTHENTICATION', 'The access token is unknown or no longer valid.');
}

/** The fault `expire-token`: an OAuth token ends now; a private app's key does not end. */
export function expireToken(tokens: Tokens, { key }: Principal): void {
  const token = key.replace('oauth:', '');
  if (tokens.expiresAtMs.has(token)) tokens.expiresAtMs.set(token, 0);
}

export function requireScope(request: SandboxRequest, anyOf: readonly string[]): void {
  const { scopes } = request.principal ?? {};
  if (scopes === undefined || anyOf.some((scope) => scopes.includes(scope))) return;
  throw missingScopes([anyOf[0]!]);
}

/** The token end-point: form encoded, in all its versions; and what a token is good for. */
export function routeTokens(router: Router, tokens: Tokens): void {
  for (const path of TOKEN_PATHS) {
    router.post(path, (request) => issue(tokens, new URLSearchParams(request.body.toString('utf8'))), {
      public: true,
      read: true,
    });
    router.post(
      `${path}/introspect`,
      (request) => introspect(tokens, new URLSearchParams(request.body.toString('utf8'))),
      {
        public: true,
        read: true,
      },
    );
  }
}

function issue(tokens: Tokens, form: URLSearchParams): Reply {
  if (form.get('grant_type') !== 'refresh_token') throw invalid('grant_type: only refresh_token is known here');
  if (form.get('client_id') !== OAUTH.clientId || form.get('client_secret') !== OAUTH.clientSecret) {
    throw refuse(401, 'BAD_CLIENT_ID', 'missing or unknown client id');
  }
  if (form.get('refresh_token') !== OAUTH.refreshToken)
    throw refuse(400, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
  tokens.issued += 1;
  const token = `sandbox-hubspot-oauth-${tokens.issued}`;
  tokens.expiresAtMs.set(token, tokens.now() + TOKEN_LIFE_S * 1000);
  const body: JsonObject = {
    access_token: token,
    refresh_token: OAUTH.refreshToken,
    token_type: 'bearer',
    token_use: 'access_token',
    expires_in: TOKEN_LIFE_S,
    hub_id: tokens.portalId,
    scopes: [],
    user_id: 4455,
  };
  return json(body);
}

function introspect(tokens: Tokens, form: URLSearchParams): Reply {
  const expiresAtMs = tokens.expiresAtMs.get(form.get('token') ?? '') ?? 0;
  return json({
    active: expiresAtMs > tokens.now(),
    hub_id: tokens.portalId,
    token_use: 'access_token',
    client_id: OAUTH.clientId,
  });
}
