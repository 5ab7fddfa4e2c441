import { afterEach, describe, expect, it } from 'vitest';
import { actuallycare } from '../src/connectors/actuallycare/system.ts';
import { close } from '../src/connectors/close/system.ts';
import { hubspot } from '../src/connectors/hubspot/system.ts';
import { createDestinationWriter } from '../src/connectors/kit/write-destination.ts';
import { pipedrive } from '../src/connectors/pipedrive/system.ts';
import type { Json, JsonObject } from '../src/model/json.ts';
import type { DestinationWriter } from '../src/model/ports.ts';
import { type Answer, type Asked, Refusal, startServer } from './support/answering-server.ts';
import { hastyClock, openPacer, openSource, readStream } from './support/source/open-source.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of closing.splice(0).reverse()) await end();
});

async function serving(answer: (asked: Asked) => Answer) {
  const server = await startServer(answer);
  closing.push(server.close);
  return server;
}

describe('Pipedrive, where its documents leave a choice', () => {
  const lists = ['Fields', 'pipelines', 'stages', 'users', 'leadLabels', 'activityTypes'];
  const answering =
    (deals: (asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      if (asked.path === '/v1/users/me') return { success: true, data: { id: 1, company_id: 2, company_name: 'Acme' } };
      if (lists.some((name) => asked.path.endsWith(name))) return { success: true, data: [] };
      return deals(asked);
    };
  const deal = (id: number, status: string) => ({ id, title: `Deal ${id}`, status, is_deleted: status === 'deleted' });

  it('asks for deleted deals by their own status, never for several statuses in one parameter', async () => {
    const server = await serving(
      answering(({ path, query }) => {
        if (path.endsWith('/archived')) return { success: true, data: [] };
        const rows = query.status === 'deleted' ? [deal(3, 'deleted')] : [deal(1, 'open'), deal(2, 'won')];
        return { success: true, data: rows, additional_data: { next_cursor: null } };
      }),
    );
    const reader = openSource(pipedrive, { url: server.url, credentials: { apiToken: 't' } });
    closing.push(() => reader.close());
    const { records } = await readStream(reader, 'deals');
    expect(records.map(({ sourceId, state }) => [sourceId, state])).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', 'deleted'],
    ]);
    const asked = server.asked.filter(({ path }) => path.includes('/deals')).map(({ query }) => query.status);
    expect(asked).toEqual([undefined, 'deleted', undefined, 'deleted']);
  });

  it('takes no deal for deleted where the status is not looked at, and reads on where there is no archive', async () => {
    const server = await serving(
      answering(({ path }) =>
        path.endsWith('/archived') ? new Refusal(404) : { success: true, data: [deal(1, 'open'), deal(2, 'lost')] },
      ),
    );
    const reader = openSource(pipedrive, { url: server.url, credentials: { apiToken: 't' } });
    closing.push(() => reader.close());
    const { records, skipped } = await readStream(reader, 'deals');
    expect(records.filter(({ state }) => state !== undefined)).toEqual([]);
    expect(new Set(records.map(({ sourceId }) => sourceId))).toEqual(new Set(['1', '2']));
    expect(skipped).toEqual([]);
  });
});

describe('Pipedrive, where pages are smaller than asked for', () => {
  it.each([1, 2, 3])('reads every note by pages of %i', async (most) => {
    const notes = Array.from({ length: 7 }, (_, index) => ({ id: index + 1, content: `Note ${index}` }));
    const server = await serving(({ path, query }) => {
      if (path === '/v1/users/me') return { success: true, data: { id: 1, company_id: 2 } };
      if (path !== '/v1/notes') return { success: true, data: [] };
      const start = Number(query.start ?? 0);
      const end = start + most;
      const more = { more_items_in_collection: end < notes.length, ...(end < notes.length ? { next_start: end } : {}) };
      return { success: true, data: notes.slice(start, end), additional_data: { pagination: { start, ...more } } };
    });
    const reader = openSource(pipedrive, { url: server.url, credentials: { apiToken: 't' } });
    closing.push(() => reader.close());
    const { records } = await readStream(reader, 'notes');
    expect(records.map(({ sourceId }) => sourceId)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });
});

describe('HubSpot, where a server knows another version of the API', () => {
  const contact = (id: string) => ({ id, properties: { email: `p${id}@acme.example` }, archived: false });

  /** Knows the paths that a pattern fits, and answers everything else as the vendor does. */
  const knowing =
    (known: RegExp, associations: RegExp) =>
    ({ path, query, body }: Asked): Answer => {
      if (path === '/account-info/v3/details') return { portalId: 7, timeZone: 'UTC', companyCurrency: 'EUR' };
      if (associations.test(path)) {
        const inputs = (body as { inputs: { id: string }[] }).inputs;
        return {
          results: inputs.map(({ id }) => ({
            from: { id },
            to: [{ toObjectId: 900, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] }],
          })),
        };
      }
      if (!known.test(path) || path.includes('/leads')) return new Refusal(404);
      if (path.endsWith('/search')) return { total: 2, results: [] };
      if (!path.endsWith('/objects/contacts') && !path.endsWith('/contacts')) return { results: [] };
      if (path.includes('properties')) return { results: [] };
      return { results: query.archived === 'true' ? [] : [contact('1'), contact('2')] };
    };

  it.each([
    ['the one before the dates', /^\/crm\/v3\//, /^\/crm\/v4\/associations\/contacts\/companies\/batch\/read$/],
    ['the next one', /^\/crm\/\w+\/2026-09(\/|$)/, /^\/crm\/associations\/2026-09\/contacts\/companies\/batch\/read$/],
  ])('reads contacts with their companies by %s', async (_, known, associations) => {
    const server = await serving(knowing(known, associations));
    const reader = openSource(hubspot, { url: server.url, credentials: { accessToken: 't' } });
    closing.push(() => reader.close());
    await reader.describe();
    const { records } = await readStream(reader, 'contacts');
    expect(records.map(({ sourceId, links }) => [sourceId, links])).toEqual([
      ['1', [{ kind: 'company', toObject: 'company', toId: '900', primary: true }]],
      ['2', [{ kind: 'company', toObject: 'company', toId: '900', primary: true }]],
    ]);
  });

  it('looks nowhere else for what the account lacks, once a version has answered', async () => {
    const server = await serving(knowing(/2026-03/, /never/));
    const reader = openSource(hubspot, { url: server.url, credentials: { accessToken: 't' } });
    closing.push(() => reader.close());
    await reader.describe();
    const before = server.asked.length;
    const { skipped } = await readStream(reader, 'leads');
    expect(skipped).toHaveLength(1);
    expect(server.asked.slice(before).map(({ path }) => path)).toEqual(['/crm/objects/2026-03/leads']);
  });
});

describe('Close, where its documents leave a choice', () => {
  const open = (url: string): DestinationWriter => {
    const writer = createDestinationWriter(
      close,
      { baseUrl: url, credentials: { apiKey: 'k' }, accountKey: 'test' },
      { pacer: openPacer, clock: hastyClock, egress: { allowLoopback: true } },
    );
    closing.push(() => writer.close());
    return writer;
  };
  const settings = ({ path }: Asked): Answer =>
    path === '/api/v1/me/'
      ? { id: 'user_1', email: 'a@b.example', organizations: [{ id: 'orga_1', name: 'Acme' }] }
      : { data: [] };

  const allIds = async (writer: DestinationWriter, object: string): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: Json = null;
    do {
      const page = await writer.list(object, cursor);
      ids.push(...page.records.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== null);
    return ids;
  };

  /** A search with pages of its own size, whose cursor is the place in what it found. */
  const searching = (leads: { id: string; date_created: string }[], most: number) => {
    const find = (body: JsonObject): Answer => {
      const from = /"on_or_after":\{"type":"fixed_utc","value":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
      const found = leads.filter(({ date_created }) => date_created >= from);
      const at = Number(body['cursor'] ?? 0);
      const next = at + most;
      return { data: found.slice(at, next), cursor: next < found.length ? String(next) : null };
    };
    return (asked: Asked): Answer =>
      asked.path === '/api/v1/data/search/' ? find(asked.body as JsonObject) : settings(asked);
  };
  const made = (count: number, when: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({ id: `lead_${index}`, date_created: when(index) }));

  it('lists every lead where more were made in one moment than a page holds', async () => {
    const server = await serving(
      searching(
        made(450, (index) => (index < 430 ? '2025-01-01' : '2025-01-02')),
        200,
      ),
    );
    expect(new Set(await allIds(open(server.url), 'lead')).size).toBe(450);
  });

  it('lists every lead where pages are smaller than asked for', async () => {
    const server = await serving(
      searching(
        made(95, (index) => `2025-01-01T00:00:${String(index).padStart(6, '0')}`),
        20,
      ),
    );
    expect(new Set(await allIds(open(server.url), 'lead')).size).toBe(95);
  });

  it.each([402, 403, 404])('says that automations are not told where a key gets %i for them', async (status) => {
    const server = await serving((asked) =>
      asked.path === '/api/v1/sequence/' ? new Refusal(status) : settings(asked),
    );
    expect((await open(server.url).describe()).automations).toBeNull();
  });
});

describe('Close, where a server has no search', () => {
  const field = { id: 'cf_1', name: 'Source ID', type: 'text' };
  const leads = ['a', 'b', 'c'].map((id, index) => ({
    id: `lead_${id}`,
    name: `Lead ${id}`,
    'custom.cf_1': `${index}`,
  }));
  const answer = ({ path, query }: Asked): Answer => {
    if (path === '/api/v1/me/') return { id: 'user_1', organizations: [{ id: 'orga_1', name: 'Acme' }] };
    if (path === '/api/v1/data/search/') return new Refusal(404);
    if (path === '/api/v1/custom_field/lead/') return { data: [field], has_more: false };
    if (path !== '/api/v1/lead/') return { data: [], has_more: false };
    const skip = Number(query._skip ?? 0);
    return { data: leads.slice(skip, skip + 2), has_more: skip + 2 < leads.length, total_results: leads.length };
  };
  const open = (url: string): DestinationWriter => {
    const writer = createDestinationWriter(
      close,
      { baseUrl: url, credentials: { apiKey: 'k' }, accountKey: 'test' },
      { pacer: openPacer, clock: hastyClock, egress: { allowLoopback: true } },
    );
    closing.push(() => writer.close());
    return writer;
  };

  it('lists leads page by page, looks one up by its source id, and asks for the search once', async () => {
    const server = await serving(answer);
    const writer = open(server.url);
    const first = await writer.list('lead', null);
    const second = await writer.list('lead', first.cursor);
    expect([...first.records, ...second.records].map(({ id }) => id)).toEqual(['lead_a', 'lead_b', 'lead_c']);
    expect(second.cursor).toBeNull();
    expect(await writer.total('lead')).toBeNull();
    const searched = server.asked.filter(({ path }) => path.endsWith('/data/search/')).length;
    await writer.list('lead', null);
    expect(server.asked.filter(({ path }) => path.endsWith('/data/search/')).length - searched).toBeLessThanOrEqual(1);
    const found = await writer.candidates('lead', { name: 'Lead c', 'custom.cf_1': '2' });
    expect(found?.map(({ id }) => id)).toEqual(['lead_c']);
  });
});

describe('ActuallyCare, where its guide is silent', () => {
  const open = (url: string, options: Record<string, Json> = {}): DestinationWriter => {
    const writer = createDestinationWriter(
      actuallycare,
      { baseUrl: url, credentials: { apiKey: 'k' }, options, accountKey: 'test' },
      { pacer: openPacer, clock: hastyClock, egress: { allowLoopback: true } },
    );
    closing.push(() => writer.close());
    return writer;
  };
  const keysOf = ({ headers }: Asked) => [headers.authorization, headers['x-api-key'], headers['x-key']];

  it('sends the key in both usual headers, and only in the one that the connection names', async () => {
    const server = await serving(() => ({ data: { clients: [], leads: [], contacts: [], meta: { hasMore: false } } }));
    await open(server.url).list('client', null);
    await open(server.url, { authHeader: 'x-key', authPrefix: '' }).list('client', null);
    expect(server.asked.map(keysOf)).toEqual([
      ['Bearer k', 'k', undefined],
      [undefined, undefined, 'k'],
    ]);
  });

  const person = { id: 7, first_name: 'Ann', last_name: 'Lee', email: 'ann@acme.example' };

  it('finds a record in the list where one cannot be read by its id, and asks for the list once', async () => {
    const server = await serving(({ path, query }) =>
      path === '/v1/clients'
        ? { data: { clients: query.page === '1' ? [{ id: 6 }] : [person], meta: { hasMore: query.page === '1' } } }
        : new Refusal(405),
    );
    const writer = open(server.url);
    expect(await writer.get('client', '7')).toMatchObject({ id: '7', data: person });
    expect(await writer.get('client', '8')).toBeNull();
    expect(server.asked.filter(({ path }) => path === '/v1/clients')).toHaveLength(2);
  });

  it.each([
    ['at data', { data: person }],
    ['wrapped once more', { data: { client: person } }],
    ['beside its meta', { data: { client: person, requestId: 'x' } }],
    ['bare', person],
  ])('takes the new record from an answer that shows it %s', async (_, answer) => {
    const server = await serving(() => answer);
    const writer = open(server.url);
    const made = await writer.create('client', { first_name: 'Ann', last_name: 'Lee' }, { timeoutMs: 5000 });
    expect(made).toMatchObject({ id: '7', data: { email: 'ann@acme.example' } });
    expect(await writer.get('client', '7')).toMatchObject({ id: '7' });
  });
});
