import { beforeAll, describe, expect, test } from 'vitest';
import type { ActivityContext } from '../src/activities/context.ts';
import { sampleActivities } from '../src/activities/sample.ts';
import { connectorOf } from '../src/connectors/kit/registry.ts';
import type { Mapping } from '../src/model/mapping.ts';
import { addMapping } from '../src/store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../src/store/migration-row.ts';
import { getMigration, updateMigration } from '../src/store/migration-store.ts';
import { addWishes, readGaps, readSample, type SampleLine } from '../src/store/sample-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { mapping, type SeededRecord, seedMigration, seedRecords } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { emptyAccount } from './support/planning.ts';

const database = useDatabase();

const field = (key: string, concept?: string) => ({
  key,
  label: key,
  type: 'text' as const,
  ...(concept && { concept }),
});
const source = emptyAccount({
  objects: {
    company: { object: 'company', fields: [field('name', 'company.name'), field('fax')] },
    contact: {
      object: 'contact',
      fields: [field('name', 'contact.full_name'), field('email', 'contact.email'), field('owner', 'contact.owner')],
    },
    deal: { object: 'deal', fields: [field('title', 'deal.name'), field('stage', 'deal.stage')] },
    note: { object: 'note', fields: [field('text', 'activity.body')] },
  },
});
const route = (object: string, to: string) => ({
  ...{ object, to, when: [], rung: 'record' as const, mode: 'create' as const, matchOn: [], fields: [] },
  ...{ unmapped: [], undecided: [], confidence: 1, reason: '' },
});
const owner = (how: 'name' | 'default', active: boolean) => ({
  ...{ name: 'x', email: null, active, to: 'u', how, records: 1 },
});
const stage = (from: string, name: string) => ({
  ...{ from, name, kind: 'open' as const, order: 0, probability: null, to: from, reason: '' },
});
const document: Mapping = {
  ...mapping,
  routes: [route('company', 'lead'), route('contact', 'contact'), route('deal', 'opportunity'), route('note', 'note')],
  owners: { fallback: 'u', byId: { bo: owner('name', true), gone: owner('default', false) } },
  pipelines: [
    { from: 'p', name: 'Sales', to: 'p', reason: '', stages: [stage('s1', 'Lead'), stage('s9', 'Negotiation')] },
  ],
};

const plainContacts = Array.from({ length: 60 }, (_, index): SeededRecord => {
  const name = `Person ${String(index).padStart(2, '0')}`;
  return {
    sourceId: `c${index}`,
    values: { name, email: `p${index}@acme.example`, owner: 'bo' },
    outcome: 'create',
    payload: { name, emails: 'x' },
    needs: [{ object: 'company', sourceId: `o${index % 20}` }],
  };
});
const companies = Array.from({ length: 20 }, (_, index): SeededRecord => {
  const name = `Company ${index} ${'of some length '.repeat(2)}`;
  const values: Record<string, string> = index === 13 ? { name, fax: '+44 20 1' } : { name };
  return {
    ...{ object: 'company', sourceId: `o${index}`, values, outcome: 'create', destinationObject: 'lead' },
    payload: index === 13 ? { name, 'new:lead.fax': '+44 20 1' } : { name },
  };
});
const oddOnes: Partial<SeededRecord>[] = [
  { sourceId: 'arabic', values: { name: 'ليلى', email: 'l@acme.example', owner: 'bo' } },
  { sourceId: 'emoji', values: { name: 'Zoë 🎉', email: 'z@acme.example', owner: 'bo' } },
  { sourceId: 'control', values: { name: 'A\u0007B', email: 'ab@acme.example', owner: 'bo' } },
  { sourceId: 'no mail', values: { name: 'Nobody Writes' } },
  { sourceId: 'left', values: { name: 'Owned By Gone', email: 'o@acme.example', owner: 'gone' } },
  { sourceId: 'archived', values: { name: 'Old Timer', email: 'old@acme.example' }, sourceState: 'archived' },
  { sourceId: 'joined', values: { name: 'Known There', email: 'known@acme.example' }, outcome: 'merge' },
  { sourceId: 'tiny', values: { name: 'X' } },
  { sourceId: 'long', values: { name: 'Chatterbox', email: 'c@acme.example', about: 'so much to say '.repeat(200) } },
];
const odd = oddOnes.map(
  (record): SeededRecord => ({ sourceId: '', outcome: 'create', payload: { name: 'x' }, ...record }),
);
const otherOnes: SeededRecord[] = [
  { object: 'deal', sourceId: 'd1', values: { title: 'One', stage: 's1' }, outcome: 'create' },
  { object: 'deal', sourceId: 'd2', values: { title: 'Two', stage: 's9' }, outcome: 'create' },
  { object: 'deal', sourceId: 'held', values: { title: 'Held Deal', stage: 's1' }, outcome: 'hold' },
  { object: 'note', sourceId: 'n1', values: { text: 'due' }, outcome: 'create' },
];
const others = otherOnes.map((record): SeededRecord => {
  const destinationObject = record.object === 'deal' ? 'opportunity' : 'note';
  const payload: Record<string, string> =
    record.object === 'deal' ? { name: 'x', stage_id: 'x' } : { note_html: 'x', pinned: 'true' };
  return { ...record, destinationObject, payload };
});

async function seeded(customer: string, sample: object): Promise<MigrationRow> {
  const db = database.database;
  const row = await seedMigration(db, await ensureTenant(db, customer), customer);
  const { version } = await addMapping(db, scopeOf(row), document, 'ann');
  await seedRecords(db, row, [...plainContacts, ...companies, ...odd, ...others]);
  await db.updateTable('plans').set({ mapping_version: version }).where('migration_id', '=', row.id).execute();
  const link = (contact: SeededRecord, position: number) => ({
    ...{ migration_id: row.id, tenant_id: row.tenantId, from_object: 'contact', from_id: contact.sourceId },
    ...{ kind: 'company', position, to_object: 'company', to_id: contact.needs?.[0]?.sourceId ?? null },
    ...{ state: 'resolved', snapshot: 1 },
  });
  await db.insertInto('links').values(plainContacts.map(link)).execute();
  await updateMigration(db, scopeOf(row), { mappingVersion: version, sourceMetadata: source });
  await db
    .updateTable('migrations')
    .set({ file: JSON.stringify({ ...row.file, sample }) })
    .where('id', '=', row.id)
    .execute();
  return getMigration(db, row.id);
}

const choose = (row: MigrationRow) =>
  sampleActivities({ db: database.database, connector: connectorOf } as ActivityContext).chooseSample({ id: row.id });

describe('a sample', () => {
  let lines: SampleLine[];
  let row: MigrationRow;
  const find = (sourceId: string) => lines.find((line) => line.sourceId === sourceId);

  beforeAll(async () => {
    row = await seeded('cover', {
      size: 20,
      include: ['contact:c42', 'company 7 of', 'nowhere to be found', 'Held Deal'],
    });
    await addWishes(database.database, scopeOf(row), ['Person 33'], 'bo@acme.example');
    await choose(row);
    lines = await readSample(database.database, scopeOf(row));
  });

  test.each([
    ['arabic', 'text from right to left'],
    ['emoji', 'emoji'],
    ['control', 'control characters'],
    ['left', 'its owner has left'],
    ['archived', 'archived at the source'],
    ['joined', 'merged with another record'],
    ['long', 'the longest text'],
    ['n1', 'pinned'],
  ])('has the record %s because of: %s', (sourceId, reason) => {
    expect(find(sourceId)?.reason).toContain(reason);
    expect(['trouble', 'cover']).toContain(find(sourceId)?.chosen);
  });

  test('shows every stage and every mapped field, whoever brought the record along', () => {
    expect(find('d1')).toBeDefined();
    expect(find('d2')).toBeDefined();
    expect(find('o13')).toBeDefined();
  });

  test('is half for trouble and half typical, beside what people asked for', () => {
    const count = (chosen: string) => lines.filter((line) => line.chosen === chosen).length;
    expect(count('trouble')).toBe(10);
    expect(count('typical')).toBe(10);
    expect(find('c42')).toMatchObject({ chosen: 'named', reason: 'asked for: contact:c42' });
    expect(find('o7')).toMatchObject({ chosen: 'named', reason: 'asked for: company 7 of' });
    expect(find('c33')).toMatchObject({ chosen: 'named', reason: 'asked for: Person 33' });
  });

  test('is connected: whatever a record needs is in it, and says for whom', () => {
    for (const { object, sourceId } of lines.filter(({ object }) => object === 'contact')) {
      const company = plainContacts.find((contact) => contact.sourceId === sourceId)?.needs?.[0]?.sourceId;
      if (company !== undefined) expect([object, find(company)?.object]).toEqual(['contact', 'company']);
    }
    expect(
      lines
        .filter(({ chosen }) => chosen === 'brought')
        .every(({ reason }) => /^(belongs to|needed by) \w+ \w/.test(reason)),
    ).toBe(true);
  });

  test('says what it cannot show: a named record that is not there, or is not written', async () => {
    expect(await readGaps(database.database, scopeOf(row))).toEqual([
      '"nowhere to be found" was asked for, and no record has this id or text',
      '"Held Deal" was asked for, and is not written (deal held: hold)',
    ]);
  });

  test('is the same when it is chosen again', async () => {
    await choose(row);
    expect(await readSample(database.database, scopeOf(row))).toEqual(lines);
  });
});

test('a small sample keeps to its size, completes the cover by as many again, and names the rest', async () => {
  const row = await seeded('small', { size: 4 });
  await choose(row);
  const lines = await readSample(database.database, scopeOf(row));
  const chosen = (kind: string) => lines.filter((line) => line.chosen === kind).length;
  expect([chosen('trouble'), chosen('typical'), chosen('cover')]).toEqual([2, 2, 4]);
  const gaps = await readGaps(database.database, scopeOf(row));
  expect(gaps.length).toBeGreaterThan(0);
  expect(gaps.every((gap) => gap.startsWith('not shown: '))).toBe(true);
});
