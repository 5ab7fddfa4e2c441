import { associationLink, type Field, mergedIds, objectStream } from './shared.ts';

/** Where a record came from, as HubSpot's tracking has it. */
const source = (about: string): Field => ({
  key: 'hs_analytics_source',
  type: 'choice',
  concept: `${about}.lead_source`,
});

function address(about: string): Field[] {
  return [
    { key: 'address', type: 'text', concept: `${about}.address.line1` },
    { key: 'city', type: 'text', concept: `${about}.address.city` },
    { key: 'state', type: 'text', concept: `${about}.address.region` },
    { key: 'zip', type: 'text', concept: `${about}.address.postal_code` },
    { key: 'country', type: 'country', concept: `${about}.address.country` },
  ];
}

export const companies = objectStream({
  type: 'companies',
  object: 'company',
  scopes: ['crm.objects.companies.read'],
  fields: [
    { key: 'name', type: 'text', concept: 'company.name' },
    { key: 'domain', type: 'domain', concept: 'company.domain' },
    { key: 'website', type: 'url', concept: 'company.website' },
    { key: 'phone', type: 'phone', concept: 'company.phone' },
    { key: 'industry', type: 'choice', concept: 'company.industry' },
    { key: 'numberofemployees', type: 'integer', concept: 'company.employee_count' },
    { key: 'annualrevenue', type: 'money', concept: 'company.annual_revenue' },
    { key: 'description', type: 'text', concept: 'company.description' },
    ...address('company'),
    { key: 'address2', type: 'text', concept: 'company.address.line2' },
    { key: 'linkedin_company_page', type: 'url', concept: 'company.linkedin_url' },
    { key: 'lifecyclestage', type: 'choice', concept: 'company.lifecycle_stage' },
    { key: 'hs_lead_status', type: 'choice', concept: 'company.status' },
    { key: 'type', type: 'choice', concept: 'company.type' },
    source('company'),
    { key: 'hubspot_owner_id', type: 'reference', concept: 'company.owner' },
    { key: 'createdate', type: 'instant', concept: 'company.created_at' },
    { key: 'hs_lastmodifieddate', type: 'instant', concept: 'company.updated_at' },
    { key: 'about_us', label: 'About us', type: 'text' },
    { key: 'founded_year', label: 'Year founded', type: 'text' },
    { key: 'twitterhandle', label: 'Twitter handle', type: 'text' },
    mergedIds,
  ],
  links: [{ kind: 'parent', to: 'company', path: 'properties.hs_parent_company_id', primary: true }],
});

export const contacts = objectStream({
  type: 'contacts',
  object: 'contact',
  modified: 'lastmodifieddate',
  scopes: ['crm.objects.contacts.read'],
  fields: [
    { key: 'firstname', type: 'text', concept: 'contact.first_name' },
    { key: 'lastname', type: 'text', concept: 'contact.last_name' },
    { key: 'salutation', type: 'choice', concept: 'contact.salutation' },
    { key: 'email', type: 'email', concept: 'contact.email' },
    {
      // of merged contacts; work_email stands beside it
      key: 'hs_additional_emails',
      type: 'email',
      concept: 'contact.email_secondary',
      many: true,
      separator: ';',
      except: ['email'],
    },
    { key: 'phone', type: 'phone', concept: 'contact.phone' },
    { key: 'mobilephone', type: 'phone', concept: 'contact.phone_mobile' },
    { key: 'fax', type: 'phone', concept: 'contact.fax' },
    { key: 'jobtitle', type: 'text', concept: 'contact.title' },
    { key: 'company', type: 'text', concept: 'contact.company_name' },
    ...address('contact'),
    { key: 'date_of_birth', type: 'text', concept: 'contact.birthday' },
    { key: 'lifecyclestage', type: 'choice', concept: 'contact.lifecycle_stage' },
    { key: 'hs_lead_status', type: 'choice', concept: 'contact.status' },
    source('contact'),
    { key: 'website', type: 'url', concept: 'contact.website' },
    { key: 'hs_linkedin_url', label: 'LinkedIn', type: 'url', concept: 'contact.linkedin_url' },
    { key: 'hs_language', type: 'choice', concept: 'contact.language' },
    { key: 'hs_timezone', type: 'choice', concept: 'contact.timezone' },
    { key: 'hubspot_owner_id', type: 'reference', concept: 'contact.owner' },
    { key: 'createdate', type: 'instant', concept: 'contact.created_at' },
    { key: 'lastmodifieddate', type: 'instant', concept: 'contact.updated_at' },
    ...consent(),
    { key: 'work_email', label: 'Work email', type: 'email' },
    { key: 'message', label: 'Message', type: 'text' },
    { key: 'industry', label: 'Industry', type: 'text' },
    { key: 'seniority', label: 'Seniority', type: 'text' },
    { key: 'gender', label: 'Gender', type: 'text' },
    { key: 'twitterhandle', label: 'Twitter handle', type: 'text' },
    mergedIds,
  ],
  links: [associationLink('contacts', 'companies', 1)],
});

/** Refusals as such; that nobody has unsubscribed is no consent, so `false` says nothing. */
function consent(): Field[] {
  return [
    {
      key: 'hs_email_optout',
      type: 'boolean',
      concept: 'contact.email_opt_in',
      decode: { true: false, '*': null },
    },
    {
      key: 'hs_email_hard_bounce_reason_enum',
      label: 'E-mail bounced',
      type: 'boolean',
      concept: 'contact.email_bounced',
      decode: { '*': true },
    },
    { key: 'hs_legal_basis', label: 'Legal basis for processing', type: 'text', concept: 'contact.consent_source' },
    // a paid-for flag, not what the person said
    { key: 'hs_marketable_status', type: 'boolean' },
  ];
}
