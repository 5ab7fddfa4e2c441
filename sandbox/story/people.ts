import type { Generator } from '../kit/generate.ts';
import type { Random } from '../kit/random.ts';
import { createdAndUpdated } from './times.ts';
import type { Consent, Fate, StoryCompany, StoryContact, StoryUser } from './types.ts';

/** Ann and Sam have counterparts in the destinations' sandboxes; Pat has left; Kim has none anywhere else. */
export const USERS: StoryUser[] = [
  { first: 'Ann', last: 'Lee', name: 'Ann Lee', email: 'ann.lee@seller.example', active: true, admin: true },
  { first: 'Sam', last: 'Ito', name: 'Sam Ito', email: 'sam.ito@seller.example', active: true, admin: false },
  { first: 'Pat', last: 'Moss', name: 'Pat Moss', email: 'departed.pat@seller.example', active: false, admin: false },
  { first: 'Kim', last: 'Noda', name: 'Kim Noda', email: 'kim.noda@seller.example', active: true, admin: false },
];

const ODD_PHONES = [
  '(0)30 / 23125-107 ext. 4',
  '+44 7700 900 123 (mobile, after 6pm)',
  'n/a',
  '020 7946 0123',
  '00442079460999',
];
const PLACEHOLDERS = ['none', 'noemail', 'test'];

/** Most records belong to the two who still sell; every sixth to one of the others. */
export function ownerOf(index: number): number {
  return index % 12 === 11 ? 2 : index % 12 === 5 ? 3 : index % 2;
}

/** The rules by index make each ugly case certain to be there, whatever the seed. */
export function tellCompany(
  index: number,
  generate: Generator,
  random: Random,
  before: StoryCompany | undefined,
): StoryCompany {
  const company = generate.company(index);
  const sameName = index % 60 === 59 && before !== undefined;
  const sameDomain = index % 80 === 41 && before !== undefined;
  const name = sameName ? before.name : index % 35 === 5 ? `${company.name}  ` : company.name;
  return {
    name: index % 47 === 13 ? `${name} 🚀` : name,
    domain: sameDomain ? before.domain : index % 25 === 12 ? null : company.domain,
    phone: index % 3 === 0 ? generate.phone() : null,
    street: `${random.integer(1, 199)} Market Street`,
    city: company.city,
    country: company.country,
    postcode: String(random.integer(10_000, 99_999)),
    industry: company.industry,
    employees: index % 4 === 0 ? null : random.integer(1, 5000),
    revenue: index % 5 === 0 ? null : random.integer(10, 90_000) * 1000,
    tier: random.integer(0, 2),
    externalId: `A-${index + 1}`,
    owner: ownerOf(index),
    ...createdAndUpdated(random),
    fate: index % 70 === 30 ? 'deleted' : index % 90 === 62 ? 'merged' : 'live',
  };
}

/** `before` is the contact told just before this one. */
export function tellContact(
  index: number,
  generate: Generator,
  random: Random,
  companies: readonly StoryCompany[],
  before: StoryContact | undefined,
): StoryContact {
  const employer = companiesOf(index, random, companies);
  const domain = companies[employer[0] ?? -1]?.domain ?? undefined;
  const person = generate.person(index, domain);
  const shares = index % 40 === 11 && before?.emails[0] !== undefined && !before.placeholder;
  const placeholder = index % 50 === 7;
  const emails = shares ? [before.emails[0]!] : placeholder ? [placeholderOf(index, domain)] : [];
  if (emails.length === 0 && index % 13 !== 6) emails.push(index % 21 === 0 ? capitalised(person.email) : person.email);
  if (emails.length > 0 && index % 6 === 0) emails.push(generate.email(`private.${index}`));
  const phones = index % 12 === 5 ? [ODD_PHONES[index % 5]!] : index % 7 === 3 ? [] : [person.phone];
  if (index % 9 === 0) phones.push(generate.phone());
  return {
    first: index % 30 === 3 ? `${person.first} ` : person.first,
    last: index % 95 === 71 ? '' : person.last,
    emails,
    placeholder,
    sharesEmailOf: shares ? index - 1 : null,
    phones,
    title: person.title === '' ? null : person.title,
    companies: employer,
    consent: consentOf(index),
    interests: index % 4 === 0 ? [] : index % 4 === 1 ? [random.integer(0, 2)] : [0, 2],
    birthday: index % 10 === 0 ? generate.date(1955, 2002) : null,
    externalId: `C-${index + 1}`,
    owner: ownerOf(index),
    ...createdAndUpdated(random),
    fate: fateOf(index),
  };
}

/** Every ninth person has no company; every fifteenth has two. */
function companiesOf(index: number, random: Random, companies: readonly StoryCompany[]): number[] {
  if (index % 9 === 4 || companies.length === 0) return [];
  const first = random.integer(0, companies.length - 1);
  const second = (first + 1) % companies.length;
  return index % 15 === 2 && second !== first ? [first, second] : [first];
}

/** Half of them are one and the same address on people of different names. */
function placeholderOf(index: number, domain: string | undefined): string {
  return index % 100 === 7 || domain === undefined ? 'none@none.example' : `${PLACEHOLDERS[index % 3]!}@${domain}`;
}

function consentOf(index: number): Consent {
  return index % 17 === 8 ? 'unsubscribed' : index % 23 === 9 ? 'no_consent' : 'subscribed';
}

function fateOf(index: number): Fate {
  return index % 45 === 20 ? 'deleted' : index % 110 === 64 ? 'merged' : 'live';
}

function capitalised(email: string): string {
  return email.charAt(0).toUpperCase() + email.slice(1);
}
