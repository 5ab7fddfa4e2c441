import type { Collection, Router, SandboxRequest } from '../kit/index.ts';
import { jsonText, type Reply } from '../kit/index.ts';
import { readActivity } from './activity-bodies.ts';
import { Body } from './body.ts';
import { withoutAbsent } from './changes.ts';
import { compareMoments, matching, readFilters, readOrder } from './filters.ts';
import { historyOf } from './history.ts';
import { stamp } from './moments.ts';
import { checkContact } from './opportunities.ts';
import { CAPS, one, page, readPage } from './page.ts';
import { deleted, invalid, notFound } from './replies.ts';
import type { CloseState } from './state.ts';
import { ACTIVITY_TYPES, type Activity, type ActivityType } from './types.ts';

/** Notes, calls, e-mails and meetings. Meetings come from calendars: they cannot be posted. */
export function activityRoutes(state: CloseState, router: Router): void {
  router.get('/activity', (request) => listAll(state, request));
  for (const type of ACTIVITY_TYPES) {
    const records = state.activities[type];
    const path = `/activity/${type}`;
    router.get(path, (request) => page(request, records, list(records, request), CAPS.activity));
    if (type !== 'meeting') router.post(path, (request) => one(request, records, create(state, type, request)));
    router.get(`${path}/:id`, (request) => {
      const found = records.get(request.params['id']!) ?? records.getLagged(request.params['id']!);
      return found === undefined ? notFound() : one(request, records, found);
    });
    router.put(`${path}/:id`, (request) => {
      const found = records.get(request.params['id']!);
      return found === undefined ? notFound() : one(request, records, update(state, type, request, found));
    });
    router.delete(`${path}/:id`, (request) => (records.remove(request.params['id']!) ? deleted() : notFound()));
  }
}

/** These need a single lead; dates can be filtered only for the field that is sorted by. */
function checkParameters(request: SandboxRequest): { field: string; down: boolean } | undefined {
  const { query } = request;
  const order = readOrder(request, ['activity_at', 'date_created']);
  if (query.get('lead_id') !== null) return order;
  const needsLead = ['user_id', 'user_id__in', 'contact_id', 'contact_id__in', '_type', '_type__in'];
  const named = needsLead.find((name) => query.get(name) !== null);
  if (named !== undefined) throw invalid({ [named]: 'This filter can only be used together with lead_id.' });
  if (order?.field === 'activity_at') throw invalid({ _order_by: 'activity_at needs lead_id.' });
  return order;
}

function list(records: Collection<Activity>, request: SandboxRequest): readonly Activity[] {
  const order = checkParameters(request);
  const leadId = request.query.get('lead_id');
  const field = order?.field ?? 'date_created';
  const tests = readFilters(request, ['id', 'user_id', 'contact_id', '_type'], [field]);
  const all = leadId === null ? records.all() : records.where('lead_id', leadId, ({ lead_id }) => [lead_id]);
  const found = matching(all, tests);
  if (order === undefined) return found;
  return [...found].sort((left, right) => {
    const sign = order.down ? -1 : 1;
    return sign * compareMoments(String(left[field]), String(right[field]));
  });
}

function listAll(state: CloseState, request: SandboxRequest): Reply {
  const { skip, limit } = readPage(request, CAPS.activity);
  const written = ACTIVITY_TYPES.flatMap((type) =>
    list(state.activities[type], request).map((record) => () => state.activities[type].text(record)),
  );
  const tests = readFilters(request, ['id', 'user_id', 'contact_id', '_type'], ['date_created']);
  const history = matching(historyOf(state, request.query.get('lead_id')), tests);
  const found = [...written, ...history.map((entry) => () => JSON.stringify(entry))];
  const rows = found.slice(skip, skip + limit).map((text) => text());
  return jsonText(`{"data":[${rows.join(',')}],"has_more":${skip + rows.length < found.length}}`);
}

function create(state: CloseState, type: Exclude<ActivityType, 'meeting'>, request: SandboxRequest): Activity {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  body.require('lead_id');
  const leadId = body.reference('lead_id', (id) => state.leads.get(id));
  const contactId = body.reference('contact_id', (id) => state.contacts.get(id));
  const author = body.reference('user_id', (id) => state.users.get(id)) ?? userId;
  const creator = body.reference('created_by_id', (id) => state.users.get(id)) ?? userId;
  const dateCreated = body.instant('date_created');
  const happened = body.instant('activity_at');
  const stamps = state.stamps(creator, dateCreated);
  const own = readActivity(state, type, body, author, stamps.date_created);
  checkContact(state, body, contactId ?? null, leadId ?? null);
  body.check();
  if (own['status'] === 'outbox' || own['status'] === 'scheduled') state.context.messageSent();
  return state.activities[type].insert({
    id: state.newId('acti'),
    _type: `${type.charAt(0).toUpperCase()}${type.slice(1)}`,
    lead_id: leadId!,
    contact_id: contactId ?? null,
    user_id: author,
    activity_at: happened ?? stamps.date_created,
    ...own,
    ...stamps,
  });
}

function update(state: CloseState, type: ActivityType, request: SandboxRequest, before: Activity): Activity {
  const body = Body.of(request);
  const isDraft = before['status'] === 'draft';
  if (
    type === 'email' &&
    !isDraft &&
    Object.keys(body.values).some((key) => key !== 'user_id' && key !== 'contact_id')
  ) {
    throw invalid({ status: 'Only drafts can be modified.' });
  }
  const names = Object.keys(body.values);
  const own =
    type === 'meeting'
      ? pickNamed(body.values, ['user_note_html', 'note', 'outcome_id'])
      : pickNamed(
          readActivity(state, type, new Body({ ...before, ...body.values }), before.user_id, before.date_created),
          names,
        );
  const contactId = body.reference('contact_id', (id) => state.contacts.get(id));
  checkContact(state, body, contactId ?? null, before.lead_id);
  const shared = withoutAbsent(
    { contact_id: contactId, activity_at: body.instant('activity_at') ?? undefined },
    body,
    false,
  );
  body.check();
  if (isDraft && (own['status'] === 'outbox' || own['status'] === 'scheduled')) state.context.messageSent();
  const stamps = { updated_by: request.principal!.userId!, date_updated: stamp() };
  return state.activities[type].update(before.id, { ...own, ...shared, ...stamps })!;
}

function pickNamed(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  // A note's text and its HTML are two writings of one thing.
  const wanted = names.flatMap((name) => (name === 'note' || name === 'note_html' ? ['note', 'note_html'] : [name]));
  return Object.fromEntries(wanted.filter((name) => name in values).map((name) => [name, values[name]]));
}
