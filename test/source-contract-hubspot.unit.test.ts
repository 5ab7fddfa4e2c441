import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';
import { hubspot } from '../src/connectors/hubspot/system.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { requestChecker } from './fixtures/openapi/requests.ts';
import {
  inventory,
  openSource,
  type Reading,
  readAll,
  readStream,
  withPageSize,
} from './support/source/open-source.ts';
import { type Dump, describeSource } from './support/source-contract.ts';

const types: Record<string, string> = {
  companies: 'company',
  contacts: 'contact',
  leads: 'lead',
  deals: 'deal',
  products: 'product',
  tasks: 'task',
  calls: 'call',
  meetings: 'meeting',
  emails: 'email',
  notes: 'note',
};

function expected(dump: Dump): Record<string, string[]> {
  const ids = (type: string, archived: boolean) =>
    (dump[type] ?? []).filter((record) => record.archived === archived).map(({ id }) => String(id));
  return Object.fromEntries(
    Object.entries(types).flatMap(([type, object]) => [
      [`${object}/active`, ids(type, false)],
      [`${object}/deleted`, ids(type, true)],
    ]),
  );
}

const objects = '/crm/objects/2026-03';
const objectPath = (type: string) => (id: string) => `${objects}/${type}/${id}`;

describeSource({
  connector: hubspot,
  expected,
  text: {
    object: 'company',
    key: 'name',
    of: (dump) =>
      Object.fromEntries(
        (dump.companies ?? []).map(({ id, properties }) => [id, (properties as Record<string, string>).name ?? '']),
      ),
  },
  headers: (credentials) => ({ authorization: `Bearer ${credentials.accessToken}` }),
  deletable: { contacts: objectPath('contacts'), notes: objectPath('notes'), deals: objectPath('deals') },
  change: async (call, dump) => {
    const id = String((dump.contacts ?? []).filter(({ archived }) => archived === false)[3]?.id);
    await call('PATCH', `${objects}/contacts/${id}`, { properties: { jobtitle: 'Head of Everything' } });
    return { object: 'contact', id };
  },
  routes: [
    'GET /account-info/v3/details',
    `GET ${objects}/:type`,
    'GET /crm/owners/2026-03',
    'GET /crm/pipelines/2026-03/:type',
    'GET /crm/properties/2026-03/:type',
    'POST /crm/associations/2026-03/:from/:to/batch/read',
    `POST ${objects}/:type/search`,
  ],
  oauth: (connector, tokenHost) => {
    const copy: ConnectorDefinition = structuredClone(connector);
    const oauth = copy.http?.auth.find((way) => way.type === 'oauth2');
    if (oauth?.type === 'oauth2') oauth.tokenUrl = `${tokenHost}/oauth/v3/token`;
    return {
      connector: copy,
      credentials: {
        clientId: 'sandbox-hubspot-client',
        clientSecret: 'sandbox-hubspot-secret',
        refreshToken: 'sandbox-hubspot-refresh-token',
      },
    };
  },
  tokenPath: '/oauth/v3/token',
  weak: {
    sign: (connector) => ({
      connector,
      credentials: {
        accessToken:
          'sandbox-hubspot-token;crm.objects.contacts.read,crm.objects.companies.read,crm.objects.owners.read',
      },
    }),
    missing: ['crm.objects.deals.read'],
    skipped: ['leads', 'products'],
  },
});

describe('HubSpot, read as its documents say', () => {
  let sandbox: RunningSandbox;
  let readings: Map<string, Reading>;

  beforeAll(async () => {
    sandbox = await startSandbox('hubspot', { records: 400, limit: 'none' });
    const reader = openSource(hubspot, sandbox);
    await reader.describe();
    readings = await readAll(reader);
    for (const { name } of await reader.streams()) await reader.readPage(name, null, { since: '2026-05-01T00:00:00Z' });
    await reader.close();
  });
  afterAll(() => sandbox.close());

  const recordsOf = (stream: string): SourceRecord[] => readings.get(stream)?.records ?? [];

  async function send(method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${sandbox.credentials.accessToken}` },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  it('asks only for paths, parameters and bodies that the OpenAPI documents know', () => {
    const problemsOf = requestChecker('hubspot');
    const requests = sandbox.control.requests();
    expect(requests.length).toBeGreaterThan(50);
    expect([...new Set(requests.flatMap(problemsOf))]).toStrictEqual([]);
  });

  it('tells how many records of each object there are', () => {
    const dump = sandbox.control.dump() as Dump;
    const living = Object.keys(types).map((type) => [type, expected(dump)[`${types[type]}/active`]?.length]);
    expect([...readings].map(([stream, { total }]) => [stream, total])).toStrictEqual(living);
  });

  it('gives one company of a person as the primary one, and the labels that people have put on links', () => {
    const several = recordsOf('contacts').filter(({ links, state }) => links.length > 1 && state === undefined);
    expect(several.length).toBeGreaterThan(0);
    expect(several.filter(({ links }) => links.filter(({ primary }) => primary).length !== 1)).toStrictEqual([]);
    const labels = [...recordsOf('contacts'), ...recordsOf('deals')].flatMap(({ links }) =>
      links.map(({ label }) => label),
    );
    expect(new Set(labels)).toStrictEqual(new Set([undefined, 'Billing contact', 'Decision maker']));
  });

  it('finds all associations of a record whose list the answer had cut short', async () => {
    const contacts = recordsOf('contacts')
      .filter(({ state }) => state === undefined)
      .slice(0, 130);
    const note = recordsOf('notes').find(({ state }) => state === undefined)?.sourceId;
    const inputs = contacts.map(({ sourceId }) => ({ from: { id: note }, to: { id: sourceId } }));
    await send('POST', '/crm/associations/2026-03/notes/contacts/batch/associate/default', { inputs });
    const reader = openSource(hubspot, sandbox);
    const { records } = await readStream(reader, 'notes');
    await reader.close();
    const links = records.find(({ sourceId }) => sourceId === note)?.links ?? [];
    const found = links.filter(({ kind }) => kind === 'contact').map(({ toId }) => toId);
    expect(found.length).toBeGreaterThanOrEqual(130);
    expect(contacts.filter(({ sourceId }) => !found.includes(sourceId))).toStrictEqual([]);
  });

  it('brings the associations of what a search found as well', async () => {
    const reader = openSource(hubspot, sandbox);
    const since = '2000-01-01T00:00:00Z';
    const linked = (records: SourceRecord[]) =>
      records.filter(({ state }) => state === undefined).map(({ sourceId, links }) => [sourceId, links]);
    for (const stream of ['tasks', 'contacts']) {
      const { records } = await readStream(reader, stream, { since });
      expect(Object.fromEntries(linked(records))).toMatchObject(
        Object.fromEntries(linked(recordsOf(stream)).slice(0, 5)),
      );
    }
    await reader.close();
  });

  it('walks a search by id, far beyond the page and whatever their times', async () => {
    const reader = openSource(withPageSize(hubspot, 3), sandbox);
    const { records, pages } = await readStream(reader, 'contacts', { since: '2000-01-01T00:00:00Z' });
    await reader.close();
    const whole = inventory([readings.get('contacts') as Reading]);
    expect(inventory([{ ...(readings.get('contacts') as Reading), records }])).toStrictEqual(whole);
    expect(pages).toBeGreaterThan(20);
  });

  it('notices a record that was archived since', async () => {
    const gone = recordsOf('deals').find(({ state }) => state === undefined)?.sourceId ?? '';
    await fetch(`${sandbox.url}${objects}/deals/${gone}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${sandbox.credentials.accessToken}` },
    });
    const reader = openSource(hubspot, sandbox);
    const { records } = await readStream(reader, 'deals', { since: new Date().toISOString() });
    await reader.close();
    expect(records.find(({ sourceId }) => sourceId === gone)?.state).toBe('deleted');
  });

  it('asks for long lists of properties in pieces, and puts the rows together by id', async () => {
    const inPieces = structuredClone(hubspot);
    const select = inPieces.source?.streams.contacts?.select;
    if (select) select.maxLength = 120;
    const reader = openSource(inPieces, sandbox);
    const { records } = await readStream(reader, 'contacts');
    await reader.close();
    expect(records).toStrictEqual(recordsOf('contacts'));
  });

  it('takes an unsubscription for a refusal, and silence for nothing', () => {
    const answers = new Set(recordsOf('contacts').map(({ values }) => values.hs_email_optout));
    expect(answers).toStrictEqual(new Set([undefined, false]));
  });

  it('reads durations in milliseconds, addresses of mails from their headers, several choices from one text', () => {
    expect(recordsOf('calls').some(({ values }) => values.hs_call_duration === 2700)).toBe(true);
    expect(recordsOf('emails')[0]?.values).toMatchObject({
      hs_email_from_email: expect.stringContaining('@'),
      hs_email_to_email: [expect.stringContaining('@')],
    });
    const interests = recordsOf('contacts').flatMap(({ values }) => (values.interests as string[] | undefined) ?? []);
    expect(new Set(interests)).toStrictEqual(new Set(['Product news', 'Events', 'Trainings']));
  });
});
