import type { Story, StoryActivity, StoryEmail, StoryNote } from '../story/types.ts';
import { ownerIdOf } from './owners.ts';
import { CALL_CONNECTED, CALL_LEFT_VOICEMAIL } from './property-tables.ts';
import { instant } from './records.ts';
import { given } from './seed-people.ts';

const PRIORITIES = ['NONE', 'LOW', 'MEDIUM', 'HIGH'];

export function noteProperties(note: StoryNote): Record<string, string> {
  return given({
    hs_note_body: note.html,
    hs_timestamp: instant(note.createdMs),
    hubspot_owner_id: ownerIdOf(note.owner),
  });
}

export function activityProperties(activity: StoryActivity, index: number): Record<string, string> {
  const shared = { hs_timestamp: instant(activity.dueMs), hubspot_owner_id: ownerIdOf(activity.owner) };
  switch (activity.kind) {
    case 'task':
      return given({
        ...shared,
        hs_task_subject: activity.subject,
        hs_task_body: activity.html,
        hs_task_status: activity.done ? 'COMPLETED' : index % 4 === 0 ? 'IN_PROGRESS' : 'NOT_STARTED',
        hs_task_priority: PRIORITIES[index % 4],
        hs_task_type: 'TODO',
        hs_task_completion_date: activity.done ? instant(activity.updatedMs) : null,
      });
    case 'call':
      return given({
        ...shared,
        hs_call_title: activity.subject,
        hs_call_body: activity.html,
        hs_call_direction: activity.inbound ? 'INBOUND' : 'OUTBOUND',
        hs_call_duration: activity.minutes * 60_000,
        hs_call_status: activity.done ? 'COMPLETED' : 'SCHEDULED',
        hs_call_disposition: activity.done ? (index % 2 === 0 ? CALL_CONNECTED : CALL_LEFT_VOICEMAIL) : null,
        hs_call_from_number: '+442079460001',
      });
    case 'meeting':
      return given({
        ...shared,
        hs_meeting_title: activity.subject,
        hs_meeting_body: activity.html,
        hs_meeting_start_time: shared.hs_timestamp,
        hs_meeting_end_time: instant(activity.dueMs + activity.minutes * 60_000),
        hs_meeting_outcome: activity.done ? 'COMPLETED' : 'SCHEDULED',
        hs_meeting_location: index % 3 === 0 ? 'Hafenstraße 3 🏢' : null,
      });
  }
}

export function emailProperties(email: StoryEmail, story: Story): Record<string, string> {
  const them = story.contacts[email.contact ?? -1]?.emails[0] ?? 'someone@mail.example';
  const us = story.users[email.owner]!.email;
  const [from, to] = email.inbound ? [them, us] : [us, them];
  return given({
    hs_timestamp: instant(email.sentMs),
    hubspot_owner_id: ownerIdOf(email.owner),
    hs_email_subject: email.subject,
    hs_email_text: email.text,
    hs_email_html: `<p>${email.text}</p>`,
    hs_email_direction: email.inbound ? 'INCOMING_EMAIL' : 'EMAIL',
    hs_email_status: 'SENT',
    hs_email_headers: JSON.stringify({ from: { email: from }, to: [{ email: to }], cc: [], bcc: [] }),
  });
}
