import type { Candidate } from './candidates.ts';
import type { Column } from './column.ts';
import { settle, withdraw } from './column.ts';
import { qualifierAtoms } from './lexicon/atoms.ts';
import { project } from './objects.ts';
import type { ObjectHint } from './types.ts';
import type { Shape, ValueProfile } from './values.ts';

/** Shapes of which a field must show at least one, or its header was misread. Fields left out can hold anything. */
const expected: Readonly<Record<string, readonly Shape[]>> = {
  email: ['email'],
  email_secondary: ['email'],
  phone: ['phone', 'number'],
  phone_mobile: ['phone', 'number'],
  phone_secondary: ['phone', 'number'],
  fax: ['phone', 'number'],
  website: ['url', 'domain'],
  domain: ['domain', 'url', 'email'],
  linkedin_url: ['linkedin', 'url', 'domain', 'words'],
  created_at: ['date', 'number'],
  updated_at: ['date', 'number'],
  birthday: ['date', 'number'],
  consent_timestamp: ['date', 'number'],
  close_date: ['date', 'number'],
  expected_close_date: ['date', 'number'],
  won_at: ['date', 'number'],
  lost_at: ['date', 'number'],
  due_at: ['date', 'number', 'duration'],
  done_at: ['date', 'number'],
  start_at: ['date', 'number', 'duration'],
  end_at: ['date', 'number', 'duration'],
  amount: ['money', 'number'],
  probability: ['number', 'percent'],
  duration: ['number', 'duration'],
};

/** A field of text never holds these. */
const foreign: Readonly<Record<string, readonly Shape[]>> = {
  first_name: ['email', 'url', 'date', 'boolean'],
  last_name: ['email', 'url', 'date', 'boolean'],
  full_name: ['email', 'url', 'date', 'boolean', 'phone'],
  title: ['email', 'url', 'date', 'phone'],
  name: ['email', 'date', 'boolean'],
  company_name: ['email', 'date', 'boolean'],
  'address.city': ['email', 'url', 'date', 'boolean'],
  'address.region': ['email', 'url', 'date'],
  'address.country': ['email', 'url', 'date'],
  'address.line1': ['email', 'date'],
  status: ['email', 'date'],
  stage: ['email', 'date'],
  department: ['email', 'date'],
};

/** Hears the values: they confirm a reading, break it, or speak where the header is silent. */
export function weighValues(column: Column, object: ObjectHint): void {
  const { answer, profile } = column;
  if (profile.count === 0) return;
  if (!answer || answer.confidence < 0.5) {
    readFromValues(column, object);
    return;
  }
  const wanted = expected[answer.part];
  if (wanted) {
    const best = Math.max(...wanted.map((shape) => profile.share[shape]));
    if (best === 0) withdraw(column, `but none of the values looks like ${wordsFor(wanted[0]!)}`);
    else settle(column, { confidence: towardsOne(answer.confidence, 0.3) }, `values look like ${wordsFor(wanted[0]!)}`);
    return;
  }
  const wrong = foreign[answer.part]?.find((shape) => profile.share[shape] > 0.6);
  if (!wrong) return;
  withdraw(column, `but the values look like ${wordsFor(wrong)}`);
  // a bare `Contact` says nothing of what it holds
  if (answer.bare) readFromValues(column, object);
}

const qualifiers: ReadonlySet<string> = new Set([...qualifierAtoms, 'name', 'number', 'location', 'url']);

/** A header of unknown words, or of qualifiers only (`Home`, `Work`), with values that speak for themselves. */
function readFromValues(column: Column, object: ObjectHint): void {
  const { frame, profile } = column;
  if (frame.custom !== null || frame.ignore !== null || frame.customMark !== null) return;
  const silent = frame.unknown.length === 0;
  // its words are known and name no field together: `Secondary Email Source`
  if (silent && [...frame.atoms].some((atom) => !qualifiers.has(atom))) return;
  const part = spokenBy(profile, silent);
  const field = part === null ? null : project(object === 'company' ? 'company' : 'contact', part, object);
  if (part === null || field === null) return;
  const candidate: Candidate = {
    field,
    base: object === 'company' ? 'company' : 'contact',
    part,
    confidence: silent ? 0.8 : 0.45,
    inverted: false,
    bare: false,
    byValues: true,
    why: `the values look like ${part === 'linkedin_url' ? 'LinkedIn pages' : `${part} values`}`,
  };
  if (!column.answer || column.answer.confidence < candidate.confidence) column.answer = candidate;
}

function spokenBy({ share }: ValueProfile, silent: boolean): string | null {
  if (share.linkedin >= 0.6) return 'linkedin_url';
  if (share.email >= 0.8) return 'email';
  if (share.country >= 0.8 && share.words === 1 && share.us_state < 1) return 'address.country';
  return share.phone >= 0.8 && share.date === 0 && silent ? 'phone' : null;
}

function towardsOne(confidence: number, step: number): number {
  return confidence + (1 - confidence) * step;
}

function wordsFor(shape: Shape): string {
  const words: Partial<Record<Shape, string>> = {
    email: 'e-mail addresses',
    phone: 'phone numbers',
    url: 'web addresses',
    domain: 'domains',
    date: 'dates',
    money: 'amounts',
    number: 'numbers',
    linkedin: 'LinkedIn pages',
    boolean: 'yes or no',
  };
  return words[shape] ?? `${shape} values`;
}
