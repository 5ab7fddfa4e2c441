import type { Destination } from './people.ts';

type Route = Destination['routes'][number];

/** What people call a column that they add to say it, as the guide advises ("marking each row as a lead or a client"). */
const marks = [
  'Type',
  'Contact type',
  'Client type',
  'Record type',
  'Person type',
  'Kind',
  'Entity',
  'Category',
  'Role',
];

/** Where a source says what a person is: a column of its own, a stage, a label. */
const kind = {
  field: 'contact.status',
  also: [...marks.map((label) => `label:${label}`), 'contact.lifecycle_stage', 'contact.tags'],
};
/** A profession also stands in the job title. */
const profession = { ...kind, also: [...kind.also, 'contact.title'] };
/** How somebody was won says that he was not represented then. */
const origin = { ...kind, also: [...kind.also, 'contact.lead_source'] };

type Rule = Pick<Route, 'to' | 'reason'> & Partial<Route>;

const isOneOf = (values: string[]) => [{ ...kind, is: 'oneOf' as const, values }];
const contains = (where: typeof kind, values: string[]) => [{ ...where, is: 'contains' as const, values }];

const contactOf = (type: string, values: string[], reason: string): Rule => ({
  to: 'contact',
  when: contains(profession, values),
  fields: [{ to: 'contact_type', constant: type }],
  reason,
});

/** Read from the top; the first that holds decides. */
const rules: Rule[] = [
  { to: 'lead', when: isOneOf(['lead', 'leads']), reason: 'The source says that the person is a lead.' },
  { to: 'client', when: isOneOf(['client', 'clients']), reason: 'The source says that the person is a client.' },
  {
    to: 'contact',
    when: isOneOf(['contact', 'contacts']),
    fields: [{ to: 'contact_type', constant: 'other' }],
    reason: 'The source says that the person is a contact; the type is not told.',
  },
  {
    to: null,
    rung: 'archive',
    when: isOneOf(['escrow', 'escrows']),
    reason:
      'The source says that the row is an escrow. The guide names escrows without their fields; kept in the archive for the customer.',
  },
  {
    to: 'client',
    when: contains(kind, [
      'client',
      'past client',
      'buyer',
      'buyers',
      'seller',
      'sellers',
      'customer',
      'past customer',
    ]),
    reason: 'Buyers, sellers and past clients are clients.',
  },
  {
    to: 'client',
    when: [{ field: 'deal.status', is: 'contains', values: ['won'] }],
    reason: 'Whoever has a won deal is or was represented.',
  },
  contactOf('escrow_officer', ['escrow officer', 'escrow agent', 'escrow company'], 'Escrow officers are contacts.'),
  contactOf(
    'title_officer',
    ['title officer', 'title agent', 'title company', 'title rep'],
    'Title officers are contacts.',
  ),
  contactOf('lender', ['lender', 'loan officer', 'mortgage broker', 'mortgage', 'mlo'], 'Lenders are contacts.'),
  contactOf('agent', ['agent', 'realtor', 'broker', 'co op agent'], 'Other agents are contacts.'),
  contactOf(
    'vendor',
    ['vendor', 'supplier', 'partner', 'inspector', 'appraiser', 'contractor', 'stager', 'photographer'],
    'Vendors are contacts.',
  ),
  {
    to: 'lead',
    when: contains(origin, [
      'inquiry',
      'enquiry',
      'referral',
      'open house',
      'lead',
      'prospect',
      'marketingqualifiedlead',
      'salesqualifiedlead',
      'opportunity',
    ]),
    reason: 'Inquiries, referrals and sign-ins of open houses are leads.',
  },
  {
    to: 'lead',
    when: [{ field: 'deal.status', is: 'contains', values: ['open'] }],
    reason: 'Whoever has an open deal and is no client yet is a lead.',
  },
  {
    to: 'lead',
    when: [{ field: 'lead.title', is: 'filled' }],
    reason: 'Whoever stands behind an inbox lead is a lead.',
  },
  {
    to: null,
    rung: 'hold',
    reason: 'Nothing tells whether these people are leads, clients or contacts: choose for the group.',
  },
];

const personRoutes = rules.map((rule): Route => ({ object: 'contact', mode: 'upsert', ...rule }));

/** A lead of the source is one here, unless it says that it is more; one without a person is only a note about somebody. */
const leadRoutes: Route[] = [
  ...rules.slice(1, 6).map((rule): Route => ({ object: 'lead', mode: 'upsert', ...rule })),
  ...['contact.email', 'contact.full_name', 'contact.last_name'].map(
    (field): Route => ({
      object: 'lead',
      to: 'lead',
      mode: 'upsert',
      when: [{ field, is: 'filled' }],
      reason: 'A lead of the source is a lead.',
    }),
  ),
  {
    object: 'lead',
    to: null,
    rung: 'archive',
    reason:
      'An inbox lead without a person of its own: the person behind it goes across; the rest is kept in the archive.',
  },
];

const archived: [string, string][] = [
  ['company', 'The guide knows no companies; a person’s company is named with the person.'],
  [
    'deal',
    'The guide names escrows for open transactions without their address and fields: deals are kept in the archive.',
  ],
  ...['note', 'task', 'call', 'email', 'meeting'].map((object): [string, string] => [
    object,
    'The guide knows no activities: they are kept in the archive for the customer.',
  ]),
];

export const routes: Route[] = [
  ...personRoutes,
  ...leadRoutes,
  ...archived.map(([object, reason]): Route => ({ object, to: null, rung: 'archive', reason })),
];
