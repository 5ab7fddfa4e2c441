import { describe, expect, test } from 'vitest';
import { PortageError } from '../src/model/errors.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { getMigration, updateMigration } from '../src/store/migration-store.ts';
import { type TestTenant, useApi } from './support/api.ts';
import { mapping, seedMigration } from './support/api-seed.ts';

const testResult: { error?: Error } = {};
const problems = [{ place: 'routes[0].to', message: 'the destination has no object "x"', hint: 'It has: lead.' }];
const api = useApi({
  testConnection: async () => {
    if (testResult.error) throw testResult.error;
    return {
      id: 'org_1',
      name: 'Acme',
      user: { id: 'u1', email: 'ann@acme.example', name: 'Ann', active: true },
      missingScopes: [],
    };
  },
  checkMapping: () => problems,
});

interface Shown {
  id: string;
  customer: string;
  createdBy: string;
  file: { quiet?: { confirmedBy: string } };
  code: string;
  location: string;
}

const file = {
  customer: 'Acme Ltd',
  source: { system: 'pipedrive', connection: { credentials: { apiToken: 'secret-token' } } },
  destination: { system: 'close', connection: { credentials: { apiKey: 'secret-key' } } },
};

const post = (tenant: TestTenant, body: object, key?: string, role: 'operator' | 'approver' = 'operator') =>
  tenant[role].send<Shown>('POST', '/api/v1/migrations', body, key === undefined ? {} : { 'idempotency-key': key });

const startsOf = (id: string) =>
  api.temporal.started.filter(({ workflowId }) => workflowId === `migration:${id}`).length;

describe('creating a migration', () => {
  test('stores it, starts its workflow, and keeps the credentials out of sight', async () => {
    const tenant = await api.tenant('create');
    const { status, headers, body } = await post(tenant, file);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/migrations/${body.id}`);
    expect(body).toMatchObject({
      customer: 'Acme Ltd',
      createdBy: 'create operator',
      stage: 'created',
      status: 'running',
    });
    expect(startsOf(body.id)).toBe(1);
    const shown = await tenant.viewer.get(`/api/v1/migrations/${body.id}`);
    expect(JSON.stringify([body, shown.body])).not.toContain('secret-');
    const { credentials } = await api.db
      .selectFrom('connections')
      .select('credentials')
      .where('tenant_id', '=', tenant.tenantId)
      .where('system', '=', 'close')
      .executeTakeFirstOrThrow();
    expect(credentials).toMatch(/^sealed\(/);
  });

  test('under an idempotency key gives the same one again, and 201 only once', async () => {
    const tenant = await api.tenant('idempotent');
    const first = await post(tenant, file, 'key-0001');
    const again = await post(tenant, file, 'key-0001');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    const other = await post(tenant, file, 'key-0002');
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
  });

  test('under a key that another body has used is refused', async () => {
    const tenant = await api.tenant('reused');
    await post(tenant, file, 'key-0001');
    const refused = await post(tenant, { ...file, customer: 'Other Ltd' }, 'key-0001');
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    // a key is one tenant's own
    expect((await post(await api.tenant('not reused'), { ...file, customer: 'Other Ltd' }, 'key-0001')).status).toBe(
      201,
    );
  });

  test('twice at the same moment under one key makes one migration', async () => {
    const tenant = await api.tenant('at once');
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(tenant, file, 'key-0001')));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 200)).toBe(true);
  });

  test('whose start was lost is started by the repeated request', async () => {
    const tenant = await api.tenant('lost start');
    api.temporal.failure = new Error('14 UNAVAILABLE');
    expect((await post(tenant, file, 'key-0001')).status).toBe(500);
    api.temporal.failure = undefined;
    const again = await post(tenant, file, 'key-0001');
    expect(again.status).toBe(200);
    expect(startsOf(again.body.id)).toBe(1);
  });

  test('without a key, the same body goes on with its unfinished migration, as the same file does on the command line', async () => {
    const tenant = await api.tenant('same body');
    const first = await post(tenant, file);
    const again = await post(tenant, { ...file });
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
    const row = await getMigration(api.db, first.body.id);
    await updateMigration(api.db, scopeOf(row), { status: 'cancelled' });
    expect((await post(tenant, file)).body.id).not.toBe(first.body.id);
  });

  test.each<[string, object, string, string]>([
    [
      'a path on the server',
      { source: { system: 'csv', files: [{ path: '/etc/passwd' }] } },
      'file_by_path',
      'body.source.files.0.path',
    ],
    [
      'a relative path',
      { source: { system: 'csv', files: [{ path: '../contacts.csv' }] } },
      'file_by_path',
      'body.source.files.0.path',
    ],
    ['no files', { source: { system: 'csv' } }, 'no_files', 'body.source.files'],
    [
      'a folder of the server',
      { destination: { system: 'csv', path: '/srv/out' } },
      'file_destination',
      'body.destination',
    ],
    [
      'a folder by another name',
      { destination: { system: 'csv', connection: { options: { path: '/srv/out' } } } },
      'unknown_option',
      'body.destination.connection.options.path',
    ],
    ['a mapping by its path', { mapping: '/etc/mapping.yaml' }, 'mapping_by_path', 'body.mapping'],
    [
      'a variable of the server',
      { source: { system: 'pipedrive', connection: { credentials: { apiToken: 'env:PORTAGE_SECRET_KEY' } } } },
      'credential_by_name',
      'body.source.connection.credentials.apiToken',
    ],
    [
      'an address inside',
      {
        source: {
          system: 'pipedrive',
          connection: { baseUrl: 'http://169.254.169.254/', credentials: { apiToken: 'x' } },
        },
      },
      'host_not_allowed',
      'body.source.connection.baseUrl',
    ],
    [
      'loopback',
      {
        destination: {
          system: 'close',
          connection: { baseUrl: 'http://127.0.0.1:5432', credentials: { apiKey: 'x' } },
        },
      },
      'host_not_allowed',
      'body.destination.connection.baseUrl',
    ],
    ['a webhook inside', { notify: ['http://10.0.0.1/hook'] }, 'host_not_allowed', 'body.notify.0'],
    [
      'a destination that cannot be written',
      { destination: { system: 'hubspot', connection: { credentials: { accessToken: 'x' } } } },
      'not_a_destination',
      'body.destination.system',
    ],
    ['an unknown system', { source: { system: 'nosuch' } }, 'unknown_system', 'body.source.system'],
    ['no connection', { source: { system: 'pipedrive' } }, 'no_connection', 'body.source'],
  ])('that names %s is refused', async (_, change, code, location) => {
    const tenant = await api.tenant('guarded');
    const refused = await post(tenant, { ...file, ...change });
    expect(refused).toMatchObject({ status: 422, body: { code, location } });
  });

  test('with a base URL on the allow-list is taken', async () => {
    const tenant = await api.tenant('allowed host');
    const source = {
      system: 'pipedrive',
      connection: { baseUrl: 'https://eu.allowed.example', credentials: { apiToken: 'x' } },
    };
    expect((await post(tenant, { ...file, source })).status).toBe(201);
  });

  test('from uploads that share a name is refused: files are known by their names', async () => {
    const tenant = await api.tenant('same names');
    const upload = async (content: string) => {
      const response = await tenant.operator.request('/api/v1/uploads?fileName=a.csv', {
        method: 'POST',
        body: content,
      });
      return { path: ((await response.json()) as { path: string }).path };
    };
    const [one, two] = [await upload('1'), await upload('2')];
    expect((await post(tenant, { ...file, source: { system: 'csv', files: [one] } })).status).toBe(201);
    const refused = await post(tenant, { ...file, source: { system: 'csv', files: [one, two] } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'file_name_twice' } });
  });

  test('with the quiet plan confirmed asks for an approver, who is named as the one who did', async () => {
    const tenant = await api.tenant('quiet');
    const quiet = { ...file, quiet: { confirmedBy: 'boss@acme.example' } };
    expect(await post(tenant, quiet)).toMatchObject({ status: 403, body: { code: 'role_too_low' } });
    const { body } = await post(tenant, quiet, undefined, 'approver');
    expect(body.file.quiet?.confirmedBy).toBe('boss@acme.example (by key of quiet approver)');
  });
});

test('migrations are listed page by page, newest first, by status and stage', async () => {
  const tenant = await api.tenant('list');
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1)
    ids.unshift((await seedMigration(api.db, tenant.tenantId, `C${index}`)).id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await tenant.viewer.get<{ items: Shown[]; nextCursor: string | null }>(
      `/api/v1/migrations?limit=2${query}`,
    );
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids);
  await updateMigration(api.db, { tenantId: tenant.tenantId, migrationId: ids[2] as string }, { status: 'paused' });
  const paused = await tenant.viewer.get<{ items: Shown[] }>('/api/v1/migrations?status=paused');
  expect(paused.body.items.map(({ id }) => id)).toEqual([ids[2]]);
  expect((await tenant.viewer.get<{ items: Shown[] }>('/api/v1/migrations?stage=import')).body.items).toEqual([]);
});

describe('mapping versions', () => {
  test('are listed, shown and added; what is wrong with one is told, and it is kept to be worked on', async () => {
    const tenant = await api.tenant('mapping');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    const path = `/api/v1/migrations/${id}/mappings`;
    expect((await tenant.viewer.get(`${path}/1`)).body).toMatchObject({ version: 1, document: mapping });
    const next = { ...mapping, timezone: 'Europe/London' };
    const added = await tenant.operator.send('POST', path, next);
    expect(added).toMatchObject({ status: 201, body: { version: 2, problems } });
    expect(added.headers.get('location')).toBe(`${path}/2`);
    // the same again is the same version
    expect((await tenant.operator.send('POST', path, next)).body).toMatchObject({ version: 2 });
    expect((await tenant.viewer.get<{ items: object[] }>(path)).body.items).toMatchObject([
      { version: 1, createdBy: 'ann@acme.example' },
      { version: 2, createdBy: 'mapping operator' },
    ]);
    expect((await tenant.viewer.get(`${path}/9`)).status).toBe(404);
  });

  test('that are no mapping are refused with the place', async () => {
    const tenant = await api.tenant('no mapping');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    const refused = await tenant.operator.send<Shown>('POST', `/api/v1/migrations/${id}/mappings`, {
      ...mapping,
      routes: [{ object: 1 }],
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_request', location: 'body.routes.0.object' } });
  });
});

describe('decisions', () => {
  test('are signed by the key; another name is kept beside it as a claim', async () => {
    const tenant = await api.tenant('signed');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    api.temporal.decisions.length = 0;
    const path = `/api/v1/migrations/${id}/signals`;
    expect((await tenant.operator.send('POST', `${path}/pause`)).body).toEqual({
      name: 'pause',
      by: 'signed operator',
    });
    await tenant.approver.send('POST', `${path}/approve`, { mappingVersion: 1, by: 'boss@acme.example' });
    expect(api.temporal.decisions).toEqual([
      { workflowId: `migration:${id}`, input: { name: 'pause', payload: { by: 'signed operator' }, via: 'API' } },
      {
        workflowId: `migration:${id}`,
        input: {
          name: 'approve',
          payload: { by: 'boss@acme.example (by key of signed approver)', mappingVersion: 1 },
          via: 'API',
        },
      },
    ]);
  });

  test('are checked before they are sent', async () => {
    const tenant = await api.tenant('checked');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    const path = `/api/v1/migrations/${id}/signals`;
    for (const [name, body] of [
      ['approve', {}],
      ['approve', { mappingVersion: 'one' }],
      ['override', { reason: '' }],
      ['pause', { surprise: 1 }],
    ] as const) {
      expect(await tenant.admin.send('POST', `${path}/${name}`, body)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
    }
    // no body at all is an empty one
    expect(await tenant.admin.send('POST', `${path}/approve`)).toMatchObject({
      status: 422,
      body: { location: 'body.mappingVersion' },
    });
    expect((await tenant.admin.send('POST', `${path}/explode`, {})).status).toBe(404);
  });

  test('a mapping that is not the latest cannot be asked for: nothing is undone for it', async () => {
    const tenant = await api.tenant('other version');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    const ask = (mappingVersion: number) =>
      tenant.approver.send('POST', `/api/v1/migrations/${id}/signals/requestChanges`, { mappingVersion });
    expect(await ask(9)).toMatchObject({
      status: 409,
      body: { code: 'decision_refused', detail: expect.stringContaining('the latest mapping is version 1, not 9') },
    });
    expect((await ask(1)).status).toBe(200);
  });

  test('that the workflow refuses come back with its reason, and both are in the audit trail', async () => {
    const tenant = await api.tenant('refused decision');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    api.temporal.refusals.set('approve', 'mapping version 1 is not the one that was sampled (2)');
    const refused = await tenant.approver.send('POST', `/api/v1/migrations/${id}/signals/approve`, {
      mappingVersion: 1,
    });
    api.temporal.refusals.clear();
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'decision_refused', detail: expect.stringContaining('not the one that was sampled') },
    });
    const { body } = await tenant.viewer.get<{ items: object[] }>(`/api/v1/migrations/${id}/audit`);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        actor: 'refused decision approver',
        action: 'approve',
        accepted: false,
        reason: expect.stringContaining('sampled'),
      }),
    );
  });

  test('to roll back must name the customer', async () => {
    const tenant = await api.tenant('rollback');
    const { id } = await seedMigration(api.db, tenant.tenantId, 'Right Ltd');
    const rollback = (customer: string) =>
      tenant.admin.send('POST', `/api/v1/migrations/${id}/signals/rollback`, { customer });
    expect(await rollback('Wrong Ltd')).toMatchObject({ status: 422, body: { code: 'customer_differs' } });
    expect((await rollback('Right Ltd')).status).toBe(200);
    expect(api.temporal.decisions.at(-1)?.input.payload).toMatchObject({ customer: 'Right Ltd', scope: 'all' });
  });

  test('to resume a failed migration starts it again', async () => {
    const tenant = await api.tenant('failed');
    const row = await seedMigration(api.db, tenant.tenantId);
    await updateMigration(api.db, scopeOf(row), { status: 'failed', error: { message: 'no space left' } });
    expect((await tenant.operator.send('POST', `/api/v1/migrations/${row.id}/signals/resume`)).status).toBe(200);
    expect(startsOf(row.id)).toBe(1);
    expect((await tenant.viewer.get(`/api/v1/migrations/${row.id}`)).body).toMatchObject({
      status: 'running',
      error: null,
    });
  });
});

describe('connections', () => {
  test('never show their credentials, and can be tested', async () => {
    const tenant = await api.tenant('connections');
    const made = await tenant.operator.send<Shown>('POST', '/api/v1/connections', {
      system: 'close',
      name: 'Acme',
      credentials: { apiKey: 'top-secret' },
    });
    expect(made.status).toBe(201);
    const path = `/api/v1/connections/${made.body.id}`;
    expect((await tenant.operator.send('POST', `${path}/test`)).body).toEqual({
      ok: true,
      account: { id: 'org_1', name: 'Acme' },
      user: { id: 'u1', email: 'ann@acme.example', name: 'Ann' },
      missingScopes: [],
      problem: null,
    });
    const shown = await tenant.viewer.get(path);
    expect(shown.body).toMatchObject({ accountId: 'org_1', accountName: 'Acme', testedAt: expect.any(String) });
    expect(JSON.stringify([made.body, shown.body])).not.toContain('top-secret');
    expect((await tenant.operator.send('DELETE', path)).status).toBe(204);
  });

  test('with a credential that the system does not know, or without one that it needs, are refused', async () => {
    const { operator } = await api.tenant('credentials');
    const store = (credentials: object) =>
      operator.send('POST', '/api/v1/connections', { system: 'close', name: 'Acme', credentials });
    expect((await store({ apiToken: 'k' })).body).toMatchObject({
      code: 'unknown_credential',
      location: 'body.credentials.apiToken',
      fix: expect.stringContaining('apiKey'),
    });
    expect((await store({ clientId: 'c', refreshToken: '' })).body).toMatchObject({ code: 'credentials_missing' });
    expect((await store({ clientId: 'c', refreshToken: 'r' })).status).toBe(201);
  });

  test('are listed page by page, newest first', async () => {
    const { operator } = await api.tenant('connection pages');
    for (const name of ['one', 'two', 'three'])
      await operator.send('POST', '/api/v1/connections', { system: 'close', name });
    const page = (query: string) =>
      operator.get<{ items: { name: string }[]; nextCursor: string | null }>(`/api/v1/connections?${query}`);
    const first = (await page('limit=2')).body;
    expect(first.items.map((item) => item.name)).toEqual(['three', 'two']);
    const second = (await page(`limit=2&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ items: [{ name: 'one' }], nextCursor: null });
  });

  test('that the vendor refuses are told as the result of the test, with what to do', async () => {
    const tenant = await api.tenant('refused connection');
    const { body } = await tenant.operator.send<Shown>('POST', '/api/v1/connections', {
      system: 'close',
      name: 'A',
      credentials: { apiKey: 'old' },
    });
    testResult.error = new PortageError('auth', 'Close refused the key', {
      code: 'unauthorized',
      hint: 'Reconnect.',
      status: 401,
    });
    const tested = await tenant.operator.send('POST', `/api/v1/connections/${body.id}/test`);
    delete testResult.error;
    expect(tested).toMatchObject({
      status: 200,
      body: { ok: false, problem: { code: 'unauthorized', fix: 'Reconnect.' } },
    });
  });

  test('cannot be led elsewhere with the credentials that are stored', async () => {
    const tenant = await api.tenant('led elsewhere');
    const { body } = await tenant.operator.send<Shown>('POST', '/api/v1/connections', {
      system: 'close',
      name: 'A',
      credentials: { apiKey: 'k' },
    });
    await tenant.operator.send('POST', `/api/v1/connections/${body.id}/test`);
    const change = (next: object) => tenant.operator.send<Shown>('PATCH', `/api/v1/connections/${body.id}`, next);
    expect(await change({ baseUrl: 'https://crm.acme.example' })).toMatchObject({
      status: 422,
      body: { code: 'credentials_needed' },
    });
    expect(await change({ options: { limit: '1/1' } })).toMatchObject({
      status: 422,
      body: { code: 'credentials_needed' },
    });
    expect(await change({ baseUrl: 'http://10.0.0.1', credentials: { apiKey: 'k' } })).toMatchObject({
      status: 422,
      body: { code: 'host_not_allowed' },
    });
    expect(await change({ baseUrl: 'https://crm.acme.example', credentials: { apiKey: 'k' } })).toMatchObject({
      status: 200,
      // what a test found at the other address says nothing of this one
      body: { baseUrl: 'https://crm.acme.example', accountName: null, testedAt: null },
    });
    expect(await change({ baseUrl: null, credentials: { apiKey: 'k2' } })).toMatchObject({
      status: 200,
      body: { baseUrl: null },
    });
  });

  test('that a migration was made with stay', async () => {
    const tenant = await api.tenant('in use');
    const row = await seedMigration(api.db, tenant.tenantId);
    const refused = await tenant.operator.send('DELETE', `/api/v1/connections/${row.sourceConnectionId}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'connection_in_use' } });
  });
});

test('connectors are listed with what they can do and what they ask for', async () => {
  const { viewer } = await api.tenant('connectors');
  const { body } = await viewer.get<{ items: { system: string }[] }>('/api/v1/connectors');
  const bySystem = Object.fromEntries(body.items.map((item) => [item.system, item]));
  expect(bySystem['pipedrive']).toMatchObject({
    roles: ['source'],
    objects: expect.arrayContaining(['company', 'contact', 'deal']),
    auth: [
      { type: 'api_key', credentials: ['apiToken'] },
      { type: 'oauth2', credentials: ['clientId', 'clientSecret', 'refreshToken'] },
    ],
  });
  expect(bySystem['close']).toMatchObject({ roles: ['destination'], writes: expect.arrayContaining(['lead']) });
  expect(bySystem['csv']).toMatchObject({ roles: ['source', 'destination'], auth: [] });
});

describe('a migration whose workflow was terminated in Temporal', () => {
  interface Line {
    id: string;
    status: string;
    error?: { message: string } | null;
  }

  test('is shown as failed with the way on, by whoever asks first, one by one, in the list and in the report', async () => {
    const tenant = await api.tenant('terminated');
    const ids: string[] = [];
    for (const customer of ['One Ltd', 'Two Ltd', 'Three Ltd']) {
      const { id } = await seedMigration(api.db, tenant.tenantId, customer);
      api.temporal.terminated.set(`migration:${id}`, new Date(Date.now() + 1_000));
      ids.push(id);
    }
    const one = await tenant.viewer.get<Line>(`/api/v1/migrations/${ids[0]}`);
    expect(one.body).toMatchObject({
      status: 'failed',
      error: { message: expect.stringMatching(/terminated its workflow.*decision resume/) },
    });
    expect((await tenant.viewer.get<Line>(`/api/v1/migrations/${ids[1]}/report`)).body.status).toBe('failed');
    const { body } = await tenant.viewer.get<{ items: Line[] }>('/api/v1/migrations');
    expect(body.items.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  });

  test('is left alone where it was touched since: somebody starts it again just now', async () => {
    const tenant = await api.tenant('restarted');
    const { id } = await seedMigration(api.db, tenant.tenantId, 'Again Ltd');
    api.temporal.terminated.set(`migration:${id}`, new Date(Date.now() - 60_000));
    const { body } = await tenant.viewer.get<Line>(`/api/v1/migrations/${id}`);
    expect(body.status).toBe('running');
  });

  test('is shown as it is stored where Temporal does not answer', async () => {
    const tenant = await api.tenant('unanswered');
    const { id } = await seedMigration(api.db, tenant.tenantId, 'Silent Ltd');
    api.temporal.terminated.set(`migration:${id}`, new Date(Date.now() + 1_000));
    api.temporal.failure = new Error('14 UNAVAILABLE');
    try {
      expect(await tenant.viewer.get<Line>(`/api/v1/migrations/${id}`)).toMatchObject({
        status: 200,
        body: { status: 'running' },
      });
    } finally {
      api.temporal.failure = undefined;
    }
  });
});
