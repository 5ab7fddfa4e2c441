import { describe, expect, test } from 'vitest';
import {
  type CompareOptions,
  DateFormatInference,
  DecimalInference,
  diff,
  equal,
  inferDateFormat,
} from '../src/mappers/values/index.ts';
import type { ValueType } from '../src/model/concepts.ts';
import type { Json } from '../src/model/json.ts';

const context = { timezone: 'Europe/London', defaultCountry: 'GB', currency: 'EUR' };

type Same = [type: ValueType, planned: Json, found: Json, options?: Partial<CompareOptions>];
const eur = (minor: number): Json => ({ minor, currency: 'EUR' });

test.each<Same>([
  ['text', null, ''],
  ['text', null, []],
  ['text', 'a \nb', 'a\r\nb  '],
  ['text', 'é', 'e\u0301'],
  ['phone', '+442079460018', '020 7946 0018'],
  ['phone', '+442079460018', '+44 20 7946 0018'],
  [
    'phone',
    '+442079460018',
    '(20) 7946-0018',
    { comparator: 'phone_digits', context: { ...context, defaultCountry: null } },
  ],
  ['email', 'ann@acme.example', 'Ann@Acme.example'],
  [
    'email',
    [{ value: 'ann@acme.example', primary: true }],
    [{ value: 'Ann@acme.example', label: 'work' }],
    { many: true },
  ],
  ['phone', [{ value: '+442079460018' }, { value: '+4930123456' }], ['+49 30 123456', '020 7946 0018'], { many: true }],
  ['url', 'https://acme.example', 'https://acme.example/'],
  ['url', 'https://www.acme.example/x/', 'http://acme.example/x', { comparator: 'url_loose' }],
  ['money', eur(1250050), '12500.50'],
  ['money', eur(1250050), 12500.5],
  ['money', eur(1250050), 1250050, { comparator: 'minor_units' }],
  ['money', { minor: 500, currency: 'USD' }, '5', { comparator: 'major_units' }],
  ['money', null, 0, { comparator: 'empty_is_zero' }],
  ['boolean', null, false, { comparator: 'empty_is_false' }],
  ['instant', '2024-03-05T09:30:00Z', '2024-03-05T09:30:00.000000+00:00'],
  ['instant', '2024-03-05T09:30:00.75Z', '2024-03-05T09:30:00Z', { comparator: 'seconds' }],
  ['instant', '2024-03-05T09:30:45Z', '2024-03-05T09:30Z', { comparator: 'minutes' }],
  ['instant', '2024-07-05T23:30:00Z', '2024-07-06', { comparator: 'day' }],
  ['duration_s', 95, 60, { comparator: 'minutes' }],
  ['html', '<p>Hi <b>you</b></p>', '<div>Hi you</div>'],
  ['html', '<p>x <a href="https://a.example">y</a></p>', 'x y', { comparator: 'html_shown' }],
  ['choices', ['b', 'a'], 'a;b'],
  ['country', 'DE', 'Germany'],
  ['text', 'abcdefghij', 'abcde', { comparator: 'cut', maxLength: 5 }],
  ['text', 'Hello  World', 'hello world', { comparator: 'caseless' }],
])('%s: %j is found again in %j (%j)', (type, planned, found, options = {}) => {
  expect(diff(type, planned, found, { context, ...options })).toBeNull();
});

test.each<[...Same, reason: string]>([
  ['text', 'a', '', {}, 'missing'],
  ['text', '', 'a', {}, 'unexpected'],
  ['text', 'Hello', 'hello', {}, 'case'],
  ['text', 'a  b', 'a b', {}, 'spacing'],
  ['text', 'abcdefghij', 'abcde', {}, 'cut'],
  ['text', '<p>Hi</p>', 'Hi', {}, 'markup'],
  ['text', 'a', 'b', {}, 'different'],
  ['text', 'abcdef', 'abXdef', { comparator: 'cut', maxLength: 5 }, 'different'],
  ['instant', '2024-07-05T09:30:00Z', '2024-07-05T08:30:00Z', {}, 'shifted'],
  ['instant', '2024-07-05T09:30:00.5Z', '2024-07-05T09:30:00Z', {}, 'precision'],
  ['instant', '2024-07-05T09:30:00Z', '2024-07-05T09:31:00Z', {}, 'different'],
  ['date', '2024-07-05', '2024-07-04', {}, 'shifted'],
  ['money', eur(500), eur(50000), {}, 'scale'],
  ['money', eur(500), { minor: 500, currency: 'USD' }, {}, 'currency'],
  ['choices', ['a', 'b'], ['a', 'c'], {}, 'items'],
  ['email', ['a@b.example'], ['a@b.example', 'c@d.example'], { many: true }, 'items'],
  ['html', '<a href="https://a.example">x</a>', '<a href="https://b.example">x</a>', {}, 'different'],
  ['choices', ['a', 'b'], ['b', 'a'], { comparator: 'ordered' }, 'items'],
])('%s: %j differs from %j (%j) as %s', (type, planned, found, options, reason) => {
  const difference = diff(type, planned, found, { context, ...options });
  expect(difference?.reason).toBe(reason);
  expect(equal(type, planned, found, { context, ...options })).toBe(false);
});

test('a comparator that does not exist is refused by name', () => {
  expect(() => equal('text', 'a', 'b', { context, comparator: 'magic' })).toThrow(
    expect.objectContaining({ code: 'unknown_comparator' }),
  );
});

describe('the date format of a column', () => {
  test.each([
    [['03/04/2021', '25/03/2021', ''], { kind: 'decided', format: 'DD/MM/YYYY', order: 'dmy' }],
    [['03/04/2021', '03/25/2021'], { kind: 'decided', format: 'MM/DD/YYYY', order: 'mdy' }],
    [['3-4-2021 10:05', '25-3-2021 11:00'], { kind: 'decided', format: 'DD-MM-YYYY HH:mm', order: 'dmy' }],
    [['03.04.2021', '05.06.2021'], { kind: 'decided', format: 'DD.MM.YYYY', order: 'dmy' }],
    [['03.04.2021', '03.25.2021'], { kind: 'decided', format: 'MM.DD.YYYY', order: 'mdy' }],
    [['2021-03-04', '2021-12-01T10:00:00Z'], { kind: 'decided', order: 'ymd' }],
    [['4 Mar 2021', 'null'], { kind: 'decided', format: 'D MMM YYYY', order: 'ymd' }],
    [['45818.83', '45819'], { kind: 'decided', format: 'spreadsheet day' }],
    [['1720171800', '1720171801000'], { kind: 'decided', format: 'epoch' }],
    [['87/03/04', '91/12/01'], { kind: 'decided', format: 'YY/MM/DD', order: 'ymd' }],
    [['03/04/2021', '01/02/2021'], { kind: 'ambiguous', orders: ['dmy', 'mdy'] }],
    [['03/04/2021', '2021-03-04'], { kind: 'ambiguous' }],
    [['03/25/2021', '25/03/2021'], { kind: 'mixed' }],
    [['45818', '25/03/2021'], { kind: 'mixed' }],
    [['1720171800000', '25/03/2021'], { kind: 'mixed' }],
    [['hello', ''], { kind: 'none' }],
  ])('%j is %j', (values, verdict) => {
    expect(inferDateFormat(values)).toMatchObject(verdict);
  });

  test('counts what was seen, and keeps no more than a few formats whatever passes', () => {
    const inference = new DateFormatInference();
    for (let index = 0; index < 10_000; index++)
      inference.add(index % 100 === 0 ? 'soon' : `0${1 + (index % 9)}/${13 + (index % 9)}/2021`);
    expect(inference.result()).toMatchObject({
      kind: 'decided',
      order: 'mdy',
      counts: { values: 10_000, unread: 100, monthFirst: 9900 },
    });
  });
});

test.each([
  [['1.234,56', '5'], { kind: 'decided', decimal: ',' }],
  [['1,234.56'], { kind: 'decided', decimal: '.' }],
  [['1.234.567'], { kind: 'decided', decimal: ',' }],
  [['12,5'], { kind: 'decided', decimal: ',' }],
  [['1,234', '5,678'], { kind: 'ambiguous' }],
  [['12.5', '12,5'], { kind: 'mixed' }],
  [['12', 'x'], { kind: 'none' }],
])('the decimal sign of %j is %j', (values, verdict) => {
  const inference = new DecimalInference();
  for (const value of values) inference.add(value);
  expect(inference.result()).toMatchObject(verdict);
});
