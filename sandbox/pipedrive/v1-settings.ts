import { randomUUID } from 'node:crypto';
import { type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account, ActivityType } from './account.ts';
import { requireAdmin } from './auth.ts';
import { invalid, success } from './replies.ts';
import { scoped } from './v1-common.ts';

const LABEL_COLOURS = 'blue brown dark-gray gray green orange pink purple red yellow'.split(' ');

/** The types that every account has, and one that the seeded team has made for itself. */
export const ACTIVITY_TYPES: readonly ActivityType[] = [
  { key: 'call', name: 'Call', custom: false },
  { key: 'meeting', name: 'Meeting', custom: false },
  { key: 'task', name: 'Task', custom: false },
  { key: 'deadline', name: 'Deadline', custom: false },
  { key: 'email', name: 'Email', custom: false },
  { key: 'lunch', name: 'Lunch', custom: false },
  { key: 'site_visit', name: 'Site visit', custom: true },
];

/** Activity types and lead labels. */
export function routeSettings(router: Router, account: Account, base: string): void {
  const listTypes = scoped(['activities:read', 'activities:full'], () =>
    success(account.activityTypes.map(typeView(account))),
  );
  const addType = scoped(['admin'], (request) => {
    const name = nameOf(account, request);
    const key = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
    if (account.activityTypes.some((type) => type.key === key)) throw invalid(`name: ${name} exists already`);
    account.activityTypes.push({ key, name, custom: true });
    return success(account.activityTypes.map(typeView(account)).at(-1));
  });
  const addLabel = scoped(['leads:full'], (request) => {
    const name = nameOf(account, request);
    const { color } = readObject(request);
    if (typeof color !== 'string' || !LABEL_COLOURS.includes(color))
      throw invalid(`color: one of ${LABEL_COLOURS.join(', ')}`);
    const now = new Date(account.context.now()).toISOString();
    const label = { id: randomUUID(), name, color, add_time: now, update_time: now };
    account.leadLabels.push(label);
    return success(label);
  });
  router.get(`${base}/activityTypes`, listTypes);
  router.post(`${base}/activityTypes`, addType);
  router.get(
    `${base}/leadLabels`,
    scoped(['leads:read', 'leads:full'], () => success(account.leadLabels)),
  );
  router.post(`${base}/leadLabels`, addLabel);
}

function nameOf(account: Account, request: SandboxRequest): string {
  requireAdmin(account, request);
  const { name } = readObject(request);
  if (typeof name !== 'string' || name === '') throw invalid('name: Required');
  return name;
}

function typeView(account: Account) {
  const time = account.users[0]!.created;
  return ({ key, name, custom }: ActivityType, index: number) => ({
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
  });
}
