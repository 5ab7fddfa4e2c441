import type { Random } from '../kit/random.ts';
import { ownerOf } from './people.ts';
import { LOST_REASONS, longNoteHtmlOf, noteHtmlOf, remarkOf, subjectOf, taskSubjectOf } from './text.ts';
import { after, createdAndUpdated, dateOf, STORY_END_MS } from './times.ts';
import type { Story, StoryActivity, StoryDeal, StoryEmail, StoryLead, StoryLinks, StoryNote } from './types.ts';

/** The open stages of the two pipelines, in order. */
export const PIPELINES = [
  { name: 'Sales', stages: ['Qualified', 'Contact made', 'Offer sent', 'Negotiation'] },
  { name: 'Renewals', stages: ['Due soon', 'Offer sent', 'Verbal yes'] },
] as const;

export const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY'] as const;

const DAY_MS = 86_400_000;

type People = Pick<Story, 'companies' | 'contacts'>;

/** Of 19 deals one hangs on nothing at all; of 11 one has a person but no company; of 13 one a company but no person. */
export function tellDeal(index: number, random: Random, people: People): StoryDeal {
  const contact = pickIndex(random, people.contacts.length);
  const employer = contact === null ? null : (people.contacts[contact]!.companies[0] ?? null);
  const orphan = index % 19 === 5;
  const company = orphan || index % 11 === 3 ? null : (employer ?? pickIndex(random, people.companies.length));
  const contacts = orphan || index % 13 === 2 || contact === null ? [] : [contact];
  if (contacts.length > 0 && index % 8 === 1)
    for (const more of colleagues(random, people, contact!)) contacts.push(more);
  const pipeline = index % 10 < 7 ? 0 : 1;
  const status = index % 20 < 9 ? 'open' : index % 20 < 15 ? 'won' : 'lost';
  const { createdMs, updatedMs } = createdAndUpdated(random);
  const subject = subjectOf(random);
  const buyer = company === null ? undefined : people.companies[company];
  const title = buyer === undefined ? `${subject} ${index + 1}` : `${buyer.name.trim()} ${subject}`;
  return {
    title: index % 37 === 8 ? `${title} 🔥 ` : title,
    company,
    contacts,
    amountCents: index % 16 === 4 ? null : index % 16 === 12 ? 0 : amountOf(random, index),
    currency: currencyOf(index),
    pipeline,
    stage: random.integer(0, PIPELINES[pipeline].stages.length - 1),
    status,
    closedMs: status === 'open' ? null : after(random, createdMs, updatedMs - createdMs),
    expectedClose: index % 3 === 0 ? null : dateOf(createdMs + random.integer(10, 400) * DAY_MS),
    lostReason: status === 'lost' && index % 4 !== 0 ? random.pick(LOST_REASONS) : null,
    source: random.integer(0, 3),
    owner: ownerOf(index),
    createdMs,
    updatedMs,
    fate: index % 33 === 10 ? 'archived' : index % 55 === 21 ? 'deleted' : 'live',
  };
}

export function tellLead(index: number, random: Random, people: People): StoryLead {
  const contact = pickIndex(random, people.contacts.length);
  const ofCompany = index % 5 === 3 ? pickIndex(random, people.companies.length) : null;
  const company = ofCompany ?? (contact === null ? null : (people.contacts[contact]!.companies[0] ?? null));
  return {
    title: `Inbound: ${subjectOf(random)} ${index + 1}`,
    contact: ofCompany === null ? contact : null,
    company,
    amountCents: index % 2 === 0 ? null : amountOf(random, index),
    currency: currencyOf(index),
    label: index % 3,
    owner: ownerOf(index),
    ...createdAndUpdated(random),
    fate: index % 9 === 4 ? 'archived' : 'live',
  };
}

export function tellNote(index: number, random: Random, story: Story): StoryNote {
  const links = linksOf(index, random, story);
  const { createdMs, updatedMs } = createdAndUpdated(random);
  const html = index % 150 === 9 ? longNoteHtmlOf(random) : noteHtmlOf(random);
  return { ...links, html, owner: ownerOf(index), createdMs, updatedMs, fate: index % 80 === 33 ? 'deleted' : 'live' };
}

export function tellActivity(index: number, random: Random, story: Story): StoryActivity {
  const links = linksOf(index, random, story);
  const kind = index % 11 < 5 ? 'task' : index % 11 < 8 ? 'call' : 'meeting';
  const { createdMs, updatedMs } = createdAndUpdated(random);
  const done = index % 3 !== 0;
  const dueMs = done ? after(random, createdMs, 30 * DAY_MS) : STORY_END_MS + random.integer(1, 200) * DAY_MS;
  const subject =
    kind === 'task' ? taskSubjectOf(random) : `${kind === 'call' ? 'Call' : 'Meeting'}: ${subjectOf(random)}`;
  return {
    ...links,
    kind,
    subject: index % 41 === 6 ? ` ${subject} ☎️ ` : subject,
    html: index % 4 === 0 ? null : `<p>${remarkOf(random)}</p>`,
    dueMs,
    allDay: kind === 'task' && index % 2 === 0,
    minutes: kind === 'task' ? 0 : random.integer(1, 12) * 5,
    done,
    inbound: index % 5 === 0,
    others: kind === 'meeting' && links.contact !== null ? colleagues(random, story, links.contact) : [],
    owner: ownerOf(index),
    createdMs,
    updatedMs: Math.max(updatedMs, createdMs),
    fate: index % 90 === 44 ? 'deleted' : 'live',
  };
}

export function tellEmail(index: number, random: Random, story: Story): StoryEmail {
  const links = linksOf(4 * index, random, story);
  const { createdMs } = createdAndUpdated(random);
  const told = {
    subject: `Re: ${subjectOf(random)}`,
    text: remarkOf(random),
    inbound: index % 2 === 0,
    sentMs: createdMs,
  };
  return { ...links, ...told, owner: ownerOf(index), createdMs, updatedMs: createdMs };
}

/** By fours: on a deal (with its people), on a person, on a company, on a lead or else a person. */
function linksOf(index: number, random: Random, story: Story): StoryLinks {
  const none: StoryLinks = { deal: null, contact: null, company: null, lead: null };
  const deal = pickIndex(random, story.deals.length);
  if (index % 4 === 0 && deal !== null) {
    const { company, contacts } = story.deals[deal]!;
    return { ...none, deal, company, contact: contacts[0] ?? null };
  }
  const company = pickIndex(random, story.companies.length);
  if (index % 4 === 2 && company !== null) return { ...none, company };
  const lead = pickIndex(random, story.leads.length);
  if (index % 16 === 3 && lead !== null) return { ...none, lead, contact: story.leads[lead]!.contact };
  const contact = pickIndex(random, story.contacts.length);
  return { ...none, contact, company: contact === null ? null : (story.contacts[contact]!.companies[0] ?? null) };
}

/** One or two people told next to this one. */
function colleagues(random: Random, people: Pick<Story, 'contacts'>, contact: number): number[] {
  const others = [contact + 1, contact + 2].filter((other) => other < people.contacts.length);
  return random.chance(0.5) ? others : others.slice(0, 1);
}

function amountOf(random: Random, index: number): number {
  const whole = random.integer(1, 90_000) * 100;
  return currencyOf(index) === 'JPY' ? whole * 100 : whole + (index % 3 === 0 ? random.integer(1, 99) : 0);
}

function currencyOf(index: number): string {
  return CURRENCIES[index % 10 < 6 ? 0 : (index % 10) - 6]!;
}

function pickIndex(random: Random, length: number): number | null {
  return length === 0 ? null : random.integer(0, length - 1);
}
