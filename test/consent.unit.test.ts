import { describe, expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { csv } from '../src/connectors/csv/system.ts';
import { addFact, type ConsentFacts, consentState } from '../src/mappers/plan/consent.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import type { Json } from '../src/model/json.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

function stateOf(...facts: [concept: string, value: Json][]) {
  const known: ConsentFacts = {};
  for (const [concept, value] of facts) addFact(known, `contact.${concept}`, value);
  return consentState(known);
}

const proof: [string, Json][] = [
  ['consent_text', 'I agree to be called'],
  ['consent_timestamp', '2024-03-05T10:00:00Z'],
  ['consent_source_url', 'https://acme.example/form'],
];

describe('what may be done with an address', () => {
  test('text or basis, time and source together prove it; anything less is pending', () => {
    expect(stateOf(...proof)).toBe('proved');
    for (const left of proof) expect(stateOf(...proof.filter((fact) => fact !== left))).toBe('pending');
    expect(stateOf(['email_opt_in', true])).toBe('pending');
  });

  test.each<[string, Json]>([
    ['email_opt_in', false],
    ['email_opt_in', 'No'],
    ['email_opt_in', 'Unsubscribed'],
    ['email_opt_in', 'Opted-out (manually)'],
    ['email_opt_in', 'Désabonné'],
    ['do_not_contact', true],
    ['do_not_contact', 'Do not call'],
    ['email_bounced', 'x'],
    ['email_bounced', 'Hard bounce'],
    ['spam_complaint', 'yes'],
    ['refusal', '2024-01-05'],
    ['refusal', '2024-01-05T10:00:00'],
    ['refusal', 'Opted out by phone'],
    ['refusal', 'x'],
    ['email_opt_in', 'Came by the form of the trade fair in 2019, unsubscribed by phone'],
    ['consent_source', 'No'],
    ['consent_source', 'Withdrawn 2023'],
  ])('%s: %j is a refusal, whatever proof stands beside it', (concept, value) => {
    expect(stateOf([concept, value], ...proof)).toBe('refused');
    expect(stateOf(...proof, [concept, value])).toBe('refused');
  });

  test('a column of refusals that says something else is neither refusal nor consent', () => {
    for (const value of ['', null, 'Subscribed', 'No', 'see note']) {
      expect(stateOf(['refusal', value])).toBe('pending');
      expect(stateOf(['refusal', value], ...proof)).toBe('proved');
    }
  });

  test('of two columns that say the same thing the refusing one counts, in any order', () => {
    expect(stateOf(['email_opt_in', false], ['email_opt_in', true])).toBe('refused');
    expect(stateOf(['email_opt_in', true], ['email_opt_in', false])).toBe('refused');
    expect(stateOf(['do_not_contact', true], ['do_not_contact', false])).toBe('refused');
    expect(stateOf(['do_not_contact', true], ['do_not_contact', null])).toBe('refused');
  });

  test('a mere yes is no basis, and a word that nobody knows is neither consent nor refusal', () => {
    const rest = proof.slice(1);
    expect(stateOf(['consent_source', 'Yes'], ...rest)).toBe('pending');
    expect(stateOf(['consent_source', 'Legitimate interest'], ...rest)).toBe('proved');
    expect(stateOf(['email_opt_in', 'maybe'])).toBe('pending');
  });
});

test('the evidence itself goes across, field by field, beside the verdict', () => {
  const definition = close.destination as DestinationDefinition;
  const fields = [
    { key: 'Name', type: 'text', concept: 'contact.full_name' },
    { key: 'PEWC text', type: 'text', concept: 'contact.consent_text' },
    { key: 'PEWC time', type: 'instant', concept: 'contact.consent_timestamp' },
    { key: 'PEWC URL', type: 'url', concept: 'contact.consent_source_url' },
    { key: 'PEWC IP', type: 'text', concept: 'contact.consent_ip' },
    { key: 'PEWC seller', type: 'text', concept: 'contact.consent_seller' },
    { key: 'Unsubscribed', type: 'boolean', concept: 'contact.email_opt_in' },
  ];
  const { mapping, plan } = planning(
    close,
    emptyAccount({ objects: cataloguesOf({ contact: { fields } }) }),
    emptyAccount({ objects: cataloguesOf(definition.objects) }),
  );
  const values = {
    Name: 'Ann Lee',
    'PEWC text': 'I agree',
    'PEWC time': '2024-03-05T10:00:00Z',
    'PEWC URL': 'https://acme.example/form',
    'PEWC IP': '192.0.2.7',
    'PEWC seller': 'Acme Solar',
  };
  expect(plan('contact', values).main?.payload).toMatchObject({
    'new:contact.marketing_consent': 'Given',
    'new:contact.pewc_text': 'I agree',
    'new:contact.pewc_time': '2024-03-05T10:00:00Z',
    'new:contact.pewc_url': 'https://acme.example/form',
    'new:contact.pewc_ip': '192.0.2.7',
    'new:contact.pewc_seller': 'Acme Solar',
  });
  expect(plan('contact', { ...values, Unsubscribed: false }).main?.payload).toMatchObject({
    'new:contact.marketing_consent': 'Refused',
  });
  expect(mapping.routes[0]?.unmapped).toEqual([{ field: 'Unsubscribed', reason: expect.stringContaining('consent') }]);
});

test('a folder of files has columns for a refusal: nobody is held there, and no other column weakens it', () => {
  const fields = [
    { key: 'Email', type: 'email', concept: 'contact.email' },
    { key: 'Marketing', type: 'boolean', concept: 'contact.email_opt_in' },
    { key: 'Newsletter', type: 'boolean', concept: 'contact.email_opt_in' },
    { key: 'Bounce', type: 'text', concept: 'contact.email_bounced' },
  ];
  const { plan } = planning(
    csv,
    emptyAccount({ objects: cataloguesOf({ contact: { fields } }) }),
    emptyAccount({ objects: cataloguesOf((csv.destination as DestinationDefinition).objects) }),
  );
  const optedIn = (values: Record<string, Json>) => plan('contact', { Email: 'a@x.example', ...values });
  expect(optedIn({ Marketing: true, Newsletter: false })).toMatchObject({
    outcome: 'create',
    main: { payload: { email_opt_in: false } },
  });
  expect(optedIn({ Bounce: 'Hard bounce' }).main?.payload).toMatchObject({ email_opt_in: false });
  expect(optedIn({ Marketing: true }).main?.payload).toMatchObject({ email_opt_in: true });
});
