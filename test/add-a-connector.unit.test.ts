import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acme } from './fixtures/connectors/smallest.ts';
import { startServer } from './support/answering-server.ts';
import { definitionSource } from './support/definition-words.ts';
import { openSource, readAll } from './support/source/open-source.ts';

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the guide to a new connector', () => {
  it('shows the example that is run here, word for word', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(textOf('../docs/add-a-connector.md'))?.[1];
    expect(shown).toBe(textOf('fixtures/connectors/smallest.ts'));
  });

  it('names only words that the schema knows', () => {
    const schema = definitionSource();
    const table = /\| The vendor … \| word \|([\s\S]*?)\n\n/.exec(textOf('../docs/add-a-connector.md'))?.[1] ?? '';
    const words = [...table.matchAll(/`([a-zA-Z.[\]]+)[:` ]/g)].flatMap(([, word = '']) =>
      word.split(/[.[\]]+/).filter(Boolean),
    );
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => !new RegExp(`\\b${word}:`).test(schema))).toStrictEqual([]);
  });

  it('has an example that reads two linked lists, page by page', async () => {
    const people = [
      { id: 1, full_name: 'Ana Ruiz', email: 'ana@acme.example', company_id: 7 },
      { id: 2, full_name: 'Bo Yi', email: null, company_id: null },
    ];
    // a base URL that names a host alone keeps the vendor's own path
    const server = await startServer(({ path: wholePath, query }) => {
      const path = wholePath.replace(/^\/v1/, '');
      if (path === '/me') return { account_id: 'a-1', account_name: 'Acme' };
      if (path === '/users') return { data: [{ id: 9, email: 'sam@seller.example', name: 'Sam' }], next_cursor: null };
      if (path === '/companies') return { data: [{ id: 7, name: 'Acme SA', owner_id: 9 }], next_cursor: null };
      return query.cursor === 'two' ? { data: people.slice(1) } : { data: people.slice(0, 1), next_cursor: 'two' };
    });
    const reader = openSource(acme, { url: server.url, credentials: { accessToken: 'key' } });
    const info = await reader.check();
    const metadata = await reader.describe();
    const readings = await readAll(reader);
    await reader.close();
    await server.close();
    expect(info).toMatchObject({ id: 'a-1', name: 'Acme', missingScopes: [] });
    expect(metadata.users).toStrictEqual([{ id: '9', email: 'sam@seller.example', name: 'Sam', active: true }]);
    expect(readings.get('companies')?.records).toStrictEqual([
      { object: 'company', sourceId: '7', values: { name: 'Acme SA', owner_id: '9' }, links: [] },
    ]);
    expect(readings.get('people')?.records).toStrictEqual([
      {
        object: 'contact',
        sourceId: '1',
        values: { full_name: 'Ana Ruiz', email: 'ana@acme.example' },
        links: [{ kind: 'company', toObject: 'company', toId: '7', primary: true }],
      },
      { object: 'contact', sourceId: '2', values: { full_name: 'Bo Yi' }, links: [] },
    ]);
    expect(readings.get('people')?.pages).toBe(2);
  });
});
