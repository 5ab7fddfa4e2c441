import type { Body } from './body.ts';
import { readCustomValues } from './custom-values.ts';
import type { CloseState } from './state.ts';
import type { ActivityType } from './types.ts';

const CALL_STATUSES = [
  'created',
  'in-progress',
  'completed',
  'cancel',
  'no-answer',
  'busy',
  'failed',
  'timeout',
] as const;
const EMAIL_STATUSES = ['inbox', 'draft', 'scheduled', 'outbox', 'sent', 'error'] as const;
const NEEDS_SENDER: readonly string[] = ['inbox', 'scheduled', 'outbox', 'error'];

type Values = Record<string, unknown>;

/** What is special to one type of activity. */
export function readActivity(
  state: CloseState,
  type: Exclude<ActivityType, 'meeting'>,
  body: Body,
  authorId: string,
  dateCreated: string,
): Values {
  switch (type) {
    case 'note':
      return {
        ...readNote(body),
        title: body.text('title') ?? null,
        pinned: body.flag('pinned') ?? false,
        attachments: [],
      };
    case 'call':
      return { ...readCall(body), ...readNote(body), ...readCustomValues(state, 'activity', body) };
    case 'email':
      return readEmail(state, body, authorId, dateCreated);
  }
}

/** The text and its HTML; whichever is given makes the other. */
function readNote(body: Body): Values {
  const html = body.text('note_html');
  const text = body.text('note');
  if (html) return { note_html: `<body>${html.replace(/^<body>|<\/body>$/g, '')}</body>`, note: text ?? plain(html) };
  return { note: text ?? '', note_html: text ? `<body><p>${escapeHtml(text)}</p></body>` : '' };
}

function readCall(body: Body): Values {
  const phone = body.text('phone');
  if (phone && !/^\+[1-9]\d{4,14}$/.test(phone)) body.refuse('phone', 'Invalid phone number: use the E.164 format.');
  const recording = body.text('recording_url');
  if (recording && !recording.startsWith('https://')) body.refuse('recording_url', 'The URL must start with https://.');
  const direction = body.choice('direction', ['inbound', 'outbound'] as const) ?? 'outbound';
  return {
    direction,
    status: body.choice('status', CALL_STATUSES) ?? 'completed',
    disposition: body.text('disposition') ?? null,
    duration: body.integer('duration', 0) ?? 0,
    phone: phone ?? null,
    remote_phone: phone ?? null,
    local_phone: null,
    recording_url: recording ?? null,
    outcome_id: null,
    source: body.choice('source', ['Close.io', 'External'] as const) ?? 'External',
  };
}

function readEmail(state: CloseState, body: Body, authorId: string, dateCreated: string): Values {
  body.require('status');
  const status = body.choice('status', EMAIL_STATUSES) ?? 'draft';
  const sender = body.text('sender');
  if (NEEDS_SENDER.includes(status) && !sender) body.refuse('sender', 'This field is required.');
  if (status === 'scheduled') body.require('date_scheduled');
  const html = body.text('body_html') ?? '';
  return {
    status,
    direction: status === 'inbox' ? 'incoming' : 'outgoing',
    subject: body.text('subject') ?? '',
    sender: sender ?? (status === 'sent' ? (state.users.get(authorId)?.email ?? null) : null),
    to: body.texts('to') ?? [],
    cc: body.texts('cc') ?? [],
    bcc: body.texts('bcc') ?? [],
    body_text: body.text('body_text') ?? plain(html),
    body_html: html,
    thread_id: state.newId('acti'),
    attachments: [],
    date_sent: status === 'sent' || status === 'inbox' ? dateCreated : null,
    date_scheduled: body.instant('date_scheduled') ?? null,
  };
}

function plain(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');
}
