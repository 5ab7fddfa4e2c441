import { type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { callerOf } from './auth.ts';
import { notFound, success } from './replies.ts';
import { scoped } from './v1-common.ts';

const USERS = ['users:read', 'admin'];

/** Users, and who the token belongs to. */
export function routeUsers(router: Router, account: Account, base: string): void {
  const shown = (request: SandboxRequest) => {
    const { id } = callerOf(account, request);
    return account.users.map((user) => ({ ...user, is_you: user.id === id }));
  };
  const all = scoped(USERS, (request) => success(shown(request)));
  const find = scoped(USERS, (request) => {
    const term = (request.query.get('term') ?? '').toLowerCase();
    const byEmail = request.query.get('search_by_email') === '1';
    return success(shown(request).filter((user) => (byEmail ? user.email : user.name).toLowerCase().includes(term)));
  });
  const one = scoped(USERS, (request) => {
    const user = shown(request).find((known) => String(known.id) === request.params['id']);
    if (user === undefined) throw notFound('User');
    return success(user);
  });
  router.get(`${base}/users`, all);
  router.get(`${base}/users/find`, find);
  router.get(`${base}/users/me`, (request) =>
    success({ ...shown(request).find((user) => user.is_you), ...account.company }),
  );
  router.get(`${base}/users/:id`, one);
  // Inviting a user costs a seat and sends a message: nothing that moves data may do it, so it is counted.
  router.post(`${base}/users`, (request) => {
    account.context.userInvited();
    account.context.messageSent();
    return success({ id: 0, email: readObject(request)['email'], active_flag: false });
  });
}
