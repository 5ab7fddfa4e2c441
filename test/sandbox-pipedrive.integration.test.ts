import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';
import { serve } from '../sandbox/kit/server.ts';
import { USER_TOKEN } from '../sandbox/pipedrive/auth.ts';
import { hashKey } from '../sandbox/pipedrive/fields.ts';
import { pipedriveSandbox } from '../sandbox/pipedrive/index.ts';
import { openApiChecker } from './fixtures/openapi/violations.ts';

type View = { [key: string]: unknown; id: number };
type Body = { [key: string]: unknown; data: View[]; additional_data: { next_cursor: string | null; pagination: View } };
type Answer = { status: number; headers: Headers; body: Body };

const RECORDS = 3000;
const violations = openApiChecker('pipedrive');

let shared: RunningSandbox;
let own: RunningSandbox | undefined;

beforeAll(async () => {
  shared = await startSandbox('pipedrive', { records: RECORDS, limit: 'none' });
});

afterAll(() => shared.close());

afterEach(async () => {
  await own?.close();
  own = undefined;
});

async function start(options: Parameters<typeof startSandbox>[1]): Promise<RunningSandbox> {
  own = await startSandbox('pipedrive', { limit: 'none', ...options });
  return own;
}

async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
  const response = await fetch((own ?? shared).url + path, {
    method,
    headers: { 'x-api-token': String(shared.credentials['apiToken']), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const get = (path: string) => send('GET', path);
const post = (path: string, body: unknown) => send('POST', path, body);
const one = async (path: string) => (await get(path)).body.data as unknown as View;
const created = async (path: string, body: unknown) => (await post(path, body)).body.data as unknown as View;

async function readAll(path: string): Promise<View[]> {
  const records: View[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}limit=500${cursor && `&cursor=${cursor}`}`);
    records.push(...body.data);
    cursor = body.additional_data.next_cursor;
  }
  return records;
}

async function readAllV1(path: string, limit = 500): Promise<View[]> {
  const records: View[] = [];
  for (let start: unknown = 0; start !== undefined; ) {
    const { body } = await get(`${path}?limit=${limit}&start=${start}`);
    records.push(...(body.data ?? []));
    start = body.additional_data.pagination['next_start'];
  }
  return records;
}

describe('conformance to the vendor documents', () => {
  it.each([
    ['/api/v2/deals', ''],
    ['/api/v2/deals/archived', ''],
    ['/api/v2/persons', '?limit=500'],
    ['/api/v2/organizations', ''],
    ['/api/v2/activities', '?include_fields=attendees'],
    ['/api/v2/products', ''],
    ['/api/v2/deals/products', '?deal_ids=2,22,42,62'],
    ['/api/v2/pipelines', ''],
    ['/api/v2/stages', ''],
    ['/api/v2/dealFields', ''],
    ['/api/v2/personFields', ''],
    ['/api/v2/organizationFields', ''],
    ['/api/v2/productFields', ''],
    ['/api/v2/persons/search', '?term=an'],
    ['/v1/leads', ''],
    ['/v1/leads/archived', ''],
    ['/v1/notes', ''],
    ['/v1/users', ''],
    ['/v1/users/me', ''],
    ['/v1/leadLabels', ''],
    ['/v1/leadFields', ''],
    ['/v1/activityTypes', ''],
    ['/v1/callLogs', ''],
    ['/v1/files', ''],
  ])('answers GET %s with what the document describes, and with records in it', async (path, query) => {
    const { status, body } = await get(path + query);
    expect(status).toBe(200);
    expect(violations(`GET ${path}`, body)).toEqual([]);
    expect(JSON.stringify(body.data).length).toBeGreaterThan(200);
  });

  it('answers single records, participants, mail and writes with what the documents describe', async () => {
    await start({ records: 300 });
    const several = (await readAll('/api/v2/deals?include_fields=participants_count')).find(
      (deal) => Number(deal['participants_count']) > 1,
    )!;
    const mailed = (await readAll('/api/v2/deals?include_fields=email_messages_count')).find(
      (deal) => Number(deal['email_messages_count']) > 0,
    )!;
    const [person, deal, lead] = [
      { name: 'Ana Ruiz' },
      { title: 'X', value: 12.5, currency: 'USD' },
      { title: 'L', person_id: 1 },
    ];
    const note = { content: '<p>hi</p>', deal_id: several.id, add_time: '2020-01-02 03:04:05' };
    const checks: [string, Promise<Answer>][] = [
      ['GET /api/v2/deals/{id}', get(`/api/v2/deals/${several.id}`)],
      ['GET /api/v2/persons/{id}', get('/api/v2/persons/1')],
      ['GET /v1/notes/{id}', get('/v1/notes/1')],
      ['GET /v1/deals/{id}/participants', get(`/v1/deals/${several.id}/participants`)],
      ['GET /v1/deals/{id}/mailMessages', get(`/v1/deals/${mailed.id}/mailMessages`)],
      ['POST /api/v2/persons', post('/api/v2/persons', person)],
      ['POST /api/v2/deals', post('/api/v2/deals', deal)],
      [
        'POST /api/v2/dealFields',
        post('/api/v2/dealFields', { field_name: 'Priority', field_type: 'enum', options: [{ label: 'Low' }] }),
      ],
      ['POST /v1/leads', post('/v1/leads', lead)],
      ['POST /v1/notes', post('/v1/notes', note)],
      ['DELETE /api/v2/deals/{id}', send('DELETE', '/api/v2/deals/1')],
    ];
    for (const [name, request] of checks) {
      const { status, body } = await request;
      expect([name, [200, 201].includes(status), violations(name, body)]).toEqual([name, true, []]);
    }
  });
});

describe('paging', () => {
  it('gives every live person once over pages of any size, in order of id', async () => {
    const whole = await readAll('/api/v2/persons');
    const ids = whole.map((person) => person.id);
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
    const dumped = shared.control.dump('persons')['persons'] as View[];
    expect(whole).toHaveLength(dumped.filter((person) => person['is_deleted'] === false).length);
    let cursor = '';
    const small: number[] = [];
    for (let page = 0; page < 5; page += 1) {
      const { body } = await get(`/api/v2/persons?limit=7${cursor && `&cursor=${cursor}`}`);
      small.push(...body.data.map((person) => person.id));
      cursor = body.additional_data.next_cursor ?? '';
    }
    expect(small).toEqual(ids.slice(0, 35));
  });

  it('goes on where it was when a record before or at the cursor is deleted in between', async () => {
    await start({ records: 200 });
    const ids = (await readAll('/api/v2/persons')).map((person) => person.id);
    const first = await get('/api/v2/persons?limit=10');
    await send('DELETE', `/api/v2/persons/${ids[3]}`);
    await send('DELETE', `/api/v2/persons/${ids[10]}`);
    const second = await get(`/api/v2/persons?limit=10&cursor=${first.body.additional_data.next_cursor}`);
    expect(second.body.data.map((person) => person.id)).toEqual(ids.slice(11, 21));
  });

  it('sorts by update time in both directions and keeps to it over pages', async () => {
    for (const [direction, sign] of [
      ['asc', 1],
      ['desc', -1],
    ] as const) {
      const times = (await readAll(`/api/v2/deals?sort_by=update_time&sort_direction=${direction}`)).map((deal) =>
        String(deal['update_time']),
      );
      expect(times).toEqual([...times].sort((left, right) => (left < right ? -sign : left > right ? sign : 0)));
    }
  });

  it('refuses a v2 page above 500 and an invented cursor, and cuts a v1 page down to the cap', async () => {
    expect((await get('/api/v2/deals?limit=501')).status).toBe(400);
    expect((await get('/api/v2/deals?cursor=bm9uc2Vuc2U')).status).toBe(400);
    const { body } = await get('/v1/callLogs?limit=500');
    expect(body.additional_data.pagination['limit']).toBe(50);
    const files = await get('/v1/files?limit=500');
    expect(files.body.additional_data.pagination['limit']).toBe(100);
  });

  it('pages v1 lists by start and limit until there is no more, and answers null where there is nothing', async () => {
    const notes = await readAllV1('/v1/notes', 100);
    expect(new Set(notes.map((note) => note.id)).size).toBe(notes.length);
    expect(notes.length).toBeGreaterThan(200);
    expect((await get('/v1/notes?start=100000')).body.data).toBeNull();
  });
});

describe('filters', () => {
  it('includes updated_since itself and excludes updated_until, in v2 and in v1 forms of time', async () => {
    const [deal] = await readAll('/api/v2/deals');
    const time = String(deal!['update_time']);
    const since = (await readAll(`/api/v2/deals?updated_since=${time}`)).map(({ id }) => id);
    const until = (await readAll(`/api/v2/deals?updated_until=${time}`)).map(({ id }) => id);
    expect(since).toContain(deal!.id);
    expect(until).not.toContain(deal!.id);
    const [note] = (await get('/v1/notes?limit=1')).body.data;
    expect(note!['update_time']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const noteTime = `${String(note!['update_time']).replace(' ', 'T')}Z`;
    expect((await get(`/v1/notes?updated_since=${noteTime}&limit=500`)).body.data.map(({ id }) => id)).toContain(
      note!.id,
    );
    expect((await get('/api/v2/deals?updated_since=yesterday')).status).toBe(400);
  });

  it('keeps archived deals and leads to their own end-points, and deleted deals to their status', async () => {
    const live = await readAll('/api/v2/deals');
    const archived = await readAll('/api/v2/deals/archived');
    const deleted = await readAll('/api/v2/deals?status=deleted');
    expect(live.every((deal) => deal['is_archived'] === false && deal['is_deleted'] === false)).toBe(true);
    expect(archived.length).toBeGreaterThan(0);
    expect(archived.every((deal) => deal['is_archived'] === true)).toBe(true);
    expect(deleted.length).toBeGreaterThan(0);
    expect(live.length + archived.length + deleted.length).toBe(shared.seedRecords['deals']);
    const leads = await readAllV1('/v1/leads');
    const archivedLeads = await readAllV1('/v1/leads/archived');
    expect(leads.length + archivedLeads.length).toBe(shared.seedRecords['leads']);
    expect(archivedLeads.every((lead) => lead['is_archived'] === true)).toBe(true);
  });

  it('gives what is asked for by ids, deleted records included, and not more than 100 at once', async () => {
    const deleted = (shared.control.dump('persons')['persons'] as View[]).find(
      (person) => person['is_deleted'] === true,
    )!;
    const { body } = await get(`/api/v2/persons?ids=1,${deleted.id},999999`);
    expect(body.data.map((person) => person.id)).toEqual([1, deleted.id]);
    expect(await one(`/api/v2/persons/${deleted.id}`)).toMatchObject({ is_deleted: true });
    const many = Array.from({ length: 101 }, (_, index) => index + 1).join();
    expect((await get(`/api/v2/persons?ids=${many}`)).status).toBe(400);
  });

  it('adds counters, consent and labels only when asked for them', async () => {
    const plain = await one('/api/v2/persons/1');
    expect(plain).not.toHaveProperty('marketing_status');
    expect(await one('/api/v2/persons/1?include_fields=marketing_status,notes_count')).toMatchObject({
      marketing_status: 'subscribed',
      notes_count: expect.any(Number),
    });
    expect((await get('/api/v2/persons?include_fields=nonsense')).status).toBe(400);
    const key = hashKey('deal', 'Deal source');
    const labelled = (await get(`/api/v2/deals?limit=1&custom_fields=${key}&include_option_labels=true`)).body.data[0]!;
    expect(labelled['custom_fields']).toEqual({ [key]: { id: expect.any(Number), label: expect.any(String) } });
  });

  it('finds a person again by the exact value of a custom field', async () => {
    const { body } = await get('/api/v2/persons/search?term=c-17&fields=custom_fields&exact_match=true');
    const { items } = body.data as unknown as { items: { item: View }[] };
    expect(items.map(({ item }) => item.id)).toEqual([17]);
  });
});

describe('access and limits', () => {
  it('answers 401 without a token, and takes the token as a header or as Bearer', async () => {
    const none = await send('GET', '/v1/users/me', undefined, { 'x-api-token': '' });
    expect([none.status, none.body['errorCode']]).toEqual([401, 401]);
    const bearer = await fetch(`${shared.url}/v1/users/me`, {
      headers: { authorization: `Bearer ${shared.credentials['apiToken']}` },
    });
    expect(bearer.status).toBe(200);
  });

  it('refuses an app what its scopes do not cover, and a normal user the settings', async () => {
    const headers = { authorization: `Bearer ${shared.credentials['apiToken']};deals:read` };
    const asApp = (path: string) => fetch(shared.url + path, { headers }).then((response) => response.status);
    expect([await asApp('/api/v2/deals'), await asApp('/api/v2/persons'), await asApp('/v1/users')]).toEqual([
      200, 403, 403,
    ]);
    const asSam = await send('POST', '/api/v2/pipelines', { name: 'Mine' }, { 'x-api-token': USER_TOKEN });
    expect(asSam.status).toBe(403);
  });

  it('hides what is for its owner only from a normal user, without an error', async () => {
    const all = await readAll('/api/v2/organizations');
    const asSam = await send('GET', '/api/v2/organizations?limit=500', undefined, { 'x-api-token': USER_TOKEN });
    const hidden = all.filter((company) => company['visible_to'] === 1 && company['owner_id'] !== 911);
    expect(hidden.length).toBeGreaterThan(0);
    expect(asSam.body.data.length).toBe(Math.min(all.length - hidden.length, 500));
    expect(asSam.body.data.some((company) => hidden.some(({ id }) => id === company.id))).toBe(false);
  });

  it('allows a token 20 requests in 2 s, and tells what is left of them and of the day', async () => {
    await start({ records: 10, limit: undefined });
    const answers = [await get('/api/v2/deals?limit=1'), await get('/api/v2/deals?limit=1')];
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-limit'))).toEqual(['20', '20']);
    expect(answers[0]!.headers.get('x-ratelimit-remaining')).toBe('19');
    expect(answers[0]!.headers.get('x-daily-ratelimit-token-limit')).toBe('300000');
    expect(answers[1]!.headers.get('x-daily-ratelimit-token-remaining')).toBe('299980');
  });

  it('answers 429 above the limit, and tells when to come back', async () => {
    // A window longer than any test, so that a slow machine counts the same.
    await start({ records: 10, limit: '3/600' });
    const answers: Answer[] = [];
    for (let request = 0; request < 4; request += 1) answers.push(await get('/api/v2/deals?limit=1'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]!.body).toMatchObject({ success: false, error: 'request over limit' });
    expect(Number(answers[3]!.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
  });

  it.each([
    ['GET', '/api/v2/deals/1', 1],
    ['GET', '/api/v2/stages', 5],
    ['GET', '/api/v2/deals/archived', 20],
    ['GET', '/api/v2/persons/search?term=ab', 20],
    ['GET', '/v1/notes', 20],
    ['GET', '/v1/leads/archived', 40],
    ['GET', '/v1/users/me', 2],
    ['GET', '/v1/deals/1/participants', 10],
    ['POST', '/api/v2/organizations', 5],
    ['POST', '/v1/notes', 10],
    ['DELETE', '/api/v2/persons/2', 3],
  ])('charges %s %s the vendor token cost of %i', async (method, path, cost) => {
    await start({ records: 50, limit: undefined });
    const { headers } = await send(
      method,
      path,
      method === 'POST' ? { name: 'X', content: 'x', person_id: 1 } : undefined,
    );
    // The note's extra key and the organization's are refused or not: a refusal costs as much.
    expect(
      Number(headers.get('x-daily-ratelimit-token-limit')) - Number(headers.get('x-daily-ratelimit-token-remaining')),
    ).toBe(cost);
  });
});

describe('writes', () => {
  it('keeps what was written: create, change, read back and delete for each v2 object', async () => {
    await start({ records: 50 });
    const company = await created('/api/v2/organizations', {
      name: 'Acme SA',
      add_time: '2019-05-01T08:00:00Z',
      website: 'https://acme.example',
    });
    const person = await created('/api/v2/persons', {
      name: 'Ana Ruiz',
      org_id: company.id,
      emails: [{ value: 'ana@acme.example', primary: true, label: 'work' }],
      custom_fields: { [hashKey('person', 'Customer number')]: 'hs-51' },
    });
    expect(person).toMatchObject({
      first_name: 'Ana',
      last_name: 'Ruiz',
      custom_fields: { [hashKey('person', 'Customer number')]: 'hs-51' },
    });
    const deal = await created('/api/v2/deals', { title: 'Renewal', person_id: person.id, stage_id: 5, value: 10.5 });
    expect(deal).toMatchObject({ pipeline_id: 2, status: 'open', won_time: null });
    const activity = await created('/api/v2/activities', {
      subject: 'Call',
      type: 'call',
      deal_id: deal.id,
      participants: [{ person_id: person.id }],
    });
    expect(activity['person_id']).toBe(person.id);
    const { body } = await send('PATCH', `/api/v2/deals/${deal.id}`, {
      status: 'won',
      won_time: '2020-02-03T04:05:06Z',
    });
    expect(body.data).toMatchObject({
      status: 'won',
      won_time: '2020-02-03T04:05:06Z',
      close_time: '2020-02-03T04:05:06Z',
      value: 10.5,
    });
    await send('DELETE', `/api/v2/deals/${deal.id}`);
    expect(await one(`/api/v2/deals/${deal.id}`)).toMatchObject({ is_deleted: true });
    expect((await readAll('/api/v2/deals')).map(({ id }) => id)).not.toContain(deal.id);
    expect((await one(`/api/v2/organizations/${company.id}`))['add_time']).toBe('2019-05-01T08:00:00Z');
  });

  it.each([
    ['a number where a text belongs', '/api/v2/persons', { name: 5 }],
    ['a text where a number belongs', '/api/v2/deals', { title: 'X', value: '12' }],
    ['an unknown key', '/api/v2/organizations', { name: 'X', domain: 'x.example' }],
    ['a link to nothing', '/api/v2/persons', { name: 'X', org_id: 999_999 }],
    ['an unknown custom field', '/api/v2/persons', { name: 'X', custom_fields: { abc: 1 } }],
    [
      'an option that does not exist',
      '/api/v2/persons',
      { name: 'X', custom_fields: { [hashKey('person', 'Salutation')]: 1 } },
    ],
    ['an empty set', '/api/v2/persons', { name: 'X', custom_fields: { [hashKey('person', 'Interests')]: [] } }],
    ['a stage of another pipeline', '/api/v2/deals', { title: 'X', pipeline_id: 1, stage_id: 5 }],
    ['a reason for losing a deal that is open', '/api/v2/deals', { title: 'X', lost_reason: 'Price' }],
    ['a lead of nobody', '/v1/leads', { title: 'X' }],
    ['a note on nothing', '/v1/notes', { content: 'x' }],
    ['an unknown activity type', '/api/v2/activities', { subject: 'X', type: 'seance' }],
  ])('refuses %s with 400 and writes nothing', async (_what, path, body) => {
    await start({ records: 50 });
    const before = own!.control.stats().recordsByObject;
    const { status, body: answer } = await post(path, body);
    expect([status, answer['success'], answer.data]).toEqual([400, false, null]);
    expect(own!.control.stats().recordsByObject).toEqual(before);
  });

  it('never weakens a refusal of marketing mail', async () => {
    await start({ records: 50 });
    const person = await created('/api/v2/persons', {
      name: 'X',
      emails: [{ value: 'x@x.example' }],
      marketing_status: 'unsubscribed',
    });
    await send('PATCH', `/api/v2/persons/${person.id}`, { marketing_status: 'subscribed' });
    expect(await one(`/api/v2/persons/${person.id}?include_fields=marketing_status`)).toMatchObject({
      marketing_status: 'unsubscribed',
    });
  });

  it('lets only an admin name the author of a note, and keeps its date', async () => {
    await start({ records: 50 });
    const note = { content: 'x', person_id: 1, user_id: 910, add_time: '2018-01-01 00:00:00' };
    expect((await send('POST', '/v1/notes', note, { 'x-api-token': USER_TOKEN })).status).toBe(403);
    expect(await created('/v1/notes', { ...note, user_id: 912 })).toMatchObject({
      user_id: 912,
      add_time: '2018-01-01 00:00:00',
    });
  });

  it('takes participants, call logs, labels, activity types and products on deals, and gives them back', async () => {
    await start({ records: 50 });
    await post('/v1/deals/1/participants', { person_id: 3 });
    const participants = (await get('/v1/deals/1/participants')).body.data.map(
      (each) => (each['person_id'] as { value: number }).value,
    );
    expect(participants).toContain(3);
    const times = { start_time: '2026-03-01T10:00:00Z', end_time: '2026-03-01T10:02:00Z' };
    const call = await created('/v1/callLogs', {
      to_phone_number: '+442079460999',
      outcome: 'busy',
      person_id: 3,
      ...times,
    });
    expect(await one(`/v1/callLogs/${call.id}`)).toMatchObject({ outcome: 'busy', person_id: 3 });
    const label = await created('/v1/leadLabels', { name: 'Fair', color: 'pink' });
    expect(await created('/v1/leads', { title: 'L', person_id: 3, label_ids: [label.id] })).toMatchObject({
      label_ids: [label.id],
    });
    await post('/v1/activityTypes', { name: 'Demo call', icon_key: 'call' });
    expect(await created('/api/v2/activities', { subject: 'X', type: 'demo_call' })).toMatchObject({
      type: 'demo_call',
    });
    await post('/api/v2/deals/1/products', { product_id: 2, item_price: 10, quantity: 3, discount: 10 });
    expect((await get('/api/v2/deals/products?deal_ids=1')).body.data).toMatchObject([{ product_id: 2, sum: 27 }]);
  });

  it('counts an invitation as such', async () => {
    await start({ records: 50 });
    await post('/v1/users', { email: 'new@seller.example' });
    expect(own!.control.stats()).toMatchObject({ usersInvited: 1, messagesSent: 1 });
  });
});

describe('the seeded account', () => {
  it('is empty at 0 records, and the same for the same seed', async () => {
    const empty = await start({ records: 0 });
    const { pipelines, stages, ...others } = empty.seedRecords;
    expect(Object.values(others).every((count) => count === 0)).toBe(true);
    expect([pipelines, stages]).toEqual([2, 7]);
    await empty.close();
    const again = await start({ records: 300, seed: 7 });
    const first = JSON.stringify(again.control.dump());
    again.control.reset();
    expect(JSON.stringify(again.control.dump())).toBe(first);
  });

  it('holds about as many records as asked for, in the promised shares', () => {
    const { organizations, persons, deals, leads, activities, notes, mailMessages } = shared.seedRecords;
    expect([organizations, persons, deals]).toEqual([600, 1200, 450]);
    expect(organizations! + persons! + deals! + leads! + activities! + notes! + mailMessages!).toBe(RECORDS);
  });

  it('can hold persons only, all of them live, for measuring', async () => {
    const { instance, close } = await serve(pipedriveSandbox('contacts'), { records: 1000 });
    expect(instance.recordsByObject()).toMatchObject({ persons: 1000, organizations: 0, deals: 0, notes: 0 });
    expect(instance.dump('persons')['persons']!.every((person) => (person as View)['is_deleted'] === false)).toBe(true);
    await close();
  });

  it('has every type of custom field in use on deals, and hash keys on leads', async () => {
    const fields = (await readAll('/api/v2/dealFields')).filter((field) => field['is_custom_field'] === true);
    expect(new Set(fields.map((field) => field['field_type'])).size).toBe(16);
    const deals = await readAll('/api/v2/deals');
    for (const field of fields) {
      const used = deals.filter((deal) => (deal['custom_fields'] as View)[String(field['field_code'])] !== null);
      expect([field['field_name'], used.length > 0]).toEqual([field['field_name'], true]);
    }
    const leads = await readAllV1('/v1/leads');
    expect(leads.some((lead) => Object.keys(lead).some((key) => /^[0-9a-f]{40}$/.test(key)))).toBe(true);
  });

  it('has the four users, one of whom has left, and records of each', async () => {
    const users = (await get('/v1/users')).body.data;
    expect(users.map((user) => user['email'])).toEqual([
      'ann.lee@seller.example',
      'sam.ito@seller.example',
      'departed.pat@seller.example',
      'kim.noda@seller.example',
    ]);
    expect(users.map((user) => user['active_flag'])).toEqual([true, true, false, true]);
    const owners = new Set((await readAll('/api/v2/persons')).map((person) => person['owner_id']));
    expect([...owners].sort()).toEqual(users.map((user) => user.id));
  });

  it('has the ugly cases of people and companies', async () => {
    const persons = await readAll('/api/v2/persons?include_fields=marketing_status');
    const companies = await readAll('/api/v2/organizations');
    const emails = persons.map((person) => (person['emails'] as { value: string }[])[0]?.value);
    const phones = persons.flatMap((person) => (person['phones'] as { value: string }[]).map(({ value }) => value));
    const times = (values: readonly unknown[], wanted: unknown) => values.filter((value) => value === wanted).length;
    expect(persons.filter((person) => person['org_id'] === null).length).toBeGreaterThan(50);
    expect(times(emails, undefined)).toBeGreaterThan(50);
    expect(times(emails, 'none@none.example')).toBeGreaterThan(3);
    const shared = emails.filter(
      (email) => email !== undefined && !email.startsWith('none@') && times(emails, email) > 1,
    );
    expect(shared.length).toBeGreaterThan(10);
    expect(persons.some((person) => String(person['first_name']).endsWith(' '))).toBe(true);
    expect(persons.some((person) => /[\u0590-\u06ff]/.test(String(person['name'])))).toBe(true);
    expect(phones.some((phone) => phone.includes('after 6pm'))).toBe(true);
    for (const status of ['unsubscribed', 'no_consent', 'subscribed']) {
      expect([status, persons.some((person) => person['marketing_status'] === status)]).toEqual([status, true]);
    }
    const names = companies.map((company) => company['name']);
    expect(new Set(names).size).toBeLessThan(names.length);
    expect(names.some((name) => String(name).includes('🚀'))).toBe(true);
    expect(companies.some((company) => company['website'] === null)).toBe(true);
  });

  it('has the ugly cases of deals, and dates years back', async () => {
    const deals = await readAll('/api/v2/deals?include_fields=participants_count');
    const has = (what: string, accepts: (deal: View) => boolean) =>
      expect([what, deals.some(accepts)]).toEqual([what, true]);
    has('no company but a person', (deal) => deal['org_id'] === null && deal['person_id'] !== null);
    has('a company but no person', (deal) => deal['org_id'] !== null && deal['person_id'] === null);
    has('neither', (deal) => deal['org_id'] === null && deal['person_id'] === null);
    has('several participants', (deal) => Number(deal['participants_count']) > 1);
    has('cents', (deal) => Number(deal['value']) % 1 !== 0);
    has('no amount', (deal) => deal['value'] === null);
    has('more than ten years old', (deal) => String(deal['add_time']) < '2016');
    expect(new Set(deals.map((deal) => deal['currency']))).toEqual(new Set(['EUR', 'USD', 'GBP', 'JPY']));
    const combinations = new Set(deals.map((deal) => `${deal['pipeline_id']}/${deal['status']}`));
    expect([...combinations].sort()).toEqual(['1/lost', '1/open', '1/won', '2/lost', '2/open', '2/won']);
  });

  it('has very long notes in HTML, notes on every kind of record, and text of several scripts', async () => {
    const notes = await readAllV1('/v1/notes');
    expect(Math.max(...notes.map((note) => String(note['content']).length))).toBeGreaterThan(30_000);
    for (const key of ['deal_id', 'person_id', 'org_id', 'lead_id']) {
      expect([key, notes.some((note) => note[key] !== null)]).toEqual([key, true]);
    }
    const all = notes.map((note) => note['content']).join('');
    expect([/[\u0590-\u05ff]/.test(all), all.includes('🎉'), all.includes('<ul>')]).toEqual([true, true, true]);
  });

  it('uses fictional addresses and numbers only', () => {
    const text = JSON.stringify(shared.control.dump());
    const domains = [...text.matchAll(/[\w.-]+@([\w.-]+)/g)].map((match) => match[1]!);
    expect(domains.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
  });
});
