/**
 * How a vendor's HTTP API is reached, as data: authentication, limits, paging, requests, errors, retries.
 *
 * Unknown keys are errors, and an error names the path and what is allowed there, because a definition is written by hand
 * and read back by someone who cannot run it. `parseDefinition` turns a wrong one into a `config` error.
 */
import { z } from 'zod';
import { errorKinds, PortageError } from './errors.ts';
import { type Json, jsonSchema } from './json.ts';
import { isJsonPath } from './json-path.ts';

export { jsonSchema };

/** A strict object whose complaint about an unknown key lists the keys that exist. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; allowed: ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

const oneOf = (name: string, allowed: readonly string[]) => ({
  error: (issue: z.core.$ZodRawIssue) =>
    issue.code === 'invalid_union' ? `"${name}" must be one of: ${allowed.join(', ')}` : undefined,
});

/** Text with `{name}` placeholders, filled from credentials, connection options and the call's own values. */
const template = z.string().min(1);
/** Dotted path into a JSON body as `pick` of json-path.ts reads it: `data.items[0].x`, `meta.next`, `$`. */
const jsonPath = z.string().min(1).refine(isJsonPath, 'must be a path such as data.items[0].id, see json-path.ts');
const credential = z.string().min(1);
const place = z.enum(['query', 'body', 'header']);
const httpMethod = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
export type HttpMethod = z.infer<typeof httpMethod>;

// ---------------------------------------------------------------------------------------------------- authentication

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

// ------------------------------------------------------------------------------------------------------------ limits

/** Which requests draw on a budget, and how much. The first rule that matches says the cost. */
const drawRule = strict({
  /** Name of the group; with scope `endpointGroup` each name has a budget of its own, elsewhere all rules share one. */
  name: z.string().min(1).optional(),
  pathPrefix: z.string().min(1).optional(),
  methods: z.array(httpMethod).optional(),
  /** `limitGroup` of the request template. */
  limitGroup: z.string().min(1).optional(),
  /** Reads or writes by what they do, not by method: a POST search is a read. */
  effect: z.enum(['read', 'write']).optional(),
  cost: z.number().nonnegative().default(1),
});
export type DrawRule = z.infer<typeof drawRule>;

const scope = z.enum(['key', 'user', 'account', 'endpointGroup']);
const budgetBase = {
  name: z.string().min(1),
  limit: z.number().positive(),
  /** Whose budget it is at the vendor. `endpointGroup`: one per key and group (path and method, or the name of the rule). */
  scope: scope.default('account'),
  /** Without rules every request draws its template's cost; with rules only those that match one. */
  groups: z.array(drawRule).min(1).optional(),
};

/** The vendor's own names for its rate headers; the common ones (`RateLimit`, `X-RateLimit-*`) are known without it. */
const rateHeaders = strict({
  limit: z.string().optional(),
  remaining: z.string().optional(),
  reset: z.string().optional(),
  /** Header that tells the length of the window in milliseconds. */
  interval: z.string().optional(),
  resetUnit: z.enum(['seconds', 'milliseconds', 'epochSeconds', 'epochMilliseconds']).default('seconds'),
});

const windowBudget = strict({
  ...budgetBase,
  kind: z.literal('window'),
  windowMs: z.int().positive(),
  headers: rateHeaders.optional(),
});
const dailyBudget = strict({
  ...budgetBase,
  kind: z.literal('daily'),
  /** Time of day in UTC at which the vendor's count starts again. */
  resetAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in UTC such as 00:00')
    .default('00:00'),
  headers: rateHeaders.optional(),
});
const concurrencyBudget = strict({
  ...budgetBase,
  limit: z.int().positive(),
  kind: z.literal('concurrency'),
  /** After this long a lease of a dead worker is free again; longer than the longest time-out of a request. */
  leaseMs: z.int().positive().default(120_000),
});

export const budgetDefinitionSchema = z.discriminatedUnion(
  'kind',
  [windowBudget, dailyBudget, concurrencyBudget],
  oneOf('kind', ['window', 'daily', 'concurrency']),
);
export type BudgetDefinition = z.infer<typeof budgetDefinitionSchema>;

export const limitDefinitionSchema = strict({ budgets: z.array(budgetDefinitionSchema).default([]) });
export type LimitDefinition = z.infer<typeof limitDefinitionSchema>;

// ------------------------------------------------------------------------------------------------------------ paging

/** What ends a list, on top of an empty page and a cursor or page that did not change, which always end it. */
const endRule = {
  /** Flag in the body: true goes on even after a short page, false ends; where it is missing the other rules decide. */
  hasMore: jsonPath.optional(),
  /** A page shorter than `size` ends the list. Say `empty` where the server clamps the size silently. */
  endsOn: z.enum(['short', 'empty']).default('short'),
};
const pageSize = {
  /** Parameter that asks for the page size; left out where the server decides. */
  sizeParam: z.string().min(1).optional(),
  size: z.int().positive().default(100),
};

const noPaging = strict({ type: z.literal('none') });
const offsetPaging = strict({
  type: z.literal('offset'),
  offsetParam: z.string().min(1).default('offset'),
  ...pageSize,
  in: place.default('query'),
  start: z.int().nonnegative().default(0),
  /** Path of the next offset, where the body tells it (Sugar's `next_offset`); a negative one ends the list. */
  next: jsonPath.optional(),
  /** Number of all records, as number or text; negative counts as unknown. */
  total: jsonPath.optional(),
  /** Highest offset that the vendor serves; going past it is a `contract` error, never a silent end. */
  maxOffset: z.int().positive().optional(),
  ...endRule,
});
const pagePaging = strict({
  type: z.literal('page'),
  pageParam: z.string().min(1).default('page'),
  ...pageSize,
  in: place.default('query'),
  from: z.literal([0, 1]).default(1),
  /** Number of pages, where the body tells it. */
  pageCount: jsonPath.optional(),
  ...endRule,
});
const cursorPaging = strict({
  type: z.literal('cursor'),
  param: z.string().min(1),
  /** Path of the next cursor; `data[-1].cursor` is the one of the last record, `header:x-next` one in a header. */
  next: jsonPath,
  ...pageSize,
  in: place.default('query'),
  /** Where the cursor is an object whose members are all sent (Pipeline CRM's `next_page`); `param` is then only its name. */
  merge: z.boolean().default(false),
  hasMore: jsonPath.optional(),
});
const linkHeaderPaging = strict({ type: z.literal('linkHeader'), rel: z.string().default('next'), ...pageSize });
const nextUrlPaging = strict({
  type: z.literal('nextUrl'),
  /** Path of an absolute or relative URL, followed without change on the same host only. */
  next: jsonPath,
  hasMore: jsonPath.optional(),
  ...pageSize,
});
const keysetPaging = strict({
  type: z.literal('keyset'),
  /** Parameter that takes the last key: `id_greater`. */
  param: z.string().min(1),
  /** Path of the key in a record. */
  key: jsonPath,
  /** What is sent for the first page; nothing when left out. */
  start: z.union([z.string(), z.number()]).optional(),
  /** Path of what the vendor names where there is more: then a page that was cut shorter than asked for is not taken for the end. */
  next: jsonPath.optional(),
  /** Where what stands at `next` is sent to step over records with one key: more of them than a page holds would end the walk. */
  nextParam: z.string().min(1).optional(),
  ...pageSize,
  in: place.default('query'),
  ...endRule,
});

/** How a list is walked. Cursors are JSON values, so that a walk goes on after a crash. */
export const pagingDefinitionSchema = z.discriminatedUnion(
  'type',
  [noPaging, offsetPaging, pagePaging, cursorPaging, linkHeaderPaging, nextUrlPaging, keysetPaging],
  oneOf('type', ['none', 'offset', 'page', 'cursor', 'linkHeader', 'nextUrl', 'keyset']),
);
export type PagingDefinition = z.infer<typeof pagingDefinitionSchema>;
/** Where a walk stands; kept in the store between pages. */
export type PageCursor = { [key: string]: Json };

// ---------------------------------------------------------------------------------------------------------- requests

/** A request with its holes: `{name}` in path, query, headers and body. A body member that is one whole placeholder keeps the value's type. */
export const requestTemplateSchema = strict({
  method: httpMethod.default('GET'),
  /** Relative to the base URL, with a leading slash. Placeholder values are percent-encoded. */
  path: template,
  query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: jsonSchema.optional(),
  bodyType: z.enum(['json', 'form']).default('json'),
  /** Where the records lie: a path, `$` for a bare array, or an object keyed by id. */
  records: z
    .union([jsonPath, strict({ path: jsonPath, keyed: z.literal(true), keyAs: z.string().optional() })])
    .default('$'),
  /** Path inside each record to what is meant: `contact` for `[{"contact": {…}}]`. */
  unwrap: jsonPath.optional(),
  /** A POST may be a read (search), which may be repeated. Default: GET reads, all else writes. */
  effect: z.enum(['read', 'write']).optional(),
  cost: z.number().nonnegative().default(1),
  limitGroup: z.string().min(1).optional(),
  /** `text` for XML and the like, which a hook reads; `binary` for files. */
  expects: z.enum(['json', 'text', 'binary']).default('json'),
});
export type RequestTemplate = z.infer<typeof requestTemplateSchema>;
export type RequestTemplateInput = z.input<typeof requestTemplateSchema>;

// ------------------------------------------------------------------------------------------------------------ errors

const pattern = z.string().refine(isRegularExpression, 'must be a regular expression');
const statusHelp = { error: 'must be a status such as 429, one of 2xx, 3xx, 4xx, 5xx, or a list of these' };
const statusMatch = z.union([z.int().min(100).max(599), z.enum(['2xx', '3xx', '4xx', '5xx'])], statusHelp);

/** One line of the vendor's error table: all conditions given must hold; the first line that matches wins, before the default table. */
export const errorRuleSchema = strict({
  status: z.union([statusMatch, z.array(statusMatch).min(1)], statusHelp).optional(),
  header: strict({ name: z.string().min(1), matches: pattern.optional() }).optional(),
  contentType: pattern.optional(),
  /** Without `path` the pattern is tried on the whole text; without `matches` the path must hold something. */
  body: strict({ path: jsonPath.optional(), matches: pattern.optional() }).optional(),
  kind: z.enum(errorKinds),
  code: z.string().regex(/^[a-z0-9_]+$/, 'must be snake_case'),
  hint: z.string().optional(),
  /** The vendor is known to have done nothing, so a write that ends here is not in doubt. */
  notApplied: z.boolean().optional(),
  /** Path of a waiting time in the body, where the vendor says it there. */
  retryAfter: strict({ path: jsonPath, unit: z.enum(['seconds', 'milliseconds']).default('seconds') }).optional(),
});
export type ErrorRule = z.infer<typeof errorRuleSchema>;

/** Applies to reads inside the client only. A write is never repeated there: only the ledger knows whether it may be. */
export const retryPolicySchema = strict({
  attempts: z.int().min(1).max(10).default(5),
  baseMs: z.int().positive().default(500),
  capMs: z.int().positive().default(30_000),
});
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

export const timeoutsSchema = strict({
  connectMs: z.int().positive().default(10_000),
  /** From the start of the request to the last byte of the answer. */
  totalMs: z.int().positive().default(60_000),
});
export type Timeouts = z.infer<typeof timeoutsSchema>;

// -------------------------------------------------------------------------------------------------------- definition

/** Another version of the vendor's API in which the same reads lie under other paths; the first rule that fits is used. */
const apiVersionSchema = strict({
  name: z.string().min(1),
  paths: z.array(strict({ from: pattern, to: z.string() })).min(1),
});
export type ApiVersion = z.infer<typeof apiVersionSchema>;

/** Everything that the one HTTP client has to know about a vendor. */
export const httpDefinitionSchema = strict({
  /** The vendor's own, with `{name}` for what the connection's options say: `https://{domain}.example/api`. */
  baseUrl: template,
  /** Further hosts that are the vendor's: `*.my.salesforce.com`. Any other host must be on the operator's allow-list. */
  hosts: z.array(z.string().min(1)).default([]),
  /** In order of preference: the first whose credentials the connection has is used. */
  auth: z.array(authDefinitionSchema).min(1),
  /** Tried in this order where the server answers a read of the definition's own version with 404. */
  versions: z.array(apiVersionSchema).default([]),
  headers: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.string()).default({}),
  limits: limitDefinitionSchema.prefault({}),
  errors: z.array(errorRuleSchema).default([]),
  retry: retryPolicySchema.prefault({}),
  timeouts: timeoutsSchema.prefault({}),
  /** Open connections to one host. */
  connections: z.int().min(1).max(256).default(16),
});
export type HttpDefinition = z.infer<typeof httpDefinitionSchema>;
export type HttpDefinitionInput = z.input<typeof httpDefinitionSchema>;

/** The names in `{…}` of a template, in order of appearance. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{([A-Za-z_][\w.]*)\}/g)].map((match) => match[1] as string);
}

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

/** Parses a definition; what is wrong comes back as one `config` error that lists every place. */
export function parseDefinition<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || '(top)'}: ${issue.message}`,
  );
  throw new PortageError('config', `${name} is not valid:\n${problems.join('\n')}`, {
    code: 'invalid_definition',
    location: name,
    hint: 'Correct the places named above.',
  });
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, 'i');
    return true;
  } catch {
    return false;
  }
}
