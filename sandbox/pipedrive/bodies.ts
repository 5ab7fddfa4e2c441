import { z } from 'zod';
import type { ObjectName } from './account.ts';

const id = z.int().positive();
const date = z.iso.date();
const clock = z.string().regex(/^\d\d:\d\d(:\d\d)?$/);
const labelIds = z.array(z.int());
const visibleTo = z.union([z.literal(1), z.literal(3), z.literal(5), z.literal(7)]);
const customFields = z.record(z.string(), z.unknown());
/** v2 takes RFC 3339; the older form with a blank is still let in for these few. */
const time = z.string().regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/);

const address = z.strictObject({
  value: z.string(),
  country: z.string().nullish(),
  admin_area_level_1: z.string().nullish(),
  admin_area_level_2: z.string().nullish(),
  locality: z.string().nullish(),
  sublocality: z.string().nullish(),
  route: z.string().nullish(),
  street_number: z.string().nullish(),
  subpremise: z.string().nullish(),
  postal_code: z.string().nullish(),
});

const reachable = z.array(
  z.strictObject({ value: z.string(), primary: z.boolean().optional(), label: z.string().optional() }),
);

const organization = {
  name: z.string().min(1),
  owner_id: id.optional(),
  add_time: time.optional(),
  visible_to: visibleTo.optional(),
  label_ids: labelIds.optional(),
  address: address.nullish(),
  website: z.string().nullish(),
  linkedin: z.string().nullish(),
  industry: z.int().nullish(),
  annual_revenue: z.int().nullish(),
  employee_count: z.int().nullish(),
  custom_fields: customFields.optional(),
};

const person = {
  name: z.string().min(1),
  owner_id: id.optional(),
  org_id: id.nullish(),
  add_time: time.optional(),
  emails: reachable.optional(),
  phones: reachable.optional(),
  visible_to: visibleTo.optional(),
  label_ids: labelIds.optional(),
  postal_address: address.nullish(),
  notes: z.string().max(10_000).nullish(),
  im: reachable.optional(),
  birthday: date.nullish(),
  job_title: z.string().nullish(),
  marketing_status: z.enum(['no_consent', 'unsubscribed', 'subscribed', 'archived']).optional(),
  custom_fields: customFields.optional(),
};

const deal = {
  title: z.string().min(1),
  owner_id: id.optional(),
  person_id: id.nullish(),
  org_id: id.nullish(),
  pipeline_id: id.optional(),
  stage_id: id.optional(),
  value: z.number().nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  is_deleted: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  archive_time: time.optional(),
  status: z.enum(['open', 'won', 'lost']).optional(),
  probability: z.number().min(0).max(100).nullish(),
  lost_reason: z.string().nullish(),
  visible_to: visibleTo.optional(),
  close_time: time.nullish(),
  won_time: time.nullish(),
  lost_time: time.nullish(),
  expected_close_date: date.nullish(),
  label_ids: labelIds.optional(),
  custom_fields: customFields.optional(),
};

const activity = {
  subject: z.string().optional(),
  type: z.string().optional(),
  owner_id: id.optional(),
  deal_id: id.nullish(),
  lead_id: z.string().nullish(),
  person_id: id.nullish(),
  org_id: id.nullish(),
  project_id: id.nullish(),
  due_date: date.optional(),
  due_time: clock.nullish(),
  duration: clock.nullish(),
  busy: z.boolean().optional(),
  done: z.boolean().optional(),
  location: address.nullish(),
  participants: z.array(z.strictObject({ person_id: id, primary: z.boolean().optional() })).optional(),
  attendees: z.array(z.record(z.string(), z.unknown())).optional(),
  public_description: z.string().nullish(),
  priority: z.int().nullish(),
  note: z.string().nullish(),
};

const product = {
  name: z.string().min(1),
  code: z.string().nullish(),
  description: z.string().nullish(),
  unit: z.string().nullish(),
  tax: z.number().optional(),
  category: z.number().nullish(),
  owner_id: id.optional(),
  is_linkable: z.boolean().optional(),
  visible_to: visibleTo.optional(),
  prices: z.array(z.object({ currency: z.string(), price: z.number() })).optional(),
  custom_fields: customFields.optional(),
  billing_frequency: z.string().optional(),
  billing_frequency_cycles: z.int().nullish(),
};

const pipeline = { name: z.string().min(1), is_deal_probability_enabled: z.boolean().optional() };

const stage = {
  name: z.string().min(1),
  pipeline_id: id,
  deal_probability: z.int().min(0).max(100).optional(),
  is_deal_rot_enabled: z.boolean().optional(),
  days_to_rotten: z.int().nullish(),
};

export type Body = Record<string, unknown>;
type Shape = z.ZodObject;

const bodies = (shape: Record<string, z.ZodType>): { create: Shape; update: Shape } => ({
  create: z.strictObject(shape),
  update: z.strictObject(shape).partial(),
});

/** What each v2 object takes. Keys that are not in the vendor's document are refused, so that a slip is loud. */
export const BODIES: Partial<Record<ObjectName, { create: Shape; update: Shape }>> = {
  organizations: bodies(organization),
  persons: bodies(person),
  deals: bodies(deal),
  activities: bodies(activity),
  products: bodies(product),
  pipelines: bodies(pipeline),
  stages: bodies(stage),
  leads: {
    create: leadShape({ title: z.string().min(1) }),
    update: leadShape({ title: z.string().min(1).optional(), is_archived: z.boolean().optional() }),
  },
  notes: { create: noteShape(z.string().min(1)), update: noteShape(z.string().min(1).optional()) },
};

/** The custom fields of a lead stand beside its own; writes.ts tells the 40-character keys apart. */
function leadShape(more: Record<string, z.ZodType>): Shape {
  return z.looseObject({
    ...more,
    owner_id: id.optional(),
    label_ids: z.array(z.guid()).optional(),
    person_id: id.nullish(),
    organization_id: id.nullish(),
    value: z.strictObject({ amount: z.number(), currency: z.string() }).nullish(),
    expected_close_date: date.nullish(),
    visible_to: z.enum(['1', '3', '5', '7']).optional(),
    was_seen: z.boolean().optional(),
    origin_id: z.string().nullish(),
    channel: z.int().nullish(),
    channel_id: z.string().nullish(),
  });
}

function noteShape(content: z.ZodType): Shape {
  const flag = z.union([z.literal(0), z.literal(1)]).optional();
  return z.looseObject({
    content,
    deal_id: id.nullish(),
    person_id: id.nullish(),
    org_id: id.nullish(),
    lead_id: z.guid().nullish(),
    project_id: id.nullish(),
    user_id: id.optional(),
    add_time: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      .optional(),
    pinned_to_deal_flag: flag,
    pinned_to_person_flag: flag,
    pinned_to_organization_flag: flag,
    pinned_to_lead_flag: flag,
  });
}

/** The value that a custom field of a type takes; options are looked up by writes.ts. */
export const CUSTOM_VALUES: Record<string, z.ZodType> = {
  varchar: z.string().max(255),
  varchar_auto: z.string().max(255),
  phone: z.string().max(255),
  text: z.string().max(65_000),
  double: z.number(),
  date,
  time: clock,
  daterange: z.strictObject({ value: date, until: date.nullish() }),
  timerange: z.strictObject({ value: clock, until: clock.nullish() }),
  monetary: z.strictObject({ value: z.number(), currency: z.string() }),
  address: z.union([address, z.string()]),
  enum: z.int(),
  set: z.array(z.int()).min(1),
  org: id,
  people: id,
  user: id,
};
