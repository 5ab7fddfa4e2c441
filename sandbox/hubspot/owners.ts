import { json, type Router, type SandboxRequest } from '../kit/index.ts';
import type { StoryUser } from '../story/types.ts';
import { requireScope } from './auth.ts';
import type { Portal } from './portal.ts';
import { invalid, notFound } from './replies.ts';

export type Owner = {
  id: string;
  email: string;
  type: 'PERSON';
  firstName: string;
  lastName: string;
  userId?: number;
  userIdIncludingInactive: number;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  teams: { id: string; name: string; primary: boolean }[];
};

const FIRST_OWNER_ID = 91_000_001;
const FIRST_USER_ID = 4455;
const MAX_LIMIT = 500;

export const ownerIdOf = (index: number): string => String(FIRST_OWNER_ID + index);

/** Owners are not users: their ids differ, and one who has left is archived and has no user any more. */
export function ownersOf(people: readonly StoryUser[]): Owner[] {
  return people.map((person, index) => {
    const userId = FIRST_USER_ID + index;
    return {
      id: ownerIdOf(index),
      email: person.email,
      type: 'PERSON',
      firstName: person.first,
      lastName: person.last,
      ...(person.active ? { userId } : {}),
      userIdIncludingInactive: userId,
      createdAt: '2013-01-07T09:00:00.000Z',
      updatedAt: '2026-01-07T09:00:00.000Z',
      archived: !person.active,
      teams: [{ id: '1', name: 'Sales', primary: true }],
    };
  });
}

export function routeOwners(router: Router, portal: Portal, base: string): void {
  router.get(base, (request) => {
    requireScope(request, ['crm.objects.owners.read', 'automation']);
    return json(page(portal, request));
  });
  router.get(`${base}/:id`, (request) => {
    requireScope(request, ['crm.objects.owners.read', 'automation']);
    const byUser = request.query.get('idProperty') === 'userId';
    const owner = portal.owners.find(({ id, userId }) => (byUser ? String(userId) : id) === request.params['id']);
    if (owner === undefined || owner.archived !== (request.query.get('archived') === 'true'))
      throw notFound('owner not found');
    return json(owner);
  });
}

function page(portal: Portal, { query }: SandboxRequest) {
  const limit = Number(query.get('limit') ?? 100);
  if (!(limit >= 1 && limit <= MAX_LIMIT)) throw invalid(`limit must be from 1 to ${MAX_LIMIT}`);
  const email = query.get('email')?.toLowerCase();
  const wanted = portal.owners
    .filter((owner) => owner.archived === (query.get('archived') === 'true'))
    .filter((owner) => email === undefined || owner.email === email);
  const start = wanted.findIndex((owner) => owner.id === query.get('after'));
  const results = wanted.slice(Math.max(start, 0), Math.max(start, 0) + limit);
  const next = wanted[Math.max(start, 0) + limit];
  return next === undefined ? { results } : { results, paging: { next: { after: next.id } } };
}
