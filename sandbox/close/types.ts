/** Values of custom fields by `custom.cf_…`; a record holds them beside its own properties, as the API shows them. */
export type CustomValues = { [key: `custom.${string}`]: unknown };

type Stamped = {
  id: string;
  organization_id: string;
  created_by: string | null;
  updated_by: string | null;
  date_created: string;
  date_updated: string;
};

export type Address = {
  label: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  zipcode: string;
  country: string;
};
export type Email = { type: string; email: string };
export type Phone = { type: string; phone: string; phone_formatted: string; country: string | null };
export type Url = { type: string; url: string };

export type Lead = Stamped &
  CustomValues & {
    name: string | null;
    description: string;
    url: string | null;
    status_id: string;
    addresses: Address[];
  };

export type Contact = Stamped &
  CustomValues & {
    lead_id: string;
    name: string | null;
    title: string;
    emails: Email[];
    phones: Phone[];
    urls: Url[];
  };

export type Opportunity = Stamped &
  CustomValues & {
    lead_id: string;
    contact_id: string | null;
    user_id: string;
    status_id: string;
    value: number | null;
    value_period: 'one_time' | 'monthly' | 'annual';
    confidence: number;
    note: string;
    date_won: string | null;
    date_lost: string | null;
  };

export type Task = Stamped & {
  _type: string;
  lead_id: string;
  contact_id: string | null;
  assigned_to: string;
  text: string;
  date: string | null;
  is_complete: boolean;
  priority: string | null;
};

export const ACTIVITY_TYPES = ['note', 'call', 'email', 'meeting'] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** Activities share these; each type adds its own properties. */
export type Activity = Stamped & {
  _type: string;
  lead_id: string;
  contact_id: string | null;
  user_id: string;
  activity_at: string;
  [property: string]: unknown;
};

export type User = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  image: string | null;
  organizations: string[];
  date_created: string;
  date_updated: string;
};

export type LeadStatus = { id: string; label: string; organization_id: string };
export type OpportunityStatus = LeadStatus & { type: 'active' | 'won' | 'lost'; pipeline_id: string };
/** Statuses stand in order; a status belongs to exactly one pipeline. */
export type Pipeline = {
  id: string;
  name: string;
  organization_id: string;
  status_ids: string[];
  date_created: string;
  date_updated: string;
};

export const CUSTOM_FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'choices',
  'date',
  'datetime',
  'user',
  'contact',
] as const;
export const CUSTOM_FIELD_OBJECTS = ['lead', 'contact', 'opportunity', 'activity', 'shared'] as const;
export type CustomFieldObject = (typeof CUSTOM_FIELD_OBJECTS)[number];

export type CustomField = {
  id: string;
  /** Where it was made; a shared one counts for the objects it is associated with. */
  object: CustomFieldObject;
  name: string;
  type: (typeof CUSTOM_FIELD_TYPES)[number];
  choices: string[];
  accepts_multiple_values: boolean;
  description: string | null;
  associations: string[];
  date_created: string;
  date_updated: string;
};

/** Anything kept as it was sent, such as smart views, sequences and webhooks. */
export type Document = { id: string; date_created: string; date_updated: string; [property: string]: unknown };
