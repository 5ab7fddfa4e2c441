/** A kind of association in one direction. */
export type AssociationKind = {
  typeId: number;
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  label: string | null;
  name: string;
};

const defined = (typeId: number, name: string, label: string | null = null): AssociationKind => ({
  typeId,
  category: 'HUBSPOT_DEFINED',
  label,
  name,
});

/**
 * By `from>to`: the unlabelled kind first, then the primary one where there is one. Numbers of HubSpot's lists as
 * recalled; those of leads are assumed. `name` is how an inline association calls it.
 */
const KINDS: Record<string, AssociationKind[]> = {
  'contacts>companies': [defined(279, 'contact_to_company_unlabeled'), defined(1, 'contact_to_company', 'Primary')],
  'companies>contacts': [defined(280, 'company_to_contact_unlabeled'), defined(2, 'company_to_contact', 'Primary')],
  'deals>contacts': [defined(3, 'deal_to_contact')],
  'contacts>deals': [defined(4, 'contact_to_deal')],
  'deals>companies': [defined(341, 'deal_to_company_unlabeled'), defined(5, 'deal_to_company', 'Primary')],
  'companies>deals': [defined(342, 'company_to_deal_unlabeled'), defined(6, 'company_to_deal', 'Primary')],
  'deals>line_items': [defined(19, 'deal_to_line_item')],
  'line_items>deals': [defined(20, 'line_item_to_deal')],
  'leads>contacts': [defined(578, 'lead_to_contact')],
  'contacts>leads': [defined(579, 'contact_to_lead')],
  'leads>companies': [defined(610, 'lead_to_company')],
  'companies>leads': [defined(611, 'company_to_lead')],
  'notes>leads': [defined(855, 'note_to_lead')],
  'leads>notes': [defined(854, 'lead_to_note')],
  'tasks>leads': [defined(647, 'task_to_lead')],
  'leads>tasks': [defined(646, 'lead_to_task')],
  'calls>leads': [defined(597, 'call_to_lead')],
  'leads>calls': [defined(596, 'lead_to_call')],
  'emails>leads': [defined(599, 'email_to_lead')],
  'leads>emails': [defined(598, 'lead_to_email')],
  'meetings>leads': [defined(601, 'meeting_to_lead')],
  'leads>meetings': [defined(600, 'lead_to_meeting')],
};

/** The even number leads from the engagement, the odd one before it leads back. */
const ENGAGEMENTS: Record<string, { singular: string; contacts: number; companies: number; deals: number }> = {
  notes: { singular: 'note', contacts: 202, companies: 190, deals: 214 },
  tasks: { singular: 'task', contacts: 204, companies: 192, deals: 216 },
  calls: { singular: 'call', contacts: 194, companies: 182, deals: 206 },
  meetings: { singular: 'meeting', contacts: 200, companies: 188, deals: 212 },
  emails: { singular: 'email', contacts: 198, companies: 186, deals: 210 },
};

for (const [plural, { singular, contacts, companies, deals }] of Object.entries(ENGAGEMENTS)) {
  for (const [other, name, typeId] of [
    ['contacts', 'contact', contacts],
    ['companies', 'company', companies],
    ['deals', 'deal', deals],
  ] as const) {
    KINDS[`${plural}>${other}`] = [defined(typeId, `${singular}_to_${name}`)];
    KINDS[`${other}>${plural}`] = [defined(typeId - 1, `${name}_to_${singular}`)];
  }
}

/** Labels that a seeded portal has made for itself. Numbers are per portal. */
const LABELS: Record<string, AssociationKind[]> = {
  'contacts>companies': [{ typeId: 36, category: 'USER_DEFINED', label: 'Billing contact', name: 'billing_contact' }],
  'companies>contacts': [{ typeId: 37, category: 'USER_DEFINED', label: 'Billing contact', name: 'billing_contact' }],
  'deals>contacts': [{ typeId: 38, category: 'USER_DEFINED', label: 'Decision maker', name: 'decision_maker' }],
  'contacts>deals': [{ typeId: 39, category: 'USER_DEFINED', label: 'Decision maker', name: 'decision_maker' }],
};

export const BILLING_CONTACT = 36;
export const DECISION_MAKER = 38;

/** The kinds of a new portal, or of a seeded one. */
export function associationKinds(withLabels: boolean): Map<string, AssociationKind[]> {
  const kinds = new Map(Object.entries(KINDS).map(([pair, known]) => [pair, [...known]]));
  if (withLabels) for (const [pair, labels] of Object.entries(LABELS)) kinds.get(pair)!.push(...labels);
  return kinds;
}
