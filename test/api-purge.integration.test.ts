import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type PurgeResult, purgeResultSchema } from '../src/model/purge.ts';
import { createConnection, getConnection } from '../src/store/connection-store.ts';
import type { Database } from '../src/store/database.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { updateMigration } from '../src/store/migration-store.ts';
import { ensurePartitions } from '../src/store/partitions.ts';
import { emptiedTables, keptTables } from '../src/store/purge-store.ts';
import { type TestTenant, useApi } from './support/api.ts';
import { seedMigration, seedRecords } from './support/api-seed.ts';

const api = useApi();

async function finished(tenant: TestTenant, customer: string) {
  const row = await seedMigration(api.db, tenant.tenantId, customer);
  await seedRecords(api.db, row, [
    {
      sourceId: '1',
      values: { name: 'Ann Known' },
      outcome: 'create',
      effect: 'verified',
      planned: { name: 'Ann Known' },
      after: { name: 'Ann Known' },
    },
    {
      sourceId: '2',
      values: { name: 'Bob Known' },
      outcome: 'create',
      effect: 'failed',
      code: 'refused',
      message: 'Bob Known is too long',
      hint: 'shorten it',
    },
  ]);
  await updateMigration(api.db, scopeOf(row), { status: 'completed' });
  return row;
}

const valuesIn = async (db: Database, table: string, tenantId: string) =>
  (
    await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(table)} t
      where tenant_id = ${tenantId} and t::text like '%Known%'`.execute(db)
  ).rows[0]?.rows;

test('an admin purges a migration by naming its customer; what was read and sent is gone, the counts and pairs stay', async () => {
  const tenant = await api.tenant('purge one');
  const row = await finished(tenant, 'Acme Ltd');
  const other = await finished(tenant, 'Other Ltd');
  const path = `/api/v1/migrations/${row.id}/purge`;
  expect((await tenant.approver.send('POST', path, { customer: 'Acme Ltd' })).status).toBe(403);
  expect((await tenant.admin.send('POST', path, { customer: 'acme' })).body).toMatchObject({
    code: 'customer_differs',
  });
  expect((await tenant.admin.send('POST', path, {})).status).toBe(422);

  const { status, body } = await tenant.admin.send('POST', path, { customer: 'Acme Ltd' });
  expect(status).toBe(200);
  expect(purgeResultSchema.parse(body)).toMatchObject({ customer: 'Acme Ltd', migrations: [row.id], connections: 2 });
  // what is left belongs to the other customer
  for (const table of ['records', 'effects', 'effect_payloads', 'images', 'plans'])
    expect(await valuesIn(api.db, table, tenant.tenantId), table).toBe(
      { effects: 1, images: 1, plans: 0, records: 2, effect_payloads: 1 }[table],
    );
  expect(api.temporal.forgotten).toContain(`migration:${row.id}`);

  const shown = await tenant.viewer.get(`/api/v1/migrations/${row.id}`);
  expect(shown.body).toMatchObject({ stage: 'closed', purgedAt: expect.any(String), customer: 'Acme Ltd' });
  expect((await tenant.viewer.get(`/api/v1/migrations/${row.id}/report`)).body).toMatchObject({
    status: 410,
    code: 'migration_purged',
  });
  expect((await tenant.viewer.get(`/api/v1/migrations/${other.id}/report`)).status).toBe(200);
  const trail = await tenant.viewer.get<{ items: object[] }>(`/api/v1/migrations/${row.id}/audit`);
  expect(trail.body.items).toContainEqual(
    expect.objectContaining({ action: 'purge', actor: 'purge one admin', accepted: true }),
  );
  // once more does no harm
  expect((await tenant.admin.send<PurgeResult>('POST', path, { customer: 'Acme Ltd' })).body).toMatchObject({
    rows: 0,
    connections: 0,
  });
});

test('a customer is purged whole, with uploads, their content and stored credentials; nothing of it while one of its migrations runs', async () => {
  const tenant = await api.tenant('purge all');
  const uploaded = await tenant.operator.request('/api/v1/uploads?fileName=known.csv', {
    method: 'POST',
    body: 'name\nKnown\n',
  });
  const upload = (await uploaded.json()) as { id: string; sha256: string };
  const [first, second] = [await finished(tenant, 'Acme Ltd'), await finished(tenant, 'Acme Ltd')];
  const stored = await createConnection(api.db, {
    ...{ tenantId: tenant.tenantId, system: 'close', name: 'Known at Close', baseUrl: null, options: {} },
    seal: () => 'sealed key',
  });
  const file = {
    ...first.file,
    source: { system: 'csv', files: [{ path: `upload:${upload.id}` }] },
    destination: { system: 'close', connectionId: stored.id },
  };
  await sql`update migrations set file = ${JSON.stringify(file)}::jsonb, destination_connection_id = ${stored.id} where id = ${first.id}`.execute(
    api.db,
  );

  await updateMigration(api.db, scopeOf(second), { status: 'paused' });
  api.temporal.running.add(`migration:${second.id}`);
  const refused = await tenant.admin.send('POST', '/api/v1/purge', { customer: 'Acme Ltd' });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'migration_running', fix: expect.stringContaining('cancel') },
  });
  expect(await valuesIn(api.db, 'records', tenant.tenantId)).toBe(4);

  api.temporal.running.clear();
  const { body } = await tenant.admin.send<PurgeResult>('POST', '/api/v1/purge', {
    customer: 'Acme Ltd',
    withIdPairs: true,
  });
  expect(body).toMatchObject({ uploads: 1, connections: 4, idPairs: { kept: 0 } });
  expect(new Set(body.migrations)).toEqual(new Set([first.id, second.id]));
  await expect(api.deps.blobs.open(tenant.tenantId, upload.sha256)).rejects.toMatchObject({ code: 'blob_gone' });
  expect(await getConnection(api.db, tenant.tenantId, stored.id)).toMatchObject({
    name: 'purged',
    credentials: expect.not.stringContaining('sealed key'),
  });
  expect((await tenant.admin.send('POST', '/api/v1/purge', { customer: 'Nobody' })).body).toMatchObject({
    code: 'customer_not_found',
    status: 404,
  });
});

test('every table that belongs to a migration is either emptied by a purge or known to hold nothing but counts and ids', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'migration_id'
    where c.relkind in ('r', 'p') and not c.relispartition`.execute(api.db);
  expect(rows.map(({ name }) => name).sort()).toEqual([...emptiedTables, ...keptTables].sort());
});

test('the staging of a past month is dropped whole once all its migrations are purged', async () => {
  const tenant = await api.tenant('retention');
  const row = await finished(tenant, 'Acme Ltd');
  const old = async (last: string) => {
    // January 2024, as a UUIDv7 tells it
    const id = `018cc251-f400-7000-8000-00000000000${last}`;
    await ensurePartitions(api.db, id);
    await sql`insert into migrations (id, tenant_id, customer, source_connection_id, destination_connection_id, source_system,
        destination_system, file, file_key, marker, created_by, status, stage)
      select ${id}, tenant_id, 'Old Ltd', source_connection_id, destination_connection_id, source_system, destination_system,
        file, file_key, ${`old-${last}`}, created_by, 'completed', 'closed' from migrations where id = ${row.id}`.execute(
      api.db,
    );
    await sql`insert into raw_rows (migration_id, tenant_id, stream, raw_key, snapshot, data)
      values (${id}, ${tenant.tenantId}, 'contacts', '1', 1, '{"name":"Known"}')`.execute(api.db);
    return id;
  };
  const months = async () =>
    (
      await sql<{
        name: string;
      }>`select relname as name from pg_class where relname like '%\\_2024\\_01' and relkind = 'r' order by 1`.execute(
        api.db,
      )
    ).rows.map(({ name }) => name);
  const [one, two] = [await old('1'), await old('2')];
  const purgeOf = (id: string) => tenant.admin.send('POST', `/api/v1/migrations/${id}/purge`, { customer: 'Old Ltd' });
  expect((await purgeOf(one)).status).toBe(200);
  expect(await months()).toHaveLength(5);
  expect(await valuesIn(api.db, 'raw_rows', tenant.tenantId)).toBe(1);
  expect((await purgeOf(two)).status).toBe(200);
  expect(await months()).toEqual(['effect_payloads_2024_01']);
  expect(await valuesIn(api.db, 'records', tenant.tenantId)).toBe(2);
});
