import { describe, expect, it } from 'vitest';
import { getterOf, idText } from '../src/connectors/kit/read-path.ts';
import { timeReader, writeTime } from '../src/connectors/kit/read-time.ts';
import { rawReader, unreadable, valueReader } from '../src/connectors/kit/read-value.ts';
import { type SourceField, sourceFieldSchema } from '../src/model/source-definition.ts';

const field = (given: Partial<SourceField>): SourceField =>
  sourceFieldSchema.parse({ key: 'x', type: 'text', ...given });
const labels = new Map([['12', 'Inbound']]);

function read(given: Partial<SourceField>, row: unknown) {
  const whole = field(given);
  return valueReader(whole, { labels: whole.type === 'choice' ? labels : new Map(), times: 'rfc3339' })(
    rawReader(whole)(row),
  );
}

describe('values from a vendor’s rows', () => {
  it.each([
    ['text as it stands', {}, { x: ' a ' }, ' a '],
    ['nothing where the text is empty', {}, { x: '' }, undefined],
    ['nothing where the member is missing', {}, {}, undefined],
    ['a key with dots as one member', { key: 'a.b' }, { 'a.b': 'in one', a: { b: 'nested' } }, 'in one'],
    ['a path into the row', { path: 'a.b' }, { a: { b: 'nested' } }, 'nested'],
    [
      'the first path that gives something',
      { path: 'a', otherwise: ['b', 'c'] },
      { a: '', b: null, c: 'third' },
      'third',
    ],
    [
      'several values as one',
      { join: { paths: ['a', 'b', 'c'], separator: ' ' } },
      { a: '1', c: 'Main St' },
      '1 Main St',
    ],
    [
      'several values in the order of another text',
      { join: { paths: ['street', 'number'], separator: ' ', inOrderOf: 'typed' } },
      { street: 'Main St', number: '12', typed: '12 Main St, Leeds' },
      '12 Main St',
    ],
    [
      'a value inside JSON that is text',
      { path: 'json', within: 'to[*].email' },
      { json: '{"to":[{"email":"a@b.example"}]}' },
      'a@b.example',
    ],
    [
      'another path where that JSON is broken',
      { path: 'json', within: 'a', otherwise: ['b'] },
      { json: '{', b: 'kept' },
      'kept',
    ],
    ['the text of an address', {}, { x: { value: 'Calle Sol 1', country: 'Spain' } }, 'Calle Sol 1'],
    ['both ends of a range', {}, { x: { value: '08:00', until: '17:00' } }, '08:00 – 17:00'],
    ['the label of an option', { type: 'choice' }, { x: 12 }, 'Inbound'],
    ['the label of an option that comes with it', { type: 'choice' }, { x: { id: 12, label: 'Eingehend' } }, 'Inbound'],
    ['the id of an option that no list knows', { type: 'choice' }, { x: 99 }, '99'],
    ['an id as text', { type: 'reference' }, { x: 9_000 }, '9000'],
    ['an id inside an object', { type: 'reference' }, { x: { id: 5, name: 'Sam' } }, '5'],
    ['no id where it is 0', { type: 'reference' }, { x: 0 }, undefined],
    ['a number from text', { type: 'number' }, { x: '12.50' }, 12.5],
    [
      'digits as text where a number would round them',
      { type: 'number' },
      { x: '12345678901234567890' },
      '12345678901234567890',
    ],
    ['a fraction as percent', { type: 'number', form: 'fraction' }, { x: '0.07' }, 7],
    ['an amount', { type: 'money' }, { x: '12500.50' }, 12500.5],
    [
      'an amount with its currency',
      { type: 'money' },
      { x: { value: 9.5, currency: 'EUR' } },
      { amount: 9.5, currency: 'EUR' },
    ],
    ['no amount where there is only a currency', { type: 'money' }, { x: { value: null, currency: 'EUR' } }, undefined],
    ['yes and no in any spelling', { type: 'boolean' }, { x: '1' }, true],
    ['seconds from a clock', { type: 'duration_s', form: 'hms' }, { x: '01:30:05' }, 5405],
    ['seconds from milliseconds', { type: 'duration_s', form: 'milliseconds' }, { x: '93000' }, 93],
    ['seconds from minutes', { type: 'duration_s', form: 'minutes' }, { x: 2 }, 120],
    ['the day of an instant', { type: 'date' }, { x: '2026-12-01T00:00:00Z' }, '2026-12-01'],
    ['an instant in UTC', { type: 'instant' }, { x: '2026-05-01T10:00:00+02:00' }, '2026-05-01T08:00:00.000Z'],
    [
      'an instant without a zone, where the vendor means UTC',
      { type: 'instant', form: 'sqlUtc' },
      { x: '2026-03-03 12:00:00' },
      '2026-03-03T12:00:00Z',
    ],
    ['a day, where there is no time', { type: 'instant', form: 'sqlUtc' }, { x: '2026-03-03' }, '2026-03-03'],
    [
      'what a value means',
      { type: 'boolean', decode: { unsubscribed: false, '*': null } },
      { x: 'unsubscribed' },
      false,
    ],
    [
      'nothing for what a value does not say',
      { type: 'boolean', decode: { unsubscribed: false, '*': null } },
      { x: 'no_consent' },
      undefined,
    ],
    ['itself, where a value is not listed', { decode: { a: 'b' } }, { x: 'c' }, 'c'],
  ] as [string, Partial<SourceField>, unknown, unknown][])('are read as %s', (_, given, row, expected) => {
    const value = read(given, row);
    expect(Array.isArray(value) ? value[0] : value).toStrictEqual(expected);
  });

  it.each([
    ['number', 'many'],
    ['boolean', 'perhaps'],
    ['instant', '0000-00-00T00:00:00Z'],
    ['instant', '2026-05-01T10:00:00'],
    ['duration_s', 'long'],
  ] as [SourceField['type'], string][])('of type %s are reported where they cannot be read: %s', (type, x) => {
    expect(read({ type }, { x })).toBe(unreadable);
  });
});

describe('times', () => {
  it.each([
    ['rfc3339', '2026-05-01T08:00:00Z'],
    ['sqlUtc', '2026-05-01 08:00:00'],
    ['epochMs', '1777622400000'],
    ['epochS', '1777622400'],
  ] as const)('are written and read back in the form %s', (form, text) => {
    const atMs = Date.UTC(2026, 4, 1, 8);
    expect(writeTime(atMs, form)).toBe(text);
    expect(Date.parse(timeReader(form)(text) ?? '')).toBe(atMs);
  });
});

describe('paths', () => {
  it('never read what every object has', () => {
    for (const path of ['constructor', "['toString']", 'a.constructor', 'a.b.hasOwnProperty']) {
      expect(getterOf(path)({ a: { b: {} } })).toBeUndefined();
    }
  });

  it('give ids as text, from numbers, texts and objects alike', () => {
    expect([5, '5', { id: 5 }, { value: '5' }].map(idText)).toStrictEqual(['5', '5', '5', '5']);
    expect([null, undefined, '', 0, [], {}].map(idText)).toStrictEqual(Array(6).fill(undefined));
  });
});
