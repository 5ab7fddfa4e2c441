import { refusals } from '../../model/concepts.ts';
import type { Json } from '../../model/json.ts';
import { normalise } from '../values/normalise.ts';
import { saysRefusal } from '../values/refusals.ts';

export type ConsentState = 'refused' | 'pending' | 'proved';

/** Values of a person's consent concepts, normalised. */
export type ConsentFacts = Partial<Record<string, Json>>;

/**
 * Adds one field of a person. Several fields may say the same thing: a refusal is never weakened by another one, and of
 * evidence the first counts.
 */
export function addFact(facts: ConsentFacts, concept: string, raw: Json): void {
  const refusal = refusals[concept];
  const before = facts[concept];
  // `Consent: No` and `Legal basis: withdrawn` are no evidence but the opposite, and a mere yes proves nothing
  if (concept === 'contact.consent_source') {
    const answer = answerOf(raw, false);
    if (answer === false) addFact(facts, 'contact.email_opt_in', false);
    if (answer !== null) return;
  }
  if (concept === 'contact.refusal' && refuses(concept, raw)) addFact(facts, 'contact.email_opt_in', false);
  if (refusal === undefined) {
    if (!isFilled(before)) facts[concept] = raw;
    return;
  }
  const answer = answerOf(raw, refusal);
  if (before !== refusal && answer !== null) facts[concept] = answer;
}

/** Whether a value is a person's refusal: the answer of its concept, words of refusal, or the day of it. */
export function refuses(concept: string, raw: Json): boolean {
  if (concept === 'contact.refusal') return isDay(raw) || answerOf(raw, true) === true;
  const refusal = refusals[concept];
  return refusal !== undefined && answerOf(raw, refusal) === refusal;
}

function answerOf(raw: Json, refusal: boolean): boolean | null {
  const read = normalise('boolean', raw, { timezone: 'UTC', defaultCountry: null });
  if (read.ok) return typeof read.value === 'boolean' ? read.value : null;
  return typeof raw === 'string' && saysRefusal(raw) ? refusal : null;
}

/** Readers of sources write dates and times as ISO 8601. */
function isDay(raw: Json): boolean {
  return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(raw);
}

function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/**
 * What may be done with a person's address. A refusal always wins and is never weakened. Opt-in counts as proved with text or
 * basis, time and source; anything less is pending.
 */
export function consentState(facts: ConsentFacts): ConsentState {
  const refused =
    facts['contact.do_not_contact'] === true ||
    facts['contact.email_opt_in'] === false ||
    facts['contact.email_bounced'] === true ||
    facts['contact.spam_complaint'] === true;
  if (refused) return 'refused';
  const filled = (concept: string) => isFilled(facts[concept]);
  const basis = filled('contact.consent_text') || filled('contact.consent_source');
  const origin =
    filled('contact.consent_source_url') || filled('contact.consent_source') || filled('contact.consent_ip');
  return basis && origin && filled('contact.consent_timestamp') ? 'proved' : 'pending';
}
