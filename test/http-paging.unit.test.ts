import { describe, expect, test } from 'vitest';
import { nextPage, withPage } from '../src/http/paging.ts';
import { prepareRequest } from '../src/http/template.ts';
import type { Json } from '../src/model/json.ts';
import { type PageCursor, type PagingDefinition, pagingDefinitionSchema } from '../src/model/paging-definition.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';

const paging = (definition: unknown): PagingDefinition => pagingDefinitionSchema.parse(definition);
const rows = (count: number, from = 1): Json[] => Array.from({ length: count }, (_, index) => ({ id: from + index }));
const answer = (records: Json[], body: Json = {}, headers: Record<string, string> = {}) => ({ records, body, headers });
const list = prepareRequest(requestTemplateSchema.parse({ path: '/people', query: { state: 'open' } }));

interface Case {
  name: string;
  paging: unknown;
  cursor?: PageCursor;
  answer: ReturnType<typeof answer>;
  next: unknown;
}

const offset = { type: 'offset', size: 2 };
const cases: Case[] = [
  { name: 'a list without paging is one page', paging: { type: 'none' }, answer: answer(rows(2)), next: null },
  {
    name: 'a full page by offset goes on behind its last row',
    paging: offset,
    answer: answer(rows(2)),
    next: { offset: 2 },
  },
  { name: 'a short page by offset ends', paging: offset, answer: answer(rows(1)), next: null },
  {
    name: 'an empty page by offset ends',
    paging: { ...offset, endsOn: 'empty' },
    cursor: { offset: 2 },
    answer: answer([]),
    next: null,
  },
  {
    name: 'a short page goes on where the server may clamp the size',
    paging: { ...offset, endsOn: 'empty' },
    answer: answer(rows(1)),
    next: { offset: 1 },
  },
  {
    name: 'a flag that says more beats a short page',
    paging: { ...offset, hasMore: 'more' },
    answer: answer(rows(1), { more: true }),
    next: { offset: 1 },
  },
  {
    name: 'a flag that says no more beats a full page',
    paging: { ...offset, hasMore: 'more' },
    answer: answer(rows(2), { more: false }),
    next: null,
  },
  {
    name: 'a flag that is missing leaves it to the page',
    paging: { ...offset, hasMore: 'more' },
    answer: answer(rows(1)),
    next: null,
  },
  {
    name: 'a flag with more but an empty page ends, or it would never',
    paging: { ...offset, hasMore: 'more' },
    answer: answer([], { more: true }),
    next: null,
  },
  {
    name: 'a total written as text ends the list',
    paging: { ...offset, total: 'meta.total' },
    cursor: { offset: 2 },
    answer: answer(rows(2), { meta: { total: '4' } }),
    next: null,
  },
  {
    name: 'a total that is not reached goes on after a short page',
    paging: { ...offset, total: 'meta.total' },
    answer: answer(rows(1), { meta: { total: 9 } }),
    next: { offset: 1 },
  },
  {
    name: 'a total of -1 counts as unknown',
    paging: { ...offset, total: 'total' },
    answer: answer(rows(2), { total: -1 }),
    next: { offset: 2 },
  },
  {
    name: 'the vendor tells the next offset',
    paging: { ...offset, next: 'next_offset' },
    answer: answer(rows(1), { next_offset: 7 }),
    next: { offset: 7 },
  },
  {
    name: 'a negative next offset ends',
    paging: { ...offset, next: 'next_offset' },
    answer: answer(rows(2), { next_offset: -1 }),
    next: null,
  },
  { name: 'pages count from one', paging: { type: 'page', size: 2 }, answer: answer(rows(2)), next: { page: 2 } },
  {
    name: 'pages count from nought',
    paging: { type: 'page', size: 2, from: 0 },
    answer: answer(rows(2)),
    next: { page: 1 },
  },
  {
    name: 'the number of pages ends the list',
    paging: { type: 'page', size: 2, pageCount: 'pages' },
    cursor: { page: 3 },
    answer: answer(rows(2), { pages: 3 }),
    next: null,
  },
  {
    name: 'the number of pages counts from nought as well',
    paging: { type: 'page', size: 2, from: 0, pageCount: 'pages' },
    cursor: { page: 1 },
    answer: answer(rows(2), { pages: 3 }),
    next: { page: 2 },
  },
  {
    name: 'a cursor in the body',
    paging: { type: 'cursor', param: 'after', next: 'paging.next.after' },
    answer: answer(rows(2), { paging: { next: { after: '52' } } }),
    next: { next: '52' },
  },
  {
    name: 'a cursor that is absent ends',
    paging: { type: 'cursor', param: 'after', next: 'paging.next.after' },
    answer: answer(rows(2)),
    next: null,
  },
  {
    name: 'a cursor that is null ends',
    paging: { type: 'cursor', param: 'after', next: 'next' },
    answer: answer(rows(2), { next: null }),
    next: null,
  },
  {
    name: 'a cursor that is empty text ends',
    paging: { type: 'cursor', param: 'after', next: 'next' },
    answer: answer(rows(2), { next: '' }),
    next: null,
  },
  {
    name: 'a cursor that did not change ends',
    paging: { type: 'cursor', param: 'after', next: 'next' },
    cursor: { next: 'a' },
    answer: answer(rows(2), { next: 'a' }),
    next: null,
  },
  {
    name: 'a cursor with a flag that says no more ends',
    paging: { type: 'cursor', param: 'after', next: 'end', hasMore: 'more' },
    answer: answer(rows(2), { end: 'x', more: false }),
    next: null,
  },
  {
    name: 'a cursor in the last record',
    paging: { type: 'cursor', param: 'cursor', next: '$[-1].cursor' },
    answer: answer(rows(1), [{ id: 1 }, { id: 2, cursor: 'c2' }]),
    next: { next: 'c2' },
  },
  {
    name: 'a cursor in a header',
    paging: { type: 'cursor', param: 'after', next: 'header:X-Next' },
    answer: answer(rows(1), {}, { 'x-next': 'h' }),
    next: { next: 'h' },
  },
  {
    name: 'an empty page with a new cursor goes on and is counted',
    paging: { type: 'cursor', param: 'after', next: 'next' },
    cursor: { next: 'a' },
    answer: answer([], { next: 'b' }),
    next: { next: 'b', empty: 1 },
  },
  {
    name: 'a cursor of several members',
    paging: { type: 'cursor', param: 'next_page', next: 'next_page', merge: true },
    answer: answer(rows(1), { next_page: { at: 5, id: 'x' } }),
    next: { next: { at: 5, id: 'x' } },
  },
  {
    name: 'a Link header',
    paging: { type: 'linkHeader' },
    answer: answer(
      rows(1),
      {},
      { link: '<https://a.example/p?page=2>; rel="next", <https://a.example/p>; rel="first"' },
    ),
    next: { url: 'https://a.example/p?page=2' },
  },
  {
    name: 'a Link header without the relation ends',
    paging: { type: 'linkHeader' },
    answer: answer(rows(1), {}, { link: '<https://a.example/p>; rel="first"' }),
    next: null,
  },
  {
    name: 'a next URL, relative',
    paging: { type: 'nextUrl', next: 'nextRecordsUrl' },
    answer: answer(rows(1), { nextRecordsUrl: '/query/01g-2000' }),
    next: { url: '/query/01g-2000' },
  },
  {
    name: 'a next URL that did not change ends',
    paging: { type: 'nextUrl', next: 'next' },
    cursor: { url: '/a' },
    answer: answer(rows(1), { next: '/a' }),
    next: null,
  },
  {
    name: 'the last key goes on',
    paging: { type: 'keyset', param: 'id_greater', key: 'id', size: 2 },
    answer: answer(rows(2)),
    next: { key: 2 },
  },
  {
    name: 'a short page by key ends',
    paging: { type: 'keyset', param: 'id_greater', key: 'id', size: 2 },
    answer: answer(rows(1)),
    next: null,
  },
  {
    name: 'a key that did not move ends',
    paging: { type: 'keyset', param: 'id_greater', key: 'id', size: 1 },
    cursor: { key: '1' },
    answer: answer(rows(1)),
    next: null,
  },
];

describe('the next page', () => {
  test.each(cases)('$name', ({ paging: definition, cursor, answer: page, next }) => {
    const found = nextPage(paging(definition), page, cursor ?? null);
    if (found === null || next === null) expect(found).toBe(next);
    else expect(found).toMatchObject(next as object);
  });

  test('a server that ignores the offset and sends the same page again ends the list', () => {
    const first = nextPage(paging(offset), answer(rows(2)), null);
    expect(nextPage(paging(offset), answer(rows(2)), first)).toBeNull();
  });

  test('an offset beyond what the vendor serves is an error, never a silent end', () => {
    const ceiling = paging({ ...offset, maxOffset: 3 });
    const go = () => nextPage(ceiling, answer(rows(2, 3)), { offset: 2 });
    expect(go).toThrow(expect.objectContaining({ kind: 'contract', code: 'paging_ceiling' }));
  });

  test('a record without its key is an error, never a silent end', () => {
    const keyset = paging({ type: 'keyset', param: 'id_greater', key: 'uid', size: 2 });
    expect(() => nextPage(keyset, answer(rows(2)), null)).toThrow(
      expect.objectContaining({ code: 'paging_key_missing' }),
    );
  });

  test('a vendor that names new cursors for ever without records is stopped with an error', () => {
    const definition = paging({ type: 'cursor', param: 'after', next: 'next' });
    let cursor: PageCursor | null = null;
    const walk = () => {
      for (let page = 0; page < 100; page += 1) cursor = nextPage(definition, answer([], { next: `c${page}` }), cursor);
    };
    expect(walk).toThrow(expect.objectContaining({ kind: 'contract', code: 'paging_endless' }));
  });

  test.each(cases.filter((one) => one.next !== null))('the cursor survives a crash as JSON: $name', (one) => {
    const found = nextPage(paging(one.paging), one.answer, one.cursor ?? null);
    expect(JSON.parse(JSON.stringify(found))).toStrictEqual(found);
  });
});

describe('the request for a page', () => {
  const asked = (definition: unknown, cursor: PageCursor | null, request = list) =>
    withPage(request, paging(definition), cursor);

  test('the first page by offset asks from nought with the size', () => {
    expect(asked({ type: 'offset', sizeParam: 'limit', size: 50 }, null).query).toStrictEqual([
      ['state', 'open'],
      ['limit', '50'],
      ['offset', '0'],
    ]);
  });

  test('the first page by cursor sends none', () => {
    expect(asked({ type: 'cursor', param: 'after', next: 'next' }, null).query).toStrictEqual([['state', 'open']]);
  });

  test('page values may stand in the body, also within a member', () => {
    const request = { ...list, body: { page: { size: 5 }, filter: 'x' } };
    expect(asked({ type: 'page', pageParam: 'page.number', in: 'body' }, { page: 3 }, request).body).toStrictEqual({
      page: { size: 5, number: 3 },
      filter: 'x',
    });
  });

  test('page values may stand in a header', () => {
    expect(asked({ type: 'page', pageParam: 'Page', in: 'header' }, null).headers).toStrictEqual({ page: '1' });
  });

  test('a cursor of several members sends them all', () => {
    const definition = { type: 'cursor', param: 'next_page', next: 'next_page', merge: true };
    expect(asked(definition, { next: { at: 5, id: 'x' } }).query).toStrictEqual([
      ['state', 'open'],
      ['at', '5'],
      ['id', 'x'],
    ]);
  });

  test('a next URL is taken as it is, without the first request’s query', () => {
    const next = asked({ type: 'nextUrl', next: 'next', sizeParam: 'top' }, { url: '/query/01g-2000?x=1' });
    expect(next).toMatchObject({ url: '/query/01g-2000?x=1', query: [['state', 'open']] });
  });
});
