import type { AuthDefinition } from '../model/auth-definition.ts';
import { type AuthContext, basicHeader } from './auth-context.ts';
import { logIn } from './login.ts';
import { obtainToken } from './oauth.ts';
import { fillText, type TemplateValues } from './template.ts';
import { TokenSession, type TokenSet } from './tokens.ts';

/** What is added to a request to prove who sends it. */
export interface Proof {
  headers: Record<string, string>;
  query: [name: string, value: string][];
  /** The token that the proof stands on, where it can be renewed. */
  token?: string;
  /** Host that the token's answer named. */
  baseUrl?: string;
}

export interface Authenticator {
  proof(): Promise<Proof>;
  /** After the vendor refused a proof: true where a new one was got, so that the request may go once more. */
  renew(refused: Proof): Promise<boolean>;
}

/** Signs requests as the definition says. Tokens are renewed once for all waiting requests, see TokenSession. */
export function createAuthenticator(auth: AuthDefinition, context: AuthContext): Authenticator {
  switch (auth.type) {
    case 'oauth2': {
      const session = new TokenSession(context.tokens, (kept) => obtainToken(auth, context, kept), context.clock);
      return renewable(session, (tokens) => ({
        headers: { [auth.header.toLowerCase()]: prefixed(auth.prefix, tokens.accessToken) },
        query: [],
        token: tokens.accessToken,
        baseUrl: tokens.baseUrl === undefined ? undefined : tokens.baseUrl + (auth.basePath ?? ''),
      }));
    }
    case 'login': {
      const session = new TokenSession(context.tokens, () => logIn(auth, context), context.clock);
      return renewable(session, (tokens) => {
        const text = fillText(auth.header.value, { ...context.values, token: tokens.accessToken });
        const value = auth.header.encode === 'base64' ? Buffer.from(text).toString('base64') : text;
        return {
          headers: { [auth.header.name.toLowerCase()]: prefixed(auth.header.prefix, value) },
          query: [],
          token: tokens.accessToken,
        };
      });
    }
    default:
      return fixed(fixedProof(auth, context.values));
  }
}

function fixedProof(
  auth: Extract<AuthDefinition, { type: 'api_key' | 'basic' | 'bearer' }>,
  values: TemplateValues,
): Proof {
  if (auth.type === 'bearer') {
    return { headers: { authorization: `Bearer ${fillText(`{${auth.credential}}`, values)}` }, query: [] };
  }
  if (auth.type === 'basic') {
    const header = basicHeader(fillText(auth.username, values), fillText(auth.password, values));
    return { headers: { authorization: header }, query: [] };
  }
  const key = {
    in: auth.in,
    name: auth.name,
    value: prefixed(auth.prefix ?? '', fillText(`{${auth.credential}}`, values)),
  };
  const all = [key, ...auth.also.map((also) => ({ ...also, value: fillText(also.value, values) }))];
  return {
    headers: Object.fromEntries(
      all.filter((item) => item.in === 'header').map((item) => [item.name.toLowerCase(), item.value]),
    ),
    query: all.filter((item) => item.in === 'query').map((item) => [item.name, item.value]),
  };
}

function prefixed(prefix: string, value: string): string {
  return prefix === '' ? value : `${prefix} ${value}`;
}

function fixed(proof: Proof): Authenticator {
  return { proof: async () => proof, renew: async () => false };
}

function renewable(session: TokenSession, proofOf: (tokens: TokenSet) => Proof): Authenticator {
  return {
    proof: async () => proofOf(await session.current()),
    renew: async (refused) => {
      const tokens = await session.renew(refused.token);
      return tokens.accessToken !== refused.token;
    },
  };
}
