import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';

type Json = { [key: string]: unknown; id: string };
type Answer = { status: number; headers: Headers; data: Json; error: { code: string; message: string } };

let sandbox: RunningSandbox;

beforeEach(async () => {
  sandbox = await startSandbox('actuallycare', { limit: 'none' });
});
afterEach(() => sandbox.close());

async function restart(options: Parameters<typeof startSandbox>[1]): Promise<void> {
  await sandbox.close();
  sandbox = await startSandbox('actuallycare', options);
}

async function send(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: headers ?? { authorization: `Bearer ${sandbox.credentials['apiKey']}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { data, error } = (await response.json()) as Pick<Answer, 'data' | 'error'>;
  return { status: response.status, headers: response.headers, data, error };
}

const listed = async (resource: string) => (await send('GET', `/${resource}?limit=100`)).data[resource] as Json[];

describe("what the vendor's guide says", () => {
  it('takes three kinds of people, each with its own required fields', async () => {
    const status = async (path: string, body: object) => (await send('POST', path, body)).status;
    expect(await status('/leads', { name: 'Bob Ray' })).toBe(201);
    expect(await status('/leads', { first_name: 'Bob', last_name: 'Ray' })).toBe(400);
    expect(await status('/clients', { first_name: 'Ann', last_name: 'Lee' })).toBe(201);
    expect(await status('/clients', { name: 'Ann Lee' })).toBe(400);
    expect(await status('/contacts', { first_name: 'Vic', contact_type: 'vendor' })).toBe(201);
    const missing = await send('POST', '/contacts', { first_name: 'Vic' });
    expect([missing.status, missing.error]).toEqual([
      400,
      { code: 'validation_error', message: 'contact_type is required.' },
    ]);
    const malformed = await send('POST', '/leads', { name: 'Bob', email: 'not one' });
    expect(malformed.error.message).toContain('email');
  });

  it('lists page by page until hasMore is false', async () => {
    for (let index = 0; index < 5; index += 1)
      await send('POST', '/clients', { first_name: `A${index}`, last_name: 'B' });
    const seen: unknown[] = [];
    for (let page = 1, more = true; more; page += 1) {
      const { data } = await send('GET', `/clients?page=${page}&limit=2`);
      seen.push(...(data['clients'] as Json[]).map((client) => client['first_name']));
      more = (data['meta'] as { hasMore: boolean }).hasMore;
    }
    expect(seen).toEqual(['A0', 'A1', 'A2', 'A3', 'A4']);
    expect((await send('GET', '/clients?limit=101')).status).toBe(400);
  });

  it('makes two records of the same person sent twice', async () => {
    for (let index = 0; index < 2; index += 1) await send('POST', '/leads', { name: 'Bob', email: 'bob@ray.example' });
    expect(await listed('leads')).toHaveLength(2);
  });

  it('answers 403 to a key without scopes, for everything', async () => {
    const headers = { authorization: 'Bearer ac_sandbox_none_000000000000000000000000000000000000000000000000' };
    for (const [method, path] of [
      ['GET', '/clients'],
      ['POST', '/leads'],
      ['GET', '/contacts'],
    ] as const) {
      const { status, error } = await send(method, path, method === 'POST' ? { name: 'x' } : undefined, headers);
      expect([status, error.code]).toEqual([403, 'forbidden']);
    }
  });

  it('allows 500 requests in 15 minutes for each key', async () => {
    await restart({});
    const answers = [];
    for (let index = 0; index < 501; index += 1) answers.push((await send('GET', '/leads')).status);
    expect(answers.filter((status) => status === 200)).toHaveLength(500);
    const { status, headers, error } = await send('GET', '/leads');
    expect([status, error.code]).toEqual([429, 'rate_limited']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
    expect(sandbox.control.stats()).toMatchObject({ throttled: 2, maxRequestsInWindow: 502 });
  });
});

describe('what is assumed', () => {
  it('takes the key in either header, and answers 401 without one', async () => {
    const key = sandbox.credentials['apiKey']!;
    expect(key).toHaveLength(64);
    expect((await send('GET', '/leads', undefined, { 'x-api-key': key })).status).toBe(200);
    expect((await send('GET', '/leads', undefined, {})).status).toBe(401);
  });

  it('reads and changes one record, and keeps unknown fields out of it', async () => {
    const { data } = await send('POST', '/clients', {
      first_name: 'Ann',
      last_name: 'Lee',
      tags: ['import-1'],
      shoe: 42,
    });
    const changed = await send('PATCH', `/clients/${data.id}`, { notes: 'met' });
    expect(changed.data).toMatchObject({ first_name: 'Ann', notes: 'met', tags: ['import-1'] });
    expect((await send('GET', `/clients/${data.id}`)).data).not.toHaveProperty('shoe');
    expect((await send('GET', '/clients/none')).status).toBe(404);
    expect((await send('PATCH', `/clients/${data.id}`, { first_name: '' })).status).toBe(400);
  });

  it('archives instead of deleting: gone from the lists, still readable by id', async () => {
    const archived = [];
    for (const way of ['DELETE', 'POST'] as const) {
      const { data } = await send('POST', '/leads', { name: 'Bob' });
      archived.push((await send(way, `/leads/${data.id}${way === 'POST' ? '/archive' : ''}`)).data);
    }
    expect(await listed('leads')).toEqual([]);
    for (const { id } of archived) expect((await send('GET', `/leads/${id}`)).data['archived_at']).not.toBeNull();
  });

  it('knows a few types of contact, and escrows with an address', async () => {
    expect((await send('POST', '/contacts', { first_name: 'V', contact_type: 'wizard' })).status).toBe(400);
    expect((await send('POST', '/escrows', { price: 1 })).status).toBe(400);
    expect((await send('POST', '/escrows', { address: '1 Main St', price: 500_000 })).data['address']).toBe(
      '1 Main St',
    );
  });
});

it('is seeded with the same people for the same seed', async () => {
  const people = async (seed: number) => {
    await restart({ records: 50, seed, limit: 'none' });
    return sandbox.control.dump();
  };
  expect(await people(4)).toEqual(await people(4));
  expect(await people(4)).not.toEqual(await people(5));
});

it('shows lists without fresh writes under lag', async () => {
  await restart({ limit: 'none', faults: 'lag;ms=600000' });
  const { data } = await send('POST', '/leads', { name: 'Bob' });
  expect(await listed('leads')).toEqual([]);
  expect((await send('GET', `/leads/${data.id}`)).status).toBe(200);
});
