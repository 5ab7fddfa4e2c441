import { expect, test } from 'vitest';
import { duplicateGroups } from '../src/store/duplicate-store.ts';
import { addMapping, getMapping } from '../src/store/mapping-store.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { fileFor } from './support/e2e.ts';
import { customKey, dumpOf } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';
import { call } from './support/e2e-vendors.ts';

const suite = openSuite();

test('records that are twice at the source become one where the mapping says so, with all that hangs on them', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const close = await suite.sandbox('close', 0);
  const persons = dumpOf(source, 'persons') as { id: number; name: string; emails: { value: string }[] }[];
  const person = persons.find((one) => one.emails[0]?.value);
  const email = String(person?.emails[0]?.value);
  const twin = await call<{ data: { id: number } }>(source, 'POST', '/api/v2/persons', {
    name: person?.name,
    emails: [
      { value: email.toUpperCase(), primary: true, label: 'work' },
      { value: 'second.address@home.example', primary: false, label: 'home' },
    ],
  });
  const deal = await call<{ data: { id: number } }>(source, 'POST', '/api/v2/deals', {
    title: 'Of the twin',
    person_id: twin.data.id,
  });

  const file = fileFor(source, close);
  const migration = await suite.start(file);
  const first = await migration.until('the sample is ready', (row) => row.waitingFor?.decision === 'approve');
  const groups = await duplicateGroups(suite.engine.db, scopeOf(first), { limit: 50, offset: 0 });
  const group = groups.find(({ records }) => records.some(({ sourceId }) => sourceId === String(twin.data.id)));
  expect(group?.records.map(({ sourceId }) => sourceId).sort()).toEqual(
    [String(person?.id), String(twin.data.id)].sort(),
  );
  expect(group).toMatchObject({ object: 'contact', decision: 'apart' });

  const { document } = await getMapping(suite.engine.db, scopeOf(first), 1);
  const changed = {
    ...document,
    duplicates: { contact: { otherwise: 'apart' as const, groups: { [String(twin.data.id)]: 'merge' as const } } },
  };
  await addMapping(suite.engine.db, scopeOf(first), changed, 'ann@acme.example');
  await migration.decide('requestChanges', { mappingVersion: 2 });
  await migration.until(
    'it is sampled again',
    (row) => row.mappingVersion === 2 && row.waitingFor?.decision === 'approve',
  );
  await migration.approve();
  const report = await migration.untilHandover();
  expect(report).toMatchObject({ balanced: true, failures: [], drift: [], heldTotal: 0 });
  expect(report.objects['contact']).toMatchObject({ merged: 1 });
  expect(report.duplicates).toMatchObject({ merged: 1 });
  expect(report.links['deal.contact']).toMatchObject({ missing: 0, ambiguous: 0 });

  const contacts = dumpOf(close, 'contact').filter((contact) =>
    JSON.stringify(contact['emails']).toLowerCase().includes(email.toLowerCase()),
  );
  expect(contacts).toHaveLength(1);
  expect(JSON.stringify(contacts[0]?.['emails'])).toContain('second.address@home.example');
  const sourceId = await customKey(close, 'opportunity', 'Source ID');
  const opportunity = dumpOf(close, 'opportunity').find((one) => one[sourceId] === String(deal.data.id));
  expect(opportunity).toMatchObject({ contact_id: contacts[0]?.['id'] });

  // a second run with the mapping as proposed finds both under the one that was made for them
  const written = structuredClone(close.control.stats().writesApplied);
  await migration.decide('close');
  const second = await suite.runThrough(file);
  expect(second.report).toMatchObject({ balanced: true, failures: [] });
  expect(close.control.stats().writesApplied['contact']?.create).toBe(written['contact']?.create);
});
