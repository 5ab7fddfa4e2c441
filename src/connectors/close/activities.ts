import { crud, type DestinationObject, type Field, paged } from './shared.ts';

/** An activity is written once: on its deal's lead, else its contact's, else its company's. */
const place: Pick<DestinationObject, 'nest' | 'references' | 'url'> = {
  nest: { field: 'lead_id', under: 'lead', via: ['deal', 'lead', 'contact', 'company'] },
  references: [{ field: 'contact_id', link: 'contact', to: 'contact', need: 'inline', sameParent: true }],
  url: 'https://app.close.com/lead/{lead_id}/',
};

const placeFields: Field[] = [
  { key: 'lead_id', label: 'Lead', type: 'reference', required: true, createOnly: true },
  { key: 'contact_id', label: 'Contact', type: 'reference' },
];

/** When it happened, and when it was entered. Both can be set as the record is made and never after. */
const happened = (fallback: string[]): Field => ({
  key: 'activity_at',
  label: 'Date',
  type: 'instant',
  concept: 'activity.done_at',
  fallback: [...fallback, 'activity.created_at'],
  createOnly: true,
});
const entered: Field = {
  key: 'date_created',
  label: 'Created',
  type: 'instant',
  concept: 'activity.created_at',
  createOnly: true,
};
/** A note's author cannot be changed later; the others' are left alone likewise. */
const author: Field = {
  key: 'user_id',
  label: 'User',
  type: 'reference',
  concept: 'activity.owner',
  createOnly: true,
};

/** No activity takes custom fields that are documented for records, so siblings under the lead are compared. */
function underLead(path: string, compare: string[]): DestinationObject['findBy'] {
  return [{ kind: 'underParent', parentField: 'lead_id', list: paged(path, 100, { lead_id: '{parent}' }), compare }];
}

// the creation date is the source's own, the time of the last change is not
const made = { createdAt: 'date_updated', createdBy: 'created_by' };

export const task: DestinationObject = {
  label: 'Task',
  ...crud('/task/'),
  ...place,
  fields: [
    ...placeFields,
    {
      // notifications of missed calls and mails are tasks of other types, which nobody can create
      key: '_type',
      label: 'Type',
      type: 'choice',
      default: 'lead',
      createOnly: true,
      options: ['lead', 'outgoing_call'].map((value) => ({ value, label: value })),
    },
    { key: 'text', label: 'Text', type: 'text', concept: 'activity.subject' },
    { key: 'date', label: 'Due', type: 'instant', concept: 'activity.due_at', form: 'dateOrInstant' },
    { key: 'is_complete', label: 'Done', type: 'boolean' },
    { key: 'assigned_to', label: 'Assigned to', type: 'reference', concept: 'activity.owner' },
  ],
  list: paged('/task/', 250, { _type: 'lead', _order_by: 'date_created' }),
  footerField: 'text',
  createdAt: 'date_created',
  createdBy: 'created_by',
  findBy: [
    {
      kind: 'underParent',
      parentField: 'lead_id',
      list: paged('/task/', 250, { _type: 'lead', lead_id: '{parent}' }),
      compare: ['text', 'date', 'is_complete'],
    },
  ],
};

export const note: DestinationObject = {
  label: 'Note',
  ...crud('/activity/note/'),
  ...place,
  ...made,
  fields: [
    ...placeFields,
    { key: 'title', label: 'Title', type: 'text' },
    { key: 'note_html', label: 'Note', type: 'html', concept: 'activity.body', comparator: 'html_text' },
    author,
    happened(['activity.start_at', 'activity.due_at']),
    entered,
  ],
  list: paged('/activity/note/', 100),
  footerField: 'note_html',
  findBy: underLead('/activity/note/', ['title', 'note_html', 'activity_at']),
};

export const call: DestinationObject = {
  label: 'Call',
  ...crud('/activity/call/'),
  ...place,
  ...made,
  fields: [
    ...placeFields,
    {
      key: 'direction',
      label: 'Direction',
      type: 'choice',
      default: 'outbound',
      options: ['inbound', 'outbound'].map((value) => ({ value, label: value })),
    },
    {
      key: 'status',
      label: 'Status',
      type: 'choice',
      default: 'completed',
      options: ['completed', 'no-answer', 'busy', 'failed', 'cancel'].map((value) => ({ value, label: value })),
    },
    { key: 'duration', label: 'Duration in seconds', type: 'duration_s', concept: 'activity.duration' },
    {
      key: 'phone',
      label: 'Phone',
      type: 'phone',
      concept: 'activity.phone',
      form: 'e164',
      pattern: '^\\+[1-9]\\d{4,14}$',
    },
    {
      key: 'recording_url',
      label: 'Recording',
      type: 'url',
      concept: 'activity.recording_url',
      pattern: '^https://',
    },
    { key: 'note_html', label: 'Note', type: 'html', concept: 'activity.body', comparator: 'html_text' },
    author,
    happened(['activity.start_at', 'activity.due_at']),
    entered,
  ],
  list: paged('/activity/call/', 100),
  footerField: 'note_html',
  findBy: underLead('/activity/call/', ['note_html', 'activity_at', 'duration', 'direction', 'phone']),
};

export const email: DestinationObject = {
  label: 'E-mail',
  ...crud('/activity/email/'),
  ...place,
  ...made,
  fields: [
    ...placeFields,
    {
      // outbox and scheduled would really send it: these two only log what was sent and received
      key: 'status',
      label: 'Status',
      type: 'choice',
      default: 'sent',
      createOnly: true,
      options: ['sent', 'inbox'].map((value) => ({ value, label: value })),
    },
    { key: 'subject', label: 'Subject', type: 'text', concept: 'activity.subject', createOnly: true },
    { key: 'sender', label: 'From', type: 'email', concept: 'activity.from', createOnly: true },
    {
      key: 'to',
      label: 'To',
      type: 'email',
      many: true,
      concept: 'activity.to',
      item: '{value}',
      createOnly: true,
    },
    { key: 'cc', label: 'Cc', type: 'email', many: true, concept: 'activity.cc', item: '{value}', createOnly: true },
    {
      key: 'body_html',
      label: 'Text',
      type: 'html',
      concept: 'activity.body',
      comparator: 'html_text',
      createOnly: true,
    },
    author,
    {
      // the vendor dates a sent mail by it
      key: 'date_created',
      label: 'Sent',
      type: 'instant',
      concept: 'activity.done_at',
      fallback: ['activity.start_at', 'activity.created_at'],
      createOnly: true,
    },
  ],
  list: paged('/activity/email/', 100),
  footerField: 'body_html',
  findBy: underLead('/activity/email/', ['subject', 'sender', 'date_created', 'body_html']),
};
