import { jsonText, type Reply, type Router, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { callerOf, isAdmin, requireScope } from './auth.ts';
import { isVisible, type V2Object } from './objects.ts';
import { scan } from './paging.ts';
import type { Row, Rows } from './records.ts';
import { cursorPage, invalid, notFound } from './replies.ts';

const MAX_IDS = 100;
const MAX_CUSTOM_FIELDS = 15;
const DEAL_STATUSES = ['open', 'won', 'lost', 'deleted'];

/** GET of a list and of one record by id, for a v2 object. */
export function routeReads(router: Router, account: Account, object: V2Object): void {
  const path = `/api/v2/${object.name}`;
  router.get(path, (request) => list(account, object, request, false));
  if (object.name === 'deals') router.get(`${path}/archived`, (request) => list(account, object, request, true));
  router.get(`${path}/:id`, (request) => {
    requireScope(request, object.scopes.read);
    const row = visibleRow(account, object, request);
    return jsonText(`{"success":true,"data":${textOf(account, object, request)(row)}}`);
  });
}

/** The record that the path names, where the caller may see it. Deleted ones can be read for 30 days. */
export function visibleRow(account: Account, object: V2Object, request: SandboxRequest): Row {
  const id = request.params['id'] ?? '';
  if (!/^\d+$/.test(id)) throw invalid('id: Expected number, received string');
  const row = account.rows[object.name].get(String(Number(id)));
  if (row === undefined || !isVisible(row, viewerOf(account, request))) throw notFound(object.singular);
  return row;
}

function list(account: Account, object: V2Object, request: SandboxRequest, archived: boolean): Reply {
  requireScope(request, object.scopes.read);
  const matches = filterOf(account, object, request, archived);
  const { rows, nextCursor } = scan(account.rows[object.name], request, { sortFields: object.sortFields, matches });
  const text = textOf(account, object, request);
  let data = '';
  for (const row of rows) data += data === '' ? text(row) : `,${text(row)}`;
  return cursorPage(`[${data}]`, nextCursor);
}

function filterOf(
  account: Account,
  object: V2Object,
  request: SandboxRequest,
  archived: boolean,
): (row: Row) => boolean {
  const { query } = request;
  const viewer = viewerOf(account, request);
  if (query.has('filter_id')) throw notFound('Filter');
  const ids = query.get('ids')?.split(',').map(wholeNumber('ids'));
  if (ids !== undefined && ids.length > MAX_IDS) throw invalid(`ids: Array must contain at most ${MAX_IDS} element(s)`);
  if (ids !== undefined) return (row) => ids.includes(Number(row.view.id)) && isVisible(row, viewer);
  const equals = object.filters.flatMap((key) =>
    query.has(key) ? [[key, wholeNumber(key)(query.get(key)!)] as const] : [],
  );
  const done = query.get('done');
  const leadId = query.get('lead_id');
  const statuses = object.name === 'deals' ? readStatuses(query.get('status')) : undefined;
  const since = readTime(query.get('updated_since'), 'updated_since');
  const until = readTime(query.get('updated_until'), 'updated_until');
  return (row) => {
    const { view } = row;
    if (statuses === undefined ? view['is_deleted'] === true : !statuses.includes(String(view['status']))) return false;
    if (statuses !== undefined && (view['is_archived'] === true) !== archived) return false;
    for (const [key, value] of equals) if (view[key] !== value) return false;
    if (done !== null && String(view['done']) !== done) return false;
    if (leadId !== null && view['lead_id'] !== leadId) return false;
    const updated = view['update_time'] as string;
    if (since !== undefined && updated < since) return false;
    if (until !== undefined && updated >= until) return false;
    return isVisible(row, viewer);
  };
}

/** The user who asks, with what decides about seeing. */
function viewerOf(account: Account, request: SandboxRequest): { id: number; admin: boolean } {
  const user = callerOf(account, request);
  return { id: user.id, admin: isAdmin(user) };
}

function readStatuses(text: string | null): string[] {
  if (text === null) return DEAL_STATUSES.slice(0, 3);
  const statuses = text.split(',');
  if (statuses.every((status) => DEAL_STATUSES.includes(status))) return statuses;
  throw invalid(`status: Expected ${DEAL_STATUSES.join(', ')}`);
}

function wholeNumber(name: string): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text.trim())) throw invalid(`${name}: Expected number, received string`);
    return Number(text);
  };
}

/** RFC 3339, rounded up to the second that records are kept to: `since` includes it, `until` does not. */
export function readTime(text: string | null, name: string): string | undefined {
  if (text === null) return undefined;
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(timeMs)) throw invalid(`${name}: Expected a time in RFC 3339 format`);
  return `${new Date(Math.ceil(timeMs / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** How a record is written out for this request; the plain form is kept with the record. */
function textOf(account: Account, object: V2Object, request: SandboxRequest): (row: Row) => string {
  const { query } = request;
  const rows: Rows = account.rows[object.name];
  const included = (query.get('include_fields') ?? '').split(',').filter((name) => name !== '');
  const unknown = included.find((name) => object.include[name] === undefined);
  if (unknown !== undefined) throw invalid(`include_fields: ${unknown} is not known here`);
  const customKeys = query.get('custom_fields')?.split(',');
  if ((customKeys?.length ?? 0) > MAX_CUSTOM_FIELDS) throw invalid(`custom_fields: at most ${MAX_CUSTOM_FIELDS} keys`);
  const labelled = query.get('include_option_labels') === 'true' || query.get('include_labels') === 'true';
  const base =
    customKeys === undefined && !labelled
      ? (row: Row) => rows.text(row)
      : (row: Row) => shaped(account, object, request, row);
  if (included.length === 0) return base;
  return (row) => {
    const more = included.map(
      (name) => `${JSON.stringify(name)}:${JSON.stringify(object.include[name]!(account, row) ?? null)}`,
    );
    return `${base(row).slice(0, -1)},${more.join(',')}}`;
  };
}

/** A record with a choice of custom fields, or with labels beside option ids. */
function shaped(account: Account, object: V2Object, request: SandboxRequest, row: Row): string {
  const { query } = request;
  const keys = query.get('custom_fields')?.split(',');
  const fields = account.fields[object.fieldOwner ?? 'activity'];
  const view = { ...row.view };
  const values = (view['custom_fields'] ?? {}) as Record<string, unknown>;
  const chosen = Object.entries(values).filter(([key]) => keys === undefined || keys.includes(key));
  const withLabel = (code: string) => (id: unknown) =>
    fields.find((field) => field.field_code === code)?.options?.find((option) => option.id === id) ?? id;
  if (query.get('include_option_labels') === 'true') {
    view['custom_fields'] = Object.fromEntries(
      chosen.map(([key, value]) => [key, labelledValue(withLabel(key), value)]),
    );
  } else if ('custom_fields' in view) view['custom_fields'] = Object.fromEntries(chosen);
  if (query.get('include_labels') === 'true')
    view['labels'] = ((view['label_ids'] ?? []) as unknown[]).map(withLabel('label_ids'));
  return JSON.stringify(view);
}

function labelledValue(label: (id: unknown) => unknown, value: unknown): unknown {
  return Array.isArray(value) ? value.map(label) : typeof value === 'number' ? label(value) : value;
}
