import { parseInstant, stamp } from './moments.ts';
import { normalisePhone } from './people.ts';
import type { CloseState } from './state.ts';
import type { Contact, CustomField, Lead } from './types.ts';

/**
 * An organization that has been in use: `records` leads, each with up to three contacts, some with opportunities,
 * tasks, notes and meetings; a custom field with ids that no double can hold; an active and a paused sequence.
 */
export function seedRecords(state: CloseState, userIds: string[]): void {
  const { random, generate, records } = state.context;
  const legacyId = seedField(state, 'lead', 'Old CRM ID');
  seedSequences(state);
  for (let index = 0; index < records; index += 1) {
    const company = generate.company(index);
    const userId = random.pick(userIds);
    const lead = state.leads.insert({
      id: state.newId('lead'),
      name: company.name,
      description: random.chance(0.1) ? generate.awkwardText() : generate.text(),
      url: company.url,
      status_id: random.pick(state.leadStatuses.current()).id,
      addresses: [],
      [`custom.${legacyId.id}`]: generate.bigId(),
      ...seedStamps(state, userId),
    });
    const contacts = Array.from({ length: random.integer(0, 3) }, (_, position) =>
      seedContact(state, lead, company.domain, index * 4 + position, userId),
    );
    if (random.chance(0.4)) seedOpportunity(state, lead, contacts[0], userId);
    if (random.chance(0.3)) seedActivities(state, lead, contacts[0], userId);
  }
}

function seedStamps(state: CloseState, userId: string) {
  const created = parseInstant(state.context.generate.instant(2021, 2025))!;
  return { ...state.stamps(userId, created), date_updated: created };
}

function seedField(state: CloseState, object: 'lead', name: string): CustomField {
  const now = stamp();
  const settings = { choices: [], accepts_multiple_values: false, description: null, associations: [] };
  const id = state.newId('cf');
  return state.customFields.insert({
    id,
    object,
    name,
    type: 'text',
    ...settings,
    date_created: now,
    date_updated: now,
  });
}

/** The active one has no trigger: it sends only to contacts that are subscribed to it by hand. */
function seedSequences(state: CloseState): void {
  const now = stamp();
  for (const [name, status] of [
    ['Welcome new leads', 'active'],
    ['Old newsletter', 'paused'],
  ]) {
    const id = state.newId('seq');
    state.sequences.insert({ id, name, status, trigger_query: null, steps: [], date_created: now, date_updated: now });
  }
}

function seedContact(state: CloseState, lead: Lead, domain: string, index: number, userId: string): Contact {
  const person = state.context.generate.person(index, domain);
  const phone = normalisePhone(person.phone)!;
  return state.contacts.insert({
    id: state.newId('cont'),
    lead_id: lead.id,
    name: person.name,
    title: person.title,
    emails: [{ type: 'office', email: person.email }],
    phones: [{ type: 'mobile', phone, phone_formatted: phone, country: null }],
    urls: [],
    ...seedStamps(state, userId),
  });
}

function seedOpportunity(state: CloseState, lead: Lead, contact: Contact | undefined, userId: string): void {
  const { random, generate } = state.context;
  const status = random.pick(state.opportunityStatuses.current());
  state.opportunities.insert({
    id: state.newId('oppo'),
    lead_id: lead.id,
    contact_id: contact?.id ?? null,
    user_id: userId,
    status_id: status.id,
    value: random.integer(1, 2_000_000),
    value_period: random.pick(['one_time', 'one_time', 'monthly', 'annual'] as const),
    confidence: random.integer(0, 100),
    note: generate.text(),
    date_won: status.type === 'won' ? generate.date(2021, 2025) : null,
    date_lost: null,
    ...seedStamps(state, userId),
  });
}

function seedActivities(state: CloseState, lead: Lead, contact: Contact | undefined, userId: string): void {
  const { random, generate } = state.context;
  const stamps = seedStamps(state, userId);
  const shared = {
    lead_id: lead.id,
    contact_id: contact?.id ?? null,
    user_id: userId,
    activity_at: stamps.date_created,
  };
  const note = generate.awkwardText();
  state.activities.note.insert({
    id: state.newId('acti'),
    _type: 'Note',
    ...shared,
    note,
    note_html: '',
    pinned: false,
    ...stamps,
  });
  const meeting = { title: 'Demo', status: 'completed', location: null, note: '', duration: 3600, is_recurring: false };
  const times = { starts_at: stamps.date_created, ends_at: stamps.date_created, attendees: [], source: 'calendar' };
  state.activities.meeting.insert({
    id: state.newId('acti'),
    _type: 'Meeting',
    ...shared,
    ...meeting,
    ...times,
    ...stamps,
  });
  state.tasks.insert({
    id: state.newId('task'),
    _type: 'lead',
    lead_id: lead.id,
    contact_id: contact?.id ?? null,
    assigned_to: userId,
    text: generate.text(),
    date: generate.date(2024, 2027),
    is_complete: random.chance(0.5),
    priority: null,
    ...stamps,
  });
}
