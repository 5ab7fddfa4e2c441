import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';

/** What an answer may hold; tests look only at what they asked for. */
type Json = { [key: string]: unknown; id: string; lead_id: string; data: Json[]; cursor: string };
type Answer = { status: number; headers: Headers; text: string; body: Json };

let close: RunningSandbox;

beforeEach(async () => {
  close = await startSandbox('close', { limit: 'none' });
});

afterEach(async () => {
  vi.useRealTimers();
  await close.close();
});

async function restart(options: Parameters<typeof startSandbox>[1]): Promise<void> {
  await close.close();
  close = await startSandbox('close', { limit: 'none', ...options });
}

async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
  const response = await fetch(close.url + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Basic ${btoa(`${close.credentials['apiKey']}:`)}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  let parsed: unknown;
  try {
    parsed = isJson && text !== '' ? JSON.parse(text) : {};
  } catch {
    parsed = {};
  }
  return { status: response.status, headers: response.headers, text, body: parsed as Json };
}

const get = (path: string) => send('GET', path);
const post = (path: string, body: unknown) => send('POST', path, body);
const fieldErrors = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  expect(status).toBe(400);
  return body['field-errors'] as Record<string, unknown>;
};
const makeLead = async (values: object = { name: 'Acme GmbH' }) => (await post('/lead/', values)).body;
const makeField = async (object: string, values: object) => (await post(`/custom_field/${object}/`, values)).body;
const cut = (request: Promise<Answer>) => request.then(() => 'answered').catch(() => 'cut');

describe('access', () => {
  it('answers 401 to a wrong key and 403 where the role lacks the right', async () => {
    const bad = await send('GET', '/me/', undefined, { authorization: `Basic ${btoa('wrong:')}` });
    expect([bad.status, bad.body['error']]).toEqual([401, 'Unauthorized']);
    const restricted = { authorization: `Basic ${btoa('api_sandbox_restricted:')}` };
    const field = await send('POST', '/custom_field/lead/', { name: 'X', type: 'text' }, restricted);
    expect(field.status).toBe(403);
    const lead = await makeLead();
    expect((await send('DELETE', `/lead/${lead.id}/`, undefined, restricted)).status).toBe(403);
  });

  it('tells who the key belongs to and in which organization', async () => {
    const { body } = await get('/me/');
    expect(body).toMatchObject({ email: 'ann.lee@seller.example', organizations: [{ name: 'Seller Inc' }] });
  });

  it('redirects a path without its slash, and takes a GET as a POST with its parameters in the body', async () => {
    const redirect = await get('/lead?_limit=3');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([301, '/api/v1/lead/?_limit=3']);
    await makeLead();
    await makeLead();
    const list = await send('POST', '/lead/', { _params: { _limit: 1 } }, { 'x-http-method-override': 'GET' });
    expect(list.body).toMatchObject({ has_more: true, data: [{ name: 'Acme GmbH' }] });
  });
});

describe('a lead', () => {
  it('is made with its contacts, shows them, takes changes and leaves with all that belongs to it', async () => {
    const lead = await makeLead({ name: 'Acme', contacts: [{ name: 'Ann', emails: [{ email: 'ann@acme.example' }] }] });
    const note = await post('/activity/note/', { lead_id: lead.id, note: 'hello' });
    await send('PUT', `/lead/${lead.id}/`, { description: 'tools' });
    const read = (await get(`/lead/${lead.id}/`)).body;
    expect(read).toMatchObject({
      description: 'tools',
      display_name: 'Acme',
      status_label: 'Potential',
      contacts: [{ name: 'Ann', emails: [{ type: 'office', email: 'ann@acme.example', is_unsubscribed: false }] }],
    });
    const gone = await send('DELETE', `/lead/${lead.id}/`);
    expect([gone.status, gone.text]).toEqual([200, '']);
    expect((await get(`/lead/${lead.id}/`)).status).toBe(404);
    expect((await get(`/activity/note/${note.body.id}/`)).status).toBe(404);
    expect(close.control.dump('contact')['contact']).toEqual([]);
  });

  it('is made a second time by the same post: nothing is de-duplicated', async () => {
    await makeLead();
    await makeLead();
    const url = `${new URL(close.url).origin}/__sandbox/duplicates?object=lead&field=name`;
    expect(await (await fetch(url)).json()).toMatchObject([{ value: 'Acme GmbH', count: 2 }]);
  });

  it('takes a status by id or by label and not both', async () => {
    const statuses = (await get('/status/lead/')).body.data;
    const errors = await fieldErrors(post('/lead/', { status: 'Qualified', status_id: statuses[0]!.id }));
    expect(errors).toHaveProperty('status');
    expect(await makeLead({ status: 'Qualified' })).toMatchObject({ status_label: 'Qualified' });
    expect(await fieldErrors(post('/lead/', { status_id: 'stat_none' }))).toHaveProperty('status_id');
  });

  it('loses unknown keys and unknown custom fields without a word', async () => {
    const lead = await makeLead({ name: 'A', colour: 'red', 'custom.cf_mistyped': 'x' });
    expect(Object.keys(lead).filter((key) => key === 'colour' || key.startsWith('custom.'))).toEqual([]);
  });

  it('is found by the older query language', async () => {
    await makeLead({ name: 'Acme', contacts: [{ name: 'Ann', emails: [{ email: 'ann@acme.example' }] }] });
    await makeLead({ name: 'Other' });
    const found = await get(
      `/lead/?query=${encodeURIComponent('email:"ANN@acme.example" date_updated>="2020-01-01T10:00" sort:date_updated')}`,
    );
    expect(found.body).toMatchObject({ total_results: 1, has_more: false, data: [{ name: 'Acme' }] });
  });
});

describe('a contact', () => {
  it('without a lead brings about one that is named after it', async () => {
    const contact = (await post('/contact/', { name: 'Bob Ray' })).body;
    expect((await get(`/lead/${contact.lead_id}/`)).body).toMatchObject({
      name: 'Bob Ray',
      contacts: [{ id: contact.id }],
    });
  });

  it('is refused for a bad address or number, with the place of the mistake', async () => {
    const errors = await fieldErrors(
      post('/contact/', {
        name: 'B',
        emails: [{ email: 'fine@b.example' }, { email: 'not one' }],
        phones: [{ phone: 'call me' }],
      }),
    );
    expect(errors).toMatchObject({
      emails: { errors: { '1': { email: 'Invalid email address.' } } },
      phones: { errors: { '0': { phone: 'Invalid phone number.' } } },
    });
  });

  it('has its numbers written as E.164', async () => {
    const phones = ['+49 (30) 23125-000', '(415) 555-0101'].map((phone) => ({ phone }));
    const contact = (await post('/contact/', { name: 'B', phones })).body;
    expect(contact['phones']).toMatchObject([{ phone: '+493023125000', country: 'DE' }, { phone: '+14155550101' }]);
  });

  it('shows that an address is unsubscribed from when that is so', async () => {
    const contact = (await post('/contact/', { name: 'B', emails: [{ email: 'Bob@b.example' }] })).body;
    expect((await post('/unsubscribe/email/', { email: 'bob@b.example' })).status).toBe(201);
    const shown = async () => (await get(`/contact/${contact.id}/`)).body['emails'];
    expect(await shown()).toMatchObject([{ is_unsubscribed: true }]);
    await send('DELETE', '/unsubscribe/email/bob@b.example/');
    expect(await shown()).toMatchObject([{ is_unsubscribed: false }]);
  });
});

describe('an opportunity', () => {
  it('counts in minor units, keeps the dates that it is given and dates its own win', async () => {
    const lead = await makeLead();
    const won = (await get('/status/opportunity/')).body.data.find(({ type }) => type === 'won')!;
    const values = { lead_id: lead.id, status_id: won.id, value: 300_050, value_period: 'one_time', confidence: 40 };
    const made = (await post('/opportunity/', { ...values, date_created: '2024-01-01T00:00:00Z' })).body;
    expect(made).toMatchObject({
      value_formatted: '$3,000.50',
      expected_value: 120_020,
      date_created: '2024-01-01T00:00:00.000000+00:00',
      status_type: 'won',
      pipeline_name: 'Sales',
    });
    expect(made['date_won']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const list = (await get('/opportunity/?status_type=won')).body;
    expect(list).toMatchObject({ total_results: 1, total_value_one_time: 300_050, has_more: false });
  });

  it('without a lead brings about an untitled one', async () => {
    const made = (await post('/opportunity/', { value: 1 })).body;
    expect(made).toMatchObject({ lead_name: 'Untitled' });
    expect((await get(`/lead/${made.lead_id}/`)).body).toMatchObject({ name: null, display_name: 'Untitled' });
  });

  it('is refused with a broken value, period, confidence or owner, all named at once', async () => {
    const bad = { value: 10.5, value_period: 'weekly', confidence: 101, user_id: 'user_none', lead_id: 'lead_none' };
    const errors = await fieldErrors(post('/opportunity/', bad));
    expect(Object.keys(errors).sort()).toEqual(['confidence', 'lead_id', 'user_id', 'value', 'value_period']);
  });
});

describe('tasks and activities', () => {
  it('take only the types of task that can be posted, and change many tasks at once', async () => {
    const lead = await makeLead();
    expect(await fieldErrors(post('/task/', { _type: 'missed_call', lead_id: lead.id }))).toHaveProperty('_type');
    expect(await fieldErrors(post('/task/', { text: 'x' }))).toHaveProperty('lead_id');
    const ids = [];
    for (const text of ['a', 'b'])
      ids.push((await post('/task/', { lead_id: lead.id, text, date: '2025-03-10' })).body.id);
    await send('PUT', `/task/?id__in=${ids.join(',')}`, { is_complete: true });
    expect((await get('/task/?view=archive')).body.data.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('keep when something happened, and show a note as text and as HTML', async () => {
    const lead = await makeLead();
    const values = { lead_id: lead.id, note_html: '<p>met &amp; spoke</p>', activity_at: '2024-03-03T09:00:00Z' };
    const note = (await post('/activity/note/', { ...values, date_created: '2024-03-04T09:00:00.5+01:00' })).body;
    expect(note).toMatchObject({
      note: 'met & spoke',
      note_html: '<body><p>met &amp; spoke</p></body>',
      activity_at: '2024-03-03T09:00:00.000000+00:00',
      date_created: '2024-03-04T08:00:00.500000+00:00',
    });
  });

  it('take calls with E.164 numbers and secure recordings only', async () => {
    const lead = await makeLead();
    const bad = { lead_id: lead.id, phone: '030 1234', recording_url: 'http://files.example/1.mp3' };
    expect(Object.keys(await fieldErrors(post('/activity/call/', bad))).sort()).toEqual(['phone', 'recording_url']);
    const call = await post('/activity/call/', { lead_id: lead.id, phone: '+493023125000', duration: 60 });
    expect(call.body).toMatchObject({ _type: 'Call', status: 'completed', direction: 'outbound', duration: 60 });
  });

  it('cannot create a meeting', async () => {
    const { status, headers } = await post('/activity/meeting/', { lead_id: 'x' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET']);
    expect((await get('/activity/meeting/')).body.data).toEqual([]);
  });

  it('filter activities by person or type only within one lead', async () => {
    const lead = await makeLead();
    await post('/activity/note/', { lead_id: lead.id, note: 'n' });
    await post('/activity/call/', { lead_id: lead.id });
    expect(await fieldErrors(get('/activity/?_type=Note'))).toHaveProperty('_type');
    const history = (await get(`/activity/?lead_id=${lead.id}`)).body.data;
    expect(history).toMatchObject([{ _type: 'Note' }, { _type: 'Call' }, { _type: 'Created' }]);
    const all = (await get(`/activity/?lead_id=${lead.id}&_type__in=Note,Call`)).body.data;
    expect(all.map(({ _type }) => _type)).toEqual(['Note', 'Call']);
    expect((await get('/activity/note/?date_created__gt=2099-01-01')).body.data).toEqual([]);
  });
});

describe('what reaches people', () => {
  it('counts e-mails that are sent, and not those that are logged', async () => {
    const lead = await makeLead();
    const email = { lead_id: lead.id, subject: 's', to: ['a@b.example'], sender: 'ann.lee@seller.example' };
    expect((await post('/activity/email/', { ...email, status: 'sent' })).body['direction']).toBe('outgoing');
    expect((await post('/activity/email/', { ...email, status: 'inbox' })).body['direction']).toBe('incoming');
    expect(close.control.stats().messagesSent).toBe(0);
    await post('/activity/email/', { ...email, status: 'outbox' });
    const draft = (await post('/activity/email/', { ...email, status: 'draft' })).body;
    await send('PUT', `/activity/email/${draft.id}/`, { status: 'outbox' });
    expect(close.control.stats().messagesSent).toBe(2);
  });

  it('counts a membership as an invitation', async () => {
    await post('/membership/', { email: 'new@seller.example', role_id: 'user' });
    expect(close.control.stats().usersInvited).toBe(1);
  });

  it('lists automations, and an active one with a trigger sends when a lead is made', async () => {
    const trigger = { name: 'Greet', status: 'active', trigger_query: { type: 'lead_created' } };
    const sequence = (await post('/sequence/', trigger)).body;
    expect((await get('/sequence/')).body.data).toMatchObject([{ name: 'Greet', status: 'active' }]);
    await makeLead();
    expect(close.control.stats().messagesSent).toBe(1);
    await send('PUT', `/sequence/${sequence.id}/`, { status: 'paused' });
    await makeLead();
    expect(close.control.stats().messagesSent).toBe(1);
  });
});

describe('definitions', () => {
  it('make pipelines with their statuses, and keep a pipeline that still has some', async () => {
    const made = await post('/pipeline/', { name: 'Partners', statuses: [{ label: 'New', type: 'active' }] });
    expect([made.status, made.body['name']]).toEqual([201, 'Partners']);
    expect(await fieldErrors(post('/pipeline/', { name: 'Partners' }))).toHaveProperty('name');
    const status = await post('/status/opportunity/', { label: 'Signed', type: 'won', pipeline_id: made.body.id });
    const read = (await get('/pipeline/')).body.data.at(-1);
    expect(read?.['statuses']).toMatchObject([{ label: 'New' }, { id: status.body.id, label: 'Signed', type: 'won' }]);
    expect((await send('DELETE', `/pipeline/${made.body.id}/`)).status).toBe(400);
    const bad = post('/status/opportunity/', { label: 'X', type: 'maybe', pipeline_id: 'pipe_none' });
    expect(Object.keys(await fieldErrors(bad)).sort()).toEqual(['pipeline_id', 'type']);
  });

  it('check the type of a custom field, and its values by that type', async () => {
    expect(await fieldErrors(post('/custom_field/lead/', { name: 'A', type: 'money' }))).toHaveProperty('type');
    expect(await fieldErrors(post('/custom_field/lead/', { name: 'A', type: 'choices' }))).toHaveProperty('choices');
    const bad: Record<string, unknown> = {
      number: 'many',
      choices: 'Steel',
      date: '2025-02-30',
      datetime: 'soon',
      user: 'user_x',
      text: 7,
    };
    const values: Record<string, unknown> = {};
    for (const [type, value] of Object.entries(bad)) {
      const field = await makeField('lead', { name: type, type, choices: ['Software'] });
      values[`custom.${field.id}`] = value;
    }
    const errors = await fieldErrors(post('/lead/', { name: 'A', ...values }));
    expect(Object.keys(errors).sort()).toEqual(Object.keys(values).sort());
  });

  it('replace, add to and take from a field with several values, and clear a field with null', async () => {
    const field = await makeField('contact', {
      name: 'Tags',
      type: 'choices',
      choices: ['a', 'b', 'c'],
      accepts_multiple_values: true,
    });
    const key = `custom.${field.id}`;
    const contact = (await post('/contact/', { name: 'B', [key]: ['a', 'b'] })).body;
    const put = async (body: object) => (await send('PUT', `/contact/${contact.id}/`, body)).body[key];
    expect(await put({ [`${key}.add`]: 'c' })).toEqual(['a', 'b', 'c']);
    expect(await put({ [`${key}.remove`]: 'a' })).toEqual(['b', 'c']);
    expect(await put({ [key]: ['a'] })).toEqual(['a']);
    expect(await put({ [key]: null })).toBeUndefined();
  });

  it('let a shared field be carried by what it is associated with', async () => {
    const field = await makeField('shared', { name: 'Origin', type: 'text' });
    await post(`/custom_field/shared/${field.id}/association/`, { object_type: 'lead' });
    expect(await makeLead({ name: 'A', [`custom.${field.id}`]: 'x' })).toMatchObject({ [`custom.${field.id}`]: 'x' });
    expect((await get('/custom_field_schema/lead/')).body['fields']).toMatchObject([
      { name: 'Origin', is_shared: true },
    ]);
  });
});

describe('pages', () => {
  it.each([
    ['lead', 200],
    ['contact', 100],
    ['opportunity', 250],
    ['task', 1000],
    ['activity/note', 100],
  ])('of %s hold at most %i, and a larger page is refused as the vendor does', async (path, cap) => {
    expect((await get(`/${path}/?_limit=${cap}`)).status).toBe(200);
    const errors = await fieldErrors(get(`/${path}/?_limit=${cap + 1}`));
    expect(errors).toEqual({ _limit: `Input should be less than or equal to ${cap}` });
  });

  it('go only so deep', async () => {
    const { status, body } = await get('/lead/?_skip=35001');
    expect(status).toBe(400);
    expect(body['error']).toContain('max_skip = 35000');
  });

  it('give every record once, and only the fields that are asked for', async () => {
    await restart({ records: 25 });
    const ids: string[] = [];
    for (let skip = 0, more = true; more; skip += 10) {
      const { body } = await get(`/lead/?_limit=10&_skip=${skip}&_fields=id,name,custom`);
      ids.push(...body.data.map(({ id }) => id));
      expect(Object.keys(body.data[0]!)).toEqual(['id', 'name', expect.stringMatching(/^custom\.cf_/)]);
      more = body['has_more'] === true;
    }
    expect(new Set(ids).size).toBe(25);
    expect(ids).toHaveLength(25);
  });
});

describe('search', () => {
  const and = (objectType: string, ...queries: object[]) => ({
    type: 'and',
    queries: [{ type: 'object_type', object_type: objectType }, ...queries],
  });
  const regular = (objectType: string, name: string, condition: object) => ({
    type: 'field_condition',
    field: { type: 'regular_field', object_type: objectType, field_name: name },
    condition,
  });
  const custom = (id: string, condition: object) => ({
    type: 'field_condition',
    field: { type: 'custom_field', custom_field_id: id },
    condition,
  });
  const search = async (query: object, rest: object = {}) => (await post('/data/search/', { query, ...rest })).body;
  const names = async (query: object) =>
    (await search(query, { _fields: { lead: ['name'] } })).data.map(({ name }) => name);

  it('finds leads by every kind of condition', async () => {
    const field = await makeField('lead', { name: 'Old id', type: 'text' });
    const key = `custom.${field.id}`;
    await makeLead({
      name: 'Blue Mills Ltd',
      [key]: 'A-1',
      contacts: [{ name: 'Ann', emails: [{ email: 'ann@b.example' }] }],
    });
    const other = await makeLead({ name: 'Mills of Blue', status: 'Qualified' });
    await post('/opportunity/', { lead_id: other.id, value: 500 });

    expect(await names(and('lead', custom(field.id, { type: 'text', mode: 'exact_value', value: 'a-1' })))).toEqual([
      'Blue Mills Ltd',
    ]);
    expect(await names(and('lead', custom(field.id, { type: 'exists' })))).toEqual(['Blue Mills Ltd']);
    expect(await names(and('lead', { ...custom(field.id, { type: 'exists' }), negate: true }))).toEqual([
      'Mills of Blue',
    ]);
    expect(
      await names(and('lead', regular('lead', 'name', { type: 'text', mode: 'phrase', value: 'blue mills' }))),
    ).toEqual(['Blue Mills Ltd']);
    expect(
      await names(and('lead', regular('lead', 'name', { type: 'text', mode: 'full_words', value: 'mills blue' }))),
    ).toHaveLength(2);
    const status = { type: 'reference', reference_type: 'status.lead', object_ids: [other['status_id']] };
    expect(await names(and('lead', regular('lead', 'status_id', status)))).toEqual(['Mills of Blue']);
    const since = { type: 'moment_range', on_or_after: { type: 'fixed_utc', value: other['date_updated'] } };
    expect(await names(and('lead', regular('lead', 'date_updated', since)))).toEqual(['Mills of Blue']);
    const worth = regular('opportunity', 'value', { type: 'number_range', gte: 500 });
    const related = {
      type: 'has_related',
      this_object_type: 'lead',
      related_object_type: 'opportunity',
      related_query: worth,
    };
    expect(await names(and('lead', related))).toEqual(['Mills of Blue']);
    const email = regular('contact_email', 'email', { type: 'text', mode: 'exact_value', value: 'ANN@b.example' });
    const byEmail = { type: 'has_related', related_object_type: 'contact_email', related_query: email };
    expect(await names(and('lead', byEmail))).toEqual(['Blue Mills Ltd']);
    expect((await search(and('contact', byEmail))).data).toHaveLength(1);
  });

  it('gives bare ids unless fields are named, counts on request, and refuses pages over 200', async () => {
    const lead = await makeLead();
    expect((await search(and('lead'), { include_counts: true, results_limit: 0 }))['count']).toEqual({
      limited: 0,
      total: 1,
    });
    expect((await search(and('lead'))).data).toEqual([{ __object_type: 'lead', id: lead.id }]);
    expect(await fieldErrors(post('/data/search/', { query: and('lead'), _limit: 201 }))).toHaveProperty('_limit');
    expect(await fieldErrors(post('/data/search/', { query: and('moon') }))).toHaveProperty('query');
  });

  it('walks by a cursor that dies after 30 seconds', async () => {
    await restart({ records: 30 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const sort = [
      { direction: 'asc', field: { type: 'regular_field', object_type: 'lead', field_name: 'date_updated' } },
    ];
    const options = { sort, _limit: 20 };
    const first = await search(and('lead'), options);
    vi.setSystemTime(Date.now() + 29_000);
    const second = await search(and('lead'), { ...options, cursor: first.cursor });
    expect([first.data.length, second.data.length, second.cursor]).toEqual([20, 10, null]);
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(30);
    vi.setSystemTime(Date.now() + 2_000);
    const errors = await fieldErrors(post('/data/search/', { query: and('lead'), ...options, cursor: first.cursor }));
    expect(errors).toEqual({ cursor: 'Expired cursor' });
  });

  it('gives at most 10,000 objects in one walk', async () => {
    await restart({ records: 10_050 });
    const count = async (cursor?: string): Promise<number> => {
      const page = await search(and('lead'), { _limit: 200, cursor });
      return page.data.length + (page.cursor ? await count(page.cursor) : 0);
    };
    expect(await count()).toBe(10_000);
  });

  it('does not see fresh writes under lag, while a read by id does', async () => {
    const old = await makeLead({ name: 'old' });
    close.control.setFaults('lag;ms=600000');
    await send('DELETE', `/lead/${old.id}/`);
    const fresh = await makeLead({ name: 'fresh' });
    expect((await get(`/lead/${fresh.id}/`)).body['name']).toBe('fresh');
    expect((await search(and('lead'))).data).toEqual([]);
    expect((await get(`/lead/${old.id}/`)).status).toBe(404);
    close.control.setFaults('');
    expect((await search(and('lead'))).data.map(({ id }) => id)).toEqual([fresh.id]);
  });

  it('lets a deleted record answer for as long as the lag lasts', async () => {
    await restart({ records: 1, faults: 'lag;ms=600000' });
    const id = (await get('/lead/')).body.data[0]!.id;
    await send('DELETE', `/lead/${id}/`);
    expect((await get(`/lead/${id}/`)).status).toBe(200);
    expect((await get('/lead/')).body.data).toHaveLength(1);
    expect(close.control.dump('lead')['lead']).toEqual([]);
  });
});

describe('limits', () => {
  it('answer 429 with the wait in Retry-After, in the rate header and in the body, and count what was refused', async () => {
    await restart({ limit: '3/900' });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await get('/me/')).status);
    const refused = await get('/me/');
    expect([...statuses, refused.status]).toEqual([200, 200, 200, 429]);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(890);
    expect(wait).toBeLessThanOrEqual(900);
    expect(refused.headers.get('ratelimit')).toMatch(/^limit=3, remaining=0, reset=/);
    expect(refused.body['rate_reset']).toBeGreaterThan(890);
    expect(close.control.stats()).toMatchObject({ requests: 4, throttled: 1, maxRequestsInWindow: 4 });
  });

  it("are by default the vendor's: 20 a second for each endpoint group", async () => {
    await close.close();
    close = await startSandbox('close');
    const { headers } = await get('/me/');
    expect(headers.get('ratelimit')).toMatch(/^limit=20, remaining=19, reset=/);
  });
});

describe('faults', () => {
  const names = () => close.control.dump('lead')['lead']!.map((lead) => (lead as Json)['name']);

  it.each([
    ['429', 429, '1', []],
    ['429-bare', 429, null, []],
    ['500-before', 500, null, []],
    ['500-after', 500, null, ['A']],
    ['expire-token;after=0', 401, null, []],
  ])('%s answers %i, Retry-After %s, and leaves %j written', async (faults, status, retryAfter, written) => {
    close.control.setFaults(`${faults}@POST /lead`);
    const answer = await post('/lead/', { name: 'A' });
    expect([answer.status, answer.headers.get('retry-after'), names()]).toEqual([status, retryAfter, written]);
  });

  it.each([
    ['drop-before', []],
    ['drop-after', ['A']],
  ])('%s cuts the connection and leaves %j written', async (faults, written) => {
    close.control.setFaults(faults);
    expect(await cut(post('/lead/', { name: 'A' }))).toBe('cut');
    expect(names()).toEqual(written);
    expect(close.control.requests().at(-1)).toMatchObject({ status: 0, fault: faults });
  });

  it('late cuts the connection first and writes afterwards', async () => {
    close.control.setFaults('late;ms=50');
    expect(await cut(post('/lead/', { name: 'A' }))).toBe('cut');
    expect(names()).toEqual([]);
    await vi.waitFor(() => expect(names()).toEqual(['A']));
  });

  it('expire-token answers one 401 and then goes on', async () => {
    close.control.setFaults('expire-token;after=1');
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await get('/me/')).status);
    expect(statuses).toEqual([200, 401, 200]);
  });

  it('html answers 200 with a page, truncate cuts the JSON in half', async () => {
    close.control.setFaults('html;times=1,truncate');
    const html = await get('/me/');
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html']);
    const half = await get('/me/');
    expect(half.status).toBe(200);
    expect(() => JSON.parse(half.text)).toThrow();
  });

  it('slow does the work before it answers', async () => {
    close.control.setFaults('slow;ms=50');
    const answer = post('/lead/', { name: 'A' });
    await vi.waitFor(() => expect(names()).toEqual(['A']));
    expect((await answer).status).toBe(200);
  });
});

describe('control', () => {
  const ask = async (path: string, body?: object) => {
    const options = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${new URL(close.url).origin}/__sandbox/${path}`, options);
    return { status: response.status, body: (await response.json()) as Json };
  };

  it('tells every request, what was written and what is there, over HTTP as well', async () => {
    const lead = await makeLead();
    await send('PUT', `/lead/${lead.id}/`, { name: 'B' });
    expect(await ask('stats')).toMatchObject({
      body: {
        requests: 2,
        byRoute: { 'POST /api/v1/lead': 1, 'PUT /api/v1/lead/:id': 1 },
        writesApplied: { lead: { create: 1, update: 1, delete: 0 } },
        recordsByObject: { lead: 1, user: 3 },
      },
    });
    const log = (await ask('requests?since=1')).body as unknown as Json[];
    expect(log).toMatchObject([
      { number: 2, method: 'PUT', path: `/api/v1/lead/${lead.id}/`, status: 200, body: '{"name":"B"}' },
    ]);
    expect((await ask('dump?object=lead')).body).toMatchObject({ lead: [{ name: 'B' }] });
  });

  it('sets faults and refuses those that it does not understand, and resets to the seeded state', async () => {
    await restart({ records: 2, seed: 5 });
    const before = close.control.dump('lead');
    await makeLead();
    expect((await ask('faults', { spec: 'frob' })).body['error']).toContain('known kinds');
    await ask('faults', { spec: '500-before' });
    expect((await get('/me/')).status).toBe(500);
    await ask('faults', { spec: '' });
    await ask('reset', {});
    expect(close.control.stats()).toMatchObject({ requests: 0, recordsByObject: { lead: 2 } });
    const ids = (dump: Record<string, unknown[]>) => dump['lead']!.map((lead) => (lead as Json).id);
    expect(ids(close.control.dump('lead'))).toEqual(ids(before));
  });

  it('refuses an unknown system by naming those that there are', async () => {
    await expect(startSandbox('moon')).rejects.toThrow('pipedrive, hubspot, close, actuallycare');
  });
});
