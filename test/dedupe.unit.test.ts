import { describe, expect, test } from 'vitest';
import {
  domainKey,
  emailKey,
  isFreeMailDomain,
  nameKey,
  personAtCompanyKey,
  phoneKey,
} from '../src/mappers/dedupe/index.ts';
import { fc } from './support/property.ts';

describe('e-mail keys', () => {
  test.each([
    ['Ann@Acme.example ', 'ann@acme.example'],
    ['Ann Lee <ann@acme.example>', 'ann@acme.example'],
    ['testa@acme.example', 'testa@acme.example'],
    ['info@acme.example', 'info@acme.example'],
    ['none@acme.example', null],
    ['test12@acme.example', null],
    ['noemail@noemail.com', null],
    ['no-reply@acme.example', null],
    ['x@x.com', null],
    ['ann@none.com', null],
    ['not an address', null],
    ['', null],
  ])('%j becomes %j', (raw, key) => {
    expect(emailKey(raw)).toBe(key);
  });

  test('an address on more than three differently named people is no key', () => {
    expect(emailKey('office@acme.example', 3)).toBe('office@acme.example');
    expect(emailKey('office@acme.example', 4)).toBeNull();
  });
});

test.each([
  ['020 7946 0018', '+442079460018'],
  ['+44 20 7946 0018 ext. 5', '+442079460018'],
  ['0000000000', null],
  ['1234567890', null],
  ['555-555-5555', null],
  ['12345', null],
  ['4.41E+11', null],
  ['99 000 112', 'digits:99000112'],
])('the phone key of %j is %j', (raw, key) => {
  expect(phoneKey(raw, 'GB')).toBe(key);
});

test.each([
  ['https://shop.acme.co.uk/x', 'acme.co.uk'],
  ['ann@acme.example', 'acme.example'],
  ['acme.github.io', 'acme.github.io'],
  ['https://www.facebook.com/acme', null],
  ['facebook.com', 'facebook.com'],
  ['ann@gmail.com', null],
  ['ann@yahoo.co.uk', null],
  ['ann@mail.ru', null],
  ['localhost', null],
])('the domain key of %j is %j', (raw, key) => {
  expect(domainKey(raw)).toBe(key);
});

test('mail providers are known under every ending, companies are not among them', () => {
  for (const domain of ['hotmail.fr', 'outlook.com.br', 'googlemail.com', 't-online.de'])
    expect(isFreeMailDomain(domain)).toBe(true);
  for (const domain of ['bt.com', 'yahoo-inc.example', 'mygmail.example', 'acme.example'])
    expect(isFreeMailDomain(domain)).toBe(false);
});

describe('name keys', () => {
  test('a legal form, case, accents, punctuation and word breaks do not count for a company', () => {
    const acme = [
      'Acme',
      'ACME Ltd.',
      'Acme GmbH & Co. KG',
      'acme, Inc',
      'Acme S.A. de C.V.',
      'Acme s.r.o.',
      'Acme Sp. z o.o.',
      'The Acme Company',
      'Ácme Pty Ltd',
    ];
    expect([...new Set(acme.map((name) => nameKey(name)))]).toEqual(['acme']);
    expect(nameKey('GTX Pro')).toBe(nameKey('GTXPro'));
    expect(nameKey('トヨタ株式会社')).toBe(nameKey('トヨタ'));
    expect(nameKey('J.P. Morgan')).toBe(nameKey('JP Morgan'));
  });

  test('a name that is only a legal form stays itself, and so does one of symbols', () => {
    expect(nameKey('AG')).toBe('ag');
    expect(nameKey('The Co')).toBe('co');
    expect(nameKey('***')).toBe('***');
    expect(nameKey('  ')).toBeNull();
  });

  test('exact keys keep the legal form', () => {
    expect(nameKey('Acme Ltd.', 'exact')).toBe('acmeltd');
  });

  test('the order of a person’s names and titles do not count', () => {
    expect([
      ...new Set(['Lee, Ann', 'Dr. Ann Lee', 'ANN LEE, PhD', 'lee ann'].map((name) => nameKey(name, 'person'))),
    ]).toEqual(['ann lee']);
    expect(nameKey('が', 'person')).not.toBe(nameKey('か', 'person'));
  });

  test('a person at a company needs both', () => {
    expect(personAtCompanyKey('Lee, Ann', 'Acme Ltd')).toBe('ann lee|acme');
    expect(personAtCompanyKey('Ann Lee', ' ')).toBeNull();
  });

  test('any text gives a key that is its own key again, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const key = nameKey(text, 'exact');
        if (key !== null) expect(nameKey(key, 'exact')).toBe(key);
        for (const kind of ['company', 'person', 'exact'] as const)
          expect(nameKey(` ${text}\t`, kind)).toBe(nameKey(text, kind));
        const email = emailKey(text);
        if (email !== null) expect(emailKey(email)).toBe(email);
        const domain = domainKey(text);
        if (domain !== null) expect(domainKey(domain)).toBe(domain);
      }),
      { numRuns: 2000 },
    );
  });
});
