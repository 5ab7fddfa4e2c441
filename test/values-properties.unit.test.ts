import { describe, expect, test } from 'vitest';
import {
  comparatorNames,
  diff,
  equal,
  normalise,
  normaliseField,
  schemaOf,
  type ValueContext,
} from '../src/mappers/values/index.ts';
import { type ValueType, valueTypes } from '../src/model/concepts.ts';
import type { Json } from '../src/model/json.ts';
import { fc } from './support/property.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
const pad = (value: number): string => String(value).padStart(2, '0');

/** Texts near the edge of each type: a random string alone would nearly always be refused at once. */
const nearText = fc.oneof(
  fc.emailAddress(),
  fc.webUrl(),
  fc.domain(),
  fc
    .date({ noInvalidDate: true, min: new Date('1000-01-02'), max: new Date('9999-12-30') })
    .map((date) => date.toISOString()),
  fc
    .tuple(
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1850, max: 2100 }),
      fc.constantFrom('/', '-', '.', ' '),
    )
    .map(([day, month, year, sign]) => [pad(day), pad(month), year].join(sign)),
  fc
    .tuple(
      fc.integer({ min: 1950, max: 2050 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.nat(23),
      fc.nat(59),
    )
    .map(([year, month, day, hour, minute]) => `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}`),
  fc
    .tuple(
      fc.constantFrom('€', '$', 'USD ', '', 'kr', '¥', 'KWD '),
      fc.stringMatching(/^-?\d{1,12}([.,]\d{1,4}){0,3}$/),
    )
    .map((parts) => parts.join('')),
  fc.stringMatching(/^[+(]?\d[\d ()\-/.]{4,18}( ?x\d{1,5})?$/),
  fc.stringMatching(/^<(p|b|a href="x"|script|div|img src=y)>[^<]{0,20}(<\/p>|<\/b>|&amp;|&lt;|<!--)?[^<]{0,20}$/),
  fc.stringMatching(/^(="|')?[^"]{0,12}("?)$/),
  fc.stringMatching(/^("?[a-z ,;|]{0,6}"?[;,|]?){1,5}$/),
  fc.constantFrom(
    'null',
    'N/A',
    '-',
    'yes',
    'Nein',
    'PT1H',
    '1:30',
    'Deutschland',
    'FR',
    'euro',
    '4.41E+11',
    '45818.83',
  ),
);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: nearText },
  { weight: 3, arbitrary: anyText },
  { weight: 2, arbitrary: fc.double({ noNaN: true }) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
);
const item: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.record({ value: scalar, label: anyText, primary: fc.boolean() }, { requiredKeys: ['value'] }),
  fc.record({ amount: scalar, currency: fc.constantFrom<Json>('EUR', 'jpy', 'x', null) }),
  fc.record({
    minor: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
    currency: fc.constantFrom<Json>('EUR', 'JPY', 'x', null),
  }),
);
const raw: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: item },
  { weight: 2, arbitrary: fc.array(item, { maxLength: 4 }) },
);

const context: fc.Arbitrary<ValueContext> = fc.record(
  {
    timezone: fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
    defaultCountry: fc.constantFrom('GB', 'US', 'DE', null),
    locale: fc.constantFrom('en', 'de', 'fr-CH'),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD', null),
    dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd'),
  },
  { requiredKeys: ['timezone', 'defaultCountry'] },
);

describe.each(valueTypes)('%s', (type: ValueType) => {
  test.each([false, true])('a value that was read satisfies its schema and reads the same again (list: %s)', (many) => {
    fc.assert(
      fc.property(raw, context, (value, settings) => {
        const once = normaliseField({ type, many }, value, settings);
        if (!once.ok) return;
        expect(schemaOf({ type, many }).safeParse(once.value)).toMatchObject({ success: true });
        const twice = normaliseField({ type, many }, once.value, settings);
        expect(twice.ok && twice.value).toEqual(once.value);
      }),
      { numRuns: 1500 },
    );
  });

  test('equality is reflexive and symmetric under every comparator, and a difference is told exactly where there is one', () => {
    const comparator = fc.constantFrom(undefined, ...comparatorNames);
    fc.assert(
      fc.property(raw, raw, context, comparator, fc.boolean(), (a, b, settings, name, many) => {
        const options = { context: settings, comparator: name, many, maxLength: 10 };
        expect(equal(type, a, structuredClone(a), options)).toBe(true);
        const same = equal(type, a, b, options);
        expect(equal(type, b, a, options)).toBe(same);
        expect(diff(type, a, b, options) === null).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test('a value equals its own canonical form', () => {
    fc.assert(
      fc.property(raw, context, (value, settings) => {
        const result = normalise(type, value, settings);
        if (result.ok) expect(equal(type, value, result.value, { context: settings })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a refusal quotes nothing of the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, unit: 'grapheme' }), context, (value, settings) => {
        const result = normalise(type, value, settings);
        if (!result.ok) expect(result.message).not.toContain(value);
      }),
      { numRuns: 100 },
    );
  });
});
