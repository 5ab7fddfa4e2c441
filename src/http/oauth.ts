import * as oauth from 'oauth4webapi';
import type { OAuth2Definition } from '../model/auth-definition.ts';
import { isPortageError, PortageError } from '../model/errors.ts';
import { pickText } from '../model/json-path.ts';
import type { AuthContext } from './auth-context.ts';
import { retryAfterMs } from './retry-after.ts';
import { fillText } from './template.ts';
import type { TokenSet } from './tokens.ts';
import { WireError } from './transport.ts';

const tokenTimeoutMs = 30_000;
const tokenBytes = 1024 * 1024;

/**
 * Asks the vendor's token endpoint for a token, by the grant that the definition names (RFC 6749, sections 4.3, 4.4 and 6).
 * Errors carry no cause: the library's hold the answer, and with it the tokens.
 */
export async function obtainToken(
  auth: OAuth2Definition,
  context: AuthContext,
  kept: TokenSet | null,
): Promise<TokenSet> {
  const { credentials, values, clock } = context;
  const url = new URL(fillText(auth.tokenUrl, values));
  const server: oauth.AuthorizationServer = { issuer: url.origin, token_endpoint: url.href };
  const client: oauth.Client = { client_id: credentials.clientId ?? '' };
  const refreshToken = kept?.refreshToken ?? credentials.refreshToken;
  try {
    const answer = await oauth.genericTokenEndpointRequest(
      server,
      client,
      clientAuthentication(auth, credentials.clientSecret),
      auth.grant,
      parametersOf(auth, context, refreshToken),
      { [oauth.customFetch]: fetchThrough(context), [oauth.allowInsecureRequests]: url.protocol === 'http:' },
    );
    if (answer.status === 429 || answer.status >= 500) throw vendorTrouble(answer, clock.now());
    const own = { [auth.prefix.toLowerCase()]: () => undefined };
    const tokens = await oauth.processGenericTokenEndpointResponse(server, client, answer, {
      recognizedTokenTypes: own,
    });
    return {
      accessToken: tokens.access_token,
      // a vendor that does not rotate leaves it out: the old one goes on
      refreshToken: tokens.refresh_token ?? refreshToken,
      expiresAtMs: tokens.expires_in === undefined ? undefined : clock.now() + tokens.expires_in * 1000,
      baseUrl: auth.baseUrlFrom === undefined ? undefined : pickText(tokens, auth.baseUrlFrom)?.replace(/\/+$/, ''),
    };
  } catch (error) {
    throw tokenError(error);
  }
}

function clientAuthentication(auth: OAuth2Definition, secret: string | undefined): oauth.ClientAuth {
  if (secret === undefined || secret === '') return oauth.None();
  return auth.clientAuth === 'basic' ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}

function parametersOf(
  auth: OAuth2Definition,
  context: AuthContext,
  refreshToken: string | undefined,
): Record<string, string> {
  const extra = Object.entries(auth.tokenParameters).map(([name, text]) => [name, fillText(text, context.values)]);
  const scope =
    auth.scopes.length > 0 && auth.grant !== 'refresh_token' ? { scope: auth.scopes.join(auth.scopeSeparator) } : {};
  const { username = '', password = '' } = context.credentials;
  const own = {
    refresh_token: { refresh_token: refreshToken ?? '' },
    client_credentials: {},
    password: { username, password },
  }[auth.grant];
  return { ...scope, ...own, ...Object.fromEntries(extra) };
}

/** The library's requests go through the same guard and pool as all others. */
function fetchThrough({ transport }: AuthContext) {
  return async (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> => {
    const answer = await transport({
      url: new URL(url),
      method: options.method,
      headers: { ...options.headers, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: options.body.toString(),
      timeoutMs: tokenTimeoutMs,
      maxBytes: tokenBytes,
    });
    const { 'content-encoding': _, 'content-length': __, ...headers } = answer.headers;
    return new Response(answer.status === 204 ? null : new Uint8Array(answer.bytes), {
      status: answer.status,
      headers,
    });
  };
}

function vendorTrouble(answer: Response, nowMs: number): PortageError {
  const limited = answer.status === 429;
  return new PortageError(limited ? 'rate_limited' : 'transient', `The token endpoint answered ${answer.status}`, {
    code: limited ? 'token_rate_limited' : 'token_endpoint_unavailable',
    status: answer.status,
    retryAfterMs: retryAfterMs(Object.fromEntries(answer.headers), nowMs),
  });
}

function tokenError(error: unknown): PortageError {
  if (isPortageError(error)) return error;
  if (error instanceof WireError) {
    return new PortageError('transient', `The token endpoint did not answer: ${error.why?.reason ?? error.fault}`, {
      code: 'token_endpoint_unreachable',
      ...(error.why && { hint: error.why.hint }),
    });
  }
  if (error instanceof oauth.ResponseBodyError) {
    return new PortageError('auth', `The vendor gave no token: ${error.error}`, {
      code: error.error === 'invalid_client' ? 'oauth_client_refused' : 'token_refused',
      status: error.status,
      hint: 'Reconnect: sign in at the vendor again, and check client id and secret.',
    });
  }
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new PortageError('auth', 'The answer of the token endpoint could not be used', {
    code: 'token_answer_invalid',
    hint: 'Reconnect. If that does not help, the token URL may be wrong.',
    details: { reason },
  });
}
