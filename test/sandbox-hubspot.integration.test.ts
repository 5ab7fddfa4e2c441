import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OAUTH } from '../sandbox/hubspot/auth.ts';
import { hubspotSandbox } from '../sandbox/hubspot/index.ts';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';
import { serve } from '../sandbox/kit/server.ts';
import { openApiChecker } from './fixtures/openapi/violations.ts';

type Link = { id: string; type: string };
type Item = {
  [key: string]: unknown;
  id: string;
  properties: Record<string, string | null>;
  associations?: Record<string, { results: Link[]; paging?: unknown }>;
};
type Body = {
  [key: string]: unknown;
  results: Item[];
  paging?: { next: { after: string } };
  total: number;
  message: string;
};
type Answer = { status: number; headers: Headers; body: Body };

const RECORDS = 3000;
const violations = openApiChecker('hubspot');
const OBJECTS = '/crm/objects/2026-03';

let shared: RunningSandbox;
let own: RunningSandbox | undefined;

beforeAll(async () => {
  shared = await startSandbox('hubspot', { records: RECORDS, limit: 'none' });
});

afterAll(() => shared.close());

afterEach(async () => {
  await own?.close();
  own = undefined;
});

async function start(options: Parameters<typeof startSandbox>[1] = { records: 100 }): Promise<RunningSandbox> {
  own = await startSandbox('hubspot', { limit: 'none', ...options });
  return own;
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  token = shared.credentials['accessToken'],
): Promise<Answer> {
  const response = await fetch((own ?? shared).url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
}

const get = (path: string) => send('GET', path);
const post = (path: string, body: unknown) => send('POST', path, body);
const contact = (properties: Record<string, string>, more: object = {}) => ({ properties, ...more });

async function readAll(path: string): Promise<Item[]> {
  const records: Item[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after && `&after=${after}`}`);
    records.push(...body.results);
    after = body.paging?.next.after;
  }
  return records;
}

describe('conformance to the vendor documents', () => {
  const from = '{fromObjectType}/{toObjectType}';
  const objectTypes = [
    ['contacts', 'companies,deals'],
    ['companies', 'contacts'],
    ['deals', 'contacts,companies,line_items'],
    ['leads', 'contacts'],
    ['notes', 'contacts,leads'],
    ['tasks', 'deals'],
    ['calls', 'deals'],
    ['meetings', 'deals'],
    ['emails', 'deals'],
    ['products', ''],
    ['line_items', 'deals'],
  ] as const;

  it.each(objectTypes)('lists, searches and reads %s as the document describes', async (type, associated) => {
    const listed = await get(`${OBJECTS}/${type}?limit=100&associations=${associated}`);
    expect(violations('GET /crm/objects/2026-03/contacts 200', listed.body)).toEqual([]);
    expect(listed.body.results.length).toBeGreaterThan(0);
    const found = await post(`${OBJECTS}/${type}/search`, { limit: 200, properties: [] });
    expect(violations('POST /crm/objects/2026-03/contacts/search 200', found.body)).toEqual([]);
    expect(found.body.total).toBe((await readAll(`${OBJECTS}/${type}`)).length);
    const read = await post(`${OBJECTS}/${type}/batch/read`, {
      inputs: listed.body.results.map(({ id }) => ({ id })),
      properties: [],
    });
    expect(violations('POST /crm/objects/2026-03/contacts/batch/read 200', read.body)).toEqual([]);
  });

  it.each([
    ['GET', '/crm/owners/2026-03', undefined, 'GET /crm/owners/2026-03 200'],
    ['GET', '/crm/pipelines/2026-03/deals', undefined, 'GET /crm/pipelines/2026-03/{objectType} 200'],
    ['GET', '/crm/properties/2026-03/contacts', undefined, 'GET /crm/properties/2026-03/{objectType} 200'],
    ['GET', '/crm/properties/2026-03/meetings', undefined, 'GET /crm/properties/2026-03/{objectType} 200'],
    [
      'GET',
      '/crm/associations/2026-03/deals/contacts/labels',
      undefined,
      `GET /crm/associations/2026-03/${from}/labels 200`,
    ],
    ['GET', '/account-info/v3/details', undefined, 'GET /account-info/v3/details 200'],
    ['POST', '/crm/lists/2026-03/search', { count: 10, offset: 0 }, 'POST /crm/lists/2026-03/search 200'],
    ['GET', '/crm/lists/2026-03/12/memberships', undefined, 'GET /crm/lists/2026-03/{listId}/memberships 200'],
  ])('answers %s %s with what the document describes', async (method, path, body, response) => {
    const answer = await send(method, path, body);
    expect(answer.status).toBe(200);
    expect(violations(response, answer.body)).toEqual([]);
  });

  it('answers writes with what the documents describe', async () => {
    await start();
    const base = '/crm/objects/2026-03/contacts';
    const [company] = await readAll(`${OBJECTS}/companies`);
    const inputs = [contact({ email: 'a@new.example' }), contact({ email: 'b@new.example' })];
    const batch = await post(`${base}/batch/create`, { inputs });
    const [first, second] = batch.body.results;
    const traced = [
      contact({ nope: '1' }, { objectWriteTraceId: 'r1' }),
      contact({ firstname: 'C' }, { objectWriteTraceId: 'r2' }),
    ];
    const link = { from: { id: first!.id }, to: { id: company!.id } };
    const checks: [string, Answer][] = [
      [`POST ${base}/batch/create 201`, batch],
      [`POST ${base} 201`, await post(base, contact({ email: 'c@new.example' }, { associations: [] }))],
      [`POST ${base}/batch/create 207`, await post(`${base}/batch/create`, { inputs: traced })],
      [`PATCH ${base}/{contactId} 200`, await send('PATCH', `${base}/${first!.id}`, contact({ lastname: 'X' }))],
      [`GET ${base}/{contactId} 200`, await get(`${base}/${first!.id}?associations=companies`)],
      [
        `POST ${base}/batch/update 200`,
        await post(`${base}/batch/update`, { inputs: [{ id: second!.id, properties: { lastname: 'Y' } }] }),
      ],
      [
        `POST ${base}/batch/upsert 200`,
        await post(`${base}/batch/upsert`, { inputs: [{ id: 'a@new.example', idProperty: 'email', properties: {} }] }),
      ],
      [`POST ${base}/batch/read 207`, await post(`${base}/batch/read`, { inputs: [{ id: '1' }], properties: [] })],
      [
        `POST /crm/associations/2026-03/${from}/batch/associate/default 200`,
        await post('/crm/associations/2026-03/contacts/companies/batch/associate/default', { inputs: [link] }),
      ],
      [
        `POST /crm/associations/2026-03/${from}/batch/create 201`,
        await post('/crm/associations/2026-03/contacts/companies/batch/create', {
          inputs: [{ ...link, types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 36 }] }],
        }),
      ],
      [
        `POST /crm/associations/2026-03/${from}/batch/read 200`,
        await post('/crm/associations/2026-03/contacts/companies/batch/read', { inputs: [{ id: first!.id }] }),
      ],
      [
        `POST /crm/associations/2026-03/${from}/batch/read 207`,
        await post('/crm/associations/2026-03/contacts/companies/batch/read', { inputs: [{ id: second!.id }] }),
      ],
      [
        'GET /crm/objects/2026-03/{objectType}/{objectId}/associations/{toObjectType} 200',
        await get(`${base}/${first!.id}/associations/companies`),
      ],
      [
        'POST /crm/properties/2026-03/{objectType} 201',
        await post('/crm/properties/2026-03/contacts', property('legacy_id')),
      ],
      [
        'POST /crm/properties/2026-03/{objectType}/batch/create 207',
        await post('/crm/properties/2026-03/contacts/batch/create', {
          inputs: [property('legacy_id'), property('second')],
        }),
      ],
      [
        'POST /crm/pipelines/2026-03/{objectType} 201',
        await post('/crm/pipelines/2026-03/deals', {
          label: 'Imported',
          displayOrder: 2,
          stages: [{ label: 'New', displayOrder: 0, metadata: { probability: '0.1' } }],
        }),
      ],
      [
        'PUT /crm/lists/2026-03/{listId}/memberships/add 200',
        await send('PUT', '/crm/lists/2026-03/12/memberships/add', [first!.id, '1']),
      ],
    ];
    for (const [name, { status, body }] of checks) {
      expect([name, status, violations(name, body)]).toEqual([name, Number(name.slice(-3)), []]);
    }
  });

  it('answers the dated versions and their older twins alike, and no other', async () => {
    const bodies = await Promise.all(
      ['/crm/objects/2026-03', '/crm/objects/2026-09', '/crm/v3/objects'].map((base) => get(`${base}/deals?limit=3`)),
    );
    expect(bodies.map(({ body }) => body.results)).toEqual([
      bodies[0]!.body.results,
      bodies[0]!.body.results,
      bodies[0]!.body.results,
    ]);
    expect((await post('/crm/v4/associations/deals/contacts/batch/read', { inputs: [] })).status).toBe(200);
    expect((await get('/crm/objects/2020-01/deals')).status).toBe(404);
  });
});

function property(name: string, more: object = {}) {
  return { name, label: name, type: 'string', fieldType: 'text', groupName: 'contactinformation', ...more };
}

describe('reading', () => {
  it('gives every record once over pages of 100, archived ones only in a pass of their own', async () => {
    const live = await readAll(`${OBJECTS}/deals`);
    const archived = await readAll(`${OBJECTS}/deals?archived=true`);
    expect(new Set([...live, ...archived].map(({ id }) => id)).size).toBe(shared.seedRecords['deals']);
    expect(archived.length).toBeGreaterThan(5);
    expect(archived.every((deal) => deal['archived'] === true && deal['archivedAt'] !== undefined)).toBe(true);
    const [deal] = archived;
    expect((await get(`${OBJECTS}/deals/${deal!.id}`)).status).toBe(404);
    expect((await get(`${OBJECTS}/deals/${deal!.id}?archived=true`)).status).toBe(200);
  });

  it('goes on at the same place when the next record is archived between two pages', async () => {
    await start();
    const ids = (await readAll(`${OBJECTS}/contacts`)).map(({ id }) => id);
    const first = await get(`${OBJECTS}/contacts?limit=10`);
    await send('DELETE', `${OBJECTS}/contacts/${ids[10]}`);
    const second = await get(`${OBJECTS}/contacts?limit=10&after=${first.body.paging!.next.after}`);
    expect(second.body.results.map(({ id }) => id)).toEqual(ids.slice(11, 21));
  });

  it('refuses a page above 100, above 50 with history, and a batch above 100', async () => {
    expect((await get(`${OBJECTS}/contacts?limit=101`)).status).toBe(400);
    expect((await get(`${OBJECTS}/contacts?limit=51&propertiesWithHistory=email`)).status).toBe(400);
    const inputs = Array.from({ length: 101 }, (_, id) => ({ id: String(id) }));
    expect((await post(`${OBJECTS}/contacts/batch/read`, { inputs, properties: [] })).status).toBe(400);
  });

  it('gives only the default properties unless asked, null for what is not set, and text throughout', async () => {
    const [plain] = (await get(`${OBJECTS}/deals?limit=1`)).body.results;
    expect(Object.keys(plain!.properties).sort()).toEqual(
      [
        'amount',
        'closedate',
        'createdate',
        'dealname',
        'dealstage',
        'hs_lastmodifieddate',
        'hs_object_id',
        'pipeline',
      ].sort(),
    );
    const deals = await readAll(`${OBJECTS}/deals?properties=amount,strategic,no_such_property`);
    expect(new Set(deals.map(({ properties }) => properties['strategic']))).toEqual(new Set(['true', null]));
    expect(
      deals.every(({ properties }) => properties['amount'] === null || typeof properties['amount'] === 'string'),
    ).toBe(true);
    expect(deals[0]!.properties).not.toHaveProperty('no_such_property');
  });

  it('caps inline associations and repeats an id for each label, while the batch read has them all', async () => {
    await start({ records: 0 });
    const company = (await post(`${OBJECTS}/companies`, contact({ name: 'Big' }))).body;
    const ids: string[] = [];
    for (let batch = 0; batch < 2; batch += 1) {
      const inputs = Array.from({ length: 75 }, () => contact({ firstname: 'N' }));
      ids.push(...(await post(`${OBJECTS}/contacts/batch/create`, { inputs })).body.results.map(({ id }) => id));
    }
    const links = ids.map((id) => ({ from: { id }, to: { id: company['id'] } }));
    await post('/crm/associations/2026-09/contacts/companies/batch/associate/default', { inputs: links });
    const inline = (await get(`${OBJECTS}/companies/${company['id']}?associations=contacts`)).body
      .associations as Item['associations'];
    expect(inline!['contacts']!.results).toHaveLength(200);
    expect(new Set(inline!['contacts']!.results.map(({ id }) => id)).size).toBe(100);
    expect(inline!['contacts']!.paging).toBeDefined();
    const { body } = await post('/crm/associations/2026-09/companies/contacts/batch/read', {
      inputs: [{ id: company['id'] }],
    });
    expect(body.results[0]!['to']).toHaveLength(150);
    const tooMany = Array.from({ length: 1001 }, () => ({ id: '1' }));
    expect((await post('/crm/associations/2026-09/companies/contacts/batch/read', { inputs: tooMany })).status).toBe(
      400,
    );
  });

  it('shows owners who have left only when asked for archived ones', async () => {
    const active = (await get('/crm/owners/2026-09')).body.results.map((owner) => owner['email']);
    const left = (await get('/crm/owners/2026-09?archived=true')).body.results;
    expect(active).toEqual(['ann.lee@seller.example', 'sam.ito@seller.example', 'kim.noda@seller.example']);
    expect(left.map((owner) => owner['email'])).toEqual(['departed.pat@seller.example']);
    const owned = await readAll(`${OBJECTS}/contacts?properties=hubspot_owner_id`);
    expect(owned.some(({ properties }) => properties['hubspot_owner_id'] === left[0]!.id)).toBe(true);
  });
});

describe('search', () => {
  const search = (type: string, filters: object[], more: object = {}) =>
    post(`${OBJECTS}/${type}/search`, { filterGroups: [{ filters }], limit: 200, ...more });

  it('finds by equality, range, membership and presence, and any of several groups', async () => {
    const contacts = await readAll(`${OBJECTS}/contacts?properties=email,hs_email_optout,lifecyclestage`);
    const total = async (...filters: object[]) => (await search('contacts', filters)).body.total;
    const one = contacts.find(({ properties }) => properties['email'] !== null)!;
    expect(
      await total({ propertyName: 'email', operator: 'EQ', value: String(one.properties['email']).toUpperCase() }),
    ).toBe(1);
    expect(await total({ propertyName: 'hs_email_optout', operator: 'HAS_PROPERTY' })).toBe(
      contacts.filter(({ properties }) => properties['hs_email_optout'] === 'true').length,
    );
    expect(await total({ propertyName: 'lifecyclestage', operator: 'IN', values: ['lead', 'customer'] })).toBe(
      contacts.filter(({ properties }) => ['lead', 'customer'].includes(String(properties['lifecyclestage']))).length,
    );
    const middle = contacts[500]!.id;
    const below = await total({ propertyName: 'hs_object_id', operator: 'LT', value: middle });
    const above = await total({ propertyName: 'hs_object_id', operator: 'GT', value: middle });
    expect(below + above).toBe(contacts.length - 1);
    const groups = [['LT'], ['GT']].map(([operator]) => ({
      filters: [{ propertyName: 'hs_object_id', operator, value: middle }],
    }));
    expect((await post(`${OBJECTS}/contacts/search`, { filterGroups: groups })).body.total).toBe(contacts.length - 1);
  });

  it('windows by last change: a time in milliseconds is included by GTE, and the sort keeps to it', async () => {
    const deals = await readAll(`${OBJECTS}/deals?properties=hs_lastmodifieddate`);
    const times = deals
      .map((deal) => Date.parse(String(deal.properties['hs_lastmodifieddate'])))
      .sort((left, right) => left - right);
    const since = times[200]!;
    const { body } = await search(
      'deals',
      [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(since) }],
      {
        sorts: ['hs_lastmodifieddate'],
      },
    );
    expect(body.total).toBe(times.filter((time) => time >= since).length);
    expect(body.results.map((deal) => Date.parse(String(deal['updatedAt'])))).toEqual(
      times.filter((time) => time >= since).slice(0, 200),
    );
  });

  it('pages by 200 and refuses to go beyond 10,000 results', async () => {
    const first = await search('contacts', [], { limit: 200, sorts: ['hs_object_id'] });
    const second = await search('contacts', [], {
      limit: 200,
      sorts: ['hs_object_id'],
      after: first.body.paging!.next.after,
    });
    const ids = [...first.body.results, ...second.body.results].map(({ id }) => id);
    expect(new Set(ids).size).toBe(400);
    expect((await search('contacts', [], { limit: 201 })).status).toBe(400);
    expect((await search('contacts', [], { limit: 100, after: '9900' })).status).toBe(200);
    expect((await search('contacts', [], { limit: 100, after: '9901' })).status).toBe(400);
  });

  it('does not see the latest writes while it lags, which reads by id do', async () => {
    await start({ records: 0, faults: 'lag;ms=60000' });
    const { body } = await post(`${OBJECTS}/contacts`, contact({ email: 'new@x.example' }));
    expect((await search('contacts', [])).body.total).toBe(0);
    expect((await get(`${OBJECTS}/contacts/${body['id']}`)).status).toBe(200);
    expect((await post(`${OBJECTS}/contacts`, contact({ email: 'NEW@x.example' }))).status).toBe(409);
  });
});

describe('writing', () => {
  it('answers 409 to an address that exists and names the contact that has it', async () => {
    await start();
    const { body } = await post(`${OBJECTS}/contacts`, contact({ email: 'ana@acme.example' }));
    const again = await post(`${OBJECTS}/contacts`, contact({ email: 'Ana@acme.example' }));
    expect([again.status, again.body['category']]).toEqual([409, 'CONFLICT']);
    expect(again.body.message).toBe(`Contact already exists. Existing ID: ${body['id']}`);
  });

  it.each([
    ['an unknown property', { nope: 'x' }, 'PROPERTY_DOESNT_EXIST'],
    ['an option that is none', { lifecyclestage: 'Kunde' }, 'INVALID_OPTION'],
    ['one wrong choice of several', { interests: 'events;parties' }, 'INVALID_OPTION'],
    ['an owner who does not exist', { hubspot_owner_id: '1' }, 'INVALID_OPTION'],
    ['a broken address', { email: 'ana@' }, 'INVALID_EMAIL'],
    ['a date that is not midnight UTC', { last_visit: '1700000000000' }, 'INVALID_DATE'],
    ['a date in words', { last_visit: '3 May 2024' }, 'INVALID_DATE'],
    ['a value that only HubSpot sets', { createdate: '2020-01-01T00:00:00Z' }, 'READ_ONLY_VALUE'],
  ])('refuses %s with 400 and its code', async (_what, properties, code) => {
    await start();
    const before = own!.control.stats().recordsByObject;
    const { status, body } = await post(`${OBJECTS}/contacts`, contact(properties));
    expect([status, body['category']]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body['errors']).toMatchObject([{ code, context: { propertyName: Object.keys(properties) } }]);
    expect(own!.control.stats().recordsByObject).toEqual(before);
  });

  it('refuses a deal without its stage, a stage of another pipeline, an engagement without a time and a lead of nobody', async () => {
    await start();
    const refused = [
      await post(`${OBJECTS}/deals`, contact({ dealname: 'X' })),
      await post(`${OBJECTS}/deals`, contact({ dealname: 'X', pipeline: 'default', dealstage: '120455601' })),
      await post(`${OBJECTS}/notes`, contact({ hs_note_body: 'X' })),
      await post(`${OBJECTS}/leads`, contact({ hs_lead_name: 'X' })),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });

  it('writes all of a batch or nothing, unless each input carries a trace id', async () => {
    await start({ records: 0 });
    const inputs = [contact({ email: 'a@x.example' }), contact({ email: 'a@x.example' })];
    expect((await post(`${OBJECTS}/contacts/batch/create`, { inputs })).status).toBe(409);
    expect(own!.control.stats().recordsByObject['contacts']).toBe(0);
    const traced = inputs.map((input, index) => ({ ...input, objectWriteTraceId: `row-${index}` }));
    const { status, body } = await post(`${OBJECTS}/contacts/batch/create`, { inputs: traced });
    expect([status, body.results.length, body['numErrors']]).toEqual([207, 1, 1]);
    expect(body['errors']).toMatchObject([{ category: 'CONFLICT', context: { objectWriteTraceId: ['row-1'] } }]);
  });

  it('upserts by a unique property of the portal and tells new from known; a repeat changes nothing but the time', async () => {
    await start({ records: 0 });
    await post('/crm/properties/2026-09/contacts', property('legacy_source_id', { hasUniqueValue: true }));
    const inputs = [
      { id: 'sf-1', idProperty: 'legacy_source_id', properties: { firstname: 'Ana' }, objectWriteTraceId: '1' },
    ];
    const first = await post(`${OBJECTS}/contacts/batch/upsert`, { inputs });
    const second = await post(`${OBJECTS}/contacts/batch/upsert`, { inputs });
    expect([first.body.results[0]!['new'], second.body.results[0]!['new']]).toEqual([true, false]);
    expect(second.body.results[0]!.id).toBe(first.body.results[0]!.id);
    expect(own!.control.stats().recordsByObject['contacts']).toBe(1);
    const notUnique = [{ id: 'Ana', idProperty: 'firstname', properties: {} }];
    expect((await post(`${OBJECTS}/contacts/batch/upsert`, { inputs: notUnique })).status).toBe(400);
    expect((await get(`${OBJECTS}/contacts/sf-1?idProperty=legacy_source_id`)).body['id']).toBe(
      first.body.results[0]!.id,
    );
  });

  it('creates with associations, makes the first company the primary one, and follows in both directions', async () => {
    await start({ records: 0 });
    const company = (await post(`${OBJECTS}/companies`, contact({ name: 'A' }))).body['id'] as string;
    const other = (await post(`${OBJECTS}/companies`, contact({ name: 'B' }))).body['id'] as string;
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
    const associations = [company, other].map((id) => ({ to: { id }, types }));
    const made = (await post(`${OBJECTS}/contacts`, contact({ email: 'a@x.example' }, { associations }))).body;
    expect((made.properties as Item['properties'])['associatedcompanyid']).toBe(company);
    const links = (await get(`${OBJECTS}/contacts/${made['id']}/associations/companies`)).body.results;
    expect(
      links.map(({ toObjectId, associationTypes }) => [
        toObjectId,
        (associationTypes as { typeId: number }[]).map(({ typeId }) => typeId),
      ]),
    ).toEqual([
      [company, [1, 279]],
      [other, [279]],
    ]);
    const back = await get(`${OBJECTS}/companies/${company}?associations=contacts`);
    expect(back.body.associations).toMatchObject({ contacts: { results: [{ id: made['id'] }, { id: made['id'] }] } });
    await send('DELETE', `${OBJECTS}/contacts/${made['id']}/associations/companies/${company}`);
    expect(
      (await get(`${OBJECTS}/contacts/${made['id']}/associations/companies`)).body.results.map(
        ({ toObjectId }) => toObjectId,
      ),
    ).toEqual([other]);
  });

  it('archives softly: hidden from lists and links, kept among the archived, its address free again', async () => {
    await start({ records: 0 });
    const made = (await post(`${OBJECTS}/contacts`, contact({ email: 'a@x.example' }))).body['id'] as string;
    expect((await post(`${OBJECTS}/contacts/batch/archive`, { inputs: [{ id: made }] })).status).toBe(204);
    expect((await get(`${OBJECTS}/contacts`)).body.results).toEqual([]);
    expect((await get(`${OBJECTS}/contacts?archived=true`)).body.results.map(({ id }) => id)).toEqual([made]);
    expect((await post(`${OBJECTS}/contacts`, contact({ email: 'a@x.example' }))).status).toBe(201);
    expect((await send('PATCH', `${OBJECTS}/contacts/${made}`, contact({ lastname: 'X' }))).status).toBe(404);
  });

  it('closes a deal by its stage', async () => {
    await start({ records: 0 });
    const { body } = await post(
      `${OBJECTS}/deals`,
      contact({ dealname: 'X', dealstage: 'closedwon', createdate: '2019-01-02T03:04:05Z' }),
    );
    expect(body.properties).toMatchObject({
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      createdate: '2019-01-02T03:04:05.000Z',
    });
  });

  it('takes members into lists made by hand only', async () => {
    await start();
    const [first] = await readAll(`${OBJECTS}/contacts`);
    const added = await send('PUT', '/crm/lists/2026-09/12/memberships/add', [first!.id, '404']);
    expect(added.body).toMatchObject({ recordIdsMissing: ['404'] });
    expect((await send('PUT', '/crm/lists/2026-09/13/memberships/add', [first!.id])).status).toBe(400);
  });
});

describe('access and limits', () => {
  const restricted = (scopes: string) => `${shared.credentials['accessToken']};${scopes}`;

  it('answers 401 without a token or with an unknown one', async () => {
    const { status, body } = await send('GET', '/crm/owners/2026-09', undefined, 'wrong');
    expect([status, body['category']]).toEqual([401, 'INVALID_AUTHENTICATION']);
    expect(violations('error', body)).toEqual([]);
  });

  it('names the scope that is missing', async () => {
    const { status, body } = await send('GET', `${OBJECTS}/deals`, undefined, restricted('crm.objects.contacts.read'));
    expect([status, body['category'], body['context']]).toEqual([
      403,
      'MISSING_SCOPES',
      { missingScopes: ['crm.objects.deals.read'] },
    ]);
    const write = await send('POST', `${OBJECTS}/contacts`, contact({}), restricted('crm.objects.contacts.read'));
    expect(write.body['context']).toEqual({ missingScopes: ['crm.objects.contacts.write'] });
    expect((await send('GET', `${OBJECTS}/notes`, undefined, restricted('crm.objects.contacts.read'))).status).toBe(
      200,
    );
  });

  it('gives OAuth tokens for the refresh token, and calls them expired once the fault has struck', async () => {
    await start({ records: 10, faults: 'expire-token;after=2;times=1' });
    const refresh = async () => {
      const form = {
        grant_type: 'refresh_token',
        client_id: OAUTH.clientId,
        client_secret: OAUTH.clientSecret,
        refresh_token: OAUTH.refreshToken,
      };
      const response = await fetch(`${own!.url}/oauth/2026-09/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      const body = (await response.json()) as Body;
      expect(violations('POST /oauth/v3/token 200', body)).toEqual([]);
      return String(body['access_token']);
    };
    const token = await refresh();
    const statusOf = async (each: string) => (await send('GET', '/crm/owners/2026-09', undefined, each)).status;
    expect([await statusOf(token), await statusOf(token), await statusOf(token)]).toEqual([200, 401, 401]);
    expect(await statusOf(await refresh())).toBe(200);
  });

  it('allows 190 requests in 10 s and tells what is left', async () => {
    await start({ records: 10, limit: undefined });
    const { headers } = await get('/crm/owners/2026-09');
    expect(headers.get('x-hubspot-ratelimit-max')).toBe('190');
    expect(headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
    expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    expect(headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('649999');
  });

  it('answers 429 above the limit, with the name of the policy', async () => {
    // A window longer than any test, so that a slow machine counts the same.
    await start({ records: 10, limit: '3/600' });
    const answers: Answer[] = [];
    for (let request = 0; request < 4; request += 1) answers.push(await get('/crm/owners/2026-09'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]!.body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING', errorType: 'RATE_LIMIT' });
    expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('allows five searches a second, without rate headers', async () => {
    await start({ records: 10, limit: '5/60:search' });
    const answers: Answer[] = [];
    for (let request = 0; request < 6; request += 1) answers.push(await post(`${OBJECTS}/deals/search`, {}));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]!.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    expect(answers[5]!.body['policyName']).toBe('SECONDLY');
    expect((await get(`${OBJECTS}/deals`)).status).toBe(200);
  });
});

describe('the seeded portal', () => {
  it('is empty at 0 records, and the same for the same seed', async () => {
    const empty = await start({ records: 0 });
    expect(Object.values(empty.seedRecords).every((count) => count === 0)).toBe(true);
    expect(
      (await get('/crm/properties/2026-09/contacts')).body.results.every((each) => each['hubspotDefined'] === true),
    ).toBe(true);
    await empty.close();
    const again = await start({ records: 300, seed: 7 });
    const first = JSON.stringify(again.control.dump());
    again.control.reset();
    expect(JSON.stringify(again.control.dump())).toBe(first);
  });

  it('can hold contacts only, for measuring', async () => {
    const { instance, close } = await serve(hubspotSandbox('contacts'), { records: 1000 });
    expect(instance.recordsByObject()).toMatchObject({ contacts: 1000, companies: 0, deals: 0, notes: 0 });
    await close();
  });

  it('has contacts of several companies, of none, with labels, without an address and with a placeholder', async () => {
    const contacts = await readAll(
      `${OBJECTS}/contacts?properties=email,second_email,hs_email_optout,phone,firstname&associations=companies`,
    );
    const companiesOf = (item: Item) => new Set(item.associations?.['companies']?.results.map(({ id }) => id));
    const has = (what: string, accepts: (item: Item) => boolean) =>
      expect([what, contacts.filter(accepts).length > 3]).toEqual([what, true]);
    has('two companies', (item) => companiesOf(item).size === 2);
    has('no company', (item) => companiesOf(item).size === 0);
    has(
      'a label of the portal',
      (item) => item.associations?.['companies']?.results.some(({ type }) => type === 'billing_contact') === true,
    );
    has('no address', (item) => item.properties['email'] === null);
    has('a placeholder', (item) => item.properties['email']?.startsWith('none@') === true);
    has('the address of another', (item) => item.properties['second_email'] !== null);
    has('no mail wanted', (item) => item.properties['hs_email_optout'] === 'true');
    has('a number with words', (item) => item.properties['phone']?.includes('after 6pm') === true);
    has('a trailing blank', (item) => item.properties['firstname']?.endsWith(' ') === true);
    const emails = contacts.map(({ properties }) => properties['email']).filter((email) => email !== null);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it('answers the id of a merged contact with the one it lives on in', async () => {
    const survivors = (await readAll(`${OBJECTS}/contacts?properties=hs_merged_object_ids`)).filter(
      ({ properties }) => properties['hs_merged_object_ids'] !== null,
    );
    expect(survivors.length).toBeGreaterThan(3);
    const { body } = await get(`${OBJECTS}/contacts/${survivors[0]!.properties['hs_merged_object_ids']}`);
    expect(body['id']).toBe(survivors[0]!.id);
  });

  it('has deals of every kind in two pipelines, and with several people', async () => {
    const deals = await readAll(
      `${OBJECTS}/deals?properties=amount,deal_currency_code,pipeline,hs_is_closed,hs_is_closed_won&associations=contacts,companies`,
    );
    const linked = (deal: Item, type: string) => new Set(deal.associations?.[type]?.results.map(({ id }) => id)).size;
    const has = (what: string, accepts: (item: Item) => boolean) =>
      expect([what, deals.some(accepts)]).toEqual([what, true]);
    has('neither', (deal) => linked(deal, 'contacts') === 0 && linked(deal, 'companies') === 0);
    has('a person only', (deal) => linked(deal, 'contacts') === 1 && linked(deal, 'companies') === 0);
    has('several people', (deal) => linked(deal, 'contacts') > 1);
    has('cents', (deal) => /\.\d\d$/.test(deal.properties['amount'] ?? ''));
    has('yen', (deal) => deal.properties['deal_currency_code'] === 'JPY');
    const kinds = deals.map(
      ({ properties }) => `${properties['pipeline']}/${properties['hs_is_closed']}/${properties['hs_is_closed_won']}`,
    );
    expect(new Set(kinds).size).toBe(6);
  });

  it('has engagements of every kind with a time, on every kind of record', async () => {
    for (const type of ['notes', 'tasks', 'calls', 'meetings', 'emails']) {
      const items = await readAll(
        `${OBJECTS}/${type}?properties=hs_timestamp,hs_note_body&associations=contacts,companies,deals`,
      );
      expect(items.every(({ properties }) => properties['hs_timestamp'] !== null)).toBe(true);
      for (const other of ['contacts', 'companies', 'deals']) {
        expect([type, other, items.some((item) => item.associations?.[other] !== undefined)]).toEqual([
          type,
          other,
          true,
        ]);
      }
      if (type === 'notes')
        expect(Math.max(...items.map((item) => item.properties['hs_note_body']?.length ?? 0))).toBeGreaterThan(30_000);
    }
  });

  it('uses fictional addresses only', () => {
    const text = JSON.stringify(shared.control.dump());
    const domains = [...text.matchAll(/[\w.-]+@([\w.-]+)/g)].map((match) => match[1]!);
    expect(domains.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
  });
});
