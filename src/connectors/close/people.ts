import {
  bySourceId,
  countOf,
  crud,
  type DestinationObject,
  everyOne,
  type Field,
  markerLabel,
  paged,
  search,
  sourceIdField,
} from './shared.ts';

/** Labels that the app knows; the first stands for any other. */
const phoneLabels = ['office', 'mobile', 'home', 'direct', 'fax', 'other'];
const emailLabels = ['office', 'home', 'direct', 'other'];

const address: Field[] = [
  ['address_1', 'Street', 'line1', 'text'],
  ['address_2', 'Street, second line', 'line2', 'text'],
  ['city', 'City', 'city', 'text'],
  ['state', 'State', 'region', 'text'],
  ['zipcode', 'Postal code', 'postal_code', 'text'],
  ['country', 'Country', 'country', 'country'],
].map(([name, label, part, type]) => ({
  key: `addresses.${name}`,
  label,
  type: type as Field['type'],
  path: `addresses[0].${name}`,
  concept: `company.address.${part}`,
}));

/** Entries that the vendor writes into a lead's history by itself; a thread's e-mails are listed one by one. */
const history = ['Created', 'LeadStatusChange', 'OpportunityStatusChange', 'TaskCompleted', 'LeadMerge', 'EmailThread'];

/** Reminders that the vendor makes of calls, mails and dates; only the other types can be created. */
const reminders = [
  'incoming_email',
  'email_followup',
  'missed_call',
  'answered_detached_call',
  'voicemail',
  'opportunity_due',
  'incoming_sms',
];

/** A lead goes with everything on it. Contacts, opportunities and tasks stand in the lead as it is read by its id. */
const onLead: DestinationObject['remove']['takes'] = [
  { label: 'contacts', objects: ['contact'], path: 'contacts', list: paged('/contact/', 100, { lead_id: '{id}' }) },
  {
    label: 'opportunities',
    objects: ['opportunity'],
    path: 'opportunities',
    list: paged('/opportunity/', 100, { lead_id: '{id}' }),
  },
  {
    label: 'tasks',
    objects: ['task'],
    path: 'tasks',
    list: paged('/task/', 100, { lead_id: '{id}' }),
    except: { path: '_type', values: reminders },
  },
  {
    label: 'activities',
    objects: ['note', 'call', 'email'],
    list: paged('/activity/', 100, { lead_id: '{id}' }),
    except: { path: '_type', values: history },
  },
];

/** A company, or a person where there is none; the same object before and after the sale. Everything else belongs to one. */
export const lead: DestinationObject = {
  label: 'Lead',
  ...crud('/lead/'),
  remove: { ...crud('/lead/').remove, takes: onLead },
  url: 'https://app.close.com/lead/{id}/',
  fields: [
    {
      key: 'name',
      label: 'Name',
      type: 'text',
      concept: 'company.name',
      fallback: ['company.domain', 'company.website', 'company.email'],
    },
    { key: 'url', label: 'Website', type: 'url', concept: 'company.website', comparator: 'url_loose' },
    { key: 'description', label: 'Description', type: 'text', concept: 'company.description' },
    { key: 'status_id', label: 'Status', type: 'reference', concept: 'company.status' },
    ...address,
  ],
  customFields: 'lead',
  list: everyOne('lead'),
  total: countOf('lead'),
  createdAt: 'date_created',
  createdBy: 'created_by',
  footerLabel: 'Import notes',
  sourceIdField,
  marker: { label: markerLabel },
  ownerLabel: 'Owner',
  findBy: [
    { kind: 'externalId', list: bySourceId('lead') },
    {
      kind: 'listed',
      compare: ['name'],
      narrowed: {
        field: 'name',
        list: {
          request: search('lead', [
            {
              type: 'field_condition',
              field: { type: 'regular_field', object_type: 'lead', field_name: 'name' },
              condition: { type: 'text', mode: 'exact_value', value: '{value}' },
            },
          ]),
          otherwise: paged('/lead/', 100),
        },
      },
    },
  ],
  matchOn: ['company.domain', 'company.name'],
  standIn: {
    name: [
      'contact.company_name',
      'deal.company_name',
      'contact.full_name',
      'contact.first_name+contact.last_name',
      'contact.email',
      'company.name',
      'deal.name',
      'lead.title',
    ],
  },
};

/** A person; belongs to exactly one lead. Without `lead_id` the vendor would make one, so it is always sent. */
export const contact: DestinationObject = {
  label: 'Contact',
  ...crud('/contact/'),
  url: 'https://app.close.com/lead/{lead_id}/',
  nest: { field: 'lead_id', under: 'lead', via: ['company', 'own'] },
  fields: [
    { key: 'lead_id', label: 'Lead', type: 'reference', required: true, createOnly: true },
    { key: 'name', label: 'Name', type: 'text', concept: 'contact.full_name', fallback: ['contact.email'] },
    { key: 'title', label: 'Title', type: 'text', concept: 'contact.title' },
    {
      key: 'emails',
      label: 'E-mail addresses',
      type: 'email',
      many: true,
      concept: 'contact.email',
      also: [{ concept: 'contact.email_secondary', label: 'other' }],
      item: { type: '{label}', email: '{value}' },
      itemLabels: emailLabels,
    },
    {
      key: 'phones',
      label: 'Phones',
      type: 'phone',
      many: true,
      concept: 'contact.phone',
      also: [
        { concept: 'contact.phone_mobile', label: 'mobile' },
        { concept: 'contact.phone_secondary', label: 'other' },
        { concept: 'contact.fax', label: 'fax' },
      ],
      item: { type: '{label}', phone: '{value}' },
      itemLabels: phoneLabels,
      form: 'e164',
    },
    {
      key: 'urls',
      label: 'Web addresses',
      type: 'url',
      many: true,
      concept: 'contact.website',
      also: [{ concept: 'contact.linkedin_url' }],
      item: { type: 'url', url: '{value}' },
      comparator: 'url_loose',
    },
  ],
  customFields: 'contact',
  list: everyOne('contact'),
  total: countOf('contact'),
  createdAt: 'date_created',
  createdBy: 'created_by',
  spill: [{ link: 'company', label: 'Other companies' }],
  footerLabel: 'Import notes',
  sourceIdField,
  marker: { label: markerLabel },
  ownerLabel: 'Owner',
  consent: { label: 'Marketing consent', words: { refused: 'Refused', pending: 'Not proved', proved: 'Given' } },
  findBy: [
    { kind: 'externalId', list: bySourceId('contact') },
    {
      kind: 'underParent',
      parentField: 'lead_id',
      list: paged('/contact/', 100, { lead_id: '{parent}' }),
      compare: ['name', 'emails', 'phones'],
    },
  ],
  matchOn: ['contact.email'],
};
