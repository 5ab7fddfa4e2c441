import { describe, expect, test } from 'vitest';
import { type Role, roleReaches, roles } from '../src/model/roles.ts';
import { ensureFirstKey, findCaller } from '../src/store/api-key-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { type ApiCaller, useApi } from './support/api.ts';
import { apiDocument } from './support/api-document.ts';
import { seedMigration } from './support/api-seed.ts';

const api = useApi();

interface Listed {
  items: { id: string; name?: string; email?: string; hint?: string }[];
}

describe('roles', () => {
  test('every route lets in exactly the roles from its own upwards', async () => {
    const tenant = await api.tenant('roles table');
    const nowhere = '00000000-0000-7000-8000-000000000000';
    for (const [path, item] of Object.entries(apiDocument.paths ?? {})) {
      if (!path.startsWith('/api/v1')) continue;
      for (const [method, operation] of Object.entries(item as Record<string, { 'x-portage-role': Role }>)) {
        const needed = operation['x-portage-role'];
        // ids that do not exist and bodies that are refused: whoever gets past the role changes nothing
        const address = path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'version' ? '1' : nowhere));
        for (const role of roles) {
          const response = await tenant[role].request(address, {
            method: method.toUpperCase(),
            ...(method !== 'get' &&
              method !== 'delete' && { headers: { 'content-type': 'application/json' }, body: '[]' }),
          });
          const said = `${role} ${method} ${path} → ${response.status}`;
          if (roleReaches(role, needed)) expect(response.status, said).not.toBe(403);
          else expect(response.status, said).toBe(403);
          await response.body?.cancel();
        }
      }
    }
  });

  test('a refusal says which role is needed', async () => {
    const { viewer } = await api.tenant('refusal');
    const { status, body } = await viewer.send('POST', '/api/v1/migrations', {});
    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'role_too_low',
      detail: expect.stringContaining('operator'),
      fix: expect.any(String),
    });
  });
});

describe('keys', () => {
  test('without a valid key nothing below /api/v1 is told, not even that an address does not exist', async () => {
    for (const caller of [api.as(null), api.as('portage_wrong'), api.as('x')]) {
      for (const path of ['/api/v1/me', '/api/v1/migrations', '/api/v1/no-such-thing']) {
        const { status, body, headers } = await caller.get(path);
        expect(status).toBe(401);
        expect(headers.get('www-authenticate')).toContain('Bearer');
        expect(body['fix']).toContain('Authorization');
      }
    }
  });

  test('a key is shown once, stored as a hash, and ends at once when it is revoked', async () => {
    const { admin } = await api.tenant('keys');
    const made = await admin.send<{ id: string; key: string }>('POST', '/api/v1/api-keys', {
      name: 'console',
      role: 'viewer',
    });
    expect(made.status).toBe(201);
    const { key, id } = made.body;
    expect((await api.as(key).get('/api/v1/me')).body).toMatchObject({ actor: 'console', role: 'viewer' });

    const stored = await api.db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(key);
    expect(stored.key_hash).toMatch(/^[\da-f]{64}$/);
    const listed = (await admin.get<Listed>('/api/v1/api-keys')).body.items.find((item) => item.id === id);
    expect(listed).not.toHaveProperty('key');
    expect(listed?.hint).toMatch(/^portage_….{4}$/);

    expect((await admin.send('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200);
    expect((await api.as(key).get('/api/v1/me')).status).toBe(401);
  });

  test('the last admin key of a tenant cannot be revoked', async () => {
    const tenant = await api.tenant('last admin');
    const { keyId } = (await tenant.admin.get<{ keyId: string }>('/api/v1/me')).body;
    const refused = await tenant.admin.send('DELETE', `/api/v1/api-keys/${keyId}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'last_admin_key' } });
    expect((await tenant.admin.get('/api/v1/me')).status).toBe(200);
  });

  test('the first key is made once, however many processes start at the same moment', async () => {
    const tenantId = await ensureTenant(api.db, 'first start');
    const keys = await Promise.all(Array.from({ length: 8 }, () => ensureFirstKey(api.db, tenantId)));
    const made = keys.filter((key) => key !== null);
    expect(made).toHaveLength(1);
    expect(await findCaller(api.db, made[0] as string)).toMatchObject({ tenantId, role: 'admin' });
    expect(await ensureFirstKey(api.db, tenantId)).toBeNull();
  });
});

describe('users', () => {
  const add = async (admin: ApiCaller, email: string, role: Role) =>
    (await admin.send<{ id: string }>('POST', '/api/v1/users', { email, name: 'Ann', role })).body.id;

  test("a user's keys name the person and never reach further than the user's role", async () => {
    const { admin } = await api.tenant('users');
    const userId = await add(admin, 'ann@users.example', 'operator');
    const { key } = (
      await admin.send<{ key: string }>('POST', '/api/v1/api-keys', { name: 'laptop', role: 'admin', userId })
    ).body;
    expect((await api.as(key).get('/api/v1/me')).body).toMatchObject({ actor: 'ann@users.example', role: 'operator' });

    await admin.send('PATCH', `/api/v1/users/${userId}`, { role: 'viewer' });
    expect((await api.as(key).get('/api/v1/me')).body).toMatchObject({ role: 'viewer' });
    await admin.send('PATCH', `/api/v1/users/${userId}`, { disabled: true });
    expect((await api.as(key).get('/api/v1/me')).status).toBe(401);
    await admin.send('PATCH', `/api/v1/users/${userId}`, { disabled: false });
    expect((await api.as(key).get('/api/v1/me')).status).toBe(200);
  });

  test('two users cannot share an e-mail address, whatever its case', async () => {
    const { admin } = await api.tenant('same address');
    await add(admin, 'bob@users.example', 'viewer');
    const again = await admin.send('POST', '/api/v1/users', { email: 'BOB@users.example', name: 'Bob', role: 'admin' });
    expect(again).toMatchObject({ status: 409, body: { code: 'user_exists' } });
  });

  test('what admins do to users and keys is in the audit trail', async () => {
    const tenant = await api.tenant('audited');
    const userId = await add(tenant.admin, 'cy@users.example', 'viewer');
    const { body } = await tenant.admin.get<{ items: object[] }>('/api/v1/audit');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        actor: 'audited admin',
        action: 'createUser',
        accepted: true,
        payload: { userId, role: 'viewer' },
      }),
    );
  });
});

describe('tenants', () => {
  test('cannot see, change or name what belongs to another', async () => {
    const [ours, theirs] = [await api.tenant('ours'), await api.tenant('theirs')];
    const { id } = await seedMigration(api.db, theirs.tenantId);
    const upload = await theirs.admin.request('/api/v1/uploads?fileName=a.csv', { method: 'POST', body: 'id\n1\n' });
    const { id: uploadId } = (await upload.json()) as { id: string };
    const connection = { system: 'close', name: 'Close', credentials: { apiKey: 'k' } };
    const { id: connectionId } = (await theirs.admin.send<{ id: string }>('POST', '/api/v1/connections', connection))
      .body;
    const userId = (
      await theirs.admin.send<{ id: string }>('POST', '/api/v1/users', {
        email: 'd@t.example',
        name: 'D',
        role: 'viewer',
      })
    ).body.id;
    const keyId = (await theirs.viewer.get<{ keyId: string }>('/api/v1/me')).body.keyId;

    const addresses: [method: string, path: string, body?: object][] = [
      ['GET', `/api/v1/migrations/${id}`],
      ...[
        'mappings',
        'mappings/1',
        'dry-run',
        'sample',
        'records',
        'records/contact/1',
        'failures',
        'failures?format=csv',
        'report',
        'audit',
        'events',
      ].map((part): [string, string] => ['GET', `/api/v1/migrations/${id}/${part}`]),
      ['POST', `/api/v1/migrations/${id}/signals/pause`, {}],
      ['POST', `/api/v1/migrations/${id}/signals/rollback`, { customer: 'Acme Ltd' }],
      ['GET', `/api/v1/uploads/${uploadId}`],
      ['DELETE', `/api/v1/uploads/${uploadId}`],
      ['GET', `/api/v1/connections/${connectionId}`],
      ['PATCH', `/api/v1/connections/${connectionId}`, { credentials: { apiKey: 'mine' } }],
      ['POST', `/api/v1/connections/${connectionId}/test`],
      ['DELETE', `/api/v1/connections/${connectionId}`],
      ['GET', `/api/v1/users/${userId}`],
      ['PATCH', `/api/v1/users/${userId}`, { role: 'admin' }],
      ['DELETE', `/api/v1/api-keys/${keyId}`],
    ];
    for (const [method, path, body] of addresses) {
      expect((await ours.admin.send(method, path, body)).status, `${method} ${path}`).toBe(404);
    }
    for (const list of ['migrations', 'uploads', 'connections', 'users']) {
      expect((await ours.admin.get<Listed>(`/api/v1/${list}`)).body.items, list).toEqual([]);
    }
    const keys = (await ours.admin.get<Listed>('/api/v1/api-keys')).body.items;
    expect(keys.every((key) => key.name?.startsWith('ours '))).toBe(true);

    // nor name them in something of their own
    const file = {
      customer: 'C',
      source: { system: 'csv', files: [{ path: `upload:${uploadId}` }] },
      destination: { system: 'close', connectionId },
    };
    expect((await ours.admin.send('POST', '/api/v1/migrations', file)).status).toBe(404);
    const foreignKey = { name: 'k', role: 'viewer', userId };
    expect((await ours.admin.send('POST', '/api/v1/api-keys', foreignKey)).status).toBe(404);
    // and the answer is the same as for what does not exist
    const [hidden, absent] = [id, id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))].map((each) =>
      ours.viewer.get(`/api/v1/migrations/${each}`),
    );
    const [one, other] = [(await hidden)?.body, (await absent)?.body];
    expect({ ...one, requestId: '', detail: '' }).toEqual({ ...other, requestId: '', detail: '' });
    expect((await theirs.viewer.get(`/api/v1/migrations/${id}`)).status).toBe(200);
  });
});
