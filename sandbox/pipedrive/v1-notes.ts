import { type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { callerOf, isAdmin, requireScope } from './auth.ts';
import { BODIES, type Body } from './bodies.ts';
import { checkBody } from './check.ts';
import { readTime } from './lists.ts';
import { slice } from './paging.ts';
import { type Row, toV1Time, type View, v1Time } from './records.ts';
import { forbidden, invalid, notFound, offsetPage, success } from './replies.ts';

const READ = ['deals:read', 'deals:full', 'contacts:read', 'contacts:full'];
const WRITE = ['deals:full', 'contacts:full'];
const PARENTS = ['deal_id', 'person_id', 'org_id', 'lead_id', 'project_id'];
const MAX_CONTENT_BYTES = 100_000;

/** Notes: v1 only, with nested names and times without a zone. */
export function routeNotes(router: Router, account: Account, base: string): void {
  const rows = account.rows.notes;
  router.get(`${base}/notes`, (request) => {
    requireScope(request, READ);
    const page = slice(ordered(account, request).filter(filterOf(request)), request);
    return offsetPage(rows.texts(page.rows), page.pagination);
  });
  router.get(`${base}/notes/:id`, (request) => {
    requireScope(request, READ);
    return success(noteOf(account, request).view);
  });
  router.post(`${base}/notes`, (request) => {
    requireScope(request, WRITE);
    const body = readNote(account, request, BODIES.notes!.create);
    if (PARENTS.every((key) => !body[key])) throw invalid(`one of ${PARENTS.join(', ')} is required`);
    return success(rows.insert({ view: newNote(account, request, body), extra: {} }).view);
  });
  router.put(`${base}/notes/:id`, (request) => {
    requireScope(request, WRITE);
    const { view } = noteOf(account, request);
    const body = readNote(account, request, BODIES.notes!.update);
    const next: View = { ...view, ...body, update_time: v1Time(account.context.now()) };
    return success(rows.replace(String(view.id), { view: withNames(account, next), extra: {} })!.view);
  });
  router.delete(`${base}/notes/:id`, (request) => {
    requireScope(request, WRITE);
    const { view } = noteOf(account, request);
    rows.replace(String(view.id), { view: { ...view, active_flag: false }, extra: {} });
    return success(true);
  });
}

function ordered(account: Account, request: SandboxRequest): readonly Row[] {
  const sort = request.query.get('sort');
  if (sort === null || /^id( asc)?$/i.test(sort)) return account.rows.notes.all();
  const [field = 'id', direction = 'ASC'] = sort.split(' ');
  const sign = direction.toUpperCase() === 'DESC' ? -1 : 1;
  const key = (row: Row) => (field === 'id' ? Number(row.view.id) : String(row.view[field]));
  return account.rows.notes.sorted(sort, (left, right) =>
    key(left) < key(right) ? -sign : key(left) > key(right) ? sign : 0,
  );
}

function filterOf({ query }: SandboxRequest): (row: Row) => boolean {
  const since = toV1Time(readTime(query.get('updated_since'), 'updated_since'));
  const equals = [...PARENTS, 'user_id'].filter((key) => query.has(key));
  const from = query.get('start_date');
  const to = query.get('end_date');
  return ({ view }) => {
    if (view['active_flag'] === false) return false;
    if (since !== null && String(view['update_time']) < since) return false;
    const day = String(view['add_time']).slice(0, 10);
    if ((from !== null && day < from) || (to !== null && day > to)) return false;
    return equals.every((key) => String(view[key]) === query.get(key));
  };
}

function noteOf(account: Account, request: SandboxRequest): Row {
  const note = account.rows.notes.get(request.params['id']!);
  if (note === undefined) throw notFound('Note');
  return note;
}

function readNote(account: Account, request: SandboxRequest, schema: NonNullable<typeof BODIES.notes>['create']): Body {
  const body = checkBody(account, readObject(request), schema);
  const caller = callerOf(account, request);
  if (body['user_id'] !== undefined && body['user_id'] !== caller.id && !isAdmin(caller)) {
    throw forbidden('Only an admin can change the author of a note');
  }
  if (Buffer.byteLength(String(body['content'] ?? '')) > MAX_CONTENT_BYTES)
    throw invalid('content: the note is too long');
  // Sanitised as the vendor does: what could run is taken out, the rest stays.
  if (typeof body['content'] === 'string') body['content'] = body['content'].replace(/<script[\s\S]*?<\/script>/gi, '');
  return body;
}

function newNote(account: Account, request: SandboxRequest, body: Body): View {
  const now = v1Time(account.context.now());
  const empty: View = {
    id: account.nextId('notes'),
    active_flag: true,
    add_time: now,
    content: '',
    deal: null,
    lead_id: null,
    deal_id: null,
    last_update_user_id: null,
    org_id: null,
    organization: null,
    person: null,
    person_id: null,
    project_id: null,
    project: null,
    pinned_to_lead_flag: false,
    pinned_to_deal_flag: false,
    pinned_to_organization_flag: false,
    pinned_to_person_flag: false,
    pinned_to_project_flag: false,
    update_time: now,
    user_id: callerOf(account, request).id,
  };
  return withNames(account, { ...empty, ...body });
}

/** The nested names beside the ids, and flags as they are read. */
function withNames(account: Account, view: View): View {
  const { deals, persons, organizations } = account.rows;
  const nameOf = (rows: typeof deals, key: string, name: string) => {
    const found = view[key] === null ? undefined : rows.get(String(view[key]));
    return found === undefined ? null : { [name]: found.view[name] };
  };
  const user = account.users.find((known) => known.id === view['user_id'])!;
  const flags = Object.keys(view).filter((key) => key.startsWith('pinned_to_'));
  return {
    ...view,
    ...Object.fromEntries(flags.map((flag) => [flag, view[flag] === true || view[flag] === 1])),
    deal: nameOf(deals, 'deal_id', 'title'),
    person: nameOf(persons, 'person_id', 'name'),
    organization: nameOf(organizations, 'org_id', 'name'),
    user: { email: user.email, icon_url: null, is_you: user.has_created_company, name: user.name },
  };
}
