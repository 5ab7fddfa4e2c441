/** A CRM object type: names, rights, and which properties every answer holds. */
export type ObjectType = {
  name: string;
  singular: string;
  id: string;
  /** Any of these rights suffices. */
  read: readonly string[];
  write: readonly string[];
  defaultProperties: readonly string[];
  created: string;
  updated: string;
  /** Seeded ids go up from here. */
  firstId: number;
};

const contactRights = { read: ['crm.objects.contacts.read'], write: ['crm.objects.contacts.write'] };

function rightsOf(name: string, more: readonly string[] = []) {
  return { read: [`crm.objects.${name}.read`, ...more], write: [`crm.objects.${name}.write`, ...more] };
}

const times = { created: 'hs_createdate', updated: 'hs_lastmodifieddate' };
const bare = { ...times, defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'] };

/** Engagements are covered by the rights on contacts. */
const engagement = (
  name: string,
  singular: string,
  id: string,
  firstId: number,
  more: readonly string[] = [],
): ObjectType => ({
  name,
  singular,
  id,
  firstId,
  read: [...contactRights.read, `crm.objects.${name}.read`, ...more],
  write: contactRights.write,
  ...bare,
});

export const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: 'contacts',
    singular: 'contact',
    id: '0-1',
    firstId: 51_000_000_001,
    ...contactRights,
    defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    created: 'createdate',
    updated: 'lastmodifieddate',
  },
  {
    name: 'companies',
    singular: 'company',
    id: '0-2',
    firstId: 7_700_000_001,
    ...rightsOf('companies'),
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    created: 'createdate',
    updated: 'hs_lastmodifieddate',
  },
  {
    name: 'deals',
    singular: 'deal',
    id: '0-3',
    firstId: 9_000_000_001,
    ...rightsOf('deals'),
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    created: 'createdate',
    updated: 'hs_lastmodifieddate',
  },
  { name: 'leads', singular: 'lead', id: '0-136', firstId: 420_000_001, ...rightsOf('leads'), ...bare },
  engagement('notes', 'note', '0-46', 50_100_000_001),
  engagement('tasks', 'task', '0-27', 30_100_000_001),
  engagement('calls', 'call', '0-48', 60_100_000_001),
  engagement('meetings', 'meeting', '0-47', 61_100_000_001),
  engagement('emails', 'email', '0-49', 62_100_000_001, ['sales-email-read']),
  {
    name: 'products',
    singular: 'product',
    id: '0-7',
    firstId: 700_000_001,
    ...rightsOf('products', ['e-commerce']),
    ...bare,
    defaultProperties: ['createdate', 'description', 'hs_lastmodifieddate', 'hs_object_id', 'name', 'price'],
    created: 'createdate',
  },
  {
    name: 'line_items',
    singular: 'line_item',
    id: '0-8',
    firstId: 800_000_001,
    ...rightsOf('line_items', ['e-commerce']),
    ...bare,
    defaultProperties: ['amount', 'createdate', 'hs_lastmodifieddate', 'hs_object_id', 'hs_product_id', 'quantity'],
    created: 'createdate',
  },
];

const byName = new Map(
  OBJECT_TYPES.flatMap(
    (type) =>
      [
        [type.name, type],
        [type.singular, type],
        [type.id, type],
      ] as const,
  ),
);

/** By plural, singular or number, as paths may have it. */
export function findObjectType(name: string): ObjectType | undefined {
  return byName.get(name.toLowerCase());
}
