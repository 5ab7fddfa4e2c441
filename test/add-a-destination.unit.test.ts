import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectors } from '../src/connectors/kit/registry.ts';
import { createDestinationWriter } from '../src/connectors/kit/write-destination.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import type { DestinationObject, FindBy } from '../src/model/destination-object.ts';
import type { JsonObject } from '../src/model/json.ts';
import { acmeDestination } from './fixtures/connectors/smallest-destination.ts';
import { type Asked, startServer } from './support/answering-server.ts';
import { definitionSource } from './support/definition-words.ts';
import { CountingPacer, writing } from './support/destination/suite.ts';

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the guide to a new destination', () => {
  const guide = textOf('../docs/add-a-destination.md');

  it('shows the example that is run here, word for word', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(guide)?.[1];
    expect(shown).toBe(textOf('fixtures/connectors/smallest-destination.ts'));
  });

  it('names only words that the schema knows', () => {
    const schema = definitionSource();
    const table = /\| The vendor … \| word \|([\s\S]*?)\n\n/.exec(guide)?.[1] ?? '';
    const words = [...table.matchAll(/`([a-zA-Z]+)[`:]/g)].map(([, word = '']) => word);
    expect(words.length).toBeGreaterThan(25);
    const values = ['required', 'inline', 'later', 'own'];
    const unknown = words.filter((word) => !values.includes(word) && !new RegExp(`\\b${word}\\b`).test(schema));
    expect(unknown).toEqual([]);
  });

  it('has an example that writes, and finds again what was not answered', async () => {
    const rows: JsonObject[] = [];
    const server = await startServer(({ method, path: whole, query, body }: Asked) => {
      const path = whole.replace(/^\/v1/, '');
      if (path === '/me') return { account_id: 'a-1', user_id: 'u-1', email: 'sam@acme.example', name: 'Sam' };
      if (method === 'POST') {
        rows.push({ id: String(rows.length + 1), path, ...(body as JsonObject) });
        return rows.at(-1) ?? {};
      }
      const [name, value] = Object.entries(query).find(([key]) => key !== 'limit') ?? [];
      return { data: rows.filter((row) => row.path === path && (name === undefined || row[name] === value)) };
    });
    const connection = { baseUrl: server.url, credentials: { accessToken: 'key' }, accountKey: 'a' };
    const writer = createDestinationWriter(acmeDestination, connection, {
      pacer: new CountingPacer(),
      egress: { allowLoopback: true },
    });
    expect(await writer.check()).toMatchObject({ id: 'a-1', user: { name: 'Sam' }, missingScopes: [] });
    const company = { name: 'Acme', external_id: '7' };
    const { id } = await writer.create('company', company, writing);
    await writer.create('company', { name: 'Acme', external_id: '8' }, writing);
    const person = { full_name: 'Ana Ruiz', email: 'ana@acme.example', company_id: id };
    const made = await writer.create('person', person, writing);
    expect((await writer.candidates('company', company))?.map((record) => record.id)).toEqual([id]);
    expect((await writer.candidates('person', person))?.map((record) => record.id)).toEqual([made.id]);
    await writer.close();
    await server.close();
  });
});

/** `docs/connectors.md` states what a lost answer can end in; it must say what the definitions say. */
describe('the promise for each destination and object', () => {
  const page = textOf('../docs/connectors.md');
  const lines = connectors.flatMap((connector) =>
    Object.entries(connector.destination?.objects ?? {}).map(([name, object]) => promiseOf(connector, name, object)),
  );

  it.each(lines)('%s', (line) => {
    expect(page).toContain(line);
  });

  it('is stated for no object that there is not', () => {
    const stated = [...page.matchAll(/^\| .* \| (?:delete|archive) \|$/gm)].map(([line]) => line);
    expect(stated.filter((line) => !lines.includes(line))).toEqual([]);
  });
});

function promiseOf(connector: ConnectorDefinition, name: string, object: DestinationObject): string {
  // files name a row by the hash of what it says
  const isFile = connector.http === undefined;
  const [first] = object.findBy;
  const way = isFile ? 'its own id, made of what it says' : wayOf(first as FindBy, object);
  const exact =
    isFile || first?.kind === 'externalId' || first?.kind === 'uniqueKey' || object.sourceIdField !== undefined;
  const end = exact
    ? 'never unresolved'
    : 'by number among equals; unresolved only if somebody else makes equal ones meanwhile';
  return `| ${connector.name} | ${name} | ${way} | ${end} | ${object.remove.means} |`;
}

function wayOf(rule: FindBy, object: DestinationObject): string {
  switch (rule.kind) {
    case 'externalId':
      return `search for "${object.sourceIdField}"`;
    case 'uniqueKey':
      return `its ${rule.field}`;
    case 'underParent':
      return object.sourceIdField === undefined
        ? `the parent's list, compared by ${rule.compare.join(', ')}`
        : `"${object.sourceIdField}" in the parent's list`;
    case 'listed':
      return `the whole list, compared by ${rule.compare.join(', ')}`;
  }
}
