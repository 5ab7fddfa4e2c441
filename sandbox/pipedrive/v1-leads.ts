import { randomUUID } from 'node:crypto';
import { Refusal, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import { type Account, customFieldsOf } from './account.ts';
import { callerOf, requireScope } from './auth.ts';
import { BODIES, type Body } from './bodies.ts';
import { checkBody, checkCustomFields } from './check.ts';
import { slice } from './paging.ts';
import type { Row, View } from './records.ts';
import { failure, invalid, notFound, offsetPage, success } from './replies.ts';

const READ = ['leads:read', 'leads:full'];
const WRITE = ['leads:full'];
const HASH_KEY = /^[0-9a-f]{40}$/;

/** Leads and their fields: v1 only. */
export function routeLeads(router: Router, account: Account, base: string): void {
  const rows = account.rows.leads;
  const list = (request: SandboxRequest, archived: boolean) => {
    requireScope(request, READ);
    const page = slice(rows.all().filter(filterOf(request, archived)), request);
    return offsetPage(rows.texts(page.rows), page.pagination);
  };
  router.get(`${base}/leads`, (request) => list(request, false));
  router.get(`${base}/leads/archived`, (request) => list(request, true));
  router.get(`${base}/leads/:id`, (request) => {
    requireScope(request, READ);
    return success(leadOf(account, request).view);
  });
  router.post(`${base}/leads`, (request) => {
    requireScope(request, WRITE);
    const body = readLead(account, readObject(request), BODIES.leads!.create);
    if (!body['person_id'] && !body['organization_id']) throw invalid('A lead must have a person or an organization');
    return success(rows.insert({ view: newLead(account, callerOf(account, request).id, body), extra: {} }).view, 201);
  });
  router.patch(`${base}/leads/:id`, (request) => {
    requireScope(request, WRITE);
    const { view } = leadOf(account, request);
    const body = readLead(account, readObject(request), BODIES.leads!.update);
    const now = new Date(account.context.now()).toISOString();
    return success(rows.replace(String(view.id), { view: { ...view, ...body, update_time: now }, extra: {} })!.view);
  });
  router.delete(`${base}/leads/:id`, (request) => {
    requireScope(request, WRITE);
    const { id } = leadOf(account, request).view;
    rows.remove(String(id));
    return success({ id });
  });
  router.get(`${base}/leadFields`, (request) => {
    requireScope(request, READ);
    return leadFields(account, request);
  });
}

function filterOf({ query }: SandboxRequest, archived: boolean): (row: Row) => boolean {
  if (query.has('filter_id')) throw notFound('Filter');
  const since = archived ? undefined : readSince(query.get('updated_since'));
  const equals = ['owner_id', 'person_id', 'organization_id'].filter((key) => query.has(key));
  return ({ view }) => {
    if ((view['is_archived'] === true) !== archived) return false;
    if (since !== undefined && String(view['update_time']) < since) return false;
    return equals.every((key) => String(view[key]) === query.get(key));
  };
}

function readSince(text: string | null): string | undefined {
  if (text === null) return undefined;
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) throw new Refusal(failure(400, 'updated_since is not a valid date'));
  return new Date(timeMs).toISOString();
}

function leadOf(account: Account, request: SandboxRequest): Row {
  const lead = account.rows.leads.get(request.params['id']!);
  if (lead === undefined) throw notFound('Lead');
  return lead;
}

function readLead(account: Account, raw: Body, schema: NonNullable<typeof BODIES.leads>['create']): Body {
  const body = checkBody(account, raw, schema);
  const custom = Object.entries(body).filter(([key]) => HASH_KEY.test(key));
  checkCustomFields(account, 'deal', Object.fromEntries(custom));
  const labels = (body['label_ids'] ?? []) as string[];
  const unknown = labels.find((id) => !account.leadLabels.some((label) => label.id === id));
  if (unknown !== undefined) throw invalid(`label_ids: ${unknown} does not exist`);
  return body;
}

function newLead(account: Account, userId: number, body: Body): View {
  const now = new Date(account.context.now()).toISOString();
  return {
    id: randomUUID(),
    title: '',
    owner_id: userId,
    creator_id: userId,
    label_ids: [],
    person_id: null,
    organization_id: null,
    source_name: 'API',
    origin: 'API',
    origin_id: null,
    channel: null,
    channel_id: null,
    source_deal_id: null,
    is_archived: false,
    was_seen: false,
    value: null,
    expected_close_date: null,
    next_activity_id: null,
    add_time: now,
    update_time: now,
    visible_to: '7',
    cc_email: 'seller+lead@mailbox.example',
    ...body,
  };
}

/** Lead fields are the deals' custom fields, in v1's form. */
function leadFields(account: Account, request: SandboxRequest) {
  const shown = account.fields.deal
    .filter((field) => field.field_code === 'title')
    .concat(customFieldsOf(account, 'deal'));
  const fields = shown.map((field, index) => ({
    id: index + 1,
    key: field.field_code,
    name: field.field_name,
    order_nr: index + 1,
    field_type: field.field_type,
    add_time: account.users[0]!.created,
    update_time: account.users[0]!.created,
    last_updated_by_user_id: null,
    created_by_user_id: account.users[0]!.id,
    active_flag: true,
    edit_flag: field.is_custom_field,
    bulk_edit_allowed: true,
    mandatory_flag: field.field_code === 'title',
    options: field.options,
  }));
  const rows = fields.map((view) => ({ view, extra: {} }));
  const page = slice(rows, request);
  return offsetPage(JSON.stringify(page.rows.map((row) => row.view)), page.pagination);
}
