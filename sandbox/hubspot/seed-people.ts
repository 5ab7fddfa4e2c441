import { dateOf } from '../story/times.ts';
import type { Story, StoryCompany, StoryContact } from '../story/types.ts';
import { ownerIdOf } from './owners.ts';

const INDUSTRIES: Record<string, string> = {
  Software: 'COMPUTER_SOFTWARE',
  Manufacturing: 'MACHINERY',
  Retail: 'RETAIL',
  'Health care': 'HOSPITAL_HEALTH_CARE',
  'Finance & Insurance': 'FINANCIAL_SERVICES',
  'Bau & Immobilien': 'CONSTRUCTION',
};
const TIERS = ['gold', 'silver', 'bronze'];
const INTERESTS = ['product_news', 'events', 'trainings'];
const STAGES = ['subscriber', 'lead', 'opportunity', 'customer'];
const LEAD_STATUSES = ['NEW', 'OPEN', 'IN_PROGRESS', 'UNQUALIFIED'];

/** Leaves out what is not set, as a portal does. */
export function given(values: Record<string, string | number | null | undefined>): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== null && value !== undefined && value !== '') properties[name] = String(value);
  }
  return properties;
}

export function companyProperties(company: StoryCompany, index: number): Record<string, string> {
  return given({
    name: company.name,
    domain: company.domain,
    website: company.domain === null ? null : `https://www.${company.domain}`,
    phone: company.phone,
    address: company.street,
    city: company.city,
    zip: company.postcode,
    country: company.country,
    industry: INDUSTRIES[company.industry],
    numberofemployees: company.employees,
    annualrevenue: company.revenue,
    lifecyclestage: STAGES[index % 4],
    hubspot_owner_id: ownerIdOf(company.owner),
    account_number: company.externalId,
    tier: TIERS[company.tier],
    credit_limit: index % 3 === 0 ? 1000 * (index % 50) + 0.5 : null,
  });
}

/** A portal has an address only once: a second person of that address has it in a field of the customer's own. */
export class ContactSeeder {
  readonly #story: Story;
  readonly #taken = new Set<string>();

  constructor(story: Story) {
    this.#story = story;
  }

  properties(contact: StoryContact, index: number): Record<string, string> {
    const [first = '', ...others] = contact.emails.map((email) => email.toLowerCase());
    const isFree = first !== '' && !this.#taken.has(first);
    if (isFree) this.#taken.add(first);
    const merged = this.#story.contacts[index + 1];
    const additional = merged?.fate === 'merged' ? [...others, ...merged.emails] : others;
    return given({
      email: isFree ? first : null,
      second_email: isFree ? null : first,
      hs_additional_emails: isFree ? additional.join(';') : null,
      firstname: contact.first,
      lastname: contact.last,
      phone: contact.phones[0],
      mobilephone: contact.phones[1],
      jobtitle: contact.title,
      company: this.#story.companies[contact.companies[0] ?? -1]?.name,
      date_of_birth: contact.birthday,
      lifecyclestage: STAGES[index % 4],
      hs_lead_status: index % 3 === 0 ? LEAD_STATUSES[index % 4] : null,
      hs_email_optout: contact.consent === 'unsubscribed' ? 'true' : null,
      hs_marketable_status: String(contact.consent === 'subscribed'),
      hubspot_owner_id: ownerIdOf(contact.owner),
      customer_number: contact.externalId,
      interests: contact.interests.map((interest) => INTERESTS[interest]).join(';'),
      salutation_form: index % 4 === 1 ? 'du' : index % 4 === 3 ? 'sie' : null,
      last_visit: index % 7 === 0 ? dateOf(contact.updatedMs) : null,
    });
  }
}
