import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../src/http/client.ts';
import { prepareRequest } from '../src/http/template.ts';
import { httpDefinitionSchema } from '../src/model/http-definition.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';
import { createSecretBox } from '../src/runtime/secrets.ts';
import { storedTokens } from '../src/runtime/stored-tokens.ts';
import { createConnection } from '../src/store/connection-store.ts';
import { openDatabase } from '../src/store/database.ts';
import { createPacer } from '../src/store/pacing.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { createTestDatabase } from './support/database.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A vendor that gives each refresh token once: one that comes again is refused, and only the newest access token counts. */
async function startVendor() {
  const vendor = {
    url: '',
    renewals: 0,
    reused: 0,
    refresh: 'refresh-0',
    access: '',
    revoke: () => {
      vendor.access = '';
    },
  };
  const text = async (request: IncomingMessage) => (await request.toArray()).map(String).join('');
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url !== '/oauth/token') {
      const isKnown = request.headers.authorization === `Bearer ${vendor.access}`;
      return answer(isKnown ? 200 : 401, isKnown ? { people: [] } : { error: 'expired' });
    }
    const given = new URLSearchParams(await text(request)).get('refresh_token');
    if (given !== vendor.refresh) {
      vendor.reused += 1;
      return answer(400, { error: 'invalid_grant' });
    }
    vendor.renewals += 1;
    vendor.refresh = `refresh-${vendor.renewals}`;
    vendor.access = `access-${vendor.renewals}`;
    const tokens = { access_token: vendor.access, refresh_token: vendor.refresh };
    return answer(200, { ...tokens, token_type: 'bearer', expires_in: 3600 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return vendor;
}

const credentials = { clientId: 'app', clientSecret: 'secret', refreshToken: 'refresh-0' };
const people = prepareRequest(requestTemplateSchema.parse({ path: '/people' }), {});

/** Processes as they share nothing but the database and the key: each has its own connections to both servers. */
async function startProcesses() {
  const vendor = await startVendor();
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const secrets = createSecretBox([randomBytes(32)]);
  const tenantId = await ensureTenant(database.database, 'tokens');
  const definition = httpDefinitionSchema.parse({
    baseUrl: 'https://api.acme.example',
    auth: [{ type: 'oauth2', tokenUrl: `${vendor.url}/oauth/token`, clientAuth: 'body' }],
    retry: { attempts: 1, baseMs: 1 },
  });
  const startProcess = async (given: Record<string, string> = credentials): Promise<HttpClient> => {
    const db = openDatabase(database.url, { max: 3 });
    closing.push(() => db.destroy());
    const input = { tenantId, system: 'acme', name: 'acme', baseUrl: null, options: {}, seal: () => 'sealed' };
    const { id: connectionId } = await createConnection(db, input);
    const tokens = storedTokens(db, secrets, { tenantId, connectionId, system: 'acme', credentials: given });
    const pacer = createPacer(db);
    closing.push(() => pacer.close());
    const client = createHttpClient({
      ...{ system: 'acme', definition, pacer, egress: { allowLoopback: true } },
      connection: { baseUrl: vendor.url, credentials: given, accountKey: 'a' },
      ...(tokens && { tokens }),
    });
    closing.push(() => client.close());
    return client;
  };
  return { vendor, db: database.database, startProcess };
}

const ask = (client: HttpClient, times: number) =>
  Promise.all(Array.from({ length: times }, () => client.send(people)));

test('workers in several processes renew a rotating refresh token once between them, however often it ends', async () => {
  const { vendor, startProcess } = await startProcesses();
  const workers = await Promise.all([startProcess(), startProcess(), startProcess()]);
  await Promise.all(workers.map((worker) => ask(worker, 10)));
  expect(vendor).toMatchObject({ renewals: 1, reused: 0 });
  for (const renewals of [2, 3]) {
    vendor.revoke();
    await Promise.all(workers.map((worker) => ask(worker, 10)));
    expect(vendor).toMatchObject({ renewals, reused: 0 });
  }
});

test('a process that starts later, with the refresh token that the file still has, goes on with what was stored', async () => {
  const { vendor, db, startProcess } = await startProcesses();
  await ask(await startProcess(), 1);
  vendor.revoke();
  await ask(await startProcess(), 1);
  expect(vendor).toMatchObject({ renewals: 2, reused: 0 });
  const { rows } = await sql<{ text: string }>`select t::text as text from oauth_tokens t`.execute(db);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toMatch(/refresh-|access-/);
});

test('somebody who signs in anew is not held to the tokens of before', async () => {
  const { vendor, startProcess } = await startProcesses();
  await ask(await startProcess(), 1);
  // the customer took the access back, and gave it again
  Object.assign(vendor, { refresh: 'granted anew', access: '' });
  await expect(ask(await startProcess(), 1)).rejects.toMatchObject({ kind: 'auth', code: 'token_refused' });
  await ask(await startProcess({ ...credentials, refreshToken: 'granted anew' }), 1);
  expect(vendor.renewals).toBe(2);
});
