import { expect, test } from 'vitest';
import { startMigration } from '../src/api/service/start.ts';
import { close } from '../src/connectors/close/system.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import { migrationFileSchema } from '../src/model/migration-file.ts';
import { approvedMappings } from '../src/store/approved-mappings.ts';
import { addMapping } from '../src/store/mapping-store.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { updateMigration } from '../src/store/migration-store.ts';
import { useApi } from './support/api.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const api = useApi();
const definition = close.destination as DestinationDefinition;
const destination = emptyAccount({ objects: cataloguesOf(definition.objects) });
const source = emptyAccount({
  objects: cataloguesOf({ company: { fields: [{ key: 'Name', type: 'text', concept: 'company.name' }] } }),
});
const { mapping } = planning(close, source, destination);
const approval = { by: 'ann', at: '2026-11-02T09:00:00Z', mappingVersion: 2, seal: 'x', outcomes: {} };

async function migrate(tenantId: string, customer: string, changes: object) {
  const file = migrationFileSchema.parse({
    customer,
    source: { system: 'csv', files: [{ path: '/in/companies.csv' }] },
    destination: { system: 'close', connection: { credentials: { apiKey: 'key' } } },
  });
  const { migration } = await startMigration(api.deps, { tenantId, by: 'ann', via: 'CLI', file, fileKey: customer });
  const scope = scopeOf(migration);
  await addMapping(api.db, scope, mapping, 'ann');
  await addMapping(api.db, scope, { ...mapping, timezone: 'Europe/London' }, 'ann');
  await updateMigration(api.db, scope, { mappingVersion: 2, destinationMetadata: destination, ...changes });
  return migration;
}

test('approved mappings of the same two systems are remembered, and never another tenant’s', async () => {
  const [{ tenantId: ours }, { tenantId: theirs }] = [await api.tenant('ours'), await api.tenant('theirs')];
  await migrate(theirs, 'Their customer', { approval });
  await migrate(ours, 'Approved', { approval });
  await migrate(ours, 'Only proposed', {});
  await migrate(ours, 'Voided', {
    approval: { ...approval, voided: { at: approval.at, parts: ['mapping'], reason: '' } },
  });
  const now = await migrate(ours, 'Now', { approval });
  const found = await approvedMappings(api.db, ours, {
    sourceSystem: 'csv',
    destinationSystem: 'close',
    notMigration: now.id,
  });
  expect(found.map(({ customer, approvedAt }) => [customer, approvedAt])).toEqual([['Approved', approval.at]]);
  expect(found[0]?.proposed.timezone).toBe(mapping.timezone);
  expect(found[0]?.approved.timezone).toBe('Europe/London');
  const elsewhere = { sourceSystem: 'hubspot', destinationSystem: 'close', notMigration: now.id };
  expect(await approvedMappings(api.db, ours, elsewhere)).toEqual([]);
});
