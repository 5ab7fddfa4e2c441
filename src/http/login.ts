import type { LoginDefinition } from '../model/auth-definition.ts';
import { PortageError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { pickText } from '../model/json-path.ts';
import { type AuthContext, basicHeader } from './auth-context.ts';
import { encodeBody } from './body.ts';
import { parseJson } from './parse-json.ts';
import { fillJson, fillText } from './template.ts';
import type { TokenSet } from './tokens.ts';
import { type WireAnswer, WireError } from './transport.ts';

/** Signs in by the vendor's own step and takes the token out of its answer. */
export async function logIn(auth: LoginDefinition, context: AuthContext): Promise<TokenSet> {
  const { request } = auth;
  const { values, clock } = context;
  const body = request.body === undefined ? undefined : encodeBody(fillJson(request.body, values), request.bodyType);
  const basic = request.basic;
  const headers = {
    accept: 'application/json',
    ...Object.fromEntries(
      Object.entries(request.headers).map(([name, text]) => [name.toLowerCase(), fillText(text, values)]),
    ),
    ...(basic === undefined
      ? {}
      : { authorization: basicHeader(fillText(basic.username, values), fillText(basic.password, values)) }),
    ...(body === undefined ? {} : { 'content-type': body.contentType }),
  };
  const url = new URL(join(context.baseUrl, fillText(request.path, values)));
  const answer = await context
    .transport({ url, method: request.method, headers, body: body?.text, timeoutMs: 30_000, maxBytes: 1024 * 1024 })
    .catch((error: unknown) => {
      if (!(error instanceof WireError)) throw error;
      throw new PortageError('transient', `The log-in was not answered: ${error.why?.reason ?? error.fault}`, {
        code: 'login_unreachable',
        ...(error.why && { hint: error.why.hint }),
      });
    });
  const accessToken = tokenIn(auth, answer);
  return { accessToken, expiresAtMs: auth.lifetimeMs === undefined ? undefined : clock.now() + auth.lifetimeMs };
}

function tokenIn(auth: LoginDefinition, { status, bytes }: WireAnswer): string {
  if (status === 429 || status >= 500) {
    throw new PortageError(status === 429 ? 'rate_limited' : 'transient', `The log-in was answered with ${status}`, {
      code: 'login_unavailable',
      status,
    });
  }
  const token = status < 300 ? pickText(jsonOrText(bytes.toString('utf8')), auth.token) : undefined;
  if (token === undefined || token === '') {
    throw new PortageError('auth', `The vendor refused the log-in (${status})`, {
      code: 'login_refused',
      status,
      hint: 'Check user name, password and key of the connection.',
    });
  }
  return token;
}

function jsonOrText(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text.trim();
  }
}

function join(baseUrl: string, path: string): string {
  return /^https?:\/\//i.test(path) ? path : baseUrl.replace(/\/+$/, '') + path;
}
