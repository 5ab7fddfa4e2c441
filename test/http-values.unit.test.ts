import { describe, expect, test } from 'vitest';
import { parseJson } from '../src/http/parse-json.ts';
import { recordsOf } from '../src/http/records.ts';
import { prepareRequest } from '../src/http/template.ts';
import { isJsonPath, pick, pickCount, pickText } from '../src/model/json-path.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';
import { fc } from './support/property.ts';

const prepare = (template: unknown, values = {}) => prepareRequest(requestTemplateSchema.parse(template), values);

describe('a JSON path', () => {
  const value = {
    data: { items: [{ x: 1 }, { x: 2 }] },
    emails: [{ value: 'a' }, { value: 'b', primary: true, type: 'work' }],
    'custom.cf_1': 5,
    '@odata.nextLink': '/next',
    byId: { k1: { id: 1, tags: ['p'] }, k2: { id: 2, tags: ['q', 'r'] } },
    groups: [{ people: [{ n: 1 }, { n: 2 }] }, { people: [{ n: 3 }] }, {}],
  };
  test.each([
    ['$', value],
    ['data.items[0].x', 1],
    ['$.data.items[-1].x', 2],
    ['emails[primary=true].value', 'b'],
    ['emails[type=work].value', 'b'],
    ['emails[type=home].value', undefined],
    ['emails[*].value', ['a', 'b']],
    ['emails[*].type', ['work']],
    ["['custom.cf_1']", 5],
    ['["@odata.nextLink"]', '/next'],
    ['byId[*].id', [1, 2]],
    ['byId[*].tags', [['p'], ['q', 'r']]],
    ['groups[*].people[*].n', [1, 2, 3]],
    ['data.items[7].x', undefined],
    ['data.items.x', undefined],
    ['missing.at.all', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
  ])('%s', (path, expected) => {
    expect(pick(value, path)).toStrictEqual(expected);
  });

  test.each(['a[', 'a..b', 'a]', '[=x]', 'a[]'])('%s is refused by name', (path) => {
    expect(isJsonPath(path)).toBe(false);
    expect(() => pick({}, path)).toThrow(path);
  });

  test('numbers come as text where ids are wanted, and text as numbers where counts are', () => {
    expect([pickText({ id: 5 }, 'id'), pickText({ id: {} }, 'id')]).toStrictEqual(['5', undefined]);
    expect([pickCount({ n: '12' }, 'n'), pickCount({ n: '' }, 'n'), pickCount({ n: 'x' }, 'n')]).toStrictEqual([
      12,
      undefined,
      undefined,
    ]);
  });
});

describe('parsing JSON', () => {
  test('integers beyond 2^53 stay exact, as text', () => {
    expect(parseJson('{"id":9007199254740993,"list":[-12345678901234567890],"ok":9007199254740991}')).toStrictEqual({
      id: '9007199254740993',
      list: ['-12345678901234567890'],
      ok: 9007199254740991,
    });
  });

  test('long runs of digits in text, and long fractions, are left alone', () => {
    const text = '{"note":"1234567890123456789012","share":0.12345678901234567}';
    expect(parseJson(text)).toStrictEqual(JSON.parse(text));
  });

  test('any JSON without such integers is what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain = JSON.parse(text);
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toStrictEqual(plain);
      }),
    );
  });
});

describe('a request template', () => {
  test('values in the path are percent-encoded and the route names none of them', () => {
    const request = prepare({ path: '/contacts/{id}/notes' }, { id: 'a/b ?' });
    expect(request).toMatchObject({ path: '/contacts/a%2Fb%20%3F/notes', route: 'GET /contacts/{id}/notes' });
  });

  test.each(['', '.', '..'])('an id of "%s" is refused: it would reach another place', (id) => {
    expect(() => prepare({ method: 'DELETE', path: '/contacts/{id}' }, { id })).toThrow(
      expect.objectContaining({ kind: 'config', code: 'template_value_missing' }),
    );
  });

  test('a body member that is one whole placeholder keeps its value’s type', () => {
    const body = { id: '{id}', tags: '{tags}', text: 'no. {id}', done: '{done}', nothing: '{nothing}' };
    const values = { id: 7, tags: ['a'], done: false, nothing: null };
    expect(prepare({ method: 'POST', path: '/x', body }, values).body).toStrictEqual({
      id: 7,
      tags: ['a'],
      text: 'no. 7',
      done: false,
      nothing: null,
    });
  });

  test('a value that is known to be missing leaves out its member and parameter; an unknown name is an error', () => {
    const template = {
      method: 'POST',
      path: '/x',
      query: { since: '{since}', a: '1' },
      body: { since: '{since}', b: 2 },
    };
    expect(prepare(template, { since: undefined })).toMatchObject({ query: [['a', '1']], body: { b: 2 } });
    expect(() => prepare(template, {})).toThrow('{since}');
  });

  test('a list gives a parameter several times', () => {
    expect(prepare({ path: '/x', query: { id: '{ids}' } }, { ids: [1, 2] }).query).toStrictEqual([
      ['id', '1'],
      ['id', '2'],
    ]);
  });

  test('a GET reads, a POST writes, and a POST search is said to read', () => {
    const effects = [
      { path: '/x' },
      { method: 'POST', path: '/x' },
      { method: 'POST', path: '/x', effect: 'read' },
    ].map((one) => prepare(one).effect);
    expect(effects).toStrictEqual(['read', 'write', 'read']);
  });
});

describe('the records of an answer', () => {
  const select = (selection: object) => requestTemplateSchema.parse({ path: '/x', ...selection });
  test.each([
    ['a bare list', {}, [{ id: 1 }], [{ id: 1 }]],
    ['a list at a path', { records: 'data.items' }, { data: { items: [1] } }, [1]],
    ['wrapped records', { records: 'c', unwrap: 'contact' }, { c: [{ contact: { id: 1 } }] }, [{ id: 1 }]],
    [
      'an object keyed by id',
      { records: { path: 'data', keyed: true } },
      { data: { a1: { n: 1 } } },
      [{ id: 'a1', n: 1 }],
    ],
    [
      'an object keyed by another name',
      { records: { path: '$', keyed: true, keyAs: 'key' } },
      { a1: { id: 9 } },
      [{ key: 'a1', id: 9 }],
    ],
    ['an empty map that PHP wrote as a list', { records: { path: 'data', keyed: true } }, { data: [] }, []],
    ['null', { records: 'data' }, { data: null }, []],
    ['no content', { records: 'data' }, undefined, []],
  ])('%s', (_, selection, body, expected) => {
    expect(recordsOf(select(selection), body)).toStrictEqual(expected);
  });

  test.each([
    ['nothing at the path', { records: 'data' }, { items: [] }],
    ['an object where a list should be', {}, { id: 1 }],
    ['a record without its wrapper', { unwrap: 'contact' }, [{ person: {} }]],
  ])('%s is a contract error: reading on would lose records silently', (_, selection, body) => {
    expect(() => recordsOf(select(selection), body)).toThrow(
      expect.objectContaining({ kind: 'contract', code: 'records_missing' }),
    );
  });
});
