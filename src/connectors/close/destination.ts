import { call, email, note, task } from './activities.ts';
import { opportunity } from './opportunity.ts';
import { contact, lead } from './people.ts';
import { routes } from './routes.ts';
import { type Destination, paged, whole } from './shared.ts';

const fieldTypes = {
  text: 'text',
  textarea: 'text',
  number: 'number',
  choices: 'choice',
  date: 'date',
  datetime: 'instant',
  user: 'reference',
  contact: 'reference',
} as const;

const customFields = (object: string) => ({
  list: paged(`/custom_field/${object}/`, 100),
  key: 'id',
  label: 'name',
  type: 'type',
  types: fieldTypes,
  many: 'accepts_multiple_values',
  options: 'choices',
  keyForm: 'custom.{key}',
});

/** Our types → the vendor's. What has no type of its own there is text, which takes everything. */
const newFieldTypes = {
  text: 'text',
  html: 'textarea',
  // the vendor states no limit for `text`; it is one line in the app, and a text area shows all
  long_text: 'textarea',
  number: 'number',
  integer: 'number',
  choice: 'choices',
  choices: 'choices',
  date: 'date',
  instant: 'datetime',
  reference: 'user',
};

const newField = (object: string) => ({
  request: {
    method: 'POST' as const,
    path: `/custom_field/${object}/`,
    body: { name: '{label}', type: '{type}', choices: '{options}', accepts_multiple_values: '{many}' },
  },
  id: 'id',
  keyForm: 'custom.{id}',
  types: newFieldTypes,
  remove: { method: 'DELETE' as const, path: `/custom_field/${object}/{id}/` },
});

export const closeDestination: Destination = {
  describe: {
    account: {
      request: { path: '/me/' },
      id: 'organizations[0].id',
      name: 'organizations[0].name',
      currency: 'organizations[0].currency',
      timezone: 'last_used_timezone',
      user: { id: 'id', email: 'email', name: ['first_name', 'last_name'] },
    },
    users: { lists: [paged('/user/', 100)], id: 'id', email: 'email', name: ['first_name', 'last_name'] },
    pipelines: {
      list: whole('/pipeline/'),
      id: 'id',
      name: 'name',
      stages: {
        path: 'statuses',
        id: 'id',
        name: 'label',
        kinds: [
          { path: 'type', values: ['won'], kind: 'won' },
          { path: 'type', values: ['lost'], kind: 'lost' },
        ],
      },
    },
    recordStatuses: { list: whole('/status/lead/'), id: 'id', name: 'label' },
    customFields: {
      lead: customFields('lead'),
      contact: customFields('contact'),
      opportunity: customFields('opportunity'),
    },
    automations: [
      {
        list: paged('/sequence/', 100),
        name: 'name',
        active: { path: 'status', values: ['active'] },
        effect: 'a workflow may write to or call new leads and contacts',
      },
    ],
  },
  objects: { lead, contact, opportunity, task, note, call, email },
  order: ['lead', 'contact', 'opportunity', 'task', 'note', 'call', 'email'],
  planOrder: ['company', 'contact', 'lead', 'deal', 'task', 'note', 'call', 'email', 'meeting'],
  routes,
  define: {
    field: { lead: newField('lead'), contact: newField('contact'), opportunity: newField('opportunity') },
    pipeline: {
      request: { method: 'POST', path: '/pipeline/', body: { name: '{name}' } },
      id: 'id',
      remove: { method: 'DELETE', path: '/pipeline/{id}/' },
    },
    stage: {
      request: {
        method: 'POST',
        path: '/status/opportunity/',
        body: { label: '{label}', type: '{kind}', pipeline_id: '{pipeline}' },
      },
      id: 'id',
      types: { open: 'active', won: 'won', lost: 'lost' },
      remove: { method: 'DELETE', path: '/status/opportunity/{id}/' },
    },
    recordStatus: {
      request: { method: 'POST', path: '/status/lead/', body: { label: '{label}' } },
      id: 'id',
      remove: { method: 'DELETE', path: '/status/lead/{id}/' },
    },
  },
  probes: [
    {
      // ids have a prefix and 43 characters: there can be none with this one
      right: 'Manage customizations',
      request: { method: 'PUT', path: '/custom_field/lead/cf_none/', body: {} },
    },
  ],
  // an abandoned write ends with the vendor's own time-out of about half a minute
  settleMs: 60_000,
  // 30 to 60 seconds were seen live
  searchLagMs: 60_000,
  never: [
    {
      object: 'email',
      field: 'status',
      values: ['outbox', 'scheduled', 'draft', 'error'],
      reason: 'Close would send it, or leave it to be sent by a click',
    },
  ],
  checklist: [
    'Pause workflows (sequences) that start on new leads, contacts or opportunities.',
    'Connect with the API key of a user with the Admin role, so that custom fields, pipelines and statuses can be created.',
    'Invite the people who shall own records: users are never created by a migration, because each takes a paid seat.',
  ],
};
