import type { Account, ObjectName } from './account.ts';
import type { FieldOwner } from './fields.ts';
import { numberAt, type Row, type Rows } from './records.ts';

type Count = (account: Account, row: Row) => unknown;

/** A v2 object: how it is listed. How it is written stands in bodies.ts. */
export type V2Object = {
  name: ObjectName;
  /** As error messages call one of them. */
  singular: string;
  fieldOwner?: FieldOwner;
  sortFields: readonly string[];
  /** Query parameter, and the record's number that it must equal. */
  filters: readonly string[];
  /** Values that are left out unless asked for in `include_fields`. */
  include: Record<string, Count>;
  scopes: { read: readonly string[]; write: readonly string[] };
};

const TIMES = ['id', 'update_time', 'add_time'] as const;

/** How many rows of another object point at this one. The index is kept by the collection. */
function countOf(object: ObjectName, key: string, accepts: (row: Row) => boolean = () => true): Count {
  return (account, row) => related(account.rows[object], key, row.view.id).filter(accepts).length;
}

/** The rows that hold an id under a key. */
export function related(rows: Rows, key: string, id: number | string): Row[] {
  return rows.where(key, String(id), (row) => {
    const value = row.view[key];
    return value === null || value === undefined ? [] : [String(value)];
  });
}

const live = (row: Row) => row.view['is_deleted'] !== true && row.view['active_flag'] !== false;
const isDeal = (status: readonly string[]) => (row: Row) => live(row) && status.includes(String(row.view['status']));

const extra =
  (name: string): Count =>
  (_account, row) =>
    row.extra[name] ?? null;

function activityCounts(key: string): Record<string, Count> {
  return {
    activities_count: countOf('activities', key, live),
    done_activities_count: countOf('activities', key, (row) => live(row) && row.view['done'] === true),
    undone_activities_count: countOf('activities', key, (row) => live(row) && row.view['done'] === false),
    notes_count: countOf('notes', key, live),
    files_count: countOf('files', key, live),
  };
}

function dealCounts(key: string): Record<string, Count> {
  return {
    open_deals_count: countOf('deals', key, isDeal(['open'])),
    closed_deals_count: countOf('deals', key, isDeal(['won', 'lost'])),
    won_deals_count: countOf('deals', key, isDeal(['won'])),
    lost_deals_count: countOf('deals', key, isDeal(['lost'])),
  };
}

const deals = { read: ['deals:read', 'deals:full'], write: ['deals:full'] };
const contacts = { read: ['contacts:read', 'contacts:full'], write: ['contacts:full'] };

export const V2_OBJECTS: readonly V2Object[] = [
  {
    name: 'organizations',
    singular: 'Organization',
    fieldOwner: 'organization',
    sortFields: TIMES,
    filters: ['owner_id'],
    include: { ...activityCounts('org_id'), ...dealCounts('org_id'), people_count: countOf('persons', 'org_id', live) },
    scopes: contacts,
  },
  {
    name: 'persons',
    singular: 'Person',
    fieldOwner: 'person',
    sortFields: TIMES,
    filters: ['owner_id', 'org_id'],
    include: {
      ...activityCounts('person_id'),
      ...dealCounts('person_id'),
      email_messages_count: countOf('mailMessages', 'person_id'),
      marketing_status: extra('marketing_status'),
      doi_status: extra('doi_status'),
    },
    scopes: contacts,
  },
  {
    name: 'deals',
    singular: 'Deal',
    fieldOwner: 'deal',
    sortFields: TIMES,
    filters: ['owner_id', 'person_id', 'org_id', 'pipeline_id', 'stage_id'],
    include: {
      ...activityCounts('deal_id'),
      email_messages_count: countOf('mailMessages', 'deal_id'),
      products_count: countOf('dealProducts', 'deal_id'),
      participants_count: countOf('participants', 'deal_id'),
      first_won_time: (_account, row) => row.view['won_time'],
    },
    scopes: deals,
  },
  {
    name: 'activities',
    singular: 'Activity',
    fieldOwner: 'activity',
    sortFields: [...TIMES, 'due_date'],
    filters: ['owner_id', 'person_id', 'org_id', 'deal_id'],
    include: { attendees: extra('attendees') },
    scopes: { read: ['activities:read', 'activities:full'], write: ['activities:full'] },
  },
  {
    name: 'products',
    singular: 'Product',
    fieldOwner: 'product',
    sortFields: [...TIMES, 'name'],
    filters: ['owner_id'],
    include: {},
    scopes: { read: ['products:read', 'products:full'], write: ['products:full'] },
  },
  {
    name: 'pipelines',
    singular: 'Pipeline',
    sortFields: TIMES,
    filters: [],
    include: {},
    scopes: { read: [...deals.read, 'admin'], write: ['admin'] },
  },
  {
    name: 'stages',
    singular: 'Stage',
    sortFields: [...TIMES, 'order_nr'],
    filters: ['pipeline_id'],
    include: {},
    scopes: { read: [...deals.read, 'admin'], write: ['admin'] },
  },
];

/** Whether a user sees a record: an admin all, others not what is for its owner only. */
export function isVisible(row: Row, user: { id: number; admin: boolean }): boolean {
  return user.admin || row.view['visible_to'] !== 1 || numberAt(row, 'owner_id') === user.id;
}
