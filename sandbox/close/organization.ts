import { json, type Router } from '../kit/index.ts';
import { Body } from './body.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { forbidden, notFound } from './replies.ts';
import { mayConfigure } from './rights.ts';
import type { CloseState } from './state.ts';
import type { User } from './types.ts';

const ROLES = ['admin', 'superuser', 'user', 'restricteduser'] as const;

/** The caller, the users and the organization. */
export function organizationRoutes(state: CloseState, router: Router): void {
  const { users, organization } = state;
  router.get('/me', (request) => {
    const user = users.get(request.principal!.userId!)!;
    const organizations = [{ id: organization.id, name: organization.name, currency: organization.currency }];
    return json({ ...user, organizations });
  });
  router.get('/user', (request) => page(request, users, users.all(), CAPS.definition));
  router.get('/user/:id', (request) => {
    const user = users.get(request.params['id']!);
    return user === undefined ? notFound() : one(request, users, user);
  });
  router.get('/organization/:id', (request) => {
    if (request.params['id'] !== organization.id) return notFound();
    return json({
      ...organization,
      lead_statuses: state.leadStatuses.all(),
      opportunity_statuses: state.opportunityStatuses.all(),
      pipelines: state.pipelines.all().map((pipeline) => state.pipelines.view(pipeline)),
      memberships: users.all().map((user) => ({ user_id: user.id, user_email: user.email })),
      inactive_memberships: [],
    });
  });
  router.get('/role', () => json({ data: ROLES.map((id) => ({ id, name: id })), has_more: false }));
  router.post('/membership', (request) => {
    if (!mayConfigure(request)) return forbidden('manage_organization');
    const body = Body.of(request);
    body.require('email');
    body.require('role_id');
    const email = body.text('email') ?? '';
    body.check();
    // Provisions a user, invites it by e-mail and takes a paid seat.
    state.context.userInvited();
    const user = users.current().find((known) => known.email === email) ?? addUser(state, email, '', '');
    return json({ id: state.newId('memb'), user_id: user.id, role_id: body.values['role_id'] });
  });
}

export function addUser(state: CloseState, email: string, firstName: string, lastName: string): User {
  const now = stamp();
  return state.users.insert({
    id: state.newId('user'),
    email,
    first_name: firstName,
    last_name: lastName,
    image: null,
    organizations: [state.organization.id],
    date_created: now,
    date_updated: now,
  });
}
