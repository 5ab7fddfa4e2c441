import type { Frame } from './frame.ts';
import type { Atom } from './lexicon/atoms.ts';
import { type Base, baseOf, borrowedBy, isSelf, ownBase, project, rulesOf } from './objects.ts';
import type { Rule } from './rules/rule.ts';
import type { ObjectHint } from './types.ts';
import type { ValueProfile } from './values.ts';

/** A field that a header may mean, before the other columns are heard. */
export interface Candidate {
  field: string;
  base: Base;
  /** Field within the base: `phone` for `contact.phone`. */
  part: string;
  confidence: number;
  inverted: boolean;
  /** The header names a record and nothing of it (`Company`): its name or its id is meant. */
  bare: boolean;
  why: string;
  /** Read from the values under a header that says nothing known. */
  byValues?: boolean;
}

/** Words beside a record's name that do not change what is meant: `Associated Company`, `Contact Person (primary)`. */
const idle: ReadonlySet<Atom> = new Set(['current', 'primary', 'main', 'name', 'work', 'legal', 'related', 'hidden']);

const answersYesNo: ReadonlySet<string> = new Set([
  'email_opt_in',
  'sms_opt_in',
  'do_not_contact',
  'email_bounced',
  'spam_complaint',
  'status',
  'active',
]);
/** Facts of a person at a company: `Organization - Title` is no title of the company's. */
const employment: readonly Atom[] = ['title', 'job_title', 'department'];

const lastName = /last[^a-z]*(?:name[^a-z]*)?$/i;

/** A person or company has many deals and activities: what its file says of one is offered, never filled in. */
const offeredOnly = 0.45;

/** All readings of one header, best first. Empty: nothing of ours, and the frame says why. */
export function candidatesOf(frame: Frame, object: ObjectHint, profile: ValueProfile): Candidate[] {
  if (frame.custom !== null || frame.ignore !== null || frame.customMark !== null) return [];
  const unknown = 0.36 ** Math.min(frame.unknown.length, 3);
  const read = frame.entities.length === 0 ? withoutEntity(frame, object) : withEntity(frame, object, profile);
  // `Last attended` is no `Last name`
  const said = read.filter(
    ({ part }) => part !== 'last_name' || !frame.atoms.has('last') || lastName.test(frame.header),
  );
  const found = frame.question ? said.filter(({ part }) => answersYesNo.has(part)) : said;
  const isOfMany = object === 'contact' || object === 'lead' || object === 'company';
  const elsewhere = (base: Base) => (isOfMany && (base === 'deal' || base === 'activity') ? offeredOnly : 1);
  return found
    .map((candidate) => ({
      ...candidate,
      confidence: candidate.confidence * frame.clarity * unknown * elsewhere(candidate.base),
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

function withoutEntity(frame: Frame, object: ObjectHint): Candidate[] {
  if (object === 'combined') {
    return (['contact', 'company', 'deal'] as const).flatMap((base) => byRules(frame, base, object));
  }
  const own = byRules(frame, ownBase(object), object);
  if (own.length > 0) return own;
  return borrowedBy(object).flatMap(([base, parts]) =>
    byRules(frame, base, object)
      .filter((candidate) => parts.includes(candidate.part))
      .map((candidate) => ({ ...candidate, confidence: candidate.confidence * 0.97 })),
  );
}

function withEntity(frame: Frame, object: ObjectHint, profile: ValueProfile): Candidate[] {
  const entity = frame.entities.at(-1)!;
  const base = baseOf(entity, object);
  if (base === null) return [];
  // what a lead is called, not what the person does
  const isLeads = entity === 'lead' && base === 'contact' && /^lead/i.test(frame.header);
  if (isLeads && frame.atoms.size === 1 && frame.atoms.has('title')) return [];
  if (base === 'deal' && frame.severalDeals && ownBase(object) !== 'deal') return [];
  const foreign = frame.entities.some((other) => !isSelf(other, object));
  const atoms = [...frame.atoms];
  const ofAddress = base === 'company' && ownBase(object) === 'contact' && frame.endsInEntity;
  const says = ofAddress ? atoms.filter((atom) => atom !== 'address' && atom !== 'billing') : atoms;
  if (says.every((atom) => idle.has(atom)) && !(frame.atoms.has('name') && base !== 'activity')) {
    return bareEntity(frame, base, object, profile);
  }
  // the customer of a deal is written to by a person's address
  const isWritten = entity === 'customer' && object === 'deal' && frame.atoms.has('email');
  const found = byRules(foreign ? withoutTies(frame) : frame, isWritten ? 'contact' : base, object);
  if (found.length > 0) return found;
  const isAccount = /^acc(?:oun)?t\b/i.test(frame.header);
  if (base === 'company' && object !== 'company' && !isAccount && employment.some((atom) => frame.atoms.has(atom))) {
    return byRules(frame, 'contact', object);
  }
  return foreign ? [] : (numberOfRecord(frame, base, object) ?? withoutEntity(frame, object));
}

/** `Related Deal ID`, `Primary Contact ID`: how the other record is tied to this one does not change what is meant. */
function withoutTies(frame: Frame): Frame {
  if (!frame.atoms.has('id')) return frame;
  const ties: readonly Atom[] = ['related', 'primary', 'main', 'current'];
  return { ...frame, atoms: new Set([...frame.atoms].filter((atom) => !ties.includes(atom))) };
}

/** `Customer No`, `Client Nr.`: the number that people know the record by, an id where the file has no other. */
function numberOfRecord(frame: Frame, base: Base, object: ObjectHint): Candidate[] | null {
  const only = frame.atoms.size === 1 && (frame.atoms.has('number') || frame.atoms.has('code'));
  const field = only ? project(base, 'source_id', object) : null;
  if (field === null) return null;
  const why = 'the number that people know the record by';
  return [{ field, base, part: 'source_id', confidence: 0.75, inverted: false, bare: true, why }];
}

/** `Company`, `Contact person`: the record itself, by name or by id. */
function bareEntity(frame: Frame, base: Base, object: ObjectHint, profile: ValueProfile): Candidate[] {
  const ids =
    frame.atoms.has('hidden') ||
    (Math.max(profile.share.identifier, profile.share.uuid) > 0.7 && profile.share.email === 0);
  const part = ids ? 'source_id' : base === 'contact' ? 'full_name' : base === 'activity' ? 'subject' : 'name';
  const field = project(base, part, object);
  if (field === null || (base === 'activity' && object !== 'activity')) return [];
  const own = base === ownBase(object);
  if (base === 'contact' && (object === 'company' || (frame.severalPeople && ownBase(object) === 'contact'))) return [];
  if (own && frame.atoms.has('primary')) return [];
  // the firm that somebody would like best is not theirs
  if (base === 'company' && /^preferred/i.test(frame.header)) return [];
  // `Prospect / Client` asks which of the two it is
  if (frame.entities.includes('lead') && frame.entities.includes('customer')) return [];
  const confidence = own && base === 'contact' ? 0.78 : 0.95;
  return [{ field, base, part, confidence, inverted: false, bare: true, why: `names the ${wordOf(base)} itself` }];
}

function byRules(frame: Frame, base: Base, object: ObjectHint): Candidate[] {
  const best = new Map<string, Candidate & { weight: number }>();
  for (const rule of rulesOf[base]) {
    if (!matches(rule, frame.atoms)) continue;
    const field = project(base, rule.field, object);
    if (field === null) continue;
    const weight = rule.needs.length;
    const known = best.get(field);
    if (known && known.weight >= weight) continue;
    best.set(field, {
      field,
      base,
      part: rule.field,
      confidence: rule.sure,
      inverted: rule.inverted,
      bare: false,
      why: `reads as ${rule.needs.join(' + ').replaceAll('_', ' ')}`,
      weight,
    });
  }
  const heaviest = Math.max(0, ...[...best.values()].map((candidate) => candidate.weight));
  return [...best.values()].map(({ weight, ...candidate }) =>
    weight === heaviest ? candidate : { ...candidate, confidence: candidate.confidence * 0.5 },
  );
}

function matches(rule: Rule, atoms: ReadonlySet<Atom>): boolean {
  return (
    rule.needs.every((atom) => atoms.has(atom)) &&
    [...atoms].every((atom) => atom === 'hidden' || rule.needs.includes(atom) || rule.may.has(atom))
  );
}

export function wordOf(base: Base): string {
  return base === 'contact' ? 'person' : base;
}
