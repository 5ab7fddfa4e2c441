import { json, type Router, type SandboxRequest } from '../kit/index.ts';
import { Body } from './body.ts';
import { orEmpty, withoutAbsent } from './changes.ts';
import { compareMoments, matching, readFilters, readOrder } from './filters.ts';
import { stamp } from './moments.ts';
import { checkContact } from './opportunities.ts';
import { CAPS, one, page } from './page.ts';
import { deleted, invalid, notFound } from './replies.ts';
import type { CloseState } from './state.ts';
import type { Task } from './types.ts';

/** Tasks. Those of other types (missed calls, incoming e-mails) are made by the vendor and cannot be posted. */
export function taskRoutes(state: CloseState, router: Router): void {
  const { tasks } = state;
  router.get('/task', (request) => page(request, tasks, listTasks(state, request), CAPS.task));
  router.post('/task', (request) => one(request, tasks, createTask(state, request)));
  router.put('/task', (request) => updateMany(state, request));
  router.get('/task/:id', (request) => {
    const task = tasks.get(request.params['id']!) ?? tasks.getLagged(request.params['id']!);
    return task === undefined ? notFound() : one(request, tasks, task);
  });
  router.put('/task/:id', (request) => {
    const task = tasks.get(request.params['id']!);
    if (task === undefined) return notFound();
    const body = Body.of(request);
    const text = task._type === 'lead' ? { text: orEmpty(body.text('text')) } : {};
    const given = { ...readChanges(state, body), ...text };
    body.check();
    return one(request, tasks, change(state, request, task, withoutAbsent(given, body, false)));
  });
  router.delete('/task/:id', (request) => {
    const task = tasks.get(request.params['id']!);
    if (task === undefined) return notFound();
    tasks.remove(task.id);
    state.leads.touch(task.lead_id);
    return deleted();
  });
}

function listTasks(state: CloseState, request: SandboxRequest): readonly Task[] {
  const tests = readFilters(
    request,
    ['id', 'lead_id', 'assigned_to', '_type', 'is_complete'],
    ['date', 'date_created', 'date_updated'],
  );
  if (request.query.get('view') === 'archive') tests.push((row) => row['is_complete'] === true);
  const order = readOrder(request, ['date', 'date_created']);
  if (order === undefined) return matching(state.tasks.all(), tests);
  const field = order.field as 'date' | 'date_created';
  const sorted = state.tasks.sorted(`${field}${order.down}`, (left, right) => {
    const [a, b] = order.down ? [right, left] : [left, right];
    return compareMoments(a[field] ?? '', b[field] ?? '');
  });
  return matching(sorted, tests);
}

function createTask(state: CloseState, request: SandboxRequest): Task {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  body.require('lead_id');
  const type = body.choice('_type', ['lead', 'outgoing_call'] as const) ?? 'lead';
  const leadId = body.reference('lead_id', (id) => state.leads.get(id));
  const contactId = body.reference('contact_id', (id) => state.contacts.get(id));
  const given = { ...readChanges(state, body), text: orEmpty(body.text('text')), contact_id: contactId };
  checkContact(state, body, contactId ?? null, leadId ?? null);
  body.check();
  const task = state.tasks.insert({
    id: state.newId('task'),
    _type: type,
    lead_id: leadId!,
    contact_id: null,
    assigned_to: userId,
    text: '',
    date: null,
    is_complete: false,
    priority: null,
    ...withoutAbsent(given, body, true),
    ...state.stamps(userId),
  });
  state.leads.touch(task.lead_id);
  return task;
}

function readChanges(state: CloseState, body: Body) {
  const date = body.dateOrInstant('date');
  return {
    assigned_to: body.reference('assigned_to', (id) => state.users.get(id)) ?? undefined,
    date: date === undefined ? body.dateOrInstant('due_date') : date,
    is_complete: body.flag('is_complete'),
    priority: body.choice('priority', ['high', 'medium'] as const),
  };
}

function change(state: CloseState, request: SandboxRequest, task: Task, changes: Partial<Task>): Task {
  const stamps = { updated_by: request.principal!.userId!, date_updated: stamp() };
  const changed = state.tasks.update(task.id, { ...changes, ...stamps })!;
  state.leads.touch(task.lead_id);
  return changed;
}

/** `PUT /task/?id__in=a,b` sets assignee, date or completion of many at once. */
function updateMany(state: CloseState, request: SandboxRequest) {
  const body = Body.of(request);
  const given = withoutAbsent(readChanges(state, body), body, false);
  body.check();
  // Without a filter this would change every task of the organization.
  if (request.query.size === 0) throw invalid({}, ['At least one filter is required.']);
  for (const task of listTasks(state, request)) change(state, request, task, given);
  return json({});
}
