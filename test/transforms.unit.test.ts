import { describe, expect, test } from 'vitest';
import { compileTransforms, cutText, splitName, type TransformContext } from '../src/mappers/transforms/index.ts';
import type { Json } from '../src/model/json.ts';
import { type TransformInput, transformSchema, transformsSchema } from '../src/model/transforms.ts';
import { fc } from './support/property.ts';

const context: TransformContext = {
  timezone: 'Europe/London',
  defaultCountry: 'GB',
  currency: 'EUR',
  tables: {
    region: new Map<string, Json>([['Bavaria', 'south']]),
    merged: new Map<string, Json>([
      ['1', '2'],
      ['2', '3'],
    ]),
    circle: new Map<string, Json>([
      ['1', '2'],
      ['2', '1'],
    ]),
  },
};

function run(
  list: TransformInput[],
  value: Json,
  record: Record<string, Json> = {},
  more: Partial<TransformContext> = {},
) {
  return compileTransforms(transformsSchema.parse(list), { ...context, ...more })(value, record);
}

const codes = (result: { problems: readonly { code: string; level: string }[] }): string[] =>
  result.problems.map(({ code, level }) => `${level} ${code}`);

type Case = [transforms: TransformInput | TransformInput[], value: Json, expected: Json, record?: Record<string, Json>];

test.each<Case>([
  [{ type: 'trim' }, '  a  b ', 'a  b'],
  [{ type: 'trim', collapse: true }, '  a \n b ', 'a b'],
  [{ type: 'trim' }, '   ', null],
  [{ type: 'case', to: 'lower' }, 'ÄB', 'äb'],
  [{ type: 'case', to: 'upper' }, 'straße', 'STRASSE'],
  [{ type: 'case', to: 'title' }, "ANNE-MARIE O'BRIEN MCDONALD", "Anne-Marie O'Brien McDonald"],
  [{ type: 'case', to: 'sentence' }, '"HELLO THERE', '"Hello there'],
  [{ type: 'split_name', part: 'first' }, 'Dr. Ann Maria van der Berg Jr.', 'Ann'],
  [{ type: 'split_name', part: 'middle' }, 'Dr. Ann Maria van der Berg Jr.', 'Maria'],
  [{ type: 'split_name', part: 'last' }, 'Dr. Ann Maria van der Berg Jr.', 'van der Berg'],
  [{ type: 'split_name', part: 'suffix' }, 'Dr. Ann Maria van der Berg Jr.', 'Jr.'],
  [{ type: 'split_name', part: 'salutation' }, 'Prof. Dr. med. Hans Müller', 'Prof. Dr. med.'],
  [{ type: 'split_name', part: 'first' }, 'Prof. Dr. med. Hans Müller', 'Hans'],
  [{ type: 'split_name', part: 'first' }, 'Mr Phil Collins', 'Phil'],
  [{ type: 'split_name', part: 'salutation' }, 'Herr Dr. Max Muster', 'Herr Dr.'],
  [{ type: 'split_name', part: 'last' }, 'Cher', null],
  [{ type: 'join', fields: ['a', 'b', 'c'] }, null, 'x z', { a: 'x', b: ' ', c: 'z' }],
  [{ type: 'join', separator: '; ' }, ['a', { value: 'b' }, null], 'a; b'],
  [{ type: 'phone' }, '020 7946 0018', '+442079460018'],
  [{ type: 'phone', country: 'DE' }, '030 123456', '+4930123456'],
  [{ type: 'phone' }, [{ value: '020 7946 0018', label: 'work' }], [{ value: '+442079460018', label: 'work' }]],
  [{ type: 'phone', invalid: 'keep' }, 'ask Ann', 'ask Ann'],
  [{ type: 'email' }, 'Ann <ANN@acme.example>', 'ann@acme.example'],
  [{ type: 'domain_from' }, 'https://www.acme.example/x', 'acme.example'],
  [{ type: 'domain_from' }, 'ann@gmail.com', null],
  [{ type: 'domain_from', dropFreeMail: false }, 'ann@gmail.com', 'gmail.com'],
  [{ type: 'date', order: 'mdy' }, '03/04/2021', '2021-03-04'],
  [{ type: 'instant', timezone: 'America/New_York' }, '2024-07-05 09:30', '2024-07-05T13:30:00Z'],
  [
    { type: 'multi_instants' },
    '2024-07-05T09:30:00Z|2024-07-06T09:30:00+02:00||2024-07-05T09:30:00Z',
    ['2024-07-05T09:30:00Z', '2024-07-06T07:30:00Z'],
  ],
  [{ type: 'number', locale: 'de' }, '1.234', 1234],
  [{ type: 'money' }, '12,50', { minor: 1250, currency: 'EUR' }],
  [{ type: 'money', currencyField: 'cur' }, '1250', { minor: 1250, currency: 'JPY' }, { cur: 'jpy' }],
  [{ type: 'money', unit: 'minor', currency: 'USD' }, '1250', { minor: 1250, currency: 'USD' }],
  [{ type: 'boolean', yes: ['Abonniert'] }, 'abonniert', true],
  [[{ type: 'boolean' }, { type: 'invert' }], 'yes', false],
  [{ type: 'invert' }, '', null],
  [{ type: 'value_map', map: { Open: 'o1', Won: 'w1' } }, ' open ', 'o1'],
  [{ type: 'value_map', map: { '': 'new' } }, null, 'new'],
  [{ type: 'value_map', map: { a: 1 }, unmatched: 'keep' }, ['a', 'b'], [1, 'b']],
  [{ type: 'value_map', map: { a: 1 }, unmatched: 'default', default: 0 }, 'b', 0],
  [{ type: 'lookup', table: 'region' }, 'Bavaria', 'south'],
  [{ type: 'lookup', table: 'merged', follow: true }, '1', '3'],
  [{ type: 'lookup', table: 'merged' }, 1, '2'],
  [{ type: 'split_list' }, 'a, b; c', ['a, b', 'c']],
  [{ type: 'split_list', separators: [','] }, '"Lee, Ann", Bob', ['Lee, Ann', 'Bob']],
  [{ type: 'first' }, [{ value: 'a' }, { value: 'b', primary: true }], 'b'],
  [{ type: 'country' }, 'Deutschland', 'DE'],
  [{ type: 'html_to_text' }, '<p>a <b>b</b></p><ul><li>c</li></ul>', 'a b\n\n * c'],
  [{ type: 'html_to_text' }, 'I <3 you', 'I <3 you'],
  [
    { type: 'html_to_markdown' },
    '<h2>T</h2><p>a <b>b</b> <a href="https://x.example">c</a></p>',
    '## T\n\na **b** [c](https://x.example)',
  ],
  [{ type: 'template', text: '{first} {last} ({{{value}}})' }, 'v', 'Ann Lee ({v})', { first: 'Ann', last: 'Lee' }],
  [{ type: 'template', text: '{first} {last}' }, null, 'Lee', { last: 'Lee' }],
  [{ type: 'template', text: '({first})' }, null, null],
  [{ type: 'template', text: '{amount}' }, null, '12.50 EUR', { amount: { minor: 1250, currency: 'EUR' } }],
  [{ type: 'template', text: '{a} {b} {c}' }, null, 'x  y z', { a: 'x  y', c: 'z' }],
  [{ type: 'template', text: '{a}\n({b})\n{c}', lines: 'text' }, null, 'x\nz', { a: 'x', c: 'z' }],
  [
    { type: 'template', text: '<p>{a}</p>\n<p>{b}</p>\n{c}', lines: 'html' },
    null,
    '<p>1 &lt; 2</p><b>z</b>',
    { a: '1 < 2', c: '<b onclick="x">z</b>' },
  ],
  [{ type: 'constant', value: 'x' }, 'y', 'x'],
  [{ type: 'default', value: 'x' }, ' ', 'x'],
  [{ type: 'default', value: 'x' }, 'y', 'y'],
  [{ type: 'prefix', text: 'ID-' }, 5, 'ID-5'],
  [{ type: 'suffix', text: '!' }, null, null],
  [{ type: 'regex_replace', pattern: '(?P<a>\\w+) (\\w+)', with: `$2, \${a} $$` }, 'Ann Lee', 'Lee, Ann $'],
  [{ type: 'regex_replace', pattern: 'A', with: '-', ignoreCase: true, all: false }, 'banana', 'b-nana'],
  [{ type: 'regex_extract', pattern: 'no\\. (\\d+)', group: 1 }, 'order no. 42', '42'],
  [{ type: 'expression', text: 'record.amount * 2 + 1' }, null, 12, { amount: 5.5 }],
  [{ type: 'expression', text: "record.x == null ? 'none' : record.x" }, null, 'none'],
  [{ type: 'expression', text: "has(record.x) ? record.x : 'none'" }, null, 'none', { x: '' }],
  [{ type: 'expression', text: 'record["b c"].exists(i, i.lower() == "ü")' }, null, true, { 'b c': ['Ü'] }],
  [{ type: 'expression', text: "value.split(',').map(x, x.trim()).filter(x, x != '')" }, 'a, b,,', ['a', 'b']],
  [{ type: 'expression', text: "{'n': size(value)}" }, 'abc', { n: 3 }],
])('%j makes of %j %j', (transforms, value, expected, record = {}) => {
  const result = run(Array.isArray(transforms) ? transforms : [transforms], value, record);
  expect(result.value).toEqual(expected);
  expect(result.problems.filter(({ level }) => level === 'invalid')).toEqual([]);
});

describe('what cannot be read', () => {
  test('rejects the record, and says in which transform', () => {
    const result = run([{ type: 'trim' }, { type: 'date' }], '03/04/2021', {}, { location: 'routes[0].fields[3]' });
    expect(result).toMatchObject({
      value: null,
      problems: [{ code: 'date_ambiguous', level: 'invalid', at: 'routes[0].fields[3].transforms[1] (date)' }],
    });
  });

  test('is kept or left out where the mapping says so, with a note', () => {
    expect(run([{ type: 'email', invalid: 'keep' }], 'bad')).toMatchObject({
      value: 'bad',
      problems: [{ level: 'note' }],
    });
    expect(run([{ type: 'email', invalid: 'drop' }], 'bad')).toMatchObject({
      value: null,
      problems: [{ level: 'note' }],
    });
  });

  test('costs only its own item of a list', () => {
    const result = run([{ type: 'email' }], ['ann@acme.example', 'bad']);
    expect(result.value).toEqual(['ann@acme.example']);
    expect(codes(result)).toEqual(['invalid not_an_email']);
  });

  test('shows as an unmatched value in maps and look-ups', () => {
    expect(codes(run([{ type: 'value_map', map: { a: 1 } }], 'b'))).toEqual(['invalid value_unmatched']);
    expect(codes(run([{ type: 'lookup', table: 'region', unmatched: 'drop' }], 'b'))).toEqual(['note value_unmatched']);
  });

  test('an expression that does not fit a record fails that record without quoting it', () => {
    const result = run([{ type: 'expression', text: 'int(value)' }], 'secret words');
    expect(codes(result)).toEqual(['invalid expression_failed']);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

test.each<[TransformInput[], string, Partial<TransformContext>?]>([
  [[{ type: 'template', text: '{nme}' }], 'unknown_field', { fields: new Set(['name']) }],
  [[{ type: 'join', fields: ['nme'] }], 'unknown_field', { fields: new Set(['name']) }],
  [[{ type: 'money', currencyField: 'cur' }], 'unknown_field', { fields: new Set(['name']) }],
  [[{ type: 'expression', text: 'record.nme' }], 'unknown_field', { fields: new Set(['name']) }],
  [[{ type: 'template', text: '{name' }], 'template_brace'],
  [[{ type: 'lookup', table: 'nowhere' }], 'unknown_table'],
  [[{ type: 'lookup', table: 'circle', follow: true }], 'lookup_circle'],
  [[{ type: 'value_map', map: { a: 1, A: 2 } }], 'value_mapped_twice'],
  [[{ type: 'value_map', map: {}, unmatched: 'default' }], 'default_missing'],
  [[{ type: 'boolean', yes: ['x'], no: ['X'] }], 'boolean_word_twice'],
  [[{ type: 'date', timezone: 'Mars/Olympus' }], 'unknown_time_zone'],
  [[{ type: 'number', locale: 'no locale' }], 'unknown_locale'],
  [[{ type: 'money', currency: 'ABC' }], 'unknown_currency'],
  [[{ type: 'regex_replace', pattern: '(a)\\1' }], 'pattern_invalid'],
  [[{ type: 'regex_replace', pattern: '(?=a)' }], 'pattern_invalid'],
  [[{ type: 'regex_replace', pattern: 'a', with: '$1' }], 'unknown_group'],
  [[{ type: 'regex_extract', pattern: 'a', group: 1 }], 'unknown_group'],
  [[{ type: 'expression', text: 'value +' }], 'expression_invalid'],
  [[{ type: 'expression', text: 'name' }], 'unknown_name'],
  [[{ type: 'expression', text: 'value.explode()' }], 'unknown_function'],
  [[{ type: 'expression', text: 'value.map(x, value.map(y, y))' }], 'walk_within_walk'],
  [[{ type: 'expression', text: `${'('.repeat(1900)}1${')'.repeat(1900)}` }], 'expression_invalid'],
])('%j is refused as %s before the first record', (list, code, more = {}) => {
  const place = `routes[1].transforms[0] (${list[0]?.type})`;
  const compile = () => run(list, null, {}, { ...more, location: 'routes[1]' });
  expect(compile).toThrow(expect.objectContaining({ kind: 'config', code, location: place }));
});

test.each([
  [[{ type: 'shout' }]],
  [[{ type: 'trim', colapse: true }]],
  [[{ type: 'cut' }]],
  [[{ type: 'phone', country: 'Britain' }]],
  [[{ type: 'regex_replace', pattern: '' }]],
])('%j is not a list of transforms', (list) => {
  expect(transformsSchema.safeParse(list).success).toBe(false);
});

describe('patterns and expressions of a customer cannot hold up the run', () => {
  test('a pattern that would take a backtracking engine for ever is answered at once', () => {
    expect(run([{ type: 'regex_replace', pattern: '^(a+)+$', with: 'x' }], `${'a'.repeat(50_000)}!`).problems).toEqual(
      [],
    );
  });

  test.each<[TransformInput, string]>([
    [{ type: 'regex_replace', pattern: 'a', with: '$&'.repeat(400) }, 'invalid pattern_too_costly'],
    [
      { type: 'expression', text: "value.replace('a', value).replace('a', value).replace('a', value)" },
      'invalid expression_failed',
    ],
    [{ type: 'expression', text: "value.split('').map(x, x)" }, 'invalid expression_input_too_long'],
  ])('%j is stopped before it fills the memory', (transform, code) => {
    expect(codes(run([transform], 'a'.repeat(20_000)))).toEqual([code]);
  });

  test('markup nested twenty thousand deep loses no text', () => {
    const deep = `${'<div>'.repeat(20_000)}text`;
    expect(run([{ type: 'html_to_text' }], deep).value).toBe('text');
    expect(run([{ type: 'html_to_markdown' }], deep).value).toBe('text');
  });
});

describe('cutting', () => {
  test('hands the rest on', () => {
    expect(run([{ type: 'cut', max: 5, mark: '…' }], 'abcdefgh')).toMatchObject({ value: 'abcd…', overflow: 'efgh' });
    expect(run([{ type: 'cut', max: 5 }], 'abcde')).toEqual({ value: 'abcde', problems: [] });
  });

  test('splits neither a family of emoji nor a letter with its accent nor a tag', () => {
    expect(cutText('ab👨‍👩‍👧cd', 3)).toEqual(['ab', '👨‍👩‍👧cd']);
    expect(cutText('abe\u0301f', 3)).toEqual(['ab', 'e\u0301f']);
    expect(cutText('abc <b>d</b>', 6)).toEqual(['abc ', '<b>d</b>']);
  });

  test('keeps within the length and loses nothing, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        const [kept, rest] = cutText(text, max);
        expect(kept + rest).toBe(text);
        expect([...kept].length).toBeLessThanOrEqual(max);
        expect(rest === '' || kept !== '').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

test('the parts of a name together hold every word of it', () => {
  const word = fc.stringMatching(/^[A-Za-zÀ-ž'-]{1,8}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('auto', 'first_last', 'last_first'),
      (words, order) => {
        const { salutation, first, middle, last, suffix } = splitName(words.join(' '), order);
        const parts = [salutation, first, middle, last, suffix]
          .join(' ')
          .split(' ')
          .filter((part) => part !== '');
        expect(parts.sort()).toEqual([...words].sort());
      },
    ),
    { numRuns: 2000 },
  );
});

describe('any list of transforms on any value', () => {
  const type = fc.constantFrom(...transformSchema.options.map((option) => option.shape.type.value));
  const settings: Record<string, object> = {
    case: { to: 'title' },
    split_name: { part: 'last' },
    value_map: { map: { a: 'b' }, unmatched: 'keep' },
    lookup: { table: 'region', unmatched: 'keep' },
    cut: { max: 5, mark: '…' },
    template: { text: '{value} {a}' },
    constant: { value: 'x' },
    default: { value: 'y' },
    prefix: { text: '<' },
    suffix: { text: '>' },
    regex_replace: { pattern: '\\s|a', with: '$0-' },
    regex_extract: { pattern: '[^b]+' },
    expression: { text: 'value == null ? record.a : value' },
  };
  const anyList = fc
    .array(type, { maxLength: 5 })
    .map((types) => transformsSchema.parse(types.map((name) => ({ type: name, ...settings[name] }))));
  const anyValue = fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }) as fc.Arbitrary<Json>;

  test('never throws, never gives blank text or an empty list, and changes neither the value nor the record', () => {
    fc.assert(
      fc.property(anyList, anyValue, anyValue, (list, value, field) => {
        const record = { a: field };
        const before = structuredClone({ value, record });
        const result = compileTransforms(list, context)(value, record);
        expect(codes(result)).not.toContain('invalid transform_failed');
        expect(result.value === '' || (Array.isArray(result.value) && result.value.length === 0)).toBe(false);
        expect({ value, record }).toEqual(before);
        expect(compileTransforms(list, context)(value, record)).toEqual(result);
      }),
      { numRuns: 3000 },
    );
  });
});
