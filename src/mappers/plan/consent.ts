import type { Json } from '../../model/json.ts';

export type ConsentState = 'refused' | 'pending' | 'proved';

/** Values of a person's consent concepts, normalised. */
export type ConsentFacts = Partial<Record<string, Json>>;

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
  const filled = (concept: string) => facts[concept] !== undefined && facts[concept] !== null && facts[concept] !== '';
  const basis = filled('contact.consent_text') || filled('contact.consent_source');
  const origin =
    filled('contact.consent_source_url') || filled('contact.consent_source') || filled('contact.consent_ip');
  return basis && origin && filled('contact.consent_timestamp') ? 'proved' : 'pending';
}
