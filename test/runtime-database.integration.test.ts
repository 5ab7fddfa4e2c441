import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createTestDatabase, useDatabase } from './support/database.ts';

const own = useDatabase();

test('each test file has a migrated database of its own, which is gone afterwards', async () => {
  await sql`create table mark (n int)`.execute(own.database);
  const other = await createTestDatabase();
  const tables = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(other.database);
  const names = tables.rows.map((row) => row.name);
  expect(names).toContain('schema_migrations');
  expect(names).not.toContain('mark');
  const client = new pg.Client({ connectionString: other.url });
  client.on('error', () => undefined); // it is thrown out below, as a killed worker's connection would be
  await client.connect();
  await other.drop();
  const lookUp = await sql<{
    n: number;
  }>`select count(*)::int as n from pg_database where datname = ${new URL(other.url).pathname.slice(1)}`.execute(
    own.database,
  );
  expect(lookUp.rows).toEqual([{ n: 0 }]);
  await client.end().catch(() => undefined);
});

test('text is sorted and folded by Unicode, whatever this machine’s locale is', async () => {
  const { rows } = await sql<{ lower: string }>`select lower('ÉLAN ΣΟΦΌΣ') as lower`.execute(own.database);
  expect(rows).toEqual([{ lower: 'élan σοφόσ' }]);
  expect(inject('templateDatabaseUrl')).toContain('127.0.0.1');
});
