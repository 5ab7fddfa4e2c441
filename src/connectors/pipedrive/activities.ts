import { creator, deletedFlag, ownership, type Stream, updatedSince, v1Paging, v2Paging } from './shared.ts';

const dueTime = { paths: ['due_date', 'due_time'], separator: 'T' };

export const activities: Stream = {
  // the key of the activity's type; those that a company has made for itself are things to do
  object: { by: 'type', map: { call: 'call', meeting: 'meeting' }, otherwise: 'task' },
  request: {
    path: '/api/v2/activities',
    query: { sort_by: 'id', sort_direction: 'asc', include_fields: 'attendees' },
    records: 'data',
  },
  paging: v2Paging,
  id: 'id',
  createdAt: 'add_time',
  updatedAt: 'update_time',
  states: deletedFlag,
  customFields: 'activity',
  scopes: ['activities:read'],
  incremental: updatedSince,
  fields: [
    { key: 'subject', type: 'text', concept: 'activity.subject' },
    { key: 'note', type: 'html', concept: 'activity.body' },
    { key: 'type', type: 'choice', concept: 'activity.type', optionsFrom: 'activityTypes' },
    // a day without a time is a whole day; times are in UTC
    { key: 'due', label: 'Due', type: 'instant', concept: 'activity.due_at', join: dueTime, form: 'sqlUtc' },
    {
      key: 'start',
      label: 'Start',
      type: 'instant',
      concept: 'activity.start_at',
      join: dueTime,
      form: 'sqlUtc',
      objects: ['call', 'meeting'],
    },
    { key: 'duration', type: 'duration_s', concept: 'activity.duration', form: 'hms' },
    {
      key: 'done',
      type: 'choice',
      concept: 'activity.status',
      decode: { true: 'done', false: 'planned' },
    },
    { key: 'marked_as_done_time', label: 'Done at', type: 'instant', concept: 'activity.done_at' },
    { key: 'priority', label: 'Priority', type: 'choice', concept: 'activity.priority' },
    { key: 'location', label: 'Location', type: 'text', concept: 'activity.location' },
    { key: 'public_description', label: 'Description for guests', type: 'html' },
    { key: 'conference_meeting_url', label: 'Conference link', type: 'url' },
    { key: 'attendees', label: 'Attendees', type: 'email', many: true, path: 'attendees[*].email' },
    ...ownership('activity'),
    creator('creator_user_id'),
  ],
  links: [
    { kind: 'deal', to: 'deal', path: 'deal_id', primary: true },
    { kind: 'lead', to: 'lead', path: 'lead_id', primary: true },
    { kind: 'contact', to: 'contact', path: 'person_id', primary: true },
    { kind: 'contact', to: 'contact', path: 'participants[*].person_id' },
    { kind: 'company', to: 'company', path: 'org_id', primary: true },
  ],
};

export const callLogs: Stream = {
  object: 'call',
  request: { path: '/v1/callLogs', records: 'data' },
  paging: v1Paging(50),
  id: 'id',
  createdAt: 'start_time',
  leaveOut: [{ path: 'activity_id', reason: 'The call is an activity as well, and comes as that.' }],
  optional: true,
  scopes: ['phone-integration'],
  fields: [
    { key: 'subject', type: 'text', concept: 'activity.subject' },
    { key: 'note', type: 'html', concept: 'activity.body' },
    { key: 'start', label: 'Start', type: 'instant', concept: 'activity.start_at', path: 'start_time' },
    { key: 'end_time', label: 'End', type: 'instant', concept: 'activity.end_at' },
    { key: 'duration', type: 'duration_s', concept: 'activity.duration' },
    { key: 'outcome', label: 'Outcome', type: 'choice', concept: 'activity.outcome' },
    { key: 'to_phone_number', label: 'Number called', type: 'phone', concept: 'activity.phone' },
    { key: 'from_phone_number', label: 'Called from', type: 'phone' },
    { key: 'owner_id', type: 'reference', concept: 'activity.owner', path: 'user_id' },
  ],
  links: [
    { kind: 'deal', to: 'deal', path: 'deal_id', primary: true },
    { kind: 'contact', to: 'contact', path: 'person_id', primary: true },
    { kind: 'company', to: 'company', path: 'org_id', primary: true },
  ],
};

export const notes: Stream = {
  object: 'note',
  request: { path: '/v1/notes', query: { sort: 'id ASC' }, records: 'data' },
  paging: v1Paging(500),
  slips: true,
  id: 'id',
  createdAt: 'add_time',
  updatedAt: 'update_time',
  times: 'sqlUtc',
  states: [{ path: 'active_flag', values: [false], state: 'deleted' }],
  scopes: ['deals:read', 'contacts:read'],
  incremental: updatedSince,
  fields: [
    { key: 'content', label: 'Content', type: 'html', concept: 'activity.body' },
    // who wrote it
    { key: 'owner_id', label: 'Author', type: 'reference', concept: 'activity.owner', path: 'user_id' },
    { key: 'add_time', label: 'Created', type: 'instant', concept: 'activity.created_at' },
    { key: 'update_time', label: 'Updated', type: 'instant', concept: 'activity.updated_at' },
  ],
  links: [
    { kind: 'deal', to: 'deal', path: 'deal_id', primary: true },
    { kind: 'lead', to: 'lead', path: 'lead_id', primary: true },
    { kind: 'contact', to: 'contact', path: 'person_id', primary: true },
    { kind: 'company', to: 'company', path: 'org_id', primary: true },
  ],
};
