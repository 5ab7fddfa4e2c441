import { type View, v1Time, v2Time } from './records.ts';
import type { Seeding } from './seed-people.ts';
import { userIdOf } from './users.ts';

const ACTIVITY_TYPES = {
  task: ['task', 'task', 'deadline'],
  call: ['call'],
  meeting: ['meeting', 'meeting', 'lunch', 'site_visit'],
};

export function activityView({ story, ids }: Seeding, index: number): View {
  const activity = story.activities[index]!;
  const types = ACTIVITY_TYPES[activity.kind];
  const due = v2Time(activity.dueMs);
  const person = ids.person(activity.contact);
  const others = activity.others.map((other) => ({ person_id: ids.person(other), primary: false }));
  return {
    id: index + 1,
    subject: activity.subject,
    type: types[index % types.length]!,
    owner_id: userIdOf(activity.owner),
    creator_user_id: userIdOf(activity.owner),
    is_deleted: activity.fate === 'deleted',
    add_time: v2Time(activity.createdMs),
    update_time: v2Time(activity.updatedMs),
    deal_id: ids.deal(activity.deal),
    lead_id: ids.lead(activity.lead),
    person_id: person,
    org_id: ids.organization(activity.company),
    project_id: null,
    due_date: due.slice(0, 10),
    due_time: activity.allDay ? null : due.slice(11, 19),
    duration:
      activity.minutes === 0
        ? null
        : `${activity.minutes === 60 ? '01:00' : `00:${String(activity.minutes).padStart(2, '0')}`}:00`,
    busy: activity.kind === 'meeting',
    done: activity.done,
    marked_as_done_time: activity.done ? v2Time(activity.updatedMs) : null,
    location: null,
    participants: person === null ? [] : [{ person_id: person, primary: true }, ...others],
    conference_meeting_client: null,
    conference_meeting_url: null,
    conference_meeting_id: null,
    public_description: null,
    priority: null,
    note: activity.html,
  };
}

export function callLogView({ story, ids, account }: Seeding, index: number): View {
  const call = story.activities[index]!;
  const person = call.contact === null ? undefined : story.contacts[call.contact];
  return {
    id: `CA${(0x92b22400 + index).toString(16)}`,
    activity_id: index + 1,
    person_id: ids.person(call.contact),
    org_id: ids.organization(call.company),
    deal_id: ids.deal(call.deal),
    subject: call.subject,
    duration: String(call.minutes * 60 + (index % 60)),
    outcome: index % 2 === 0 ? 'connected' : 'left_voicemail',
    from_phone_number: '+442079460001',
    to_phone_number: person?.phones[0] ?? '+442079460999',
    has_recording: false,
    start_time: new Date(call.dueMs).toISOString(),
    end_time: new Date(call.dueMs + call.minutes * 60_000).toISOString(),
    user_id: userIdOf(call.owner),
    company_id: account.company.company_id,
    note: null,
  };
}

export function noteView({ story, ids, account }: Seeding, index: number): View {
  const note = story.notes[index]!;
  const user = account.users[note.owner]!;
  return {
    id: index + 1,
    active_flag: note.fate === 'live',
    add_time: v1Time(note.createdMs),
    content: note.html,
    deal: note.deal === null ? null : { title: story.deals[note.deal]!.title },
    lead_id: ids.lead(note.lead),
    deal_id: ids.deal(note.deal),
    last_update_user_id: null,
    org_id: ids.organization(note.company),
    organization: note.company === null ? null : { name: story.companies[note.company]!.name },
    person: note.contact === null ? null : { name: story.contacts[note.contact]!.first },
    person_id: ids.person(note.contact),
    project_id: null,
    project: null,
    pinned_to_lead_flag: false,
    pinned_to_deal_flag: note.deal !== null && index % 20 === 0,
    pinned_to_organization_flag: false,
    pinned_to_person_flag: false,
    pinned_to_project_flag: false,
    update_time: v1Time(note.updatedMs),
    user: { email: user.email, icon_url: null, is_you: note.owner === 0, name: user.name },
    user_id: user.id,
  };
}

export function mailView({ story, ids }: Seeding, index: number): View {
  const mail = story.emails[index]!;
  const contact = mail.contact === null ? undefined : story.contacts[mail.contact];
  const user = story.users[mail.owner]!;
  const them = {
    email_address: contact?.emails[0] ?? 'someone@mail.example',
    name: contact?.first ?? '',
    linked_person_id: ids.person(mail.contact),
  };
  const us = { email_address: user.email, name: user.name, linked_person_id: null };
  return {
    id: index + 1,
    from: mail.inbound ? them : us,
    to: mail.inbound ? us : them,
    subject: mail.subject,
    text: mail.text,
    inbound: mail.inbound,
    user_id: userIdOf(mail.owner),
    deal_id: ids.deal(mail.deal),
    person_id: ids.person(mail.contact),
    sentMs: mail.sentMs,
  };
}
