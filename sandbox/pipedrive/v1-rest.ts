import { type Handler, type Reply, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { callerOf, requireScope } from './auth.ts';
import { mailMessage } from './mail.ts';
import { related } from './objects.ts';
import { slice } from './paging.ts';
import { participant } from './participants.ts';
import type { Row } from './records.ts';
import { failure, invalid, notFound, offsetPage, success } from './replies.ts';
import { ACTIVITY_TYPES } from './writes.ts';

const MAX_CALL_LOGS = 50;
const MAX_FILES = 100;
const DEALS = ['deals:read', 'deals:full'];

/** What is left in v1: users, activity types, call logs, files, mail and participants. */
export function routeRest(router: Router, account: Account, base: string): void {
  routeUsers(router, account, base);
  const { rows } = account;
  router.get(
    `${base}/activityTypes`,
    scoped(['activities:read', 'activities:full'], () => success(activityTypes(account))),
  );
  router.get(
    `${base}/callLogs`,
    scoped(['phone-integration'], (request) => page(rows.callLogs.all(), request, MAX_CALL_LOGS)),
  );
  router.get(
    `${base}/callLogs/:id`,
    scoped(['phone-integration'], (request) => success(found(rows.callLogs.get(request.params['id']!)).view)),
  );
  router.get(
    `${base}/files`,
    scoped(DEALS, (request) => page(rows.files.all(), request, MAX_FILES)),
  );
  router.get(
    `${base}/files/:id`,
    scoped(DEALS, (request) => success(found(rows.files.get(request.params['id']!)).view)),
  );
  router.get(
    `${base}/files/:id/download`,
    scoped(DEALS, (request) => download(account, request)),
  );
  for (const [object, key] of [
    ['persons', 'person_id'],
    ['deals', 'deal_id'],
    ['organizations', 'org_id'],
  ] as const) {
    router.get(
      `${base}/${object}/:id/mailMessages`,
      scoped(['mail:read', 'mail:full'], (request) => {
        found(rows[object].get(request.params['id']!));
        return mailPage(account, request, related(rows.mailMessages, key, request.params['id']!));
      }),
    );
  }
  routeParticipants(router, account, base);
}

function routeUsers(router: Router, account: Account, base: string): void {
  const shown = (request: SandboxRequest) =>
    account.users.map((user) => ({ ...user, is_you: user.id === callerOf(account, request).id }));
  const users = ['users:read', 'admin'];
  router.get(
    `${base}/users`,
    scoped(users, (request) => success(shown(request))),
  );
  router.get(`${base}/users/me`, (request) =>
    success({ ...shown(request).find((user) => user.is_you), ...account.company }),
  );
  router.get(
    `${base}/users/find`,
    scoped(users, (request) => {
      const term = (request.query.get('term') ?? '').toLowerCase();
      const byEmail = request.query.get('search_by_email') === '1';
      return success(shown(request).filter((user) => (byEmail ? user.email : user.name).toLowerCase().includes(term)));
    }),
  );
  router.get(
    `${base}/users/:id`,
    scoped(users, (request) => {
      const user = shown(request).find((known) => String(known.id) === request.params['id']);
      if (user === undefined) throw notFound('User');
      return success(user);
    }),
  );
  // Inviting a user costs a seat and sends a message: nothing that moves data may do it, so it is counted.
  router.post(`${base}/users`, (request) => {
    account.context.userInvited();
    account.context.messageSent();
    return success({ id: 0, email: readObject(request)['email'], active_flag: false });
  });
}

function routeParticipants(router: Router, account: Account, base: string): void {
  const { deals, participants, persons } = account.rows;
  const path = `${base}/deals/:id/participants`;
  router.get(
    path,
    scoped(DEALS, (request) => {
      found(deals.get(request.params['id']!));
      const { rows, pagination } = slice(related(participants, 'deal_id', request.params['id']!), request);
      return offsetPage(JSON.stringify(rows.map((row) => participant(account, row))), pagination);
    }),
  );
  router.post(
    path,
    scoped(['deals:full'], (request) => {
      const deal = found(deals.get(request.params['id']!));
      const { person_id: personId } = readObject(request);
      if (typeof personId !== 'number' || persons.get(String(personId)) === undefined)
        throw invalid('person_id: does not exist');
      const known = related(participants, 'deal_id', deal.view.id).find((row) => row.view['person_id'] === personId);
      const row =
        known ??
        participants.insert({
          view: {
            id: account.nextId('participants'),
            deal_id: deal.view.id,
            person_id: personId,
            added_by: 0,
            addedMs: account.context.now(),
          },
          extra: {},
        });
      return success(participant(account, row));
    }),
  );
  router.delete(
    `${path}/:participant`,
    scoped(['deals:full'], (request) => {
      const id = request.params['participant']!;
      if (!participants.remove(id)) throw notFound('Participant');
      return success({ id: Number(id) });
    }),
  );
}

function scoped(anyOf: readonly string[], handler: Handler): Handler {
  return (request) => {
    requireScope(request, anyOf);
    return handler(request);
  };
}

function found(row: Row | undefined): Row {
  if (row === undefined) throw notFound('Item');
  return row;
}

function page(all: readonly Row[], request: SandboxRequest, cap: number): Reply {
  const { rows, pagination } = slice(all, request, cap);
  return offsetPage(JSON.stringify(rows.map((row) => row.view)), pagination);
}

function mailPage(account: Account, request: SandboxRequest, mails: readonly Row[]): Reply {
  const { rows, pagination } = slice(mails, request);
  const withBody = request.query.get('include_body') === '1';
  return offsetPage(JSON.stringify(rows.map((row) => mailMessage(account, row, withBody))), pagination);
}

function activityTypes(account: Account) {
  const time = account.users[0]!.created;
  return [...ACTIVITY_TYPES].map(([key, { name, custom }], index) => ({
    id: index + 1,
    order_nr: index + 1,
    name,
    key_string: key,
    icon_key: custom ? 'car' : key,
    active_flag: true,
    color: 'FFFFFF',
    is_custom_flag: custom,
    add_time: time,
    update_time: time,
  }));
}

function download(account: Account, request: SandboxRequest): Reply {
  const { view } = found(account.rows.files.get(request.params['id']!));
  const deal = account.rows.deals.get(String(view['deal_id']));
  if (deal === undefined) return failure(410, 'The file is gone');
  return {
    status: 200,
    body: `Offer ${view.id} for ${String(deal.view['title'])}\n`,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  };
}
