import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../src/http/client.ts';
import type { Clock } from '../src/http/clock.ts';
import { prepareRequest } from '../src/http/template.ts';
import { memoryTokens } from '../src/http/tokens.ts';
import { httpDefinitionSchema } from '../src/model/http-definition.ts';
import type { BudgetDraw, Pacer, Slot } from '../src/model/pacing.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface TestServer {
  url: string;
  seen: IncomingMessage[];
  onConnection(listener: () => void): void;
  breakConnections(): Promise<void>;
}

async function serve(handler: Handler): Promise<TestServer> {
  const seen: IncomingMessage[] = [];
  const server = createServer(async (request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    handler(request, response, Buffer.concat(chunks).toString());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    onConnection: (listener) => void server.on('connection', listener),
    breakConnections: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

/** A pacer that always has a slot and notes what it is told. */
function openPacer() {
  const told: unknown[] = [];
  const slot: Slot = { atMs: 0, validUntilMs: Number.POSITIVE_INFINITY, release: () => told.push('released') };
  const pacer: Pacer = {
    reserve: async () => [slot],
    acquire: async () => {
      told.push('acquired');
      return slot;
    },
    slots: async function* () {},
    penalise: async (_: BudgetDraw[], retryAfterMs) => void told.push(['penalised', retryAfterMs]),
    observe: async (draw, news) => void told.push(['observed', draw.key, news.limit]),
    close: async () => undefined,
  };
  return { pacer, told };
}

/** Waits are noted, not waited for. */
function fakeClock() {
  const slept: number[] = [];
  const clock: Clock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: async (ms) => void slept.push(ms),
  };
  return { clock, slept };
}

function connect(url: string, definition: object = {}, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({
    system: 'acme',
    definition: httpDefinitionSchema.parse({
      baseUrl: 'https://api.acme.example',
      auth: [{ type: 'bearer' }],
      retry: { attempts: 3, baseMs: 1 },
      ...definition,
    }),
    connection: { baseUrl: url, credentials: { accessToken: 'secret-1' }, accountKey: 'a' },
    pacer: openPacer().pacer,
    egress: { allowLoopback: true },
    clock: fakeClock().clock,
    ...options,
  });
  closing.push(() => client.close());
  return client;
}

const request = (template: object, values = {}) => prepareRequest(requestTemplateSchema.parse(template), values);
const list = request({ path: '/people', query: { q: 'a b&c' } });
const create = request({ method: 'POST', path: '/people', body: { name: 'Ann' } });

describe('a request', () => {
  test('carries the key, the query and what the definition adds, and its answer is parsed with big ids kept', async () => {
    const { url, seen } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":9007199254740993}');
    });
    const client = connect(
      url,
      { headers: { 'X-Location': '{locationId}' }, query: { v: '2' } },
      {
        connection: {
          baseUrl: url,
          credentials: { accessToken: 'secret-1' },
          options: { locationId: 'L1' },
          accountKey: 'a',
        },
      },
    );
    expect((await client.send(list)).body).toStrictEqual({ id: '9007199254740993' });
    expect(seen[0]?.url).toBe('/people?v=2&q=a%20b%26c');
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer secret-1',
      'x-location': 'L1',
      accept: 'application/json',
    });
  });

  test('writes JSON or a form, whose inner objects are JSON', async () => {
    const bodies: string[] = [];
    const { url } = await serve((_, response, body) => {
      bodies.push(body);
      json(response, {});
    });
    const client = connect(url);
    await client.send(create);
    await client.send(request({ method: 'POST', path: '/x', bodyType: 'form', body: { a: 'x y', filter: { b: 1 } } }));
    expect(bodies).toStrictEqual(['{"name":"Ann"}', 'a=x+y&filter=%7B%22b%22%3A1%7D']);
  });

  test('reads a packed answer', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"ok":true}'));
    });
    expect((await connect(url).send(list)).body).toStrictEqual({ ok: true });
  });

  test('an answer larger than the bound is refused, counted after unpacking', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify('x'.repeat(100_000))));
    });
    await expect(connect(url).send(list, { maxBytes: 50_000 })).rejects.toMatchObject({
      kind: 'contract',
      code: 'answer_too_large',
    });
  });

  test('a redirect is followed by a read on the same host only', async () => {
    const { url, seen } = await serve((incoming, response) => {
      if (incoming.url === '/new') return json(response, { at: 'new' });
      const location = incoming.url === '/elsewhere' ? 'https://evil.example/' : '/new';
      response.writeHead(302, { location }).end();
    });
    const client = connect(url);
    expect((await client.send(request({ path: '/old' }))).body).toStrictEqual({ at: 'new' });
    await expect(client.send(request({ path: '/elsewhere' }))).rejects.toMatchObject({ code: 'unexpected_redirect' });
    await expect(client.send(create)).rejects.toMatchObject({ kind: 'contract', code: 'unexpected_redirect' });
    expect(seen).toHaveLength(4);
  });

  test('a next URL is taken unchanged on the same host and refused on another, which would receive the key', async () => {
    const { url, seen } = await serve((_, response) => json(response, []));
    const client = connect(url);
    await client.send({ ...list, url: `${url}/data?$skiptoken=a%2Bb` });
    expect(seen[0]?.url).toBe('/data?$skiptoken=a%2Bb');
    await expect(client.send({ ...list, url: 'https://evil.example/data' })).rejects.toMatchObject({
      code: 'next_url_elsewhere',
    });
  });

  test('a host that nobody allowed is not called', async () => {
    const { url } = await serve((_, response) => json(response, {}));
    const client = connect(url, {}, { egress: {} });
    await expect(client.send(list)).rejects.toMatchObject({ kind: 'config', code: 'egress_refused' });
  });
});

describe('a token', () => {
  const oauth = (url: string, more: object = {}) => ({
    auth: [{ type: 'oauth2', tokenUrl: `${url}/token`, refreshRotates: true, ...more }],
  });
  const credentials = { clientId: 'c', clientSecret: 's', refreshToken: 'r0' };

  test('that is refused under 20 requests at once is refreshed once, and all of them succeed', async () => {
    let valid = 'none';
    let refreshes = 0;
    const forms: string[] = [];
    const { url } = await serve((incoming, response, body) => {
      if (incoming.url === '/token') {
        refreshes += 1;
        forms.push(body);
        valid = `t${refreshes}`;
        return json(response, {
          access_token: valid,
          refresh_token: `r${refreshes}`,
          token_type: 'Bearer',
          expires_in: 3600,
        });
      }
      json(response, {}, incoming.headers.authorization === `Bearer ${valid}` ? 200 : 401);
    });
    const tokens = memoryTokens({ accessToken: 'stale' });
    const client = connect(url, oauth(url), { connection: { baseUrl: url, credentials, accountKey: 'a' }, tokens });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.send(index % 2 === 0 ? list : create)),
    );
    expect(answers.map((one) => one.status)).toStrictEqual(Array.from({ length: 20 }, () => 200));
    expect(refreshes).toBe(1);
    expect(Object.fromEntries(new URLSearchParams(forms[0]))).toStrictEqual({
      client_id: 'c',
      client_secret: 's',
      grant_type: 'refresh_token',
      refresh_token: 'r0',
    });
    expect(await tokens.read()).toMatchObject({ accessToken: 't1', refreshToken: 'r1' });
  });

  test('that stays refused after one refresh is an auth error, and no secret is in it', async () => {
    let given = 0;
    const { url } = await serve((incoming, response) => {
      if (incoming.url === '/token') {
        given += 1;
        return json(response, { access_token: `fresh-token-${given}`, token_type: 'bearer' });
      }
      json(response, {}, 401);
    });
    const client = connect(url, oauth(url), { connection: { baseUrl: url, credentials, accountKey: 'a' } });
    const error: unknown = await client.send(list).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'auth', code: 'unauthorized' });
    expect(JSON.stringify(error)).not.toContain('fresh-token');
    expect(client.counts().total).toBe(2);
  });

  test.each([
    [400, { error: 'invalid_grant' }, 'auth', 'token_refused'],
    [401, { error: 'invalid_client' }, 'auth', 'oauth_client_refused'],
    [200, { error: 'invalid_code' }, 'auth', 'token_answer_invalid'],
    [429, {}, 'rate_limited', 'token_rate_limited'],
    [503, {}, 'transient', 'token_endpoint_unavailable'],
  ])('endpoint that answers %i %o is %s', async (status, body, kind, code) => {
    const { url } = await serve((_, response) => json(response, body, status));
    const client = connect(url, oauth(url), { connection: { baseUrl: url, credentials, accountKey: 'a' } });
    await expect(client.send(create)).rejects.toMatchObject({ kind, code });
  });

  test('answer may name the host to use, and the client may sign with Basic', async () => {
    const { url, seen } = await serve((incoming, response) => {
      if (incoming.url === '/token')
        return json(response, { access_token: 't', token_type: 'Zoho-oauthtoken', api_domain: `${url}/eu/` });
      json(response, {});
    });
    const client = connect(
      url,
      oauth(url, { baseUrlFrom: 'api_domain', basePath: '/v8', prefix: 'Zoho-oauthtoken', clientAuth: 'basic' }),
      {
        connection: { baseUrl: url, credentials, accountKey: 'a' },
      },
    );
    await client.send(request({ path: '/Leads' }));
    expect(seen.map((one) => [one.url, one.headers.authorization])).toStrictEqual([
      ['/token', `Basic ${Buffer.from('c:s').toString('base64')}`],
      ['/eu/v8/Leads', 'Zoho-oauthtoken t'],
    ]);
  });

  test('may come from a log-in of the vendor’s own', async () => {
    const { url, seen } = await serve((incoming, response) => {
      if (incoming.url === '/authentication') return json(response, { authenticated_user: { user_key: 'u-1' } });
      json(response, {});
    });
    const login = {
      type: 'login',
      request: {
        method: 'GET',
        path: '/authentication',
        basic: { username: '{apiKey}:{username}', password: '{password}' },
      },
      token: 'authenticated_user.user_key',
      header: { value: '{apiKey}:{token}', encode: 'base64', prefix: 'Userkeyauth' },
    };
    const client = connect(
      url,
      { auth: [login] },
      {
        connection: { baseUrl: url, credentials: { apiKey: 'k', username: 'ann', password: 'pw' }, accountKey: 'a' },
      },
    );
    await client.send(list);
    expect(seen.map((one) => one.headers.authorization)).toStrictEqual([
      `Basic ${Buffer.from('k:ann:pw').toString('base64')}`,
      `Userkeyauth ${Buffer.from('k:u-1').toString('base64')}`,
    ]);
  });
});

describe('trouble', () => {
  test.each([
    ['a server error', (response: ServerResponse) => json(response, {}, 500)],
    [
      'a web page with status 200',
      (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    [
      'JSON that ends in the middle',
      (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":['),
    ],
    ['a dropped socket', (response: ServerResponse) => response.socket?.destroy()],
    [
      'a socket dropped in the middle of the answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"data":[', () => response.socket?.destroy());
      },
    ],
  ])('%s is tried again by a read, and leaves a create in doubt without a second request', async (_, fail) => {
    let count = 0;
    const { url, seen } = await serve((__, response) => {
      count += 1;
      if (count === 1) fail(response);
      else json(response, { ok: count });
    });
    const client = connect(url);
    expect((await client.send(list)).body).toStrictEqual({ ok: 2 });
    count = 0;
    await expect(client.send(create)).rejects.toMatchObject({ kind: 'in_doubt' });
    expect(seen).toHaveLength(3);
  });

  test('a write that may be repeated is not in doubt, yet the client does not repeat it', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}, 502));
    await expect(connect(url).send(create, { idempotent: true })).rejects.toMatchObject({ kind: 'transient' });
    expect(seen).toHaveLength(1);
  });

  test('no answer in time leaves a create in doubt', async () => {
    const { url } = await serve(() => undefined);
    await expect(connect(url).send(create, { timeoutMs: 30 })).rejects.toMatchObject({
      kind: 'in_doubt',
      code: 'timeout',
    });
  });

  test('a refused connection has certainly done nothing', async () => {
    const { url } = await serve(() => undefined);
    for (const close of closing.splice(0)) await close();
    await expect(connect(url).send(create)).rejects.toMatchObject({
      kind: 'transient',
      code: 'unreachable',
      message: expect.stringContaining(`nothing listens at ${new URL(url).host}`) as string,
      hint: expect.stringContaining('base URL') as string,
    });
  });

  test('a deadline that has passed means that nothing is sent', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    await expect(connect(url).send(create, { deadlineMs: performance.now() - 1 })).rejects.toMatchObject({
      code: 'deadline_passed',
    });
    expect(seen).toHaveLength(0);
  });

  test('a read that is broken off ends at once; a write on its way is waited for', async () => {
    const stop = new AbortController();
    const answers: ServerResponse[] = [];
    const { url } = await serve((_, response) => {
      answers.push(response);
      if (answers.length < 2) return;
      stop.abort(new Error('paused'));
      for (const open of answers) json(open, { id: 1 });
    });
    const client = connect(url);
    const reading = client.send(list, { signal: stop.signal });
    const writing = client.send(create, { signal: stop.signal });
    await expect(reading).rejects.toThrow('paused');
    expect((await writing).body).toStrictEqual({ id: 1 });
  });

  test('an error never shows a secret, a query or a body', async () => {
    const { url } = await serve((_, response) => json(response, { message: 'bad token secret-1 for Ann' }, 400));
    const error: unknown = await connect(url)
      .send(create)
      .catch((thrown: unknown) => thrown);
    const text = JSON.stringify(error) + String(error);
    expect(text).toContain('POST /people');
    expect(text).not.toMatch(/secret-1|Ann/);
  });
});

describe('limits', () => {
  const limits = { limits: { budgets: [{ name: 'all', kind: 'window', limit: 100, windowMs: 1000 }] } };

  test('a 429 moves the budgets, is waited for as the vendor says, and is drawn anew', async () => {
    let count = 0;
    const { url } = await serve((_, response) => {
      count += 1;
      if (count === 1) json(response, {}, 429, { 'retry-after': '2' });
      else json(response, {});
    });
    const { pacer, told } = openPacer();
    const { clock, slept } = fakeClock();
    const client = connect(url, limits, { pacer, clock });
    await client.send(list);
    expect(told).toStrictEqual(['acquired', 'released', ['penalised', 2000], 'acquired', 'released']);
    expect(slept).toStrictEqual([2000]);
    expect(client.counts()).toStrictEqual({ total: 2, throttled: 1 });
  });

  test('a 429 to a write goes back to the caller with the wait', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}, 429, { 'retry-after': '2' }));
    await expect(connect(url, limits).send(create)).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 2000 });
    expect(seen).toHaveLength(1);
  });

  test('a wait longer than the caller’s patience goes back to the caller', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}, 429, { 'retry-after': '3600' }));
    await expect(connect(url, limits).send(list)).rejects.toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 3_600_000,
    });
    expect(seen).toHaveLength(1);
  });

  test('a budget that is used up ends in rate_limited before anything is sent', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    const used: Pacer = { ...openPacer().pacer, acquire: async () => ({ notBeforeMs: Date.now() + 60_000 }) };
    await expect(connect(url, limits, { pacer: used }).send(list)).rejects.toMatchObject({
      kind: 'rate_limited',
      code: 'budget_exhausted',
    });
    expect(seen).toHaveLength(0);
  });

  test('a reservation is used once and given back, and one that is out of date is drawn anew', async () => {
    const { url } = await serve((_, response) => json(response, {}));
    const { pacer, told } = openPacer();
    const client = connect(url, limits, { pacer });
    const released: string[] = [];
    const reservation = (validUntilMs: number) => ({ validUntilMs, release: () => void released.push('reservation') });
    await client.send(create, { reservation: reservation(Number.POSITIVE_INFINITY) });
    expect(told).toStrictEqual([]);
    expect(released.length).toBeGreaterThan(0);
    await client.send(create, { reservation: reservation(0) });
    expect(told).toStrictEqual(['acquired', 'released']);
  });

  test('a reservation that was handed out early is waited for', async () => {
    const { url } = await serve((_, response) => json(response, {}));
    const { clock, slept } = fakeClock();
    const atMs = performance.now() + 100_000;
    await connect(url, limits, { clock }).send(create, {
      reservation: { atMs, validUntilMs: Number.POSITIVE_INFINITY, release: () => undefined },
    });
    expect(slept).toHaveLength(1);
    expect(slept[0]).toBeGreaterThan(90_000);
  });

  test('the time-out of a write counts from the call, so a wait for the budget leaves it less', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    const asked: (number | undefined)[] = [];
    let nowMs = 0;
    const pacer: Pacer = {
      ...openPacer().pacer,
      acquire: async (_, options) => {
        asked.push(options?.maxWaitMs);
        nowMs += 5000;
        return { atMs: 0, validUntilMs: 1e9, release: () => undefined };
      },
    };
    const clock: Clock = { ...fakeClock().clock, monotonic: () => nowMs };
    await expect(connect(url, limits, { pacer, clock }).send(create, { timeoutMs: 5000 })).rejects.toMatchObject({
      kind: 'transient',
      code: 'deadline_passed',
    });
    expect(asked).toStrictEqual([5000]);
    expect(seen).toHaveLength(0);
  });

  test('a connection stands before a slot is taken for it', async () => {
    let sockets = 0;
    const server = await serve((_, response) => json(response, {}));
    server.onConnection(() => {
      sockets += 1;
    });
    const standing: number[] = [];
    const { pacer } = openPacer();
    const noting: Pacer = {
      ...pacer,
      acquire: async (draws) => {
        standing.push(sockets);
        return pacer.acquire(draws);
      },
    };
    const client = connect(server.url, limits, { pacer: noting });
    await client.send(list);
    await Promise.all([client.send(list), client.send(list), client.send(create)]);
    expect(Math.min(...standing)).toBeGreaterThan(0);
    expect(sockets).toBe(3);
  });

  test('a connection that breaks while its request waits for a slot harms nobody', async () => {
    const server = await serve((_, response) => json(response, { ok: true }));
    const { pacer } = openPacer();
    let broken = false;
    const breaking: Pacer = {
      ...pacer,
      acquire: async (draws) => {
        if (!broken) await server.breakConnections();
        broken = true;
        return pacer.acquire(draws);
      },
    };
    expect((await connect(server.url, limits, { pacer: breaking }).send(list)).body).toStrictEqual({ ok: true });
  });

  test('a lower limit in the headers is told to the budget', async () => {
    const { url } = await serve((_, response) => json(response, {}, 200, { 'x-ratelimit-limit': '50' }));
    const { pacer, told } = openPacer();
    await connect(url, limits, { pacer }).send(list);
    expect(told).toContainEqual(['observed', 'acme/a/all', 50]);
  });

  test('no more requests are under way than there are connections', async () => {
    const open: ServerResponse[] = [];
    let most = 0;
    const { url } = await serve((_, response) => {
      open.push(response);
      most = Math.max(most, open.length);
      setImmediate(() => json(open.shift() as ServerResponse, {}));
    });
    const client = connect(url, { connections: 2 });
    await Promise.all(Array.from({ length: 12 }, () => client.send(list)));
    expect(most).toBeLessThanOrEqual(2);
  });
});
