import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../sandbox/index.ts';
import { pipedrive } from '../src/connectors/pipedrive/system.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { requestChecker } from './fixtures/openapi/requests.ts';
import { openSource, type Reading, readAll } from './support/source/open-source.ts';
import { type Dump, describeSource, type Signed } from './support/source-contract.ts';

/** Signed in by OAuth: the suite's token server makes the access token of the refresh token, which names the app's scopes. */
function signed(connector: ConnectorDefinition, tokenHost: string, refreshToken: string): Signed {
  const copy = structuredClone(connector);
  const oauth = copy.http?.auth.find((way) => way.type === 'oauth2');
  if (oauth?.type === 'oauth2') oauth.tokenUrl = `${tokenHost}/oauth/token`;
  return { connector: copy, credentials: { clientId: 'app', clientSecret: 'secret', refreshToken } };
}

const idsOf = (views: Dump[string] | undefined, keep: (view: Record<string, unknown>) => boolean = () => true) =>
  (views ?? []).filter(keep).map((view) => String(view.id));
const isLeft = (view: Record<string, unknown>) => view.is_deleted !== true;
const activityObject = (type: unknown) => (type === 'call' || type === 'meeting' ? type : 'task');

describeSource({
  connector: pipedrive,
  expected: (dump) => {
    const activities = (dump.activities ?? []).filter(isLeft);
    const ofKind = (object: string) => idsOf(activities, ({ type }) => activityObject(type) === object);
    return {
      'company/active': idsOf(dump.organizations, isLeft),
      'contact/active': idsOf(dump.persons, isLeft),
      'lead/active': idsOf(dump.leads, (lead) => lead.is_archived !== true),
      'lead/archived': idsOf(dump.leads, (lead) => lead.is_archived === true),
      'deal/active': idsOf(dump.deals, (deal) => isLeft(deal) && deal.is_archived !== true),
      'deal/archived': idsOf(dump.deals, (deal) => isLeft(deal) && deal.is_archived === true),
      'deal/deleted': idsOf(dump.deals, (deal) => !isLeft(deal)),
      'product/active': idsOf(dump.products, isLeft),
      'task/active': ofKind('task'),
      'call/active': ofKind('call'),
      'meeting/active': ofKind('meeting'),
      'note/active': idsOf(dump.notes, (note) => note.active_flag === true),
    };
  },
  text: {
    object: 'company',
    key: 'name',
    of: (dump) => Object.fromEntries((dump.organizations ?? []).filter(isLeft).map(({ id, name }) => [id, name])),
  },
  headers: (credentials) => ({ 'x-api-token': credentials.apiToken ?? '' }),
  deletable: {
    notes: (id) => `/v1/notes/${id}`,
    leads: (id) => `/v1/leads/${id}`,
    persons: (id) => `/api/v2/persons/${id}`,
    activities: (id) => `/api/v2/activities/${id}`,
  },
  change: async (call, dump) => {
    const id = idsOf(dump.persons, isLeft)[3] ?? '';
    await call('PATCH', `/api/v2/persons/${id}`, { job_title: 'Head of Everything' });
    return { object: 'contact', id };
  },
  routes: [
    'GET /api/v2/activities',
    'GET /api/v2/activityFields',
    'GET /api/v2/dealFields',
    'GET /api/v2/deals',
    'GET /api/v2/deals/archived',
    'GET /api/v2/organizationFields',
    'GET /api/v2/organizations',
    'GET /api/v2/personFields',
    'GET /api/v2/persons',
    'GET /api/v2/pipelines',
    'GET /api/v2/productFields',
    'GET /api/v2/products',
    'GET /api/v2/stages',
    'GET /v1/activityTypes',
    'GET /v1/callLogs',
    'GET /v1/deals/:id/participants',
    'GET /v1/leadLabels',
    'GET /v1/leads',
    'GET /v1/leads/archived',
    'GET /v1/notes',
    'GET /v1/users',
    'GET /v1/users/me',
  ],
  oauth: (connector, tokenHost) =>
    signed(
      connector,
      tokenHost,
      'sandbox-pipedrive-token;base,deals:read,contacts:read,activities:read,leads:read,products:read,users:read,phone-integration',
    ),
  weak: {
    // Sam is no admin, and the app may not read deals
    sign: (connector, tokenHost) =>
      signed(connector, tokenHost, 'sandbox-pipedrive-token-sam;base,contacts:read,activities:read,users:read'),
    missing: ['admin of deals (permission set "sales")', 'deals:read'],
    skipped: ['leads', 'products'],
  },
});

describe('Pipedrive, read as its documents say', () => {
  let sandbox: RunningSandbox;
  let readings: Map<string, Reading>;

  beforeAll(async () => {
    sandbox = await startSandbox('pipedrive', { records: 400, limit: 'none' });
    const reader = openSource(pipedrive, sandbox);
    await reader.describe();
    readings = await readAll(reader);
    for (const { name } of await reader.streams()) await reader.readPage(name, null, { since: '2026-05-01T00:00:00Z' });
    await reader.close();
  });
  afterAll(() => sandbox.close());

  const record = (stream: string, fits: (record: SourceRecord) => boolean): SourceRecord | undefined =>
    readings.get(stream)?.records.find(fits);

  it('asks only for paths and parameters that the OpenAPI documents know', () => {
    const problemsOf = requestChecker('pipedrive');
    const requests = sandbox.control.requests();
    expect(requests.length).toBeGreaterThan(30);
    expect([...new Set(requests.flatMap(problemsOf))]).toStrictEqual([]);
  });

  it('names every participant of a deal once, the main one first', () => {
    const dump = sandbox.control.dump();
    const participants = dump.participants as { deal_id: number; person_id: number | null }[];
    const wrong = (readings.get('deals')?.records ?? []).filter((deal) => {
      const wanted = participants.filter((one) => String(one.deal_id) === deal.sourceId && one.person_id !== null);
      const found = deal.links.filter(({ kind }) => kind === 'contact').map(({ toId }) => toId);
      return deal.state !== 'deleted' && !wanted.every(({ person_id }) => found.includes(String(person_id)));
    });
    expect(wrong.map(({ sourceId }) => sourceId)).toStrictEqual([]);
    expect(record('deals', ({ links }) => links.length > 2)?.links.filter(({ primary }) => primary)).toHaveLength(2);
  });

  it('puts won and lost deals into stages of their own, and keeps the stage that they had reached', () => {
    const won = record('deals', ({ values }) => values.status === 'won')?.values;
    expect(won?.stage_id).toBe(`${won?.pipeline_id}:won`);
    expect(won?.stage_reached).toMatch(/^[A-Z]/);
  });

  it('decodes options, amounts, ranges, addresses and people of custom fields', () => {
    const values = Object.assign({}, ...(readings.get('deals')?.records ?? []).map((deal) => deal.values));
    const fields: unknown[] = Object.values(values);
    expect(fields).toContainEqual(expect.objectContaining({ currency: 'USD' }));
    expect(fields).toContainEqual(expect.arrayContaining([expect.stringMatching(/^(Core|Reporting|API|Mobile)$/)]));
    expect(fields).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/));
    expect(fields).toContainEqual('08:00:00 – 17:30:00');
    expect(fields).toContainEqual('Ann Lee');
  });

  it('gives leads the fields of deals, and their labels by name', () => {
    const { values } = record('leads', ({ values }) => values.label_ids !== undefined) ?? {
      values: {} as SourceRecord['values'],
    };
    expect(['Hot', 'Warm', 'Cold']).toContain((values.label_ids as string[])[0]);
    const custom = readings.get('leads')?.records.flatMap((lead) => Object.keys(lead.values)) ?? [];
    expect(custom.some((key) => /^[0-9a-f]{40}$/.test(key))).toBe(true);
  });

  it('takes an unsubscription for a refusal, and silence for nothing', () => {
    const consents = (status: string) => {
      const found = readings.get('persons')?.records.filter(({ values }) => values.marketing_status === status) ?? [];
      return new Set(found.map(({ values }) => values.email_opt_in));
    };
    expect(consents('unsubscribed')).toStrictEqual(new Set([false]));
    expect(consents('no consent')).toStrictEqual(new Set([undefined]));
  });

  it('keeps a due day without a time as a day, and reads times as UTC', () => {
    const dues = (readings.get('activities')?.records ?? []).map(({ values }) => String(values.due));
    expect(dues).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d$/));
    expect(dues).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
  });

  it('leaves out call logs that are activities as well, and counts their rows', () => {
    expect(readings.get('callLogs')?.records).toStrictEqual([]);
    expect(readings.get('callLogs')?.rows.length).toBeGreaterThan(0);
  });
});
