import { expect, test } from 'vitest';
import type { RunningSandbox } from '../sandbox/index.ts';
import type { DryRun, FirstPreview } from '../src/model/dry-run.ts';
import { buildDryRun } from '../src/store/dry-run-view.ts';
import { lockHolder } from '../src/store/lock-store.ts';
import { addMapping, getMapping } from '../src/store/mapping-store.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { fileFor, type TestMigration, until } from './support/e2e.ts';
import { createdByObject, customKey, definitionsTwice, dumpOf, duplicatesBySourceId } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';
import { call, startProxy } from './support/e2e-vendors.ts';

const suite = openSuite();

const writesOf = (close: RunningSandbox) => structuredClone(close.control.stats().writesApplied);

interface PipedrivePerson {
  data: { id: number; name: string };
}

test('a migration ends balanced, a top-up writes what changed since, a copy that somebody made is found, a second run writes nothing, and the first can still be rolled back', async () => {
  const source = await suite.sandbox('pipedrive', 300);
  const destination = await suite.sandbox('close', 0);
  const file = fileFor(source, destination);
  const { migration, report } = await suite.runThrough(file);
  expect(report).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [], heldTotal: 0 });
  expect(report.objects['company']).toMatchObject({ before: 0, after: dumpOf(destination, 'lead').length });
  expect(report.objects['contact']).toMatchObject({ before: 0, after: report.objects['contact']?.created });
  expect(destination.control.stats().recordsByObject).toMatchObject(await createdByObject(migration));
  expect(destination.control.stats()).toMatchObject({ messagesSent: 0, usersInvited: 0 });

  const imported = writesOf(destination);
  const persons = dumpOf(source, 'persons') as { id: number; org_id: number | null; is_deleted: boolean }[];
  const [known, ...others] = persons.filter((one) => !one.is_deleted);
  await call(source, 'PATCH', `/api/v2/persons/${known?.id}`, { name: 'Renamed Meanwhile' });
  const made = await call<PipedrivePerson>(source, 'POST', '/api/v2/persons', {
    name: 'New Meanwhile',
    emails: [{ value: 'new.meanwhile@acme.example', primary: true, label: 'work' }],
  });
  const ofSource = async (object: string, id: number | undefined) => {
    const sourceId = await customKey(destination, object, 'Source ID');
    return dumpOf(destination, object).find((one) => one[sourceId] === String(id));
  };
  // one is renamed on both sides
  const [both] = others;
  await call(source, 'PATCH', `/api/v2/persons/${both?.id}`, { name: 'Renamed There' });
  const there = await ofSource('contact', both?.id);
  const rename = (name: unknown) => call(destination, 'PUT', `/contact/${there?.['id']}/`, { name });
  await rename('Renamed By Hand');
  // one deal gets another person of its company, one loses its person
  const deals = (dumpOf(source, 'deals') as { id: number; person_id: number | null; org_id: number | null }[]).filter(
    (deal) => deal.org_id !== null && others.some((one) => one.id === deal.person_id && one.org_id === deal.org_id),
  );
  const colleagueOf = (deal: (typeof deals)[number]) =>
    others.find((one) => one.org_id === deal.org_id && one.id !== deal.person_id);
  const moved = deals.find((deal) => colleagueOf(deal) !== undefined);
  const emptied = deals.find((deal) => deal.id !== moved?.id);
  const colleague = moved && colleagueOf(moved);
  await call(source, 'PATCH', `/api/v2/deals/${moved?.id}`, { person_id: colleague?.id });
  await call(source, 'PATCH', `/api/v2/deals/${emptied?.id}`, { person_id: null });
  await migration.decide('topUp');
  await migration.until('the top-up runs', (row) => row.status === 'running');
  const topped = await migration.untilHandover();
  expect(topped).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [], edited: 1 });
  expect(await ofSource('contact', both?.id)).toMatchObject({ name: 'Renamed By Hand' });
  expect(await ofSource('opportunity', moved?.id)).toMatchObject({
    contact_id: (await ofSource('contact', colleague?.id))?.['id'],
  });
  expect(await ofSource('opportunity', emptied?.id)).toMatchObject({ contact_id: null });
  const names = dumpOf(destination, 'contact').map((contact) => contact['name']);
  expect(names).toEqual(expect.arrayContaining(['Renamed Meanwhile', 'New Meanwhile']));
  const writes = writesOf(destination);
  expect(writes).toEqual({
    ...imported,
    // the new person hangs on a lead of its own
    lead: { ...imported['lead'], create: (imported['lead']?.create ?? 0) + 1 },
    contact: {
      ...imported['contact'],
      create: (imported['contact']?.create ?? 0) + 1,
      // and the one by hand
      update: (imported['contact']?.update ?? 0) + 2,
    },
    // a link each, and the names of the other contacts of one
    opportunity: { ...imported['opportunity'], update: (imported['opportunity']?.update ?? 0) + 3 },
  });
  const key = await customKey(destination, 'contact', 'Source ID');
  expect(dumpOf(destination, 'contact').filter((contact) => contact[key] === String(made.data.id))).toHaveLength(1);

  // somebody copies a person by hand, with all that it carries
  const copied = dumpOf(destination, 'contact').find((contact) => contact[key] === String(made.data.id)) ?? {};
  const marker = await customKey(destination, 'contact', 'Import marker');
  const copy = await call(destination, 'POST', '/contact/', {
    lead_id: copied['lead_id'],
    name: copied['name'],
    [key]: copied[key],
    [marker]: copied[marker],
  });
  await migration.decide('reconcile');
  await migration.until('it is read back again', (row) => row.status === 'running');
  const doubled = await migration.untilHandover();
  expect(doubled).toMatchObject({ status: 'completed_with_errors', balanced: true, failures: [], doublesTotal: 1 });
  expect(doubled.doubles).toMatchObject([
    {
      object: 'contact',
      sourceId: String(made.data.id),
      name: 'New Meanwhile',
      destinationObject: 'contact',
      destinationId: copy['id'],
      twinId: copied['id'],
    },
  ]);
  await call(destination, 'DELETE', `/contact/${copy['id']}/`, undefined);
  await rename(there?.['name']);
  const writesAfter = writesOf(destination);

  await migration.decide('close');
  const second = await suite.runThrough(file);
  expect(second.report).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  expect(second.migration.id).not.toBe(migration.id);
  expect(writesOf(destination)).toEqual(writesAfter);

  // the earlier one is closed, and what it wrote can be taken back all the same
  await expect(migration.decide('retryFailed')).rejects.toThrow('this migration is closed');
  await expect(migration.decide('rollback', { customer: 'Other Ltd' })).rejects.toThrow(/not the customer's name/);
  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back' && row.stage === 'closed');
  expect((await migration.report()).undo).toMatchObject({ kept: 0, failed: 0, open: 0 });
  expect(destination.control.stats().recordsByObject).toMatchObject({ lead: 0, contact: 0, opportunity: 0, note: 0 });
  await expect(migration.decide('rollback', { customer: 'Acme Ltd' })).rejects.toThrow('was rolled back');
});

test('records that the vendor refused are retried alone, and what hung on them follows', async () => {
  const source = await suite.sandbox('pipedrive', 120);
  const close = await suite.sandbox('close', 0);
  const refused = dumpOf(source, 'organizations')
    .slice(0, 3)
    .map((organization) => String(organization['name']));
  let refusing = true;
  const proxy = await startProxy(close, ({ method, path, body }) =>
    refusing && method === 'POST' && path.endsWith('/lead/') && refused.includes(JSON.parse(body).name)
      ? { status: 400, body: JSON.stringify({ 'field-errors': { name: 'This name is not liked today.' }, errors: [] }) }
      : null,
  );
  suite.open(proxy);
  const { migration, report } = await suite.runThrough(fileFor(source, proxy.sandbox));
  expect(report.status).toBe('completed_with_errors');
  expect(report.balanced).toBe(true);
  expect(report.objects['company']).toMatchObject({ failed: 3 });
  const { failed = 0, blocked = 0 } = await migration.effects();
  expect(failed).toBe(3);
  expect(blocked).toBeGreaterThan(0);
  const before = dumpOf(close, 'lead').length;

  refusing = false;
  await migration.decide('retryFailed');
  await migration.until('the retry runs', (row) => row.status === 'running');
  const retried = await migration.untilHandover();
  expect(retried).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [] });
  expect(dumpOf(close, 'lead')).toHaveLength(before + 3);
  expect(Object.keys(await migration.effects()).sort()).toEqual(['verified', 'written']);
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
});

test('a record that was corrected at the source is sent as it is now by a top-up', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const close = await suite.sandbox('close', 0);
  const [wrong] = dumpOf(source, 'organizations') as { id: number; name: string }[];
  const proxy = await startProxy(close, ({ method, path, body }) =>
    method === 'POST' && path.endsWith('/lead/') && JSON.parse(body).name === wrong?.name
      ? { status: 400, body: JSON.stringify({ 'field-errors': { name: 'This name is never liked.' }, errors: [] }) }
      : null,
  );
  suite.open(proxy);
  const { migration, report } = await suite.runThrough(fileFor(source, proxy.sandbox));
  expect(report.objects['company']).toMatchObject({ failed: 1 });
  await call(source, 'PATCH', `/api/v2/organizations/${wrong?.id}`, { name: 'A Name That Is Liked' });
  await migration.decide('topUp');
  await migration.until('the top-up runs', (row) => row.status === 'running');
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  expect(dumpOf(close, 'lead').map((lead) => lead['name'])).toContain('A Name That Is Liked');
});

test('existing records are matched and only filled where they are empty; a roll back leaves the account as it was, but for what a person changed or built on', async () => {
  const source = await suite.sandbox('pipedrive', 120);
  const close = await suite.sandbox('close', 8);
  const persons = dumpOf(source, 'persons') as {
    id: number;
    name: string;
    emails: { value: string }[];
    org_id: number | null;
  }[];
  // the first in the order in which records are planned
  const person = persons
    .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
    .find((one) => one.emails[0]?.value && one.org_id !== null);
  const [own, email] = [String(person?.name), String(person?.emails[0]?.value)];
  const lead = await call(close, 'POST', '/lead/', {
    name: 'Kept As It Is',
    contacts: [{ name: 'Known Here Already', emails: [{ type: 'office', email }] }],
  });
  const before = idsOf(close);
  const matchedId = (lead['contacts'] as { id: string }[])[0]?.id;
  const original = dumpOf(close, 'contact').find((contact) => contact['id'] === matchedId);

  // reading what is there takes long here: the first records are shown before, marked as what they are
  const listing = Promise.withResolvers<void>();
  let migration: TestMigration | null = null;
  const slow = await startProxy(close, async () => {
    if ((await migration?.row())?.stage === 'dryRun') await listing.promise;
    return null;
  });
  suite.open(slow);
  migration = await suite.start(fileFor(source, slow.sandbox));
  const shown = async () => buildDryRun(suite.engine.db, await (migration as TestMigration).row());
  const mine = ({ preview }: DryRun) =>
    preview.find(({ sourceId, object }) => object === 'contact' && sourceId === String(person?.id));
  const early = await until('the first records are shown', async () => (mine(await shown()) ? shown() : null));
  expect(early).toMatchObject({ complete: false, previewMatched: false });
  expect(mine(early)).toMatchObject({ outcome: 'create', name: own });
  const { firstPreview } = await migration.handle.query<{ firstPreview: FirstPreview }>('status');
  expect(firstPreview.outcomes['contact']?.['create']).toBeGreaterThan(0);
  listing.resolve();
  await migration.approve();
  const report = await migration.untilHandover();
  expect(report).toMatchObject({ balanced: true, failures: [], drift: [] });
  const late = await shown();
  expect(late).toMatchObject({ complete: true, previewMatched: true });
  expect(mine(late)?.outcome).toBe('update');
  const matched = dumpOf(close, 'contact').find((contact) => contact['id'] === matchedId);
  // what differs stays, what was empty is filled
  expect(matched).toMatchObject({ name: 'Known Here Already' });
  expect(dumpOf(close, 'contact').map((contact) => contact['name'])).not.toContain(own);
  const sourceId = await customKey(close, 'contact', 'Source ID');
  expect(matched?.[sourceId]).toBeTruthy();

  // a person works on one of the new contacts
  const leadSourceId = await customKey(close, 'lead', 'Source ID');
  const ours = dumpOf(close, 'contact').find((contact) => contact[sourceId] && contact['id'] !== matchedId);
  await call(close, 'PUT', `/contact/${ours?.['id']}/`, { title: 'Promoted by hand' });
  // a colleague writes on a new lead, without changing it
  const onNote = dumpOf(close, 'lead').find((one) => one[leadSourceId] && one['id'] !== ours?.['lead_id']);
  const isNew = (contact: Record<string, unknown>) =>
    dumpOf(close, 'lead').some((one) => one[leadSourceId] && one['id'] === contact['lead_id']);
  const isBusy = (contact: Record<string, unknown>) =>
    [ours?.['lead_id'], onNote?.['id']].includes(contact['lead_id'] as string);
  const note = await call(close, 'POST', '/activity/note/', { lead_id: onNote?.['id'], note_html: '<p>Likes us</p>' });
  // another one makes a deal of an imported person
  const buyer = dumpOf(close, 'contact').find(
    (one) => one[sourceId] && ![matchedId, ours?.['id']].includes(one['id']) && isNew(one) && !isBusy(one),
  );
  const dealt = await call(close, 'POST', '/opportunity/', { lead_id: buyer?.['lead_id'], contact_id: buyer?.['id'] });
  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back');
  const undone = await migration.report();
  const { custom_field: fieldsAfter = [], ...recordsAfter } = idsOf(close);
  const { custom_field: fieldsBefore = [], ...recordsBefore } = before;
  expect(recordsAfter).toEqual({
    ...recordsBefore,
    contact: [...(before['contact'] ?? []), String(ours?.['id']), String(buyer?.['id'])].sort(),
    lead: [...(before['lead'] ?? []), ...[ours?.['lead_id'], onNote?.['id'], buyer?.['lead_id']].map(String)].sort(),
    opportunity: [...(before['opportunity'] ?? []), String(dealt['id'])].sort(),
    note: [...(before['note'] ?? []), String(note['id'])].sort(),
  });
  // the contact that was there holds what it held before
  const restored = dumpOf(close, 'contact').find((contact) => contact['id'] === matchedId);
  const comparable = ({ date_updated: _date, updated_by: _by, ...rest }: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  expect(comparable(restored ?? {})).toEqual(comparable(original ?? {}));
  // fields that the kept records use stay with them, the others are gone
  expect(dumpOf(close, 'custom_field').map((field) => field['name'])).toContain('Source ID');
  expect(fieldsAfter.filter((id) => fieldsBefore.includes(id))).toEqual(fieldsBefore);
  expect(fieldsAfter.length).toBeLessThan(report.defined.filter(({ kind }) => kind === 'field').length);
  expect(undone.undo).toMatchObject({ failed: 0, open: 0 });
  expect(undone.undo.kept).toBeGreaterThanOrEqual(2);
  const reasons = await keptReasons(migration.id);
  expect(reasons).toContain('changed since at the destination: title');
  expect(reasons).toContain('records that stay at the destination belong to it');
  expect(reasons).toContain('somebody has added to it at the destination: activities');
  expect(reasons).toContain('records that stay at the destination refer to it: opportunities');
  expect(dumpOf(close, 'opportunity').find((one) => one['id'] === dealt['id'])).toMatchObject({
    contact_id: buyer?.['id'],
  });
});

test('a whole roll back empties the account again, definitions included', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const close = await suite.sandbox('close', 0);
  const empty = idsOf(close);
  const { migration } = await suite.runThrough(fileFor(source, close));
  expect(dumpOf(close, 'lead').length).toBeGreaterThan(0);
  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back');
  expect(await keptReasons(migration.id)).toEqual([]);
  expect(idsOf(close)).toEqual(empty);
  expect((await migration.report()).undo).toMatchObject({ kept: 0, failed: 0, open: 0 });
});

test('a changed mapping undoes the sample and samples again under the new version', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const close = await suite.sandbox('close', 0);
  const migration = await suite.start(fileFor(source, close));
  const first = await migration.until('the sample is ready', (row) => row.waitingFor?.decision === 'approve');
  expect(first.mappingVersion).toBe(1);
  const sampled = dumpOf(close, 'lead').map((lead) => lead['id']);
  expect(sampled.length).toBeGreaterThan(0);
  const { document } = await getMapping(suite.engine.db, scopeOf(first), 1);
  const changed = JSON.parse(JSON.stringify(document).replaceAll(document.marker, 'import-changed-by-hand'));
  expect(await addMapping(suite.engine.db, scopeOf(first), changed, 'ann@acme.example')).toMatchObject({ version: 2 });
  await migration.decide('requestChanges', { mappingVersion: 2 });
  const second = await migration.until(
    'the sample was taken again',
    (row) => row.mappingVersion === 2 && row.waitingFor?.decision === 'approve',
  );
  expect(second.approval).toBeNull();
  // nothing of the first sample is left, and the second one carries the new mapping
  const leads = dumpOf(close, 'lead');
  expect(leads.map((lead) => lead['id']).filter((id) => sampled.includes(id))).toEqual([]);
  const marker = await customKey(close, 'lead', 'Import marker');
  expect(new Set(leads.map((lead) => lead[marker]))).toEqual(new Set(['import-changed-by-hand']));
  await expect(migration.decide('approve', { mappingVersion: 1 })).rejects.toThrow(/version 1 is not the one/);
  await migration.approve();
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  expect(await definitionsTwice(close)).toEqual([]);
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
});

test('of two migrations into one account the second waits, says for whom, and then meets what the first has written', async () => {
  const close = await suite.sandbox('close', 0);
  const pipedrive = await suite.sandbox('pipedrive', 60);
  const hubspot = await suite.sandbox('hubspot', 60);
  // one person is a customer in both
  const person = (dumpOf(pipedrive, 'persons') as { emails: { value: string }[] }[]).find(
    (one) => one.emails[0]?.value,
  );
  const email = String(person?.emails[0]?.value).toLowerCase();
  const [contact] = dumpOf(hubspot, 'contacts') as { id: string }[];
  await call(hubspot, 'PATCH', `/crm/v3/objects/contacts/${contact?.id}`, { properties: { email } });

  const first = await suite.start(fileFor(pipedrive, close));
  await first.until('the first holds the account', (row) => row.waitingFor?.decision === 'approve');
  const second = await suite.start(fileFor(hubspot, close, { customer: 'Second Ltd' }));
  const waiting = await second.until('the second comes to its sample', (row) => row.stage === 'sample');
  const account = String(waiting.destinationMetadata?.account.id);
  await until('it is told for whom', async () => {
    const holder = await lockHolder(suite.engine.db, scopeOf(waiting), 'close', account);
    return holder?.includes(first.id);
  });
  const written = writesOf(close);
  await first.approve();
  expect(await first.untilHandover()).toMatchObject({ balanced: true, failures: [] });
  expect(writesOf(close)).not.toEqual(written);
  await second.approve();
  expect(await second.untilHandover()).toMatchObject({ balanced: true });
  const people = dumpOf(close, 'contact').filter((one) => JSON.stringify(one['emails']).includes(email));
  expect(people).toHaveLength(1);
});

/** What an account holds, by ids: which of them a test expects is readable in its failure. */
function idsOf(close: RunningSandbox): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(close.control.dump()).map(([object, records]) => [
      object,
      (records as { id: string }[]).map((record) => record.id).sort(),
    ]),
  );
}

async function keptReasons(migrationId: string): Promise<string[]> {
  const rows = await suite.engine.db
    .selectFrom('effects')
    .select('message')
    .distinct()
    .where('migration_id', '=', migrationId)
    .where('undo_result', '=', 'kept')
    .execute();
  return rows.map((row) => row.message ?? '');
}
