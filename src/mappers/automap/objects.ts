import type { Entity } from './frame.ts';
import { activityRules } from './rules/activity.ts';
import { companyRules } from './rules/company.ts';
import { contactRules } from './rules/contact.ts';
import { dealRules } from './rules/deal.ts';
import { productRules } from './rules/product.ts';
import type { Rule } from './rules/rule.ts';
import { userRules } from './rules/user.ts';
import type { ObjectHint } from './types.ts';

/** The record that a column tells of. */
export type Base = 'contact' | 'company' | 'deal' | 'activity' | 'product' | 'user';

export const rulesOf: Readonly<Record<Base, readonly Rule[]>> = {
  contact: contactRules,
  company: companyRules,
  deal: dealRules,
  activity: activityRules,
  product: productRules,
  user: userRules,
};

const selves: Readonly<Record<ObjectHint, readonly Entity[]>> = {
  contact: ['person', 'customer', 'lead'],
  lead: ['person', 'customer', 'lead'],
  company: ['company', 'customer'],
  deal: ['deal', 'lead'],
  activity: ['activity'],
  product: ['product'],
  user: ['person'],
  combined: [],
};

const bases: Readonly<Record<Entity, Base | null>> = {
  person: 'contact',
  lead: 'contact',
  customer: 'company',
  company: 'company',
  deal: 'deal',
  activity: 'activity',
  product: 'product',
};

export function ownBase(object: ObjectHint): Base {
  return object === 'lead' ? 'contact' : object === 'combined' ? 'deal' : object;
}

/** True where the entity is what the file is about: `Contact Owner` in a contact file is simply the owner. */
export function isSelf(entity: Entity, object: ObjectHint): boolean {
  return selves[object].includes(entity);
}

export function baseOf(entity: Entity, object: ObjectHint): Base | null {
  return isSelf(entity, object) ? ownBase(object) : bases[entity];
}

/** Facts of other records that stand in a file without naming their record: `Industry` in a contact file. */
const borrowed: Readonly<Record<ObjectHint, readonly (readonly [Base, readonly string[]])[]>> = {
  contact: [['company', ['industry', 'employee_count', 'annual_revenue', 'domain']]],
  lead: [['company', ['industry', 'employee_count', 'annual_revenue', 'domain']]],
  company: [['contact', ['first_name', 'last_name', 'title', 'phone_mobile', 'salutation']]],
  deal: [
    [
      'contact',
      ['first_name', 'last_name', 'email', 'phone', 'phone_mobile', 'title', 'salutation', 'linkedin_url', 'full_name'],
    ],
    ['company', ['industry', 'employee_count', 'domain', 'website']],
    [
      'company',
      ['address.line1', 'address.line2', 'address.city', 'address.region', 'address.postal_code', 'address.country'],
    ],
  ],
  activity: [['contact', ['email']]],
  product: [],
  user: [],
  combined: [],
};

export function borrowedBy(object: ObjectHint): readonly (readonly [Base, readonly string[]])[] {
  return borrowed[object];
}

/** In a company file a person is only worth these fields; a bare name is the customer's business (`Primary Contact`). */
const personInCompany: ReadonlySet<string> = new Set([
  'first_name',
  'last_name',
  'full_name',
  'salutation',
  'title',
  'email',
  'email_secondary',
  'phone',
  'phone_mobile',
  'phone_secondary',
  'linkedin_url',
  'department',
]);
const dealElsewhere: ReadonlySet<string> = new Set([
  'name',
  'amount',
  'stage',
  'pipeline',
  'close_date',
  'expected_close_date',
  'probability',
]);
const links: Readonly<Record<'deal' | 'activity', Partial<Record<Base, Readonly<Record<string, string>>>>>> = {
  deal: {
    contact: { full_name: 'deal.contact_name', email: 'deal.contact_email', source_id: 'deal.contact_id' },
    company: { name: 'deal.company_name', source_id: 'deal.company_id' },
  },
  activity: {
    contact: {
      full_name: 'activity.contact_id',
      email: 'activity.contact_id',
      source_id: 'activity.contact_id',
      phone: 'activity.phone',
    },
    company: { name: 'activity.company_id', source_id: 'activity.company_id', domain: 'activity.company_id' },
    deal: { name: 'activity.deal_id', source_id: 'activity.deal_id' },
  },
};

/** Concept key for a field of this record in a file of this object, or null where the file cannot carry it. */
export function project(base: Base, field: string, object: ObjectHint): string | null {
  if (object === 'combined' || base === ownBase(object)) return `${base}.${field}`;
  if (base === 'product' || base === 'user' || object === 'product' || object === 'user') return null;
  if (base === 'activity')
    return object === 'activity' ? `activity.${field}` : activityElsewhere.has(field) ? `activity.${field}` : null;
  if (object === 'activity') return links.activity[base]?.[field] ?? null;
  if (object === 'deal') return links.deal[base]?.[field] ?? `${base}.${field}`;
  if (base === 'deal') return dealElsewhere.has(field) ? `deal.${field}` : null;
  if (object === 'company') return personInCompany.has(field) ? `contact.${field}` : null;
  if (field === 'name') return 'contact.company_name';
  return field === 'source_id' ? 'contact.company_id' : `company.${field}`;
}

const activityElsewhere: ReadonlySet<string> = new Set(['subject', 'body', 'due_at', 'done_at']);
