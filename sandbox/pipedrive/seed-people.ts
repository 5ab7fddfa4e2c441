import { dateOf } from '../story/times.ts';
import type { Story, StoryCompany } from '../story/types.ts';
import { type Account, customFieldsOf } from './account.ts';
import { type FieldOwner, INDUSTRY_OPTIONS } from './fields.ts';
import { ENTIRE_COMPANY, OWNER_ONLY, type View, v2Time } from './records.ts';
import type { SeedIds } from './seed-ids.ts';
import { userIdOf } from './users.ts';

/** What the seeding of one account shares. */
export type Seeding = { account: Account; story: Story; ids: SeedIds };

const COUNTRIES: Record<string, string> = {
  DE: 'Germany',
  GB: 'United Kingdom',
  BR: 'Brazil',
  JP: 'Japan',
  US: 'United States',
  PL: 'Poland',
  EG: 'Egypt',
};

export function organizationView({ account, story }: Seeding, index: number): View {
  const company = story.companies[index]!;
  const industry = INDUSTRY_OPTIONS.find((option) => option.label === company.industry);
  return {
    id: index + 1,
    name: company.name,
    owner_id: userIdOf(company.owner),
    add_time: v2Time(company.createdMs),
    update_time: v2Time(company.updatedMs),
    is_deleted: company.fate !== 'live',
    visible_to: index % 31 === 12 ? OWNER_ONLY : ENTIRE_COMPANY,
    address: index % 8 === 7 ? null : addressOf(company),
    label_ids: index % 6 === 0 ? [1] : index % 6 === 3 ? [1, 3] : [],
    website: company.domain === null ? null : `https://www.${company.domain}`,
    linkedin: null,
    industry: typeof industry?.id === 'number' ? industry.id : null,
    annual_revenue: company.revenue,
    employee_count: company.employees,
    custom_fields: customValues(account, 'organization', [
      company.externalId,
      optionId(account, 'organization', 1, company.tier),
      index % 3 === 0 ? { value: 1000 * (index % 50) + 0.5, currency: 'EUR' } : null,
      index % 9 === 0 ? addressOf(company) : null,
    ]),
  };
}

export function personView({ account, story, ids }: Seeding, index: number): View {
  const contact = story.contacts[index]!;
  const merged = story.contacts[index + 1];
  const emails = merged?.fate === 'merged' ? [...contact.emails, ...merged.emails] : contact.emails;
  const employer = contact.companies[0] ?? null;
  return {
    id: index + 1,
    name: `${contact.first} ${contact.last}`.trimStart(),
    first_name: contact.first,
    last_name: contact.last === '' ? null : contact.last,
    owner_id: userIdOf(contact.owner),
    org_id: ids.organization(employer),
    add_time: v2Time(contact.createdMs),
    update_time: v2Time(contact.updatedMs),
    emails: emails.map((value, position) => ({
      value,
      primary: position === 0,
      label: position === 0 ? 'work' : 'home',
    })),
    phones: contact.phones.map((value, position) => ({
      value,
      primary: position === 0,
      label: position === 0 ? 'work' : 'mobile',
    })),
    is_deleted: contact.fate !== 'live',
    visible_to: ENTIRE_COMPANY,
    label_ids: index % 5 === 0 ? [2] : [],
    picture_id: null,
    custom_fields: customValues(account, 'person', [
      contact.externalId,
      contact.interests.length === 0 ? null : contact.interests.map((option) => optionId(account, 'person', 1, option)),
      index % 2 === 0 ? null : optionId(account, 'person', 2, index % 4 === 1 ? 0 : 1),
      index % 7 === 0 ? dateOf(contact.updatedMs) : null,
    ]),
    notes: null,
    im: [],
    birthday: contact.birthday,
    job_title: contact.title,
    postal_address: index % 14 === 0 && employer !== null ? addressOf(story.companies[employer]!) : null,
  };
}

/** An address as Pipedrive shows it: the text as typed, and what a geocoder made of it. */
export function addressOf(company: StoryCompany) {
  const [number = '', ...street] = company.street.split(' ');
  return {
    value: `${company.street}, ${company.postcode} ${company.city}`,
    country: COUNTRIES[company.country] ?? company.country,
    admin_area_level_1: null,
    admin_area_level_2: null,
    locality: company.city,
    sublocality: null,
    route: street.join(' '),
    street_number: number,
    subpremise: null,
    postal_code: company.postcode,
  };
}

/** All custom fields of a record, in the order of their definitions; null where nothing is set. */
export function customValues(account: Account, owner: FieldOwner, values: readonly unknown[]): Record<string, unknown> {
  const custom: Record<string, unknown> = {};
  keysOf(account, owner).forEach((key, position) => {
    custom[key] = values[position] ?? null;
  });
  return custom;
}

/** The number of an option of the custom field at a position. */
export function optionId(account: Account, owner: FieldOwner, field: number, option: number): number | string {
  return account.fields[owner].find((known) => known.field_code === keysOf(account, owner)[field])!.options![option]!
    .id;
}

const knownKeys = new WeakMap<Account, Partial<Record<FieldOwner, string[]>>>();

/** The keys of an object's custom fields; looked up once per account, since seeding asks for every record. */
function keysOf(account: Account, owner: FieldOwner): string[] {
  const known = knownKeys.get(account) ?? {};
  knownKeys.set(account, known);
  known[owner] ??= customFieldsOf(account, owner).map((field) => field.field_code);
  return known[owner];
}
