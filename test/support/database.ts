import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';

export interface TestDatabase {
  url: string;
  database: Database;
  drop(): Promise<void>;
}

/** Creates a database with the current schema, empty, for the caller alone; a copy of the migrated one takes 50 ms. */
export async function createTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const template = new URL(inject('templateDatabaseUrl'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(template, `create database ${name} template ${template.pathname.slice(1)}`);
  const url = Object.assign(new URL(template), { pathname: `/${name}` }).toString();
  const database = openDatabase(url, { max: options.max ?? 10, applicationName: 'portage test' });
  return {
    url,
    database,
    async drop() {
      await database.destroy();
      // With force: a worker that the test killed may still be connected.
      await administer(template, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement outside of the template, which cannot be copied while someone is connected to it. */
async function administer(template: URL, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).toString(),
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Gives a test file a database of its own, dropped at its end. Read its fields inside tests and hooks only. */
export function useDatabase(options: { max?: number } = {}): Omit<TestDatabase, 'drop'> {
  let current: TestDatabase | undefined;
  beforeAll(async () => {
    current = await createTestDatabase(options);
  });
  afterAll(async () => {
    await current?.drop();
  });
  const opened = () => {
    if (!current) throw new Error('the test database is there from beforeAll on');
    return current;
  };
  return {
    get url() {
      return opened().url;
    },
    get database() {
      return opened().database;
    },
  };
}
