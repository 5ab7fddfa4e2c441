import type { Router, SandboxRequest } from '../kit/index.ts';
import { type Account, customFieldsOf } from './account.ts';
import { callerOf, requireAdmin, requireScope } from './auth.ts';
import { BODIES, type Body } from './bodies.ts';
import { checkCustomFields, readBody } from './check.ts';
import { createView } from './create.ts';
import { closeDeal } from './deal-status.ts';
import { visibleRow } from './lists.ts';
import type { V2Object } from './objects.ts';
import { type Row, type View, v2Time } from './records.ts';
import { invalid, success } from './replies.ts';

const SETTINGS = ['pipelines', 'stages'];

/** POST, PATCH and DELETE of a v2 object. */
export function routeWrites(router: Router, account: Account, object: V2Object): void {
  const path = `/api/v2/${object.name}`;
  const rows = account.rows[object.name];
  const bodies = BODIES[object.name]!;
  router.post(path, (request) => {
    mayWrite(account, object, request);
    const body = readBody(account, request, bodies.create);
    const row = createRow(account, object, body, callerOf(account, request).id);
    return success(rows.insert(row).view, object.name === 'products' ? 201 : 200);
  });
  router.patch(`${path}/:id`, (request) => {
    mayWrite(account, object, request);
    const row = visibleRow(account, object, request);
    const body = readBody(account, request, bodies.update);
    return success(rows.replace(String(row.view.id), changed(account, object, row, body))!.view);
  });
  router.delete(`${path}/:id`, (request) => {
    mayWrite(account, object, request);
    const { view, extra } = visibleRow(account, object, request);
    const gone: View = { ...view, is_deleted: true, update_time: v2Time(account.context.now()) };
    if (object.name === 'deals') gone['status'] = 'deleted';
    rows.replace(String(view.id), { view: gone, extra });
    return success({ id: view.id });
  });
}

function mayWrite(account: Account, object: V2Object, request: SandboxRequest): void {
  requireScope(request, object.scopes.write);
  if (SETTINGS.includes(object.name)) requireAdmin(account, request);
}

function createRow(account: Account, object: V2Object, body: Body, userId: number): Row {
  const view = createView(account, object.name, userId);
  const unset =
    object.fieldOwner === undefined || object.name === 'activities' ? undefined : emptyCustomFields(account, object);
  if (unset !== undefined) view['custom_fields'] = unset;
  const row: Row = { view, extra: object.name === 'persons' ? { marketing_status: 'no_consent', doi_status: 1 } : {} };
  return changed(account, object, row, body);
}

function emptyCustomFields(account: Account, object: V2Object): Body {
  return Object.fromEntries(customFieldsOf(account, object.fieldOwner!).map((field) => [field.field_code, null]));
}

/** The record after a write. */
function changed(account: Account, object: V2Object, row: Row, body: Body): Row {
  const now = v2Time(account.context.now());
  const { custom_fields: custom, marketing_status: marketing, attendees, ...own } = body;
  const view: View = { ...row.view, ...own, update_time: now };
  if (typeof own['add_time'] === 'string') view['add_time'] = v2Time(Date.parse(toUtc(own['add_time'])));
  if (custom !== undefined) {
    const values = checkCustomFields(account, object.fieldOwner ?? 'activity', custom);
    view['custom_fields'] = { ...(view['custom_fields'] as Body), ...values };
  }
  if (object.name === 'persons') namePerson(view, own);
  if (object.name === 'deals') closeDeal(account, view, own, row.view, now);
  if (object.name === 'activities') settleActivity(account, view, own, now);
  const extra = { ...row.extra };
  if (marketing !== undefined) extra['marketing_status'] = nextMarketingStatus(row, view, marketing);
  if (attendees !== undefined) extra['attendees'] = attendees;
  return { view, extra };
}

const toUtc = (time: string) => (/(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time.replace(' ', 'T')}Z`);

function namePerson(view: View, own: Body): void {
  if (typeof own['name'] === 'string') {
    const [first = '', ...last] = own['name'].trim().split(/\s+/);
    view['first_name'] = first;
    view['last_name'] = last.length === 0 ? null : last.join(' ');
  }
  for (const key of ['emails', 'phones', 'im']) {
    if (own[key] === undefined) continue;
    const entries = own[key] as { value: string; primary?: boolean; label?: string }[];
    const primary = Math.max(
      entries.findIndex((entry) => entry.primary === true),
      0,
    );
    view[key] = entries.map((entry, index) => ({
      value: entry.value,
      primary: index === primary,
      label: entry.label ?? 'work',
    }));
  }
}

/** Without a valid address there is no consent to have, and a refusal is not undone by a later write. */
function nextMarketingStatus(row: Row, view: View, wanted: unknown): unknown {
  if ((view['emails'] as unknown[]).length === 0) return 'no_consent';
  return row.extra['marketing_status'] === 'unsubscribed' ? 'unsubscribed' : wanted;
}

function settleActivity(account: Account, view: View, own: Body, now: string): void {
  const type = own['type'];
  if (typeof type === 'string' && !account.activityTypes.some((known) => known.key === type))
    throw invalid(`type: ${type} is not an activity type here`);
  if (own['person_id'] !== undefined && own['participants'] === undefined) {
    view['participants'] = own['person_id'] === null ? [] : [{ person_id: own['person_id'], primary: true }];
  }
  const participants = own['participants'] as { person_id: number; primary?: boolean }[] | undefined;
  if (participants !== undefined) {
    for (const { person_id: id } of participants) {
      if (account.rows.persons.get(String(id)) === undefined)
        throw invalid(`participants: person ${id} does not exist`);
    }
    view['person_id'] = (participants.find((each) => each.primary === true) ?? participants[0])?.person_id ?? null;
  }
  if (own['done'] !== undefined) view['marked_as_done_time'] = own['done'] === true ? now : null;
}
