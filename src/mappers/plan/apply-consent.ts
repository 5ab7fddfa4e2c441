import type { DestinationObject } from '../../model/destination-object.ts';
import type { Json } from '../../model/json.ts';
import type { Reason } from '../../model/plan.ts';
import type { RecordView } from '../../model/views.ts';
import type { Built } from './built.ts';
import { addFact, type ConsentFacts, type ConsentState } from './consent.ts';
import type { PayloadContext } from './payload-context.ts';
import { putField } from './wire.ts';

/** The report lists these people by name: whom never to write to, and whom to ask again. */
export const consentReasons: Record<'refused' | 'pending', Reason> = {
  refused: { code: 'consent_refused', message: 'asked not to be contacted' },
  pending: { code: 'consent_pending', message: 'no proof of consent came with the person' },
};

/** Writes what is known of a person's consent; the reason to hold them where it cannot be written or is not enough. */
export function applyConsent(
  context: PayloadContext,
  to: string,
  object: DestinationObject,
  state: ConsentState | null,
  built: Built,
): Reason | null {
  if (state === null) return null;
  const key = context.mapping.consent.fields[to];
  if (key === undefined || object.consent === undefined) {
    // a field of the same meaning says it as well, whatever another column has put there
    const optIn = object.fields.find(({ concept, type }) => concept === 'contact.email_opt_in' && type === 'boolean');
    if (state === 'refused' && optIn) putField(built.payload, optIn, false);
    return state === 'refused' && optIn === undefined
      ? {
          code: 'refusal_cannot_be_written',
          message: 'the person refused contact and the destination has no place to say so',
          hint: 'Create a field for it there, or leave these people out.',
        }
      : null;
  }
  if (state !== 'pending' || context.mapping.consent.onUnproven === 'pending') {
    const word = object.consent.words[state];
    const field = object.fields.find((candidate) => candidate.key === key);
    if (field)
      putField(built.payload, field, field.many ? [...((built.payload[key] as Json[] | undefined) ?? []), word] : word);
    else built.payload[key] = word;
  } else if (context.mapping.consent.onUnproven === 'hold') {
    return {
      code: 'consent_unproved',
      message: 'no proof of consent came with the person',
      hint: 'The mapping holds these people until consent is shown.',
    };
  }
  return null;
}

/** Fields that say something about consent, by object. */
export function consentKeysOf(context: PayloadContext): Map<string, { concept: string; key: string }[]> {
  return new Map(
    Object.values(context.sourceObjects).map((catalogue) => [
      catalogue.object,
      catalogue.fields.flatMap((field) =>
        field.concept &&
        /^contact\.(do_not_contact|email_opt_in|sms_opt_in|email_bounced|spam_complaint|refusal$|consent_)/.test(
          field.concept,
        )
          ? [{ concept: field.concept, key: field.key }]
          : [],
      ),
    ]),
  );
}

/** What a record says about consent; null where its source says nothing at all. */
export function consentFacts(
  record: RecordView,
  keys: Map<string, { concept: string; key: string }[]>,
): ConsentFacts | null {
  const fields = keys.get(record.object) ?? [];
  if (fields.length === 0) return null;
  const facts: ConsentFacts = {};
  for (const { concept, key } of fields) addFact(facts, concept, record.values[key] ?? null);
  return facts;
}
