import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { RunningSandbox } from '../sandbox/index.ts';
import { type PurgeInput, purge } from '../src/api/service/purge.ts';
import { createFolderBlobs } from '../src/store/blob-store.ts';
import { fileFor, type TestMigration } from './support/e2e.ts';
import { dumpOf } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';

const suite = openSuite();
let source: RunningSandbox;
let destination: RunningSandbox;
let folder: string;

beforeAll(async () => {
  folder = await suite.folder();
  source = await suite.sandbox('pipedrive', 30);
  destination = await suite.sandbox('close', 0);
});

async function purgeAll(migration: TestMigration, changes: Partial<PurgeInput> = {}) {
  const row = await migration.row();
  return purge(
    { ...suite.engine.service, blobs: createFolderBlobs(folder) },
    {
      ...{
        tenantId: suite.engine.tenantId,
        by: 'ann@acme.example',
        via: 'API',
        customer: row.customer,
        migrations: [row],
      },
      ...{ withIdPairs: false, whole: true, ...changes },
    },
  );
}

/** What the source tells of people and companies: names and addresses that stand nowhere else. */
function knownTexts(): string[] {
  const persons = dumpOf(source, 'persons') as { name: string; emails?: { value: string }[] }[];
  const companies = dumpOf(source, 'organizations') as { name: string }[];
  const users = dumpOf(source, 'users') as { email: string }[];
  return [
    ...persons.flatMap((person) => [person.name, ...(person.emails ?? []).map((email) => email.value)]),
    ...companies.map((company) => company.name),
    ...users.map((user) => user.email),
  ].filter((text) => text.length > 6);
}

/** Tables in which any of these texts stands in any column, with how many rows. */
async function tablesThatHold(texts: string[]): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public'`.execute(suite.engine.db);
  const held: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const found = await sql<{ rows: number }>`
      select count(*)::int as rows from ${sql.table(name)} t
      where exists (select 1 from unnest(${texts}::text[]) known where strpos(t::text, to_json(known)::text) > 0
        or strpos(t::text, known) > 0)`.execute(suite.engine.db);
    const rows = found.rows[0]?.rows ?? 0;
    if (rows > 0) held[name] = rows;
  }
  return held;
}

async function runsOf(workflowId: string): Promise<string[]> {
  const ids: string[] = [];
  const query = `WorkflowId STARTS_WITH "${workflowId}"`;
  for await (const run of suite.engine.temporal.workflow.list({ query })) ids.push(run.workflowId);
  return ids;
}

test('a purge leaves no name and no address of anybody in any table; a later migration knows by the id pairs what is there', async () => {
  const file = fileFor(source, destination, { notify: ['mailto:support@desk.example'] });
  const { migration } = await suite.runThrough(file);
  const texts = [...knownTexts(), 'support@desk.example'];
  expect(texts.length).toBeGreaterThan(20);
  expect(Object.keys(await tablesThatHold(texts))).toEqual(
    expect.arrayContaining(['raw_rows', 'records', 'effect_payloads', 'images', 'migrations']),
  );
  const created = structuredClone(destination.control.stats().recordsByObject);

  const runs = await runsOf(migration.workflowId);
  expect(runs.length).toBeGreaterThan(4);
  const result = await purgeAll(migration);
  expect(result.rows).toBeGreaterThan(100);
  expect(result).toMatchObject({ connections: 2, idPairs: { removed: 0, withAddress: 0 }, histories: { left: 0 } });
  expect(result.idPairs.kept).toBeGreaterThan(20);
  // the server takes them on and deletes in its own time, half a minute or more: that is not waited for
  expect(result.histories.removed).toBe(runs.length);
  expect(await tablesThatHold(texts)).toEqual({});

  // nothing of it runs or reports any more
  await expect(migration.report()).rejects.toMatchObject({ code: 'migration_purged', status: 410 });
  await expect(migration.decide('topUp')).rejects.toMatchObject({ code: 'migration_purged' });
  const trail = await suite.engine.db
    .selectFrom('audit')
    .select(['action', 'actor'])
    .where('migration_id', '=', migration.id)
    .execute();
  expect(trail).toContainEqual({ action: 'purge', actor: 'ann@acme.example' });
  expect(trail).toContainEqual({ action: 'approve', actor: 'ann@acme.example' });

  // the same accounts once more: the pairs of ids say that everything is there
  const second = await suite.runThrough(file);
  expect(second.report).toMatchObject({ balanced: true, failures: [] });
  expect(destination.control.stats().recordsByObject).toEqual(created);

  // and with the pairs nothing is left but that it took place
  const whole = await purgeAll(second.migration, {
    withIdPairs: true,
    migrations: [await migration.row(), await second.migration.row()],
  });
  expect(whole.idPairs.removed).toBeGreaterThan(20);
  for (const table of ['crosswalk', 'effects', 'effect_payloads', 'account_pairs'] as const) {
    const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(suite.engine.db);
    expect(rows, table).toEqual([]);
  }
});

test('a migration that is not over is refused, whatever it waits for, and the refusal is in the audit trail', async () => {
  const migration = await suite.start(fileFor(source, destination));
  await migration.until('it waits for approval', (row) => row.waitingFor?.decision === 'approve');
  await expect(purgeAll(migration)).rejects.toMatchObject({ code: 'migration_running', kind: 'conflict' });
  expect(await tablesThatHold(knownTexts())).not.toEqual({});
  await migration.decide('cancel');
  await migration.until('it is cancelled', (row) => row.status === 'cancelled');
  await purgeAll(migration);
  expect(await tablesThatHold(knownTexts())).toEqual({});
  const trail = await suite.engine.db
    .selectFrom('audit')
    .select(['accepted'])
    .where('migration_id', '=', migration.id)
    .where('action', '=', 'purge')
    .orderBy('id')
    .execute();
  expect(trail).toEqual([{ accepted: false }, { accepted: true }]);
});
