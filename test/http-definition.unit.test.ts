import { describe, expect, test } from 'vitest';
import { baseOf } from '../src/http/base-url.ts';
import { chooseAuth } from '../src/http/credentials.ts';
import { drawsFor } from '../src/http/draws.ts';
import { prepareRequest } from '../src/http/template.ts';
import { authDefinitionSchema, credentialsOf } from '../src/model/auth-definition.ts';
import { parseDefinition } from '../src/model/definition-parts.ts';
import { httpDefinitionSchema } from '../src/model/http-definition.ts';
import { limitDefinitionSchema } from '../src/model/limit-definition.ts';
import { pagingDefinitionSchema } from '../src/model/paging-definition.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';

const minimal = { baseUrl: 'https://api.acme.example', auth: [{ type: 'bearer' }] };

function complaint(schema: Parameters<typeof parseDefinition>[0], value: unknown): string {
  try {
    parseDefinition(schema, value, 'acme');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
}

describe('a definition', () => {
  test('needs a base URL and a way of signing in, no more', () => {
    expect(parseDefinition(httpDefinitionSchema, minimal, 'acme')).toMatchObject({
      connections: 16,
      retry: { attempts: 5 },
    });
  });

  test.each([
    ['an unknown key', { ...minimal, bseUrl: 1 }, ['"bseUrl"', 'allowed: baseUrl']],
    [
      'an unknown way of signing in',
      { ...minimal, auth: [{ type: 'magic' }] },
      ['auth.0.type', 'api_key, basic, bearer, oauth2, login'],
    ],
    [
      'an unknown kind of budget',
      { ...minimal, limits: { budgets: [{ kind: 'x' }] } },
      ['limits.budgets.0.kind', 'window, daily, concurrency'],
    ],
    [
      'an unknown scope',
      { ...minimal, limits: { budgets: [{ kind: 'window', name: 'a', limit: 1, windowMs: 1, scope: 'x' }] } },
      ['limits.budgets.0.scope', '"endpointGroup"'],
    ],
    [
      'a wrong path',
      { ...minimal, errors: [{ body: { path: 'a[' }, kind: 'record', code: 'x' }] },
      ['errors.0.body.path', 'data.items[0].id'],
    ],
    [
      'a wrong status',
      { ...minimal, errors: [{ status: '6xx', kind: 'record', code: 'x' }] },
      ['errors.0.status', '5xx'],
    ],
    [
      'a wrong error kind',
      { ...minimal, errors: [{ status: 400, kind: 'x', code: 'x' }] },
      ['errors.0.kind', '"rate_limited"'],
    ],
    [
      'a wrong pattern',
      { ...minimal, errors: [{ body: { matches: '(' }, kind: 'record', code: 'x' }] },
      ['errors.0.body.matches', 'regular expression'],
    ],
    [
      'a wrong time of day',
      { ...minimal, limits: { budgets: [{ kind: 'daily', name: 'a', limit: 1, resetAt: '24:00' }] } },
      ['limits.budgets.0.resetAt', '00:00'],
    ],
  ])('with %s is refused with the place and what is allowed there', (_, value, texts) => {
    const text = complaint(httpDefinitionSchema, value);
    for (const part of texts) expect(text).toContain(part);
  });

  test('all faults are told at once', () => {
    expect(complaint(pagingDefinitionSchema, { type: 'page', from: 2, size: 0, x: 1 }).split('\n')).toHaveLength(4);
  });
});

describe('signing in', () => {
  const auth = (value: unknown) => authDefinitionSchema.parse(value);
  test.each([
    [{ type: 'bearer' }, ['accessToken']],
    [
      { type: 'api_key', in: 'query', name: 'api_key', also: [{ in: 'query', name: 'app_key', value: '{appKey}' }] },
      ['apiKey', 'appKey'],
    ],
    [{ type: 'basic', username: '{apiKey}:{username}', password: 'X' }, ['apiKey', 'username']],
    [
      { type: 'oauth2', tokenUrl: 'https://a.example/token', grant: 'password' },
      ['clientId', 'clientSecret', 'username', 'password'],
    ],
    [
      {
        type: 'login',
        request: { path: '/auth', basic: { username: '{apiKey}:{username}', password: '{password}' } },
        token: 'user_key',
        header: { value: '{apiKey}:{token}' },
      },
      ['apiKey', 'username', 'password'],
    ],
  ])('%o needs %o', (definition, names) => {
    expect(credentialsOf(auth(definition)).toSorted()).toStrictEqual(names.toSorted());
  });

  test('the first way whose credentials are given is taken, and otherwise all that would do are named', () => {
    const ways = [
      auth({ type: 'oauth2', tokenUrl: 'https://a.example/token' }),
      auth({ type: 'api_key', in: 'header', name: 'x-api-token', credential: 'apiToken' }),
    ];
    expect(chooseAuth(ways, { apiToken: 't' }).type).toBe('api_key');
    expect(chooseAuth(ways, { apiToken: 't', clientId: 'c', refreshToken: 'r' }).type).toBe('oauth2');
    expect(() => chooseAuth(ways, { apiToken: '' })).toThrow(
      expect.objectContaining({ kind: 'config', hint: 'Give clientId and refreshToken, or apiToken.' }),
    );
  });
});

describe('the base URL', () => {
  const base = (baseUrl: string, values: Record<string, string>) =>
    baseOf(httpDefinitionSchema.parse({ ...minimal, baseUrl }), undefined, values).url;

  test('takes options of the connection', () => {
    expect(base('https://{domain}.pipedrive.com/api/', { domain: 'acme' })).toBe('https://acme.pipedrive.com/api');
    expect(base('https://{host}/rest', { host: 'crm.acme.example:8443' })).toBe('https://crm.acme.example:8443/rest');
  });

  test.each(['evil.example/', 'a.b', 'a#', 'a@b', ''])('"%s" cannot be a sub-domain', (domain) => {
    expect(() => base('https://{domain}.pipedrive.com', { domain })).toThrow(
      expect.objectContaining({ code: 'base_url_invalid' }),
    );
  });
});

describe('the budgets of a request', () => {
  const limits = limitDefinitionSchema.parse({
    budgets: [
      { name: 'burst', kind: 'window', limit: 190, windowMs: 10_000 },
      { name: 'search', kind: 'window', limit: 5, windowMs: 1000, groups: [{ pathPrefix: '/search' }] },
      {
        name: 'tokens',
        kind: 'daily',
        limit: 1000,
        groups: [
          { methods: ['GET'], cost: 2 },
          { effect: 'write', cost: 10 },
        ],
      },
      { name: 'group', kind: 'window', limit: 20, windowMs: 1000, scope: 'endpointGroup' },
    ],
  });
  const owner = { system: 'acme', account: 'org/1', key: 'k', share: 0.9 };
  const drawn = (template: object, values = {}) =>
    drawsFor(limits, prepareRequest(requestTemplateSchema.parse(template), values), owner).map((draw) => [
      draw.key,
      draw.cost,
    ]);

  test('a rule says which requests draw, and how much', () => {
    expect(drawn({ path: '/search/people', cost: 3 })).toStrictEqual([
      ['acme/org%2F1/burst', 3],
      ['acme/org%2F1/search', 3],
      ['acme/org%2F1/tokens', 6],
      ['acme/org%2F1/group/k/GET%20%2Fsearch%2Fpeople', 3],
    ]);
  });

  test('a request that no rule names does not draw on that budget', () => {
    expect(drawn({ method: 'POST', path: '/people' }).map(([key]) => key)).not.toContain('acme/org%2F1/search');
    expect(drawn({ method: 'POST', path: '/people' })).toContainEqual(['acme/org%2F1/tokens', 10]);
  });

  test('records of one endpoint share its group', () => {
    const keys = ['a', 'b'].map((id) => drawn({ path: '/lead/{id}' }, { id }).at(-1));
    expect(keys[0]).toStrictEqual(keys[1]);
    expect(keys[0]?.[0]).toBe('acme/org%2F1/group/k/GET%20%2Flead');
  });
});
