import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { fail } from '../src/cli/fail.ts';
import { openDatabase } from '../src/store/database.ts';
import { databaseFault } from '../src/store/database-fault.ts';
import { migrate } from '../src/store/migrate.ts';
import { createTestDatabase, useDatabase } from './support/database.ts';

const own = useDatabase();

/** What is told of a database that cannot be used. */
async function told(url: string): Promise<unknown> {
  const db = openDatabase(url);
  try {
    await migrate(db as never);
    return null;
  } catch (error) {
    return databaseFault(error, url);
  } finally {
    await db.destroy();
  }
}

const at = (change: (url: URL) => void): string => {
  const url = new URL(own.url);
  change(url);
  return url.toString();
};

test('a database that cannot be reached or entered is told by server, user and name, never with the password', async () => {
  const cases = [
    [at((url) => Object.assign(url, { port: '1' })), 'database_unreachable', 'does not answer at 127.0.0.1:1'],
    [at((url) => Object.assign(url, { hostname: 'db.invalid' })), 'database_unreachable', 'no host named db.invalid'],
    [at((url) => Object.assign(url, { password: 'hunter2' })), 'database_login_refused', 'refuses the user'],
    [at((url) => Object.assign(url, { pathname: '/nowhere' })), 'database_missing', 'has no database "nowhere"'],
  ] as const;
  for (const [url, code, text] of cases) {
    const error = await told(url);
    expect(error).toMatchObject({ kind: 'config', code, location: 'DATABASE_URL' });
    expect((error as Error).message).toContain(text);
    expect((error as Error).message).not.toContain('hunter2');
    expect((error as { hint?: string }).hint).not.toBe('');
  }
});

test('a connection that breaks within a transaction fails its next statement and does not end the process', async () => {
  const db = openDatabase(own.url);
  try {
    const broken = db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      // with a second argument it waits until the server process is gone
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(own.database);
      await sql`select 1`.execute(transaction);
    });
    await expect(broken).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});

test('data of a newer version is refused before anything is changed', async () => {
  const other = await createTestDatabase();
  try {
    await sql`insert into schema_migrations (name) values ('9999_from_the_future.sql')`.execute(other.database);
    expect(await told(other.url)).toMatchObject({
      code: 'schema_newer',
      message: expect.stringContaining('9999_from_the_future.sql') as string,
      hint: expect.stringContaining('--data-dir') as string,
    });
  } finally {
    await other.drop();
  }
});

test.each([
  ['ENOSPC', 'The disk is full'],
  ['EFBIG', 'The disk is full'],
  ['53100', 'The disk of the database is full'],
  ['57P01', 'has gone away'],
  ['ENOTFOUND', 'has gone away'],
])('%s on the way is told in words, with exit code 1 and no stack trace', (code, text) => {
  const written: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  try {
    expect(fail(Object.assign(new Error('x'), { code }))).toBe(1);
  } finally {
    stderr.mockRestore();
  }
  expect(written.join('')).toContain(text);
  expect(written.join('')).toContain('next:');
  expect(written.join('')).not.toContain('    at ');
});
