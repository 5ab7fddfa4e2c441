import { beforeAll, describe, expect, test } from 'vitest';
import { createLinkSigner } from '../src/runtime/link-signer.ts';
import { readAgreements } from '../src/store/agreement-store.ts';
import { createApiKey } from '../src/store/api-key-store.ts';
import { readAudit } from '../src/store/audit-store.ts';
import { type MigrationRow, scopeOf } from '../src/store/migration-row.ts';
import { enterStage, getMigration, updateMigration } from '../src/store/migration-store.ts';
import { createUser } from '../src/store/user-store.ts';
import { type ApiCaller, type TestTenant, useApi } from './support/api.ts';
import { seedMigration, seedRecords } from './support/api-seed.ts';

const api = useApi();
let tenant: TestTenant;

beforeAll(async () => {
  tenant = await api.tenant('agreements');
});

async function migrationAt(customer: string, approval: object): Promise<MigrationRow> {
  const row = await seedMigration(api.db, tenant.tenantId, customer);
  await seedRecords(api.db, row, [
    {
      ...{ sourceId: '1', values: { name: 'Ann Lee' }, outcome: 'create', effect: 'verified', destinationId: 'd1' },
      ...{ planned: { full_name: 'Ann Lee' }, after: { full_name: 'Ann Lee' }, inSample: 'typical' },
    },
  ]);
  await api.db
    .updateTable('migrations')
    .set({ file: JSON.stringify({ ...row.file, approval }) })
    .where('id', '=', row.id)
    .execute();
  await enterStage(api.db, scopeOf(row), 'approval');
  return getMigration(api.db, row.id);
}

async function person(email: string): Promise<ApiCaller> {
  const { tenantId } = tenant;
  const user = await createUser(api.db, { tenantId, email, name: email, role: 'approver' });
  return api.as((await createApiKey(api.db, { tenantId, name: email, role: 'approver', userId: user.id })).key);
}

const approve = (caller: ApiCaller, row: MigrationRow, body: object = {}) =>
  caller.send('POST', `/api/v1/migrations/${row.id}/signals/approve`, { mappingVersion: 1, ...body });

describe('where a second person has to agree', () => {
  test('each agreement is stored under who has signed in, whatever name is claimed, before it is sent', async () => {
    const row = await migrationAt('Two Ltd', { second: true });
    const [ann, bo] = [await person('ann@acme.example'), await person('bo@acme.example')];
    expect((await approve(ann, row, { by: 'bo@acme.example' })).status).toBe(200);
    expect((await approve(ann, row)).status).toBe(200);
    expect(await readAgreements(api.db, scopeOf(row), 1)).toMatchObject([{ actor: 'ann@acme.example', kind: 'staff' }]);
    expect((await approve(bo, row)).status).toBe(200);
    const agreements = await readAgreements(api.db, scopeOf(row), 1);
    expect(new Set(agreements.map(({ principal }) => principal)).size).toBe(2);
    const sent = api.temporal.decisions.filter(({ workflowId }) => workflowId === `migration:${row.id}`);
    expect(sent.at(-1)?.input.payload).toMatchObject({ mappingVersion: 1, agreement: agreements[1]?.id });
  });

  test('a key that belongs to no person is refused, and an agreement cannot be named by hand', async () => {
    const row = await migrationAt('Program Ltd', { second: true });
    const refused = await approve(tenant.approver, row);
    expect(refused).toMatchObject({ status: 403, body: { code: 'person_needed' } });
    expect(refused.body['fix']).toContain('key of your own');
    const named = await approve(await person('cy@acme.example'), row, { agreement: row.id });
    expect(named.status).toBe(422);
    expect(await readAgreements(api.db, scopeOf(row), 1)).toEqual([]);
  });

  test('going on after a hold is agreed to by each under their own name, to the very difference that is asked about', async () => {
    const row = await migrationAt('Moved Ltd', { second: true });
    await enterStage(api.db, scopeOf(row), 'import');
    const need = { code: 'world_moved', message: '…', hint: '…', decision: 'override', subject: 'override:4f' };
    await updateMigration(api.db, scopeOf(row), { waitingFor: need as never });
    const override = (caller: ApiCaller) =>
      caller.send('POST', `/api/v1/migrations/${row.id}/signals/override`, { reason: 'one new contact' });
    expect(await override(tenant.approver)).toMatchObject({ status: 403, body: { code: 'person_needed' } });
    expect((await override(await person('ed@acme.example'))).status).toBe(200);
    const [agreement] = await readAgreements(api.db, scopeOf(row), 1, 'override:4f');
    expect(agreement).toMatchObject({ actor: 'ed@acme.example', note: 'one new contact' });
    expect(await readAgreements(api.db, scopeOf(row), 1)).toEqual([]);
    const sent = api.temporal.decisions.find(({ workflowId }) => workflowId === `migration:${row.id}`);
    expect(sent?.input.payload).toMatchObject({ reason: 'one new contact', agreement: agreement?.id });
  });

  test('an agreement whose decision is refused counts for nothing', async () => {
    const row = await migrationAt('Refused Ltd', { second: true });
    api.temporal.refusals.set('approve', 'mapping version 1 is not the one that was sampled (2)');
    expect((await approve(await person('di@acme.example'), row)).status).toBe(409);
    api.temporal.refusals.clear();
    expect(await readAgreements(api.db, scopeOf(row), 1)).toEqual([]);
  });
});

describe('a link for the customer', () => {
  const nobody = () => api.as(null);
  const linksOf = (row: MigrationRow) => `/api/v1/migrations/${row.id}/sample/links`;
  async function linkFor(row: MigrationRow): Promise<{ id: string; path: string }> {
    const answer = await tenant.approver.send<{ id: string; url: string }>('POST', linksOf(row), {
      recipient: 'Cy, Acme',
    });
    expect(answer.status).toBe(201);
    return { id: answer.body.id, path: new URL(answer.body.url).pathname };
  }
  const form = (name: string): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name }).toString(),
  });

  test('shows the sample side by side without a key, and lets them agree once', async () => {
    const row = await migrationAt('Asked Ltd', { customer: true });
    const { path } = await linkFor(row);
    const page = await nobody().request(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await page.text();
    expect(text).toContain('Ann Lee');
    expect(text).toContain(`<form method="post" action="${path}">`);
    expect((await nobody().request(path, form(''))).status).toBe(422);
    expect((await nobody().request(path, form('Cy Young'))).status).toBe(303);
    expect(await (await nobody().request(path)).text()).toContain('You have agreed');
    await nobody().request(path, form('Cy Young'));
    const agreements = await readAgreements(api.db, scopeOf(row), 1);
    expect(agreements).toMatchObject([{ kind: 'customer', actor: 'Cy Young', via: 'link' }]);
    const sent = api.temporal.decisions.find(({ workflowId }) => workflowId === `migration:${row.id}`);
    expect(sent?.input).toMatchObject({
      name: 'approve',
      payload: { mappingVersion: 1, agreement: agreements[0]?.id },
    });
    // the trail outlives the data: it names the link, not the person
    const trail = await readAudit(api.db, scopeOf(row));
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['createSampleLink', 'customerAgreed']));
    expect(JSON.stringify(trail)).not.toContain('Cy');
    expect(JSON.stringify(api.logged)).not.toContain(path.split('/').at(-1));
  });

  test('asks for nothing where the customer need not agree, and after the approval', async () => {
    const only = await migrationAt('Shown Ltd', {});
    const { path } = await linkFor(only);
    expect(await (await nobody().request(path)).text()).not.toContain('<form');
    expect((await nobody().request(path, form('Cy Young'))).status).toBe(409);
    expect(api.temporal.decisions.some(({ workflowId }) => workflowId === `migration:${only.id}`)).toBe(false);
    const late = await migrationAt('Late Ltd', { customer: true });
    const lateLink = await linkFor(late);
    await enterStage(api.db, scopeOf(late), 'import');
    expect((await nobody().request(lateLink.path, form('Cy Young'))).status).toBe(409);
  });

  test('opens nothing once it is revoked, has expired, or the data was purged, and nothing else ever', async () => {
    const row = await migrationAt('Ended Ltd', { customer: true });
    const [revoked, expired, purged] = [await linkFor(row), await linkFor(row), await linkFor(row)];
    expect((await tenant.viewer.send('DELETE', `${linksOf(row)}/${revoked.id}`)).status).toBe(403);
    expect((await tenant.approver.send('DELETE', `${linksOf(row)}/${revoked.id}`)).status).toBe(204);
    await api.db
      .withTables<{ sample_links: { id: string; expires_at: Date } }>()
      .updateTable('sample_links')
      .set({ expires_at: new Date(0) })
      .where('id', '=', expired.id)
      .execute();
    for (const [{ path }, title] of [
      [revoked, 'This link was taken back'],
      [expired, 'This link has ended'],
    ] as const) {
      const page = await nobody().request(path);
      expect(page.status).toBe(410);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toMatch(new RegExp(`${title}[^]*[Aa]sk`));
      expect((await nobody().request(path, form('Cy Young'))).status).toBe(410);
    }
    expect((await nobody().request(purged.path)).status).toBe(200);
    await api.db.updateTable('migrations').set({ purged_at: new Date() }).where('id', '=', row.id).execute();
    expect((await nobody().request(purged.path)).status).toBe(410);
    expect(await readAgreements(api.db, scopeOf(row), 1)).toEqual([]);
  });

  test('an address that was cut, changed, made up, signed elsewhere or for other ends opens nothing, and says what to do', async () => {
    const row = await migrationAt('Forged Ltd', { customer: true });
    const other = await migrationAt('Other Ltd', { customer: true });
    const { id, path } = await linkFor(row);
    const token = path.split('/').at(-1) as string;
    const expiresAt = new Date(Date.now() + 60_000);
    const claims = { purpose: 'sample', migrationId: row.id, linkId: id, expiresAt } as const;
    const wrong = [
      token.slice(0, -1),
      `${token}x`,
      `${token}/`,
      (token.startsWith('A') ? 'B' : 'A') + token.slice(1),
      createLinkSigner([Buffer.alloc(32, 8)]).sign(claims),
      'a'.repeat(96),
      '',
    ];
    for (const text of wrong) {
      const page = await nobody().request(`/sample/${text}`);
      expect(page.status, text).toBe(404);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toContain('Copy the whole address');
      expect((await nobody().request(`/sample/${text}`, form('Cy Young'))).status, text).toBe(404);
    }
    // what we sign ourselves is not enough: it has ended, or nobody made it
    const signed = { ended: { ...claims, expiresAt: new Date(0) }, moved: { ...claims, migrationId: other.id } };
    for (const each of Object.values(signed))
      expect((await nobody().request(`/sample/${api.deps.links.sign(each)}`)).status).toBe(410);
    expect(await readAgreements(api.db, scopeOf(row), 1)).toEqual([]);
    expect((await nobody().request(path)).status).toBe(200);
  });

  test('is accepted by no other route, however it is sent', async () => {
    const row = await migrationAt('Alone Ltd', { customer: true });
    const { path } = await linkFor(row);
    const token = path.split('/').at(-1) as string;
    const body = (await (await nobody().request('/openapi.json')).json()) as { paths: Record<string, object> };
    const routes = Object.entries(body.paths).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), route })),
    );
    const guarded = routes.filter(({ route }) => route.startsWith('/api/v1/'));
    expect(guarded.length).toBeGreaterThan(40);
    for (const { method, route } of guarded) {
      const address = route.replace(/\{id\}/g, row.id).replace(/\{\w+\}/g, token);
      for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `token=${token}` }] as Record<
        string,
        string
      >[]) {
        const { status } = await nobody().request(`${address}?token=${token}`, { method, headers });
        expect(status, `${method} ${address}`).toBe(401);
      }
    }
  });

  test('is listed without its address, and made by approvers only', async () => {
    const row = await migrationAt('Listed Ltd', {});
    const { id, path } = await linkFor(row);
    const { body } = await tenant.viewer.get<{ items: object[] }>(linksOf(row));
    expect(body.items).toMatchObject([{ id, recipient: 'Cy, Acme', revokedAt: null }]);
    expect(JSON.stringify(body)).not.toContain(path.split('/').at(-1));
    expect((await tenant.operator.send('POST', linksOf(row), { recipient: 'x' })).status).toBe(403);
  });
});
