/** Ways in which requests prove who sends them, and the credentials that each needs. */
import { z } from 'zod';
import { httpMethod, jsonPath, oneOf, placeholdersOf, strict, template } from './definition-parts.ts';
import { jsonSchema } from './json.ts';

const credential = z.string().min(1);

const apiKeyAuth = strict({
  type: z.literal('api_key'),
  in: z.enum(['header', 'query']),
  /** Header or query parameter. */
  name: z.string().min(1),
  /** Put before the key with one space: `Bearer`, `Zoho-oauthtoken`. */
  prefix: z.string().optional(),
  credential: credential.default('apiKey'),
  /** Further fixed or composed values that the vendor wants beside the key (Copper sends three headers, Pipeline CRM two parameters). */
  also: z.array(strict({ in: z.enum(['header', 'query']), name: z.string().min(1), value: template })).default([]),
});

const basicAuth = strict({
  type: z.literal('basic'),
  /** `{apiKey}`, or several joined: `{apiKey}:{username}`. */
  username: template,
  /** May be empty (`key:`) or a filler (`X`). */
  password: z.string(),
});

const bearerAuth = strict({
  type: z.literal('bearer'),
  credential: credential.default('accessToken'),
});

const oauth2Auth = strict({
  type: z.literal('oauth2'),
  tokenUrl: template,
  authorizeUrl: template.optional(),
  grant: z.enum(['refresh_token', 'client_credentials', 'password']).default('refresh_token'),
  scopes: z.array(z.string()).default([]),
  scopeSeparator: z.string().default(' '),
  clientAuth: z.enum(['basic', 'body']).default('body'),
  /** True where each refresh answers with a new refresh token and the old one dies: the new one is stored before it is used. */
  refreshRotates: z.boolean().default(false),
  header: z.string().default('authorization'),
  /** Empty for vendors that want the bare token (Sugar's `OAuth-Token`). */
  prefix: z.string().default('Bearer'),
  /** Extra parameters of the token request. */
  tokenParameters: z.record(z.string(), template).default({}),
  /** Where the token answer names the host to use from then on: `instance_url` (Salesforce), `api_domain` (Pipedrive, Zoho). */
  baseUrlFrom: jsonPath.optional(),
  /** Path put behind the host that the token answer named. */
  basePath: z.string().optional(),
});

const loginAuth = strict({
  type: z.literal('login'),
  request: strict({
    method: httpMethod.default('POST'),
    /** Relative to the base URL, or absolute. */
    path: template,
    headers: z.record(z.string(), template).default({}),
    basic: strict({ username: template, password: z.string() }).optional(),
    body: jsonSchema.optional(),
    bodyType: z.enum(['json', 'form']).default('json'),
  }),
  /** Where the token lies in the answer; `$` is the whole answer, also as plain text (Act!). */
  token: jsonPath,
  header: strict({
    name: z.string().default('authorization'),
    /** `{token}` beside the credentials: `{apiKey}:{token}` (Redtail). */
    value: template.default('{token}'),
    encode: z.enum(['none', 'base64']).default('none'),
    prefix: z.string().default('Bearer'),
  }).prefault({}),
  /** Asked anew this long after log-in, before the vendor refuses it. Without it only a 401 does. */
  lifetimeMs: z.int().positive().optional(),
});

/** How requests prove who sends them. */
export const authDefinitionSchema = z.discriminatedUnion(
  'type',
  [apiKeyAuth, basicAuth, bearerAuth, oauth2Auth, loginAuth],
  oneOf('type', ['api_key', 'basic', 'bearer', 'oauth2', 'login']),
);
export type AuthDefinition = z.infer<typeof authDefinitionSchema>;
export type OAuth2Definition = Extract<AuthDefinition, { type: 'oauth2' }>;
export type LoginDefinition = Extract<AuthDefinition, { type: 'login' }>;

/** Names of the credentials that a way of signing in needs; `tokenUrl` may add connection options to them. */
export function credentialsOf(auth: AuthDefinition): string[] {
  switch (auth.type) {
    case 'api_key':
      return unique([auth.credential, ...auth.also.flatMap((also) => placeholdersOf(also.value))]);
    case 'bearer':
      return [auth.credential];
    case 'basic':
      return unique(placeholdersOf(`${auth.username}:${auth.password}`));
    case 'oauth2': {
      const own = { refresh_token: ['refreshToken'], client_credentials: [], password: ['username', 'password'] };
      return ['clientId', 'clientSecret', ...own[auth.grant]];
    }
    case 'login': {
      const { headers, basic, body } = auth.request;
      const texts = [
        ...Object.values(headers),
        basic?.username,
        basic?.password,
        JSON.stringify(body),
        auth.header.value,
      ];
      return unique(texts.flatMap((text) => placeholdersOf(text ?? ''))).filter((name) => name !== 'token');
    }
  }
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
