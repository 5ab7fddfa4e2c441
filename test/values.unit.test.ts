import { describe, expect, test } from 'vitest';
import { checkContext, normalise, normaliseList, type ValueContext } from '../src/mappers/values/index.ts';
import type { ValueType } from '../src/model/concepts.ts';
import type { Json } from '../src/model/json.ts';

const london: ValueContext = { timezone: 'Europe/London', defaultCountry: 'GB', currency: 'EUR' };

type Case = [raw: Json, expected: Json | { code: string }, context?: Partial<ValueContext>];

/** Runs a table; `{ code }` stands for a refusal. */
function table(type: ValueType, cases: Case[]): void {
  test.each(cases)(`${type} %j becomes %j`, (raw, expected, context = {}) => {
    const result = normalise(type, raw, { ...london, ...context });
    expect(result.ok ? result.value : { code: result.code }).toEqual(expected);
  });
}

const notes = (type: ValueType, raw: Json, context: Partial<ValueContext> = {}): string[] => {
  const result = normalise(type, raw, { ...london, ...context });
  return result.ok ? (result.notes ?? []).map(({ code }) => code) : [`unread ${result.code}`];
};

describe('dates in every style that exports were seen to use are read, and never guessed', () => {
  table('date', [
    ['2024-03-05', '2024-03-05'],
    ['25/03/2021', '2021-03-25'],
    ['03/25/2021', '2021-03-25'],
    ['03/04/2021', { code: 'date_ambiguous' }],
    ['03/04/2021', '2021-04-03', { dateOrder: 'dmy' }],
    ['03/04/2021', '2021-03-04', { dateOrder: 'mdy' }],
    ['03/25/2021', { code: 'date_contradicts_order' }, { dateOrder: 'dmy' }],
    ['25/03/2021', { code: 'date_contradicts_order' }, { dateOrder: 'mdy' }],
    ['04-03-2021 14:05', '2021-03-04', { dateOrder: 'dmy' }],
    ['4.3.2021', '2021-03-04'],
    ['4. 3. 2021', '2021-03-04'],
    ['04/04/2021', '2021-04-04'],
    ['2021/03/04', '2021-03-04'],
    ['20210304', '2021-03-04'],
    ['2021-3-4', '2021-03-04'],
    ['25/03/21', '2021-03-25'],
    ['25/03/79', '1979-03-25'],
    ['21/03/04', '2021-03-04', { dateOrder: 'ymd' }],
    ['4 Mar 2021', '2021-03-04'],
    ['March 4, 2021', '2021-03-04'],
    ['Thursday, March 4th, 2021', '2021-03-04'],
    ['04-MAR-21', '2021-03-04'],
    ['4. März 2021', '2021-03-04'],
    ['4 de marzo de 2021', '2021-03-04'],
    ['4 de março de 2021', '2021-03-04'],
    ['1er février 2021', '2021-02-01'],
    ['4 marca 2021', '2021-03-04'],
    ['4 maart 2021', '2021-03-04'],
    ['2021年3月4日', '2021-03-04'],
    [45818.83, '2025-06-10'],
    ['45818', '2025-06-10'],
    [1614816000000, '2021-03-04'],
    [-86400000000, '1967-04-07'],
    ['31/02/2024', { code: 'date_impossible' }],
    ['29/02/2023', { code: 'date_impossible' }],
    ['0001-01-01', { code: 'date_impossible' }],
    ['soon', { code: 'not_a_date' }],
    ['1234', { code: 'not_a_date' }],
    ['n/a', null],
    ['  ', null],
  ]);

  test('a date that some program turned into midnight does not move by a day', () => {
    for (const raw of ['2024-03-05T00:00:00Z', '2024-03-05T00:00:00.000+02:00', '2024-03-05 00:00']) {
      expect(normalise('date', raw, { ...london, timezone: 'America/New_York' })).toEqual({
        ok: true,
        value: '2024-03-05',
      });
    }
  });

  test('an instant becomes the day that it is in the stated zone', () => {
    expect(normalise('date', '2024-03-05T23:30:00-08:00', london)).toMatchObject({ value: '2024-03-06' });
  });
});

describe('instants keep their point in time and tell what the clocks did to it', () => {
  table('instant', [
    ['2024-03-05T09:30:00Z', '2024-03-05T09:30:00Z'],
    ['2024-03-05T09:30:00.000Z', '2024-03-05T09:30:00Z'],
    ['2024-03-05T09:30:00.123456+00:00', '2024-03-05T09:30:00.123456Z'],
    ['2024-07-05T09:30', '2024-07-05T08:30:00Z'],
    ['2024-07-05 09:30:15', '2024-07-05T09:30:15Z', { timezone: 'UTC' }],
    ['2024-07-05T09:30:00+0530', '2024-07-05T04:00:00Z'],
    ['Fri, 05 Jul 2024 09:30:00 -0400', '2024-07-05T13:30:00Z'],
    ['Fri Jul 05 2024 09:30:00 GMT+0200 (Central European Summer Time)', '2024-07-05T07:30:00Z'],
    ['7/5/2024 9:30 PM', '2024-07-05T20:30:00Z', { dateOrder: 'mdy' }],
    ['5/7/2024 12:30 am', '2024-07-04T23:30:00Z', { dateOrder: 'dmy' }],
    ['Jul 5, 2024 at 9:30 AM EDT', '2024-07-05T13:30:00Z'],
    ['5.7.2024, 09:30 Uhr', '2024-07-05T08:30:00Z'],
    ['20240705T093000Z', '2024-07-05T09:30:00Z'],
    ['2024-07-05T09:30:00+02:00[Europe/Berlin]', '2024-07-05T07:30:00Z'],
    ['2024-07-05T09:30[America/New_York]', '2024-07-05T13:30:00Z'],
    [1720171800, '2024-07-05T09:30:00Z'],
    ['1720171800500', '2024-07-05T09:30:00.5Z'],
    ['2024-07-05T25:00:00Z', { code: 'not_a_date' }],
    ['2024-07-05T09:30[Mars/Olympus]', { code: 'time_zone_unknown' }],
    ['7/5/2024 13:30 PM', { code: 'not_a_date' }],
  ]);

  test.each([
    ['Europe/London', '2024-03-31T01:30', '2024-03-31T01:30:00Z', 'dst_gap'],
    ['Europe/London', '2024-10-27T01:30', '2024-10-27T00:30:00Z', 'dst_overlap'],
    ['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30:00Z', 'dst_gap'],
    ['America/New_York', '2024-11-03T01:15', '2024-11-03T05:15:00Z', 'dst_overlap'],
    ['Australia/Lord_Howe', '2024-10-06T02:15', '2024-10-05T15:45:00Z', 'dst_gap'],
    ['America/Sao_Paulo', '2018-11-04T00:30', '2018-11-04T03:30:00Z', 'dst_gap'],
  ])('in %s the wall time %s is %s and noted as %s', (timezone, raw, expected, note) => {
    const result = normalise('instant', raw, { ...london, timezone });
    expect(result).toMatchObject({ ok: true, value: expected });
    expect(notes('instant', raw, { timezone })).toEqual([note]);
  });

  test('the hours around a change of clocks are exact and carry no note', () => {
    expect(normalise('instant', '2024-03-31T00:59:59', london)).toEqual({ ok: true, value: '2024-03-31T00:59:59Z' });
    expect(normalise('instant', '2024-03-31T02:00:00', london)).toEqual({ ok: true, value: '2024-03-31T01:00:00Z' });
    expect(normalise('instant', '2024-10-27T02:00:00', london)).toEqual({ ok: true, value: '2024-10-27T02:00:00Z' });
  });

  test('a date without a time is the start of its day there, and says so', () => {
    expect(normalise('instant', '2024-07-05', london)).toMatchObject({ value: '2024-07-04T23:00:00Z' });
    expect(notes('instant', '2024-07-05')).toEqual(['time_assumed']);
  });

  table('local_time', [
    ['2024-07-05 09:30', '2024-07-05T09:30:00[Europe/London]'],
    ['2024-07-05T09:30:00Z', '2024-07-05T10:30:00[Europe/London]'],
    ['2024-07-05T09:30:00+02:00[Europe/Berlin]', '2024-07-05T09:30:00[Europe/Berlin]'],
    ['2024-03-31T01:30', '2024-03-31T02:30:00[Europe/London]'],
  ]);
});

describe('money is exact minor units of a known currency', () => {
  const money = (minor: number, currency: string | null): Json => ({ minor, currency });
  table('money', [
    [12500.5, money(1250050, 'EUR')],
    ['12500.5', money(1250050, 'EUR')],
    [0.1 + 0.2, money(30, 'EUR')],
    ['1.005', money(101, 'USD'), { currency: 'USD', decimal: '.' }],
    ['$1,234,567', money(123456700, 'USD'), { currency: 'USD' }],
    ['$5', money(500, 'CAD'), { currency: 'CAD' }],
    ['£1000', money(100000, 'GBP')],
    ['1.234,56', money(123456, 'EUR')],
    ['1.234', money(123400, 'EUR'), { locale: 'de' }],
    ['1.250.000,00 €', money(125000000, 'EUR')],
    ["CHF 1'234.50", money(123450, 'CHF')],
    ["CHF 1'000.-", money(100000, 'CHF')],
    ['1.250,– €', money(125000, 'EUR')],
    ['50.-- CHF', money(5000, 'CHF')],
    ['12.50- EUR', money(-1250, 'EUR')],
    ['1 234,50 zł', money(123450, 'PLN')],
    ['R$ 10,50', money(1050, 'BRL')],
    ['12,34,567.00', money(123456700, 'INR'), { currency: 'INR' }],
    ['JPY 5000', money(5000, 'JPY')],
    ['¥5,000', money(5000, 'JPY'), { currency: 'JPY' }],
    ['KWD 1.234', money(1234, 'KWD')],
    ['(1,234.00)', money(-123400, 'EUR')],
    ['-€5', money(-500, 'EUR')],
    ['€ -5', money(-500, 'EUR')],
    [{ value: '12.5', currency: 'usd' }, money(1250, 'USD')],
    [{ amount: 7, currency: 'XCG' }, money(700, 'XCG')],
    [{ value: null, currency: 'EUR' }, null],
    ['12', money(1200, null), { currency: null }],
    ['12 XYZ', { code: 'not_a_currency' }],
    [{ value: '€5', currency: 'USD' }, { code: 'currency_contradiction' }],
    ['99999999999999999', { code: 'amount_too_large' }],
    ['$1M-$5M', { code: 'not_an_amount' }],
    ['1.2.3', { code: 'not_an_amount' }],
    [true, { code: 'not_an_amount' }],
  ]);

  test('what had to be assumed or rounded is noted', () => {
    expect(notes('money', '$5')).toEqual(['currency_assumed']);
    expect(notes('money', 'EUR 1.239')).toEqual(['separator_assumed', 'amount_rounded']);
    expect(notes('money', '1,234')).toEqual(['separator_assumed']);
  });

  table('currency', [
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['US Dollar', 'USD'],
    ['HRK', 'HRK'],
    ['US$', 'USD'],
    ['EURO!', { code: 'not_a_currency' }],
  ]);
});

describe('numbers, yes and no, lengths of time', () => {
  table('number', [
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['45 %', 45],
    ['1 234,5', 1234.5],
    ['.5', 0.5],
    ['-0', 0],
    ['12-', -12],
    ['0,75', 0.75],
    ['4.41E+11', { code: 'not_a_number' }],
    ['12a', { code: 'not_a_number' }],
    ['1,23,4', { code: 'not_a_number' }],
  ]);
  table('integer', [
    ['1,200', 1200],
    ['12.0', 12],
    [12.5, { code: 'not_whole' }],
    ['10-50', { code: 'not_a_number' }],
    ['9007199254740993', { code: 'number_too_large' }],
  ]);
  table('boolean', [
    ['Yes', true],
    ['não', false],
    ['NEIN', false],
    ['checked', true],
    ['unchecked', false],
    [1, true],
    ['0', false],
    ['perhaps', { code: 'not_yes_or_no' }],
  ]);
  table('duration_s', [
    [90, 90],
    ['1:30', 5400],
    ['00:01:30', 90],
    ['PT1H30M', 5400],
    ['1 h 30 min', 5400],
    ['1,5 h', 5400],
    ['45 sec', 45],
    [-5, { code: 'not_a_duration' }],
    ['long', { code: 'not_a_duration' }],
  ]);
});

describe('phones, e-mail addresses, web addresses', () => {
  table('phone', [
    ['020 7946 0018', '+442079460018'],
    ['0044 20 7946 0018', '+442079460018'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['442079460018', '+442079460018', { defaultCountry: null }],
    ["'+1 217 555 0143", '+12175550143'],
    ['="+12175550143"', '+12175550143'],
    ['(212) 555-0143 x12', '+12125550143;ext=12', { defaultCountry: 'US' }],
    ['Tel.: +49 30 123456', '+4930123456'],
    [2125550143, '+12125550143', { defaultCountry: 'US' }],
    ['020 7946 0018', { code: 'phone_no_country' }, { defaultCountry: null }],
    ['4.41E+11', { code: 'phone_scientific' }],
    ['call Ann', { code: 'not_a_phone' }],
    ['-', null],
  ]);
  table('email', [
    ['Ann.Lee@Acme.Example', 'ann.lee@acme.example'],
    ['Ann Lee <Ann@Acme.example>', 'ann@acme.example'],
    ['mailto:ann@acme.example.', 'ann@acme.example'],
    ["o'brien@acme.example", "o'brien@acme.example"],
    ['jürgen@müller.example', 'jürgen@müller.example'],
    ['ann@acme', { code: 'not_an_email' }],
    ['ann@acme..example', { code: 'not_an_email' }],
    ['a@b.example; c@d.example', { code: 'several_values' }],
    [[{ value: 'a@b.example', primary: true }], 'a@b.example'],
    ['none', null],
  ]);
  table('url', [
    ['acme.example', 'https://acme.example'],
    ['HTTP://Acme.Example/', 'http://acme.example'],
    ['acme.example:8080/x?y#z', 'https://acme.example:8080/x?y#z'],
    ['javascript:alert(1)', { code: 'not_a_url' }],
    ['data:text/html,x', { code: 'not_a_url' }],
    ['acme', { code: 'not_a_url' }],
    ['see our page', { code: 'not_a_url' }],
  ]);
  table('domain', [
    ['https://www.Acme.co.uk/about', 'acme.co.uk'],
    ['ann@acme.example', 'acme.example'],
    ['shop.acme.example.', 'shop.acme.example'],
    ['MÜNCHEN.de', 'xn--mnchen-3ya.de'],
    ['co.uk', { code: 'not_a_domain' }],
    ['192.168.0.1', { code: 'not_a_domain' }],
    ['acme', { code: 'not_a_domain' }],
  ]);
  table('country', [
    ['de', 'DE'],
    ['DEU', 'DE'],
    ['276', 'DE'],
    ['Deutschland', 'DE'],
    ['Großbritannien', 'GB'],
    ['U.S.A.', 'US'],
    ['États-Unis', 'US'],
    ['日本', 'JP'],
    ['The Netherlands', 'NL'],
    ['NA', 'NA'],
    ['Congo', { code: 'not_a_country' }],
    ['Atlantis', { code: 'not_a_country' }],
  ]);
});

describe('text, ids, lists and HTML', () => {
  table('text', [
    [' a\r\nb\0 ', 'a\nb'],
    ['="00123"', '00123'],
    ["'=SUM(A1)", '=SUM(A1)'],
    ["'90s music", "'90s music"],
    ['None', 'None'],
    ['\ud800x', '\ufffdx'],
    [1e21, '1000000000000000000000'],
    [['only'], 'only'],
    [['a', 'b'], { code: 'not_text' }],
  ]);
  table('id', [
    ['00123', '00123'],
    ['="00123"', '00123'],
    [9007199254740991, '9007199254740991'],
    [2 ** 53, { code: 'id_imprecise' }],
    ['1.23E+11', { code: 'id_scientific' }],
    ['12E5', '12E5'],
    ['{6f9619ff-8b86-d011-b42d-00cf4fc964ff}', '6f9619ff-8b86-d011-b42d-00cf4fc964ff'],
  ]);
  table('choices', [
    ['a; b;a', ['a', 'b']],
    ['["x","y"]', ['x', 'y']],
    ['"Smith, Jones", Lee', ['Smith, Jones', 'Lee']],
    ['5" pipe, valve', ['5" pipe', 'valve']],
    [
      ['a;b', ' ', 'c'],
      ['a;b', 'c'],
    ],
    [';;', null],
  ]);
  table('reference', [
    [17, '17'],
    [{ id: 17, name: 'Ann' }, '17'],
    [['a', 'b'], { code: 'several_values' }],
  ]);
  table('html', [
    ['plain', 'plain'],
    ['I <3 you & me\nyes', 'I &lt;3 you &amp; me<br />yes'],
    ['<p onclick="x()">Hi <script>alert(1)</script><b style="color:red">you</b></p>', '<p>Hi <b>you</b></p>'],
    ['<a href="javascript:x">a</a>', '<a>a</a>'],
    ['<p>From: Ann <ann@acme.example></p>', '<p>From: Ann &lt;ann@acme.example&gt;</p>'],
    ['<style>p{}</style>', null],
  ]);

  test('one bad item does not cost the others, and is noted', () => {
    const result = normaliseList('email', 'a@b.example; Ann <c@d.example>; bad', london);
    expect(result).toEqual({
      ok: true,
      value: [{ value: 'a@b.example' }, { value: 'c@d.example', original: 'Ann <c@d.example>' }],
      notes: [{ code: 'item_unread', message: 'an item of the list was left out: the value is not an e-mail address' }],
    });
  });

  test('the same number twice is kept once, with its label, its original and its rank', () => {
    const raw: Json = [
      { value: '020 7946 0018', label: 'work' },
      { value: '+442079460018', primary: true },
    ];
    expect(normaliseList('phone', raw, london)).toEqual({
      ok: true,
      value: [{ value: '+442079460018', label: 'work', original: '020 7946 0018', primary: true }],
    });
  });

  test('an extension behind a comma does not split the number', () => {
    expect(normaliseList('phone', '212-555-0143, ext. 12', { ...london, defaultCountry: 'US' })).toMatchObject({
      value: [{ value: '+12125550143;ext=12' }],
    });
  });

  test('a list of which nothing can be read is unread', () => {
    expect(normaliseList('email', ['x', 'y'], london)).toMatchObject({ ok: false, code: 'not_an_email' });
  });
});

test.each([
  [{ timezone: 'Mars/Olympus' }, 'unknown_time_zone'],
  [{ defaultCountry: 'Britain' }, 'unknown_country'],
  [{ currency: 'EURO' }, 'unknown_currency'],
  [{ locale: 'not a locale' }, 'unknown_locale'],
])('a context with %j is refused before any value is read', (wrong, code) => {
  expect(() => checkContext({ ...london, ...wrong })).toThrow(expect.objectContaining({ kind: 'config', code }));
  expect(checkContext(london)).toBe(london);
});
