import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addAgreement } from '../src/store/agreement-store.ts';
import { readAudit } from '../src/store/audit-store.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { fileFor, until } from './support/e2e.ts';
import { dumpOf } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';
import { call } from './support/e2e-vendors.ts';

const suite = openSuite();

test('data older than seven days is read anew before the import, and what that changes goes back to a person', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const destination = await suite.sandbox('close', 0);
  // two of one name that go each by itself: the one that the sample brings is not what the other becomes
  const twin = () =>
    call<{ data: { id: number } }>(source, 'POST', '/api/v2/organizations', { name: 'Twin Consulting Ltd' });
  const [sampled] = [await twin(), await twin()];
  const include = [`company:${sampled.data.id}`];
  const migration = await suite.start(fileFor(source, destination, { sample: { size: 5, include } }));
  const row = await migration.until('the sample waits', (now) => now.waitingFor?.decision === 'approve');
  await sql`update streams set started_at = started_at - interval '8 days' where migration_id = ${row.id}`.execute(
    suite.engine.db,
  );
  await call(source, 'POST', '/api/v2/persons', {
    name: 'New Meanwhile',
    emails: [{ value: 'new.meanwhile@acme.example', primary: true, label: 'work' }],
  });
  await migration.decide('approve', { mappingVersion: row.mappingVersion });
  const asked = await migration.until('a person is asked', (now) => now.waitingFor?.code === 'world_moved');
  expect(asked.waitingFor?.message).toContain('1 contact new at the source: create');
  expect(asked.waitingFor?.message).not.toContain('create → ');
  expect(asked).toMatchObject({ snapshot: 2, approval: { refreshed: { snapshot: 2, done: true } } });
  await migration.decide('override', { reason: 'one new contact is fine' });
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
  expect(dumpOf(destination, 'contact').map((contact) => contact['name'])).toContain('New Meanwhile');
  const twins = dumpOf(destination, 'lead').filter(({ name }) => name === 'Twin Consulting Ltd');
  expect(twins).toHaveLength(2);
});

test('an approval whose decisions have changed is void: the person is told which, and nothing more is written before they approve again', async () => {
  const source = await suite.sandbox('pipedrive', 60);
  const destination = await suite.sandbox('close', 0);
  const migration = await suite.start(fileFor(source, destination));
  const row = await migration.until('the sample waits', (now) => now.waitingFor?.decision === 'approve');
  await expect(migration.decide('approve', { mappingVersion: 7 })).rejects.toThrow(
    'mapping version 7 is not the one that was sampled (1); look at the sample again and approve that',
  );
  // paused, the approval is sealed and nothing follows yet; meanwhile the engine is replaced by one with newer connectors
  await migration.decide('pause');
  await migration.decide('approve', { mappingVersion: row.mappingVersion });
  await migration.until('the approval is sealed', (now) => now.approval?.parts !== undefined);
  await sql`update migrations set approval = jsonb_set(approval, '{parts,connectors}', '"of an older engine"') where id = ${row.id}`.execute(
    suite.engine.db,
  );
  const written = dumpOf(destination, 'lead').length;
  await migration.decide('resume');
  const asked = await migration.until('a person is asked', (now) => now.waitingFor?.code === 'approval_void');
  expect(asked.waitingFor?.message).toContain('holds no longer: changed since: the version of a connector');
  expect(dumpOf(destination, 'lead')).toHaveLength(written);
  const trail = await readAudit(suite.engine.db, scopeOf(row));
  expect(trail.map(({ action }) => action)).toContain('approvalVoided');
  await migration.decide('approve', { mappingVersion: row.mappingVersion });
  expect(await migration.untilHandover()).toMatchObject({ status: 'completed', balanced: true, failures: [] });
});

test('two people have to agree, each signed in: no signal and no made-up agreement stands in for the second, nor does one alone override what holds the import afterwards', async () => {
  const source = await suite.sandbox('pipedrive', 40);
  const destination = await suite.sandbox('close', 0);
  const migration = await suite.start(fileFor(source, destination, { approval: { second: true } }));
  const row = await migration.until('the sample waits', (now) => now.waitingFor?.decision === 'approve');
  const mappingVersion = row.mappingVersion as number;
  const agree = (principal: string) =>
    addAgreement(suite.engine.db, scopeOf(row), {
      mappingVersion,
      kind: 'staff',
      principal,
      actor: principal,
      via: 'API',
    });
  await expect(migration.decide('approve', { mappingVersion })).rejects.toThrow('two people have to agree');
  await migration.decide('approve', { mappingVersion, agreement: await agree('user:ann') });
  const waiting = await migration.until(
    'the second person is asked',
    (now) => now.waitingFor?.message.includes('Agreed so far') ?? false,
  );
  expect(waiting).toMatchObject({ stage: 'approval', approval: null });
  expect(waiting.waitingFor?.message).toContain('Agreed so far: user:ann.');
  // somebody types both into the Temporal UI: the first is refused, the second names what nobody has stored
  await migration.handle.signal('approve', { by: 'bo', mappingVersion });
  await migration.handle.signal('approve', { by: 'bo', mappingVersion, agreement: row.id });
  await until(
    'the made-up one is in the trail',
    async () =>
      (await readAudit(suite.engine.db, scopeOf(row))).filter(
        ({ action, via }) => action === 'approve' && via === 'Temporal UI',
      ).length === 2,
  );
  expect((await migration.row()).approval).toBeNull();
  await migration.until('it waits again', (now) => now.waitingFor?.decision === 'approve');
  // what both have approved is read anew, and has moved: one of them alone does not go on all the same
  await sql`update streams set started_at = started_at - interval '8 days' where migration_id = ${row.id}`.execute(
    suite.engine.db,
  );
  await call(source, 'POST', '/api/v2/persons', {
    name: 'New Meanwhile',
    emails: [{ value: 'new.meanwhile@acme.example', primary: true, label: 'work' }],
  });
  await migration.decide('approve', { mappingVersion, agreement: await agree('user:bo') });
  const held = await migration.until('the world has moved', (now) => now.waitingFor?.code === 'world_moved');
  const subject = held.waitingFor?.subject as string;
  const goOn = async (principal: string, reason: string, to = subject) => {
    const agreement = await addAgreement(suite.engine.db, scopeOf(row), {
      ...{ mappingVersion, subject: to, kind: 'staff', principal, actor: principal, via: 'API', note: reason },
    });
    await migration.decide('override', { reason, agreement });
  };
  // the workflow itself is asked: the store follows its answer a moment later
  const asked = () =>
    until('it asks again', async () => {
      const { need } = (await migration.handle.query('status')) as { need: { code: string } | null };
      return need?.code === 'world_moved';
    });
  await expect(migration.decide('override', { reason: 'fine by me' })).rejects.toThrow('two people have to agree');
  await goOn('user:ann', 'one new contact');
  const again = await migration.until('the second is asked', (now) => !!now.waitingFor?.message.includes('so far'));
  expect(again.waitingFor?.message).toContain('Agreed so far: user:ann.');
  expect(again).toMatchObject({ stage: 'import', override: null });
  await asked();
  // the same person again, and one who agrees to another difference, are no second one
  await goOn('user:ann', 'one new contact');
  await asked();
  await goOn('user:bo', 'seen', 'override:another difference');
  await asked();
  expect((await migration.row()).override).toBeNull();
  await goOn('user:bo', 'seen');
  const report = await migration.untilHandover();
  expect(report).toMatchObject({
    balanced: true,
    approval: { by: 'user:ann and user:bo' },
    override: { by: 'user:ann and user:bo', reason: 'one new contact; seen' },
  });
});
