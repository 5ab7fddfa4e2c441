import { createHash } from 'node:crypto';

export type FieldOption = { id: number | string; label: string; color?: string | null };

/** A field definition as v2 shows it; `v1Id` is its number in v1. */
export type Field = {
  field_name: string;
  field_code: string;
  /** On deals and persons only. */
  description?: string | null;
  field_type: string;
  options: FieldOption[] | null;
  subfields: { field_code: string; field_name: string; field_type: string }[] | null;
  is_custom_field: boolean;
  is_optional_response_field: boolean;
};

export type FieldOwner = 'deal' | 'person' | 'organization' | 'product' | 'activity';

/** Types that a custom field may have. */
export const CUSTOM_TYPES = [
  'varchar',
  'text',
  'double',
  'phone',
  'date',
  'daterange',
  'time',
  'timerange',
  'set',
  'enum',
  'varchar_auto',
  'address',
  'monetary',
  'org',
  'people',
  'user',
] as const;

export type CustomType = (typeof CUSTOM_TYPES)[number];

/** The 40-character key of a seeded custom field: the same in every account, so that tests may name it. */
export function hashKey(owner: FieldOwner, name: string): string {
  return createHash('sha1').update(`${owner}/${name}`).digest('hex');
}

/** The custom fields of a seeded account: every type on deals (leads share them), a few elsewhere. */
export const SEEDED_FIELDS: Record<
  FieldOwner,
  readonly (readonly [name: string, type: CustomType, options?: readonly string[]])[]
> = {
  deal: [
    ['Deal source', 'enum', ['Referral', 'Trade fair', 'Web', 'Cold call']],
    ['Modules', 'set', ['Core', 'Reporting', 'API', 'Mobile']],
    ['Contract number', 'varchar'],
    ['Requirements', 'text'],
    ['Discount %', 'double'],
    ['Switchboard', 'phone'],
    ['Kick-off', 'date'],
    ['Contract term', 'daterange'],
    ['Best time', 'time'],
    ['Service window', 'timerange'],
    ['Competitor', 'varchar_auto'],
    ['Site', 'address'],
    ['Licence value', 'monetary'],
    ['Reseller', 'org'],
    ['Champion', 'people'],
    ['Technical lead', 'user'],
  ],
  person: [
    ['Customer number', 'varchar'],
    ['Interests', 'set', ['Product news', 'Events', 'Trainings']],
    ['Salutation', 'enum', ['Du', 'Sie']],
    ['Last visit', 'date'],
  ],
  organization: [
    ['Account number', 'varchar'],
    ['Tier', 'enum', ['Gold', 'Silver', 'Bronze']],
    ['Credit limit', 'monetary'],
    ['Delivery address', 'address'],
  ],
  product: [['Warranty months', 'double']],
  activity: [],
};

const STANDARD: Record<FieldOwner, readonly (readonly [code: string, name: string, type: string])[]> = {
  deal: [
    ['id', 'ID', 'int'],
    ['title', 'Title', 'varchar'],
    ['value', 'Value', 'monetary'],
    ['person_id', 'Contact person', 'people'],
    ['org_id', 'Organization', 'org'],
    ['pipeline_id', 'Pipeline', 'enum'],
    ['stage_id', 'Stage', 'stage'],
    ['status', 'Status', 'status'],
    ['owner_id', 'Owner', 'user'],
    ['add_time', 'Deal created', 'date'],
    ['update_time', 'Update time', 'date'],
    ['expected_close_date', 'Expected close date', 'date'],
    ['won_time', 'Won time', 'date'],
    ['lost_time', 'Lost time', 'date'],
    ['lost_reason', 'Lost reason', 'varchar_options'],
    ['probability', 'Probability', 'int'],
    ['label_ids', 'Labels', 'set'],
    ['visible_to', 'Visible to', 'visible_to'],
  ],
  person: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['first_name', 'First name', 'varchar'],
    ['last_name', 'Last name', 'varchar'],
    ['emails', 'Email', 'varchar'],
    ['phones', 'Phone', 'phone'],
    ['job_title', 'Job title', 'varchar'],
    ['birthday', 'Birthday', 'date'],
    ['postal_address', 'Postal address', 'address'],
    ['org_id', 'Organization', 'org'],
    ['owner_id', 'Owner', 'user'],
    ['label_ids', 'Labels', 'set'],
    ['marketing_status', 'Marketing status', 'enum'],
    ['add_time', 'Person created', 'date'],
    ['update_time', 'Update time', 'date'],
    ['visible_to', 'Visible to', 'visible_to'],
  ],
  organization: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['address', 'Address', 'address'],
    ['website', 'Website', 'varchar'],
    ['industry', 'Industry', 'enum'],
    ['annual_revenue', 'Annual revenue', 'double'],
    ['employee_count', 'Number of employees', 'int'],
    ['owner_id', 'Owner', 'user'],
    ['label_ids', 'Labels', 'set'],
    ['add_time', 'Organization created', 'date'],
    ['update_time', 'Update time', 'date'],
    ['visible_to', 'Visible to', 'visible_to'],
  ],
  product: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['code', 'Product code', 'varchar'],
    ['unit', 'Unit', 'varchar'],
    ['tax', 'Tax', 'double'],
    ['prices', 'Prices', 'price_list'],
    ['owner_id', 'Owner', 'user'],
  ],
  activity: [
    ['id', 'ID', 'int'],
    ['subject', 'Subject', 'varchar'],
    ['type', 'Type', 'enum'],
    ['due_date', 'Due date', 'date'],
    ['due_time', 'Due time', 'time'],
    ['duration', 'Duration', 'time'],
    ['done', 'Done', 'boolean'],
    ['note', 'Note', 'text'],
    ['owner_id', 'Assigned to user', 'user'],
    ['deal_id', 'Deal', 'deal'],
    ['person_id', 'Contact person', 'people'],
    ['org_id', 'Organization', 'org'],
  ],
};

const LABELS: FieldOption[] = [
  { id: 1, label: 'Customer', color: 'green' },
  { id: 2, label: 'Hot lead', color: 'red' },
  { id: 3, label: 'Partner', color: 'blue' },
];

export const INDUSTRY_OPTIONS: FieldOption[] = [
  { id: 101, label: 'Software' },
  { id: 102, label: 'Manufacturing' },
  { id: 103, label: 'Retail' },
  { id: 104, label: 'Health care' },
  { id: 105, label: 'Finance & Insurance' },
  { id: 106, label: 'Bau & Immobilien' },
];

const STANDARD_OPTIONS: Record<string, FieldOption[]> = {
  label_ids: LABELS,
  industry: INDUSTRY_OPTIONS,
  marketing_status: ['no_consent', 'unsubscribed', 'subscribed', 'archived'].map((id) => ({
    id,
    label: id.replace('_', ' '),
  })),
  status: ['open', 'won', 'lost', 'deleted'].map((id) => ({ id, label: id })),
  visible_to: [
    { id: 1, label: 'Owner only' },
    { id: 3, label: "Owner's visibility group" },
    { id: 7, label: 'Entire company' },
  ],
};

const SUBFIELDS: Record<string, readonly (readonly [string, string])[]> = {
  monetary: [
    ['value', 'double'],
    ['currency', 'varchar'],
  ],
  daterange: [
    ['value', 'date'],
    ['until', 'date'],
  ],
  timerange: [
    ['value', 'time'],
    ['until', 'time'],
  ],
};

const DESCRIBED: readonly FieldOwner[] = ['deal', 'person'];

/** A definition as v2 answers it. */
export function fieldOf(
  owner: FieldOwner,
  code: string,
  name: string,
  type: string,
  options: FieldOption[] | null,
  custom: boolean,
): Field {
  const subfields = SUBFIELDS[type]?.map(([part, partType]) => ({
    field_code: part,
    field_name: `${part} of ${name}`,
    field_type: partType,
  }));
  return {
    field_name: name,
    field_code: code,
    ...(DESCRIBED.includes(owner) ? { description: null } : {}),
    field_type: type,
    options,
    subfields: subfields ?? null,
    is_custom_field: custom,
    is_optional_response_field: code === 'marketing_status',
  };
}

/** What every account has; options of the pipeline and stage fields are left to their own end-points. */
export function standardFields(owner: FieldOwner): Field[] {
  return STANDARD[owner].map(([code, name, type]) =>
    fieldOf(owner, code, name, type, STANDARD_OPTIONS[code] ?? null, false),
  );
}
