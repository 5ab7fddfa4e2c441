import { withoutOffset } from './moments.ts';
import type { CloseState } from './state.ts';
import type { Activity, Contact, CustomField, Lead, Opportunity, Pipeline, Task } from './types.ts';

const CURRENCY_SIGNS: Record<string, string> = { USD: '$', EUR: '€', GBP: '£' };

/** Whole amounts without decimals, as `$3,000`; others with two. */
function formatMoney(minorUnits: number, currency: string): string {
  const [whole, cents] = (minorUnits / 100).toFixed(2).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${CURRENCY_SIGNS[currency] ?? `${currency} `}${grouped}${cents === '00' ? '' : `.${cents}`}`;
}

const PERIODS_PER_YEAR = { one_time: 1, monthly: 12, annual: 1 };

/** How the API shows the records of an organization. */
export function views(state: CloseState) {
  const userName = (id: string | null): string | null => {
    const user = id === null ? undefined : state.users.get(id);
    return user === undefined ? null : `${user.first_name} ${user.last_name}`;
  };

  const contact = (record: Contact) => ({
    ...record,
    display_name: displayName(record),
    emails: record.emails.map((email) => ({
      ...email,
      is_unsubscribed: state.unsubscribed.get(email.email.toLowerCase()) !== undefined,
    })),
    timezone: null,
    integration_links: [],
  });

  const opportunity = (record: Opportunity) => {
    const status = state.opportunityStatuses.get(record.status_id);
    const pipeline = status === undefined ? undefined : state.pipelines.get(status.pipeline_id);
    const linked = record.contact_id === null ? undefined : state.contacts.get(record.contact_id);
    const annual = record.value === null ? null : record.value * PERIODS_PER_YEAR[record.value_period];
    const expected = (value: number | null) => (value === null ? null : Math.round((value * record.confidence) / 100));
    const { currency } = state.organization;
    return {
      ...record,
      lead_name: leadName(state.leads.get(record.lead_id)),
      contact_name: linked === undefined ? null : displayName(linked),
      user_name: userName(record.user_id),
      created_by_name: userName(record.created_by),
      updated_by_name: userName(record.updated_by),
      pipeline_id: pipeline?.id ?? null,
      pipeline_name: pipeline?.name ?? null,
      status_label: status?.label ?? null,
      status_display_name: status?.label ?? null,
      status_type: status?.type ?? null,
      value_currency: currency,
      value_formatted: record.value === null ? null : formatMoney(record.value, currency),
      expected_value: expected(record.value),
      annualized_value: annual,
      annualized_expected_value: expected(annual),
      attachments: [],
      integration_links: [],
    };
  };

  const task = (record: Task) => ({
    ...record,
    lead_name: leadName(state.leads.get(record.lead_id)),
    assigned_to_name: userName(record.assigned_to),
    due_date: record.date,
    is_dateless: record.date === null,
    view: record.is_complete ? 'archive' : 'inbox',
    object_type: null,
    object_id: null,
  });

  const lead = (record: Lead) => ({
    ...record,
    display_name: leadName(record),
    html_url: `https://app.close.com/lead/${record.id}/`,
    status_label: state.leadStatuses.get(record.status_id)?.label ?? null,
    contact_ids: state.contactsOf(record.id).map(({ id }) => id),
    contacts: state.contactsOf(record.id).map(contact),
    opportunities: state.opportunitiesOf(record.id).map(opportunity),
    tasks: state.tasksOf(record.id).map(task),
    integration_links: [],
    created_by_name: userName(record.created_by),
    updated_by_name: userName(record.updated_by),
  });

  const activity = (record: Activity) => ({
    ...record,
    user_name: userName(record.user_id),
    created_by_name: userName(record.created_by),
    updated_by_name: userName(record.updated_by),
    users: [record.user_id],
  });

  // Pipelines carry their dates without an offset, unlike most of the API.
  const pipeline = ({ status_ids: _, ...record }: Pipeline) => ({
    ...record,
    statuses: state.statusesOf({ ...record, status_ids: _ }).map(({ id, label, type }) => ({ id, label, type })),
    date_created: withoutOffset(record.date_created),
    date_updated: withoutOffset(record.date_updated),
  });

  const customField = ({ object, choices, ...record }: CustomField) => ({
    ...record,
    ...(record.type === 'choices' ? { choices } : {}),
    organization_id: state.organization.id,
    is_shared: object === 'shared',
    associations: object === 'shared' ? record.associations.map((type) => ({ object_type: type })) : undefined,
    editable_with_roles: [],
    referenced_custom_type_id: null,
  });

  return { lead, contact, opportunity, task, activity, pipeline, customField };
}

/** A lead without a name appears as "Untitled". */
function leadName(lead: Lead | undefined): string | null {
  return lead === undefined ? null : lead.name === null || lead.name === '' ? 'Untitled' : lead.name;
}

/** A contact without a name appears under its first address or number. */
export function displayName(contact: Contact): string {
  return contact.name || contact.emails[0]?.email || contact.phones[0]?.phone || '';
}
