import type { Base } from './objects.ts';

/**
 * The fields that header rows are labelled with outside Portage. Our concepts are finer: those that have no counterpart
 * there are given as the nearest field, or as none.
 */
const labels: Readonly<Partial<Record<Base, string>>> = {
  company:
    'name domain website phone email industry employee_count annual_revenue description parent_id owner source_id created_at updated_at ' +
    'linkedin_url address.line1 address.line2 address.city address.region address.postal_code address.country',
  contact:
    'first_name last_name full_name salutation email email_secondary phone phone_mobile phone_secondary fax title department company_name ' +
    'company_id birthday lead_source lifecycle_stage status owner tags description linkedin_url website source_id created_at updated_at ' +
    'do_not_contact email_opt_in sms_opt_in consent_timestamp consent_source address.line1 address.line2 address.city address.region ' +
    'address.postal_code address.country',
  deal:
    'name amount currency stage pipeline status probability close_date expected_close_date lost_reason company_name company_id contact_name ' +
    'contact_email contact_id owner source_id created_at updated_at description lead_source type next_step',
  activity: 'type subject body due_at done_at status owner contact_id company_id deal_id created_at source_id duration',
};

const known: ReadonlySet<string> = new Set(
  Object.entries(labels).flatMap(([object, parts]) => parts.split(' ').map((part) => `${object}.${part}`)),
);

const nearest: Readonly<Record<string, string>> = {
  'deal.won_at': 'deal.close_date',
  'deal.lost_at': 'deal.close_date',
  'activity.start_at': 'activity.due_at',
};

/** The field of the interchange format for a concept, or null where it has none. */
export function interchangeField(concept: string | null): string | null {
  if (concept === null) return null;
  const field = nearest[concept] ?? concept;
  return known.has(field) ? field : null;
}
