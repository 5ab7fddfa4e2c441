import type { Route } from './shared.ts';

const inbound = ['inbound', 'incoming', 'received', 'in', 'inbox'];
const outbound = ['outbound', 'outgoing', 'sent', 'out'];
const mapTo = <Value extends string | boolean>(words: string[], value: Value): Record<string, Value> =>
  Object.fromEntries(words.map((word) => [word, value]));

const doneWords = ['done', 'completed', 'complete', 'closed', 'finished', 'held', 'yes', 'true', '1'];
const openWords = [
  'planned',
  'open',
  'not started',
  'not_started',
  'in progress',
  'in_progress',
  'waiting',
  'deferred',
  'pending',
  'scheduled',
  'to do',
  'todo',
  'no',
  'false',
  '0',
];

/** Words of other systems, and a date where a system only says when it was done. */
const isDone: NonNullable<NonNullable<Route['fields']>[number]['transforms']> = [
  { type: 'regex_replace', pattern: '^\\d{4}-\\d{2}-\\d{2}.*$', with: 'done' },
  {
    type: 'value_map',
    map: { ...mapTo(doneWords, true), ...mapTo(openWords, false) },
    unmatched: 'default',
    default: false,
  },
];

const callStatuses = {
  ...mapTo(doneWords, 'completed'),
  ...mapTo(['no answer', 'no-answer', 'no_answer'], 'no-answer'),
  ...mapTo(['canceled', 'cancelled', 'cancel'], 'cancel'),
  busy: 'busy',
  failed: 'failed',
};

const subjectAndBody = ['<p><b>{activity.subject}</b></p>', '{activity.body}'].join('\n');

/** A dated note instead of what the API does not create: everything that a person would look for stands in its text. */
function asNote(lines: string[]) {
  const text = [...lines, '{activity.body}'].join('\n');
  return [
    { to: 'title', from: ['activity.subject'] },
    {
      to: 'note_html',
      from: [...text.matchAll(/\{(activity\.\w+)\}/g)].map((match) => match[1] as string),
      transforms: [{ type: 'template' as const, text, lines: 'html' as const }],
    },
  ];
}

const meetingLines = [
  '<p><b>Meeting: {activity.subject}</b></p>',
  '<p>Begins: {activity.start_at}</p>',
  '<p>Ends: {activity.end_at}</p>',
  '<p>Place: {activity.location}</p>',
  '<p>Status: {activity.status}</p>',
  '<p>Outcome: {activity.outcome}</p>',
];

const emailLines = ['<p><b>E-mail: {activity.subject}</b></p>', '<p>To: {activity.to}</p>', '<p>Cc: {activity.cc}</p>'];

const personFields = ['contact.email', 'contact.full_name', 'contact.last_name'];

export const routes: Route[] = [
  { object: 'company', to: 'lead', mode: 'upsert', reason: 'A company is a lead in Close, before and after the sale.' },
  {
    object: 'contact',
    to: 'contact',
    mode: 'upsert',
    reason: 'A person is a contact of the company’s lead; one without a company gets a lead of its own.',
  },
  // a lead that holds a person is that person; a lead that only points at one is a chance to sell
  ...personFields.map(
    (field): Route => ({
      object: 'lead',
      to: 'contact',
      mode: 'upsert',
      when: [{ field, is: 'filled' }],
      reason: 'A lead that is a person becomes a contact of the employer’s lead.',
    }),
  ),
  {
    object: 'lead',
    to: 'opportunity',
    rung: 'record',
    fields: [
      { to: 'value', from: ['lead.amount'] },
      { to: 'user_id', from: ['lead.owner'] },
      { to: 'date_created', from: ['lead.created_at'] },
      { to: 'note', template: '{lead.title}' },
    ],
    reason:
      'Its person and company are leads in Close already; the inbox lead itself (title, value, owner) is an opportunity in the first open status.',
  },
  {
    object: 'deal',
    to: 'opportunity',
    fields: [
      {
        to: 'note',
        from: ['deal.name', 'deal.description'],
        transforms: [{ type: 'template', text: '{deal.name}\n{deal.description}', lines: 'text' }],
      },
    ],
    reason: 'A deal is an opportunity of its company’s lead, else of its contact’s.',
  },
  {
    object: 'task',
    to: 'task',
    fields: [
      {
        to: 'text',
        from: ['activity.subject', 'activity.body'],
        transforms: [
          { type: 'template', text: '{activity.subject}\n{activity.body}', lines: 'text' },
          { type: 'html_to_text' },
        ],
      },
      { to: 'is_complete', from: ['activity.status', 'activity.done_at'], transforms: isDone },
    ],
    reason: 'Tasks keep their text, date, state and person.',
  },
  {
    object: 'note',
    to: 'note',
    fields: [{ to: 'title', from: ['activity.subject'] }],
    reason: 'Notes keep their text, date and author.',
  },
  {
    object: 'call',
    to: 'task',
    when: [{ field: 'activity.status', is: 'oneOf', values: openWords }],
    fields: [
      {
        to: 'text',
        from: ['activity.subject', 'activity.body'],
        transforms: [
          { type: 'template', text: 'Call: {activity.subject}\n{activity.body}', lines: 'text' },
          { type: 'html_to_text' },
        ],
      },
      { to: 'is_complete', from: ['activity.status'], transforms: isDone },
    ],
    reason: 'A call that has not taken place is something to do: Close logs only calls that were made.',
  },
  {
    object: 'call',
    to: 'call',
    fields: [
      {
        to: 'status',
        from: ['activity.status'],
        transforms: [{ type: 'value_map', map: callStatuses, unmatched: 'default', default: 'completed' }],
      },
      {
        to: 'direction',
        from: ['activity.direction'],
        transforms: [
          {
            type: 'value_map',
            map: { ...mapTo(inbound, 'inbound'), ...mapTo(outbound, 'outbound') },
            unmatched: 'default',
            default: 'outbound',
          },
        ],
      },
      {
        to: 'note_html',
        from: ['activity.subject', 'activity.body'],
        transforms: [{ type: 'template', text: subjectAndBody, lines: 'html' }],
      },
    ],
    reason: 'Calls are logged with direction, number, duration and notes; nobody is called.',
  },
  {
    object: 'email',
    to: 'email',
    when: [{ field: 'activity.from', is: 'filled' }],
    fields: [
      {
        to: 'status',
        from: ['activity.direction'],
        transforms: [
          {
            type: 'value_map',
            map: { ...mapTo(inbound, 'inbox'), ...mapTo(outbound, 'sent') },
            unmatched: 'default',
            default: 'sent',
          },
        ],
      },
    ],
    reason: 'E-mails are logged as sent or received; nothing is sent.',
  },
  {
    object: 'email',
    to: 'note',
    rung: 'note',
    when: [{ field: 'activity.direction', is: 'oneOf', values: inbound }],
    fields: asNote(emailLines),
    reason: 'Close logs no received e-mail without its sender; it is kept as a dated note.',
  },
  { object: 'email', to: 'email', reason: 'E-mails are logged as sent; nothing is sent.' },
  {
    object: 'meeting',
    to: 'note',
    rung: 'note',
    fields: asNote(meetingLines),
    reason: 'Close’s API creates no meetings; each is kept as a dated note with its times, place and text.',
  },
];
