import { describe, expect, it } from 'vitest';
import { Collection } from '../sandbox/kit/collection.ts';
import { duplicatesOf } from '../sandbox/kit/duplicates.ts';
import { FaultPlan, parseFaults } from '../sandbox/kit/faults.ts';
import { createGenerator } from '../sandbox/kit/generate.ts';
import { Limiter, parseLimits } from '../sandbox/kit/limits.ts';
import { createRandom } from '../sandbox/kit/random.ts';
import { Router } from '../sandbox/kit/router.ts';
import type { SandboxRequest } from '../sandbox/kit/types.ts';

const at = (atMs: number, path = '/a', key = 'k') => ({ atMs, path, principal: { key } }) as SandboxRequest;
const scopes = {
  key: (request: SandboxRequest) => request.principal?.key,
  path: (request: SandboxRequest) => request.path,
};

describe('faults', () => {
  it('reads kinds, rates, settings and places', () => {
    const [first, second, third] = parseFaults('drop-after:0.02@POST /contact, late:0.5;ms=10;times=3,lag');
    expect(first).toMatchObject({ kind: 'drop-after', rate: 0.02, method: 'POST', pathPrefix: '/contact' });
    expect(second).toMatchObject({ kind: 'late', rate: 0.5, ms: 10, times: 3 });
    expect(third).toMatchObject({ kind: 'lag', ms: 2000 });
  });

  it.each([
    ['frob', 'known kinds'],
    ['429:2', 'fraction from 0 to 1'],
    ['slow;seconds=3', 'known settings'],
    ['slow;ms=soon', 'whole number'],
    ['drop-after@contact', 'after @'],
    ['lag:0.5', 'takes only ms'],
  ])('says what is wrong with "%s"', (spec, reason) => {
    expect(() => parseFaults(spec)).toThrow(reason);
  });

  const write = new Router().post('/api/contact', () => ({ status: 200 })).match('POST', '/api/contact');
  const route = write.kind === 'route' ? write.route : undefined;
  const struck = (spec: string, count: number, seed = 1) => {
    const plan = new FaultPlan(parseFaults(spec), createRandom(seed), '/api');
    return Array.from({ length: count }, () => plan.strike('POST', '/api/contact', route)?.kind ?? '-');
  };

  it('strike the same requests for the same seed', () => {
    expect(struck('429:0.3', 200)).toEqual(struck('429:0.3', 200));
    expect(struck('429:0.3', 200)).not.toEqual(struck('429:0.3', 200, 2));
  });

  it('begin after and stop after as many requests as told', () => {
    expect(struck('500-before;after=2;times=2', 6)).toEqual(['-', '-', '500-before', '500-before', '-', '-']);
  });

  it('that are about a lost answer leave reads alone', () => {
    const plan = new FaultPlan(parseFaults('drop-after'), createRandom(1), '/api');
    expect(plan.strike('GET', '/api/contact', undefined)).toBeUndefined();
  });

  it('strike only at their place, named with or without the base path', () => {
    expect(struck('429@POST /contact', 1)).toEqual(['429']);
    expect(struck('429@/api/contact', 1)).toEqual(['429']);
    expect(struck('429@GET /contact', 1)).toEqual(['-']);
    expect(struck('429@POST /lead', 1)).toEqual(['-']);
  });
});

describe('limits', () => {
  it('never admit more than the limit in any span of a sliding window', () => {
    const limiter = new Limiter([{ limit: 2, windowMs: 1000, kind: 'sliding', scope: 'key' }], scopes);
    const admitted = [0, 900, 950, 1000, 1500, 1900].map((ms) => limiter.admit(at(ms)).admitted);
    expect(admitted).toEqual([true, true, false, true, false, true]);
    expect(limiter.admit(at(1950)).waitMs).toBe(50);
  });

  it('start anew at the end of a fixed window', () => {
    const limiter = new Limiter([{ limit: 2, windowMs: 1000, kind: 'fixed', scope: 'key' }], scopes);
    expect([0, 900, 950, 1000, 1001, 1002].map((ms) => limiter.admit(at(ms)).admitted)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('hold several windows at once, and a refused request draws on none of them', () => {
    const rules = parseLimits('1/1:path,3/60', []);
    const limiter = new Limiter(rules, scopes);
    expect(limiter.admit(at(0, '/a')).admitted).toBe(true);
    expect(limiter.admit(at(1, '/a')).rule?.scope).toBe('path');
    expect(limiter.admit(at(2, '/b')).admitted).toBe(true);
    expect(limiter.admit(at(3, '/c')).admitted).toBe(true);
    expect(limiter.admit(at(4, '/d')).rule?.scope).toBe('key');
    expect(limiter.admit(at(5, '/d', 'other key')).admitted).toBe(true);
  });

  it('count what a request costs', () => {
    const cost = (request: SandboxRequest) => (request.path === '/search' ? 4 : 1);
    const limiter = new Limiter([{ limit: 5, windowMs: 1000, kind: 'sliding', scope: 'key', cost }], scopes);
    expect(['/search', '/search', '/a', '/a'].map((path) => limiter.admit(at(0, path)).admitted)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('are read from text, and what is not understood is said', () => {
    expect(parseLimits('none', [])).toEqual([]);
    expect(() => parseLimits('forty', [])).toThrow('write 40/1');
    expect(() => new Limiter(parseLimits('1/1:moon', []), scopes)).toThrow('known: key, path');
  });
});

describe('a collection', () => {
  type Row = { id: string; name: string };
  const collect = () => {
    const clock = { nowMs: 1000, lagMs: 0 };
    const writes: string[] = [];
    const hooks = {
      now: () => clock.nowMs,
      lagMs: () => clock.lagMs,
      wrote: (operation: string) => void writes.push(operation),
    };
    return { clock, writes, rows: new Collection<Row>('row', hooks) };
  };
  const byName = (row: Row) => [row.name];

  it('makes the text of a record once for each version', () => {
    let rendered = 0;
    const render = (row: Row) => {
      rendered += 1;
      return { ...row, seen: true };
    };
    const hooks = { now: () => 0, lagMs: () => 0, wrote: () => {} };
    const rows = new Collection<Row>('row', hooks, { render });
    rows.insert({ id: '1', name: 'a' });
    expect([rows.texts(rows.all()), rows.texts(rows.all())]).toEqual(
      Array(2).fill('[{"id":"1","name":"a","seen":true}]'),
    );
    expect(rendered).toBe(1);
    rows.update('1', { name: 'b' });
    expect(rows.texts(rows.all())).toContain('"b"');
    expect(rendered).toBe(2);
  });

  it('hides fresh writes from lists and indexes under lag, and not from reads by id', () => {
    const { clock, rows } = collect();
    rows.insert({ id: '1', name: 'old' });
    clock.lagMs = 500;
    clock.nowMs = 2000;
    rows.insert({ id: '2', name: 'new' });
    rows.update('1', { name: 'changed' });
    clock.nowMs = 2100;
    rows.update('1', { name: 'changed again' });
    expect(rows.get('2')?.name).toBe('new');
    expect(rows.all().map(({ name }) => name)).toEqual(['old']);
    expect(rows.where('name', 'new', byName)).toEqual([]);
    clock.nowMs = 2600;
    expect(rows.all().map(({ name }) => name)).toEqual(['changed again', 'new']);
    expect(rows.where('name', 'new', byName)).toHaveLength(1);
  });

  it('shows a deleted record under lag as long as a search would', () => {
    const { clock, rows } = collect();
    rows.insert({ id: '1', name: 'gone' });
    clock.lagMs = 500;
    clock.nowMs = 2000;
    rows.remove('1');
    expect([rows.get('1'), rows.getLagged('1')?.name, rows.all().length, rows.current().length]).toEqual([
      undefined,
      'gone',
      1,
      0,
    ]);
    clock.nowMs = 2500;
    expect(rows.getLagged('1')).toBeUndefined();
  });

  it('keeps indexes and orders right through every write', () => {
    const { rows, writes } = collect();
    for (const name of ['b', 'a', 'c']) rows.insert({ id: name, name });
    const sorted = () => rows.sorted('name', (x, y) => x.name.localeCompare(y.name)).map(({ name }) => name);
    expect(sorted()).toEqual(['a', 'b', 'c']);
    expect(rows.where('name', 'b', byName)).toHaveLength(1);
    rows.update('b', { name: 'z' });
    rows.remove('a');
    expect(sorted()).toEqual(['c', 'z']);
    expect(rows.where('name', 'b', byName)).toEqual([]);
    expect(rows.where('name', 'z', byName).map(({ id }) => id)).toEqual(['b']);
    expect(rows.all().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(writes).toEqual(['create', 'create', 'create', 'update', 'delete']);
  });
});

describe('the router', () => {
  const reply = () => ({ status: 200 });
  const router = new Router('/v1').get('/lead/:id', reply).post('/lead/merge', reply).get('/:object/:id/notes', reply);

  it('prefers a fixed segment and falls back to a named one', () => {
    expect(router.match('POST', '/v1/lead/merge')).toMatchObject({ kind: 'route', params: {} });
    expect(router.match('GET', '/v1/lead/a%2Fb')).toMatchObject({ kind: 'route', params: { id: 'a/b' } });
    expect(router.match('GET', '/v1/lead/7/notes')).toMatchObject({ params: { object: 'lead', id: '7' } });
  });

  it('tells an unknown path from a method that is not allowed', () => {
    expect(router.match('GET', '/v1/moon').kind).toBe('not-found');
    expect(router.match('PUT', '/v1/lead/7')).toEqual({ kind: 'not-allowed', allowed: ['GET'] });
  });
});

describe('made-up records', () => {
  it('are the same for the same seed, end in .example and ring nowhere', () => {
    const people = (seed: number) => {
      const generate = createGenerator(createRandom(seed));
      return Array.from({ length: 200 }, (_, index) => generate.person(index));
    };
    expect(people(3)).toEqual(people(3));
    for (const { email, phone } of people(3)) {
      expect(email).toMatch(/\.example$/);
      expect(phone).toMatch(/^(\+1\d{3}55501\d\d|\+447700900\d{3}|\+442079460\d{3}|\+493023125\d{3})$/);
    }
    expect(new Set(people(3).map(({ email }) => email)).size).toBe(200);
  });

  it('hold what breaks importers: ids beyond doubles, right-to-left text, emoji and very long text', () => {
    const generate = createGenerator(createRandom(1));
    const texts = Array.from({ length: 300 }, () => generate.awkwardText());
    expect(texts.some((text) => /\p{Script=Hebrew}/u.test(text))).toBe(true);
    expect(texts.some((text) => /\p{Extended_Pictographic}/u.test(text))).toBe(true);
    expect(texts.some((text) => text.length > 5000)).toBe(true);
    expect(BigInt(generate.bigId()) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

it('duplicates are found by plain fields, by names with dots and through lists', () => {
  const records = [
    { id: 1, 'custom.cf_1': 'x', emails: [{ email: 'a@b.example' }] },
    { id: 2, 'custom.cf_1': 'x', emails: [{ email: 'c@b.example' }, { email: 'a@b.example' }] },
    { id: 3, 'custom.cf_1': '', emails: [] },
    { id: 4, 'custom.cf_1': '', emails: [] },
  ];
  expect(duplicatesOf(records, 'custom.cf_1')).toEqual([{ value: 'x', count: 2, ids: [1, 2] }]);
  expect(duplicatesOf(records, 'emails.email')).toEqual([{ value: 'a@b.example', count: 2, ids: [1, 2] }]);
});
