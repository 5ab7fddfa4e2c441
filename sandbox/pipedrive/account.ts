import type { SandboxContext } from '../kit/index.ts';
import {
  type Field,
  type FieldOption,
  type FieldOwner,
  fieldOf,
  hashKey,
  SEEDED_FIELDS,
  standardFields,
} from './fields.ts';
import { idOfRow, type Row, type Rows, renderRow } from './records.ts';
import { companyOf, type User } from './users.ts';

/** The objects that have a collection of their own. */
const OBJECTS = [
  'organizations',
  'persons',
  'deals',
  'leads',
  'activities',
  'notes',
  'products',
  'dealProducts',
  'pipelines',
  'stages',
  'callLogs',
  'files',
  'mailMessages',
  'participants',
] as const;

export type ObjectName = (typeof OBJECTS)[number];

export type ActivityType = { key: string; name: string; custom: boolean };

/** All that one Pipedrive company account holds. */
export type Account = {
  context: SandboxContext;
  company: ReturnType<typeof companyOf>;
  users: User[];
  rows: Record<ObjectName, Rows>;
  fields: Record<FieldOwner, Field[]>;
  leadLabels: { id: string; name: string; color: string; add_time: string; update_time: string }[];
  activityTypes: ActivityType[];
  nextId(object: ObjectName | 'field' | 'option'): number;
  /** Takes ids up to and including this one. */
  reserveIds(object: ObjectName, lastId: number): void;
  nextOptions(labels: readonly string[]): FieldOption[];
};

export function createAccount(context: SandboxContext, users: User[]): Account {
  const collection = (object: ObjectName) => context.collection<Row>(object, { idOf: idOfRow, render: renderRow });
  const rows = Object.fromEntries(OBJECTS.map((object) => [object, collection(object)])) as Record<ObjectName, Rows>;
  const lastIds = new Map<string, number>([['option', 200]]);
  const nextId = (object: string) => {
    const id = (lastIds.get(object) ?? 0) + 1;
    lastIds.set(object, id);
    return id;
  };
  const account: Account = {
    context,
    company: companyOf(context.seed),
    users,
    rows,
    fields: { deal: [], person: [], organization: [], product: [], activity: [] },
    leadLabels: [],
    activityTypes: [],
    nextId,
    reserveIds: (object, lastId) => void lastIds.set(object, Math.max(lastIds.get(object) ?? 0, lastId)),
    nextOptions: (labels) => labels.map((label) => ({ id: nextId('option'), label })),
  };
  for (const owner of Object.keys(account.fields) as FieldOwner[]) account.fields[owner] = standardFields(owner);
  return account;
}

/** Adds the custom fields that a seeded account has. */
export function addSeededFields(account: Account): void {
  for (const [owner, fields] of Object.entries(SEEDED_FIELDS) as [FieldOwner, (typeof SEEDED_FIELDS)[FieldOwner]][]) {
    for (const [name, type, options] of fields) {
      const chosen = options === undefined ? null : account.nextOptions(options);
      account.fields[owner].push(fieldOf(owner, hashKey(owner, name), name, type, chosen, true));
    }
  }
}

export function customFieldsOf(account: Account, owner: FieldOwner): Field[] {
  return account.fields[owner].filter((field) => field.is_custom_field);
}
