import { type Field, objectStream, type Stream } from './shared.ts';

/** Engagements are read with the right to contacts, and carry their associations in each row: they have no labels. */
function activityStream(type: string, object: string, fields: Field[], scopes: string[] = []): Stream {
  return objectStream({
    type,
    object,
    scopes: ['crm.objects.contacts.read', ...scopes],
    inline: ['contacts', 'companies', 'deals'],
    fields: [
      ...fields,
      { key: 'hubspot_owner_id', type: 'reference', concept: 'activity.owner' },
      { key: 'hs_lastmodifieddate', type: 'instant', concept: 'activity.updated_at' },
    ],
  });
}

/** When it was entered. What it is about took place at `hs_timestamp`. */
const entered: Field = { key: 'hs_createdate', type: 'instant', concept: 'activity.created_at' };

export const notes = activityStream('notes', 'note', [
  { key: 'hs_note_body', type: 'html', concept: 'activity.body' },
  // a note stands in the timeline at its activity date
  { key: 'hs_timestamp', type: 'instant', concept: 'activity.created_at' },
  { key: 'hs_createdate', label: 'Entered at', type: 'instant' },
  { key: 'hs_attachment_ids', type: 'text', many: true, separator: ';' },
]);

export const tasks = activityStream('tasks', 'task', [
  { key: 'hs_task_subject', type: 'text', concept: 'activity.subject' },
  { key: 'hs_task_body', type: 'html', concept: 'activity.body' },
  {
    key: 'hs_task_status',
    type: 'choice',
    concept: 'activity.status',
    // a portal can rename the labels: what decides about a task is its value
    decode: {
      COMPLETED: 'done',
      NOT_STARTED: 'planned',
      IN_PROGRESS: 'in progress',
      WAITING: 'waiting',
      DEFERRED: 'deferred',
    },
  },
  { key: 'hs_task_priority', type: 'choice', concept: 'activity.priority' },
  { key: 'hs_task_type', type: 'choice', concept: 'activity.type' },
  // a task's activity date is the day it is due
  { key: 'hs_timestamp', type: 'instant', concept: 'activity.due_at' },
  { key: 'hs_task_completion_date', type: 'instant', concept: 'activity.done_at' },
  entered,
]);

export const calls = activityStream('calls', 'call', [
  { key: 'hs_call_title', type: 'text', concept: 'activity.subject' },
  { key: 'hs_call_body', type: 'html', concept: 'activity.body' },
  {
    key: 'hs_call_direction',
    type: 'choice',
    concept: 'activity.direction',
    decode: { INBOUND: 'inbound', OUTBOUND: 'outbound' },
  },
  { key: 'hs_call_duration', type: 'duration_s', concept: 'activity.duration', form: 'milliseconds' },
  { key: 'hs_call_disposition', type: 'choice', concept: 'activity.outcome' },
  {
    key: 'hs_call_status',
    type: 'choice',
    concept: 'activity.status',
    decode: { COMPLETED: 'done', SCHEDULED: 'planned' },
  },
  {
    key: 'hs_call_to_number',
    type: 'phone',
    concept: 'activity.phone',
    // the other side's number
    instead: [{ path: 'properties.hs_call_direction', values: ['INBOUND'], value: '{properties.hs_call_from_number}' }],
  },
  { key: 'hs_call_from_number', type: 'phone' },
  { key: 'hs_call_recording_url', label: 'Recording', type: 'url', concept: 'activity.recording_url' },
  { key: 'hs_timestamp', type: 'instant', concept: 'activity.start_at' },
  entered,
]);

export const meetings = activityStream('meetings', 'meeting', [
  { key: 'hs_meeting_title', type: 'text', concept: 'activity.subject' },
  { key: 'hs_meeting_body', type: 'html', concept: 'activity.body' },
  { key: 'hs_internal_meeting_notes', type: 'html' },
  {
    key: 'hs_meeting_start_time',
    type: 'instant',
    concept: 'activity.start_at',
    otherwise: ['properties.hs_timestamp'],
  },
  { key: 'hs_meeting_end_time', type: 'instant', concept: 'activity.end_at' },
  { key: 'hs_meeting_outcome', type: 'choice', concept: 'activity.outcome' },
  {
    key: 'status',
    label: 'Status',
    type: 'choice',
    concept: 'activity.status',
    path: 'properties.hs_meeting_outcome',
    decode: { COMPLETED: 'done', SCHEDULED: 'planned', '*': null },
  },
  { key: 'hs_meeting_location', type: 'text', concept: 'activity.location' },
  { key: 'hs_meeting_external_url', label: 'Conference link', type: 'url' },
  entered,
]);

/** Addresses lie in the headers, JSON in a text; on older records only in properties of their own. */
function header(within: string, property: string): Field {
  return {
    key: property,
    type: 'email',
    path: 'properties.hs_email_headers',
    within,
    otherwise: [`properties.${property}`],
  };
}

export const emails = activityStream(
  'emails',
  'email',
  [
    { key: 'hs_email_subject', type: 'text', concept: 'activity.subject' },
    { key: 'hs_email_html', type: 'html', concept: 'activity.body', otherwise: ['properties.hs_email_text'] },
    {
      key: 'hs_email_direction',
      type: 'choice',
      concept: 'activity.direction',
      decode: { EMAIL: 'outbound', FORWARDED_EMAIL: 'outbound', INCOMING_EMAIL: 'inbound' },
    },
    { key: 'hs_email_status', type: 'choice', concept: 'activity.status' },
    { ...header('from.email', 'hs_email_from_email'), label: 'From', concept: 'activity.from' },
    { ...header('to[*].email', 'hs_email_to_email'), label: 'To', concept: 'activity.to', many: true, separator: ';' },
    { ...header('cc[*].email', 'hs_email_cc_email'), label: 'Cc', concept: 'activity.cc', many: true, separator: ';' },
    // sent or received
    { key: 'hs_timestamp', type: 'instant', concept: 'activity.done_at' },
    entered,
  ],
  ['sales-email-read'],
);
