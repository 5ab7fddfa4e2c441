import { expect, test } from 'vitest';
import { linkKeysOf } from '../src/activities/link-keys.ts';
import { foldName } from '../src/mappers/csv/fold-key.ts';
import { metadataSchema } from '../src/model/catalogue.ts';
import { migrationFileSchema } from '../src/model/migration-file.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { createConnection } from '../src/store/connection-store.ts';
import { resolveLinks } from '../src/store/link-store.ts';
import { createMigration } from '../src/store/migration-store.ts';
import { beginStreams, preparePage, savePages } from '../src/store/staging-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { useDatabase } from './support/database.ts';

const store = useDatabase();

const metadata = metadataSchema.parse({
  account: { id: 'files', name: null },
  self: null,
  timezone: null,
  currency: null,
  objects: {
    company: {
      object: 'company',
      label: 'Company',
      fields: [{ key: 'Name', label: 'Name', type: 'text', concept: 'company.name' }],
    },
    product: {
      object: 'product',
      label: 'Product',
      fields: [{ key: 'Name', label: 'Name', type: 'text', concept: 'product.name' }],
    },
  },
  users: [],
  pipelines: [],
  recordStatuses: [],
  automations: null,
});

async function staged(companies: string[], employers: string[], object = 'company') {
  const db = store.database;
  const tenantId = await ensureTenant(db, 'links');
  const connect = (system: string) =>
    createConnection(db, { tenantId, system, name: system, baseUrl: null, options: {}, seal: () => 'sealed' });
  const [source, destination] = [await connect('csv'), await connect('close')];
  const { id: migrationId } = await createMigration(db, {
    tenantId,
    file: migrationFileSchema.parse({
      customer: 'Acme',
      source: { system: 'csv' },
      destination: { system: 'close' },
    }),
    fileKey: `${object} ${companies.join()}`,
    sourceConnectionId: source.id,
    destinationConnectionId: destination.id,
    createdBy: 'test',
  });
  const scope = { tenantId, migrationId };
  const records: SourceRecord[] = [
    ...companies.map((name, at) => ({ object, sourceId: `${at}`, values: { Name: name }, links: [] })),
    ...employers.map((value, at) => ({
      object: 'contact',
      sourceId: `${at}`,
      values: {},
      links: [{ kind: object, toObject: object, toKey: { by: 'name' as const, value } }],
    })),
  ];
  await beginStreams(db, scope, 1, [{ stream: 'all', position: 0 }]);
  const page = preparePage({ rows: [], records, cursor: null, total: null });
  await savePages(db, scope, { stream: 'all', snapshot: 1, from: null, pages: [page] });
  await resolveLinks(db, scope, linkKeysOf(metadata), () => undefined);
  const links = await db
    .selectFrom('links')
    .select(['state', 'to_id', 'key_value'])
    .where('migration_id', '=', migrationId)
    .orderBy('from_id')
    .execute();
  return links.map(({ state, to_id, key_value }) => [state, to_id, key_value]);
}

test('a name that fits several companies is joined to the one that is spelt alike, and to none where there are two', async () => {
  expect(await staged(['Acme Ltd', 'ACME GmbH', 'Zeta'], ['Acme Ltd.', 'acme gmbh', 'Acme', 'Zeta Inc'])).toEqual([
    ['resolved', '0', 'Acme Ltd.'],
    ['resolved', '1', 'acme gmbh'],
    ['ambiguous', null, 'acme'],
    ['resolved', '2', 'Zeta Inc'],
  ]);
  expect(await staged(['Beta Ltd', 'Beta Ltd', 'Beta'], ['Beta Ltd', 'Beta'])).toEqual([
    ['ambiguous', null, 'beta'],
    ['resolved', '2', 'Beta'],
  ]);
});

test('spaces do not count in the name of a product, the order of its words does', async () => {
  expect(await staged(['GTX Pro', 'Pro GTX'], ['GTXPro', 'gtx-pro', 'Pro GTX'], 'product')).toEqual([
    ['resolved', '0', 'GTXPro'],
    ['resolved', '0', 'gtx-pro'],
    ['resolved', '1', 'Pro GTX'],
  ]);
});

test('a name that is found nowhere stays as it was written', async () => {
  expect(await staged(['Acme'], ['Grün & Söhne KG'])).toEqual([['missing', null, 'Grün & Söhne KG']]);
});

test.each([
  ['José', 'Jose', true],
  ['Ёлка', 'Елка', true],
  // vowel signs: ki and ku in Devanagari, two Thai words, ga and ka in kana
  ['कि', 'कु', false],
  ['ดี', 'ดู', false],
  ['ガ', 'カ', false],
])('%s and %s are one name in a file: %s', (one, other, same) => {
  expect(foldName(one) === foldName(other)).toBe(same);
});
