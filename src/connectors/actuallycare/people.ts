import type { ConnectorInput } from '../../model/connector.ts';

export type Destination = NonNullable<ConnectorInput['destination']>;
type DestinationObject = Destination['objects'][string];
type Field = DestinationObject['fields'][number];

const contactTypes = ['vendor', 'agent', 'lender', 'escrow_officer', 'title_officer', 'other'];

const shared: Field[] = [
  { key: 'email', label: 'E-mail', type: 'email', concept: 'contact.email' },
  {
    key: 'phone',
    label: 'Phone',
    type: 'phone',
    concept: 'contact.phone',
    fallback: ['contact.phone_mobile', 'contact.phone_secondary'],
    form: 'e164',
  },
  { key: 'lead_source', label: 'Lead source', type: 'text', concept: 'contact.lead_source' },
  { key: 'notes', label: 'Notes', type: 'text', concept: 'contact.description' },
  { key: 'tags', label: 'Tags', type: 'choices', many: true, concept: 'contact.tags' },
];

const firstName: Field = {
  key: 'first_name',
  label: 'First name',
  type: 'text',
  concept: 'contact.first_name',
  fallback: ['contact.full_name', 'contact.last_name', 'contact.email'],
  required: true,
};
const lastName: Field = { key: 'last_name', label: 'Last name', type: 'text', concept: 'contact.last_name' };

/** People of one kind at `/{resource}`. */
function people(resource: string, label: string, own: Field[], rest: Partial<DestinationObject>): DestinationObject {
  const fields = [...own, ...shared];
  const names = own.filter((field) => field.concept?.endsWith('name')).map((field) => field.key);
  return {
    label,
    fields,
    create: { request: { method: 'POST', path: `/${resource}`, body: '{payload}' }, record: 'data', id: 'id' },
    update: { request: { method: 'PATCH', path: `/${resource}/{id}`, body: '{payload}' }, record: 'data' },
    // the guide shows lists only
    get: { request: { path: `/${resource}/{id}` }, record: 'data', orListed: true },
    list: {
      request: { path: `/${resource}`, records: `data.${resource}` },
      paging: { type: 'page', pageParam: 'page', sizeParam: 'limit', size: 100, hasMore: 'data.meta.hasMore' },
    },
    version: 'updated_at',
    createdAt: 'created_at',
    remove: {
      request: { method: 'DELETE', path: `/${resource}/{id}` },
      means: 'archive',
      gone: { path: 'archived_at', filled: true },
    },
    footerField: 'notes',
    // the guide: stamp every imported row where there is a tag-like field
    marker: { field: 'tags' },
    consent: {
      field: 'tags',
      words: { refused: 'do-not-contact', pending: 'consent-not-proved', proved: 'consent-given' },
    },
    // "the API doesn't know your old CRM's record IDs, so email is the stable key"
    findBy: [{ kind: 'listed', compare: [...names, 'email', 'phone'] }],
    matchOn: ['contact.email'],
    ...rest,
  };
}

/** People who are represented, or have been. */
export const client = people(
  'clients',
  'Client',
  [firstName, { ...lastName, required: true, fallback: ['contact.email'] }],
  {
    alsoIn: [
      { object: 'lead', outcome: 'hold' },
      { object: 'contact', outcome: 'hold' },
    ],
  },
);

/** People in the pipeline who are not represented yet; one name instead of two. */
export const lead = people(
  'leads',
  'Lead',
  [
    {
      key: 'name',
      label: 'Name',
      type: 'text',
      concept: 'contact.full_name',
      fallback: ['contact.email', 'contact.phone', 'contact.phone_mobile'],
      required: true,
    },
  ],
  // who is a client already is not made a lead again
  {
    alsoIn: [
      { object: 'client', outcome: 'merge' },
      { object: 'contact', outcome: 'hold' },
    ],
  },
);

/** Everyone else: vendors, agents, lenders, escrow and title officers. */
export const contact = people(
  'contacts',
  'Contact',
  [
    firstName,
    lastName,
    {
      key: 'contact_type',
      label: 'Contact type',
      type: 'choice',
      required: true,
      options: contactTypes.map((value) => ({ value, label: value })),
    },
    { key: 'company', label: 'Company', type: 'text', concept: 'contact.company_name' },
  ],
  {
    alsoIn: [
      { object: 'client', outcome: 'hold' },
      { object: 'lead', outcome: 'hold' },
    ],
  },
);
