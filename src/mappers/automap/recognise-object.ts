import type { Frame } from './frame.ts';
import { frameOf } from './frame.ts';
import type { Atom } from './lexicon/atoms.ts';
import { vocabularyFor } from './lexicon/index.ts';
import { languageOf, readHeader } from './read-header.ts';
import type { ObjectHint } from './types.ts';
import { profileOf } from './values.ts';

export interface RecognisedObject {
  /** What a line of the file is about, or null where the header does not tell. */
  object: ObjectHint | null;
  /** Probability that this is right. */
  confidence: number;
  reason: string;
  /** Other objects with some evidence, likeliest first. */
  alternatives: { object: ObjectHint; confidence: number }[];
}

type Kind = 'contact' | 'company' | 'deal' | 'activity' | 'product' | 'user';

/** How strongly a column of this meaning speaks for its object. What every object has does not count. */
const evidence: Readonly<Record<Kind, Partial<Record<Atom, number>>>> = {
  contact: {
    first_name: 3,
    last_name: 3,
    full_name: 2,
    birthday: 2,
    job_title: 2,
    salutation: 1.5,
    department: 1.5,
    mobile: 1,
    email: 1.5,
    opt_in: 1,
    opt_out: 1.5,
    do_not_call: 1.5,
    lifecycle: 1,
    phone: 0.5,
    linkedin: 0.5,
    title: 0.5,
    tags: 0.3,
    city: 0.3,
    lead_source: 0.3,
  },
  company: {
    industry: 2.5,
    employees: 2.5,
    revenue: 2.5,
    parent: 2,
    domain: 1.5,
    website: 1,
    phone: 0.5,
    street: 0.4,
    address: 0.4,
    city: 0.3,
    fax: 0.3,
    email: 0.3,
    tags: 0.2,
  },
  deal: {
    stage: 3,
    pipeline: 3,
    probability: 3,
    close: 3,
    lost_reason: 2.5,
    amount: 3,
    next_step: 1.5,
    won: 1.5,
    lost: 1.5,
    expected: 1,
    currency: 1.5,
    lead_source: 0.3,
  },
  activity: {
    subject: 3,
    body: 2,
    due: 2.5,
    done: 2,
    done_at: 2,
    duration: 3,
    direction: 2,
    outcome: 2,
    start: 1.5,
    end: 1.5,
    priority: 1,
    who: 2,
    related: 2.5,
    recording: 2,
    location: 1,
    from: 1,
    to: 1,
    cc: 1.5,
  },
  product: { code: 1.5, amount: 2.5, unit: 2, tax: 2, active: 1, category: 1, currency: 0.5 },
  user: { active: 3, email: 2, timezone: 1.5, name: 1, full_name: 1 },
};
/** A noun in many headers says whose facts they are: `Deal - Title`, `Opportunity Owner`. */
const nouns: Readonly<Record<Kind, Frame['entities'][number]>> = {
  contact: 'person',
  company: 'company',
  deal: 'deal',
  activity: 'activity',
  product: 'product',
  user: 'person',
};
const names: readonly Atom[] = ['name', 'title', 'subject'];
const nounWeight = 1.2;
const enough = 2;

/**
 * Recognises what a file holds by its header row, and by its values where the header says little.
 *
 * `recogniseObject(['Deal Title', 'Stage', 'Value'])` is a deal; `recogniseObject(['a', 'b'])` has object null.
 */
export function recogniseObject(
  header: readonly string[],
  samples: readonly (readonly string[])[] = [],
): RecognisedObject {
  const frames = framesOf(header, 'contact');
  const scores: [ObjectHint, number][] = (['contact', 'company', 'deal', 'activity'] as const).map((kind) => [
    kind,
    scoreOf(kind, frames),
  ]);
  const [contact, company, deal, activity] = scores.map(([, score]) => score) as [number, number, number, number];
  const others = Math.max(contact, company, deal, activity);
  const mayBeProducts = others < enough * 2 || frames.some(({ entities }) => entities.includes('product'));
  if (mayBeProducts) scores.push(['product', scoreOf('product', framesOf(header, 'product'))]);
  if (isUserList(frames, others)) scores.push(['user', others + 1 + scoreOf('user', framesOf(header, 'user'))]);
  if (others < enough) scores[0]![1] += personalValues(samples);
  if (isCombined(frames, deal)) scores.push(['combined', deal + contact + company]);
  else if (isLeadFile(frames) && contact >= deal && contact >= company) scores.push(['lead', contact + 2.5]);
  return judge(
    scores.sort(([, a], [, b]) => b - a),
    frames,
  );
}

function framesOf(header: readonly string[], object: ObjectHint): Frame[] {
  const readings = header.map((name) => readHeader(name, vocabularyFor(object)));
  const language = languageOf(readings);
  return readings.map((reading) => frameOf(reading, language));
}

function scoreOf(kind: Kind, frames: readonly Frame[]): number {
  const seen = new Set<Atom>();
  let score = 0;
  let nounsSeen = 0;
  for (const [index, frame] of frames.entries()) {
    if (frame.customMark !== null) continue;
    const own = frame.entities.includes(nouns[kind]);
    if (own && frame.entities.at(-1) === nouns[kind]) nounsSeen += index === 0 ? 1.5 : 1;
    if (own && kind === 'deal' && names.some((atom) => frame.atoms.has(atom))) score += 3;
    if (frame.custom !== null || frame.ignore !== null || (frame.entities.length > 0 && !own)) continue;
    for (const atom of frame.atoms) {
      if (!seen.has(atom)) score += evidence[kind][atom] ?? 0;
      seen.add(atom);
    }
  }
  // Where people stand in the row, the company is more likely their employer than the subject of the file.
  const weight = kind === 'company' && hasPerson(frames) ? 0.5 : 1;
  return weight * (score + Math.min(nounsSeen, 4) * nounWeight);
}

function hasPerson(frames: readonly Frame[]): boolean {
  return frames.some(({ atoms }) => atoms.has('first_name') || atoms.has('last_name') || atoms.has('job_title'));
}

function says(frames: readonly Frame[], entity: Frame['entities'][number] | null, atoms: readonly Atom[]): number {
  const own = frames.filter(({ entities }) => (entity === null ? entities.length === 0 : entities.includes(entity)));
  return atoms.filter((atom) => own.some((frame) => frame.atoms.has(atom))).length;
}

/** A line with facts of all three: a deal, a person of whom it holds more than a link, and a company likewise. */
function isCombined(frames: readonly Frame[], deal: number): boolean {
  const reach: Atom[] = ['email', 'phone', 'mobile', 'job_title', 'title', 'first_name', 'last_name'];
  const person = Math.max(says(frames, 'person', reach), says(frames, null, reach));
  const facts: Atom[] = ['industry', 'employees', 'revenue', 'domain', 'website', 'city', 'phone', 'address'];
  const company =
    says(frames, 'company', facts) + says(frames, null, ['industry', 'employees', 'revenue', 'domain', 'website']);
  return deal >= 5 && person >= 3 && company >= 2;
}

/** The id, owner or name of a lead, or what it was converted to. `Lead Status` and `Lead Source` stand in contact files too. */
function isLeadFile(frames: readonly Frame[]): boolean {
  const named = frames.some(
    ({ entities, atoms }) =>
      entities.length === 1 &&
      entities[0] === 'lead' &&
      (['id', 'owner', 'name', 'number', 'created'] as const).some((atom) => atoms.has(atom)),
  );
  const converted = frames.filter(({ ignore }) => ignore?.includes('convert') ?? false);
  return named || converted.length >= 2;
}

/** Names, addresses to sign in with and little else: people of the company itself. */
function isUserList(frames: readonly Frame[], others: number): boolean {
  const signs = frames.filter(
    ({ atoms, custom, ignore }) =>
      atoms.has('user') ||
      ['active', 'is active', 'username', 'enabled', 'role type'].includes(custom ?? '') ||
      /login|role|profile/.test(ignore ?? ''),
  );
  return (
    signs.length >= 1 &&
    frames.length <= 12 &&
    others <= 9 &&
    !frames.some(({ entities, atoms }) => entities.some((entity) => entity !== 'person') || atoms.has('owner'))
  );
}

function personalValues(samples: readonly (readonly string[])[]): number {
  return samples.some((values) => profileOf(values).share.email > 0.7) ? 2 : 0;
}

function judge(scores: readonly [ObjectHint, number][], frames: readonly Frame[]): RecognisedObject {
  const total = scores.reduce((sum, [, score]) => sum + score, 0);
  const [object, score] = scores[0]!;
  const second = scores[1]?.[1] ?? 0;
  if (score < enough)
    return { object: null, confidence: 0.5, reason: 'the header names nothing that tells', alternatives: [] };
  const confidence = Math.min(0.98, 0.5 + 0.5 * ((score - second) / Math.max(score, 6)));
  const alternatives = scores.slice(1).filter(([, other]) => other > 1);
  return {
    object,
    confidence: round(confidence),
    reason: `${count(frames, object)} of ${frames.length} columns speak of ${object === 'combined' ? 'a deal, a person or a company' : `a ${object}`}`,
    alternatives: alternatives.map(([other, points]) => ({
      object: other,
      confidence: round((points / total) * (1 - confidence)),
    })),
  };
}

function count(frames: readonly Frame[], object: ObjectHint): number {
  const kinds: readonly Kind[] =
    object === 'combined' ? ['deal', 'contact', 'company'] : [object === 'lead' ? 'contact' : object];
  return frames.filter(({ atoms, entities }) =>
    kinds.some(
      (kind) => entities.includes(nouns[kind]) || [...atoms].some((atom) => (evidence[kind][atom] ?? 0) >= 0.5),
    ),
  ).length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
