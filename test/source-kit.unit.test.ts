import { afterEach, describe, expect, it } from 'vitest';
import { defineConnector } from '../src/connectors/kit/definition.ts';
import type { RowHooks } from '../src/connectors/kit/read-stream.ts';
import { connectorOf, connectors } from '../src/connectors/kit/registry.ts';
import type { ConnectorInput } from '../src/model/connector.ts';
import { isPortageError, messageOf } from '../src/model/errors.ts';
import type { SourceReader } from '../src/model/ports.ts';
import { type Answer, type AnsweringServer, type Asked, Refusal, startServer } from './support/answering-server.ts';
import { openSource, readStream } from './support/source/open-source.ts';

type Stream = NonNullable<ConnectorInput['source']>['streams'][string];

/** A connector of one stream, with whatever the test is about. */
function withStream(stream: Partial<Stream>, describe = {}): ConnectorInput {
  return {
    system: 'acme',
    name: 'Acme',
    version: '1',
    http: { baseUrl: 'https://api.acme.example', auth: [{ type: 'bearer' }] },
    source: {
      describe: { account: { request: { path: '/me' }, id: 'id' }, ...describe },
      streams: {
        people: {
          object: 'contact',
          request: { path: '/people', records: 'data' },
          paging: { type: 'none' },
          id: 'id',
          ...stream,
        },
      },
    },
  };
}

const complaintOf = (input: ConnectorInput): string => {
  try {
    defineConnector(input);
    return 'no complaint';
  } catch (error) {
    return messageOf(error);
  }
};

describe('a connector definition', () => {
  const wrong: [what: string, stream: Partial<Stream>, place: string, allowed: string][] = [
    [
      'a concept that does not exist',
      { fields: [{ key: 'x', type: 'text', concept: 'contact.emial' }] },
      'fields[0].concept',
      'contact.email',
    ],
    [
      'a concept of another object',
      { fields: [{ key: 'x', type: 'text', concept: 'deal.name' }] },
      'fields[0].concept',
      'allowed: contact',
    ],
    [
      'a value type that does not exist',
      { fields: [{ key: 'x', type: 'string' as 'text' }] },
      'fields.0.type',
      '"text"',
    ],
    [
      'a key that stands twice',
      {
        fields: [
          { key: 'x', type: 'text' },
          { key: 'x', type: 'id' },
        ],
      },
      'fields[1].key',
      'stands twice',
    ],
    ['an object that does not exist', { object: 'person' }, 'people.object', 'custom:<key>'],
    [
      'a link to what no stream reads',
      { links: [{ kind: 'company', to: 'company', path: 'c' }] },
      'links[0].to',
      'allowed: contact',
    ],
    ['a link that is read nowhere', { links: [{ kind: 'contact', to: 'contact' }] }, 'links[0]', 'perRecord'],
    ['field definitions that are not described', { customFields: 'contact' }, 'people.customFields', 'there are none'],
    [
      'a list of options that is not described',
      { fields: [{ key: 'x', type: 'choice', optionsFrom: 'tags' }] },
      'fields[0].optionsFrom',
      'there are none',
    ],
    ['a placeholder that nothing fills', { request: { path: '/people/{team}' } }, 'people.request', '{team}'],
    ['slipping pages that are not counted', { slips: true }, 'people.slips', '"offset"'],
    [
      'two ways to ask for changes',
      {
        incremental: { param: 'since', format: 'rfc3339' },
        changes: { request: { path: '/changes' }, format: 'rfc3339' },
      },
      'people',
      'not both',
    ],
    ['a path that cannot be read', { id: 'a[' }, 'people.id', 'must be a path'],
    [
      'a word that the schema does not know',
      { orderBy: 'id' } as Partial<Stream>,
      'people',
      'allowed: object, request',
    ],
  ];
  it.each(wrong)('is refused for %s, with the place and what is allowed', (_, stream, place, allowed) => {
    const complaint = complaintOf(withStream(stream));
    expect(complaint).toContain(place);
    expect(complaint).toContain(allowed);
  });

  it('is told all its faults at once', () => {
    const complaint = complaintOf(withStream({ object: 'person', slips: true, customFields: 'contact' }));
    expect(complaint.split('\n')).toHaveLength(4);
  });

  it('is found by the name that migration files use, and an unknown name is told the known ones', () => {
    for (const { system } of connectors) expect(connectorOf(system).system).toBe(system);
    expect(() => connectorOf('sugar')).toThrowError(
      expect.objectContaining({ kind: 'config', hint: expect.stringContaining('pipedrive, hubspot') }),
    );
  });
});

describe('reading from a definition', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function opened(
    input: ConnectorInput,
    answer: (asked: Asked) => Answer,
    hooks?: RowHooks,
  ): Promise<{ reader: SourceReader; server: AnsweringServer }> {
    const server = await startServer((asked) => (asked.path === '/me' ? { id: '7' } : answer(asked)));
    const reader = openSource(
      defineConnector(input),
      { url: server.url, credentials: { accessToken: 'x' } },
      { hooks },
    );
    closing.push(server.close, () => reader.close());
    return { reader, server };
  }

  it('leaves out parameters that the plan refuses, and does not try them again', async () => {
    const stream: Partial<Stream> = {
      ifAllowed: { include: 'consent' },
      paging: { type: 'page', size: 1, sizeParam: 'limit' },
    };
    const { reader, server } = await opened(withStream(stream), ({ query }) => {
      if (query.include !== undefined) return new Refusal(403);
      return { data: Number(query.page) > 2 ? [] : [{ id: `p${query.page}` }] };
    });
    const { records } = await readStream(reader, 'people');
    expect(records.map(({ sourceId }) => sourceId)).toStrictEqual(['p1', 'p2']);
    expect(server.asked.filter(({ query }) => query.include !== undefined)).toHaveLength(1);
  });

  it('stops where entries of a batch failed, for their links would be lost', async () => {
    const batch = {
      request: {
        method: 'POST' as const,
        path: '/links',
        body: { inputs: '{inputs}' },
        records: 'results',
        effect: 'read' as const,
      },
      size: 2,
      input: { id: '{id}' },
      from: 'from',
      targets: 'to',
      to: 'id',
      failures: { path: 'errors', harmless: { path: 'code', values: ['none'] } },
    };
    const input = withStream({ links: [{ kind: 'friend', to: 'contact', batch }] });
    const answers: Answer[] = [];
    const { reader, server } = await opened(input, ({ path }) => {
      if (path === '/people') return { data: [{ id: '1' }, { id: '2' }, { id: '3' }] };
      return answers.shift() ?? { results: [] };
    });
    answers.push({ results: [{ from: '1', to: [{ id: '3' }, { id: '3' }] }], errors: [{ code: 'none' }] });
    const page = await reader.readPage('people', null, {});
    expect(page.records.map(({ links }) => links.length)).toStrictEqual([1, 0, 0]);
    expect(server.asked.filter(({ path }) => path === '/links').map(({ body }) => body)).toStrictEqual([
      { inputs: [{ id: '1' }, { id: '2' }] },
      { inputs: [{ id: '3' }] },
    ]);
    answers.push({ results: [], errors: [{ code: 'none' }, { code: 'broken' }] });
    const error = await reader.readPage('people', null, {}).catch((thrown: unknown) => thrown);
    expect(isPortageError(error, 'contract') && error.code).toBe('batch_incomplete');
  });

  it('ends where a server gives the same page at every offset', async () => {
    const stream: Partial<Stream> = { slips: true, paging: { type: 'offset', size: 2, sizeParam: 'limit' } };
    const { reader } = await opened(withStream(stream), () => ({ data: [{ id: 'a' }, { id: 'b' }] }));
    const { rows } = await readStream(reader, 'people');
    expect(new Set(rows.map(({ rawKey }) => rawKey))).toStrictEqual(new Set(['a', 'b']));
  });

  it('lets a named hook make several records of one row', async () => {
    const hooks: RowHooks = {
      withEmployer: (row, record) => [
        record,
        {
          object: 'company',
          sourceId: `${record.sourceId}-employer`,
          values: { name: (row as { firm: string }).firm },
          links: [],
        },
      ],
    };
    const input = withStream({ hook: 'withEmployer' });
    const answer = () => ({ data: [{ id: '1', firm: 'Acme' }] });
    const { records } = await readStream((await opened(input, answer, hooks)).reader, 'people');
    expect(records.map(({ object, sourceId }) => `${object}:${sourceId}`)).toStrictEqual([
      'contact:1',
      'company:1-employer',
    ]);
    const error = await readStream((await opened(input, answer)).reader, 'people').catch((thrown: unknown) => thrown);
    expect(isPortageError(error, 'config') && error.code).toBe('unknown_hook');
  });

  it('leaves rows out whose kind nobody asked for, and keeps them as rows', async () => {
    const input = withStream({ object: { by: 'kind', map: { person: 'contact' }, otherwise: null } });
    const { reader } = await opened(input, () => ({
      data: [
        { id: '1', kind: 'person' },
        { id: '2', kind: 'robot' },
      ],
    }));
    const { records, rows } = await readStream(reader, 'people');
    expect(records.map(({ sourceId }) => sourceId)).toStrictEqual(['1']);
    expect(rows).toHaveLength(2);
  });

  it('stops at a row without an id, and says where it looked', async () => {
    const { reader } = await opened(withStream({ id: 'uuid' }), () => ({ data: [{ id: '1' }] }));
    await expect(readStream(reader, 'people')).rejects.toThrowError('has no id at uuid');
  });

  it('tells the account’s own options to requests, and nothing else of the connection', async () => {
    const input = withStream({ request: { path: '/teams/{team}/people', records: 'data' } });
    const server = await startServer(({ path }) => (path === '/me' ? { id: '7' } : { data: [{ id: path }] }));
    const connector = defineConnector({ ...input, options: { team: 'Id of the team' } });
    const reader = openSource(connector, { url: server.url, credentials: { accessToken: 'x', team: 't1' } });
    closing.push(server.close, () => reader.close());
    expect((await readStream(reader, 'people')).rows[0]?.rawKey).toBe('/teams/t1/people');
    expect(complaintOf(withStream({ request: { path: '/people/{accessToken}' } }))).toContain(
      'nothing fills {accessToken}',
    );
  });

  it('takes the connection’s own limit in place of the vendor’s, and refuses what it does not understand', () => {
    const connection = { url: 'http://127.0.0.1:1', credentials: { accessToken: 'x' } };
    const open = (limit: string) => () =>
      openSource(defineConnector(withStream({})), { ...connection, options: { limit } });
    expect(open('40/2')).not.toThrow();
    expect(open('fast')).toThrowError(expect.objectContaining({ code: 'invalid_limit' }));
  });
});
