import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BudgetDraw, isNotBefore, type Slot, type WindowDraw } from '../src/model/pacing.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createPacer } from '../src/store/pacing.ts';
import { type Block, type ReserveRequest, reserveBlock } from '../src/store/pacing-queries.ts';
import { useDatabase } from './support/database.ts';

const shared = useDatabase();
/** Another worker: a pool of its own. */
let other: Database;
let account = 0;
const key = (name = 'all') => `acme/${account}/${name}`;

beforeAll(() => {
  other = openDatabase(shared.url, { max: 4 });
});
afterAll(() => other.destroy());
beforeEach(() => {
  account += 1;
});

const window = (limit: number, windowMs: number, more: Partial<WindowDraw> = {}): WindowDraw => ({
  key: key(),
  kind: 'window',
  limit,
  windowMs,
  share: 0.9,
  cost: 1,
  ...more,
});

const hour = 3_600_000;
function reserve(
  draws: BudgetDraw[],
  wanted: number,
  more: Partial<ReserveRequest> = {},
  db: Database = shared.database,
) {
  return reserveBlock(db, { draws, wanted, maxWaitMs: hour, urgent: false, returned: [], released: [], ...more });
}

/** Moments of a block by the database's clock. */
function momentsOf(block: Block): number[] {
  return 'notBefore' in block
    ? []
    : Array.from({ length: block.count }, (_, index) => block.first + index * block.step);
}

/** Most moments in any half-open window. */
function fullest(moments: number[], windowMs: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
}

async function row(name = 'all') {
  return shared.database
    .executeQuery<Record<string, unknown>>(
      sql`select * from pacing_budgets where key = ${key(name)}`.compile(shared.database),
    )
    .then((answer) => answer.rows[0]);
}

describe('a budget that two workers share', () => {
  test.each([
    [40, 1000, 0.9],
    [40, 1000, 1],
    [2000, 1000, 0.9],
    [500, 900_000, 0.9],
    [2, 10_000, 0.9],
    [1, 1000, 0.9],
  ])(
    'of %i per %i ms at share %d is never exceeded in any window, even by requests that are late, and leaves no gap',
    async (limit, windowMs, share) => {
      const draws = [window(limit, windowMs, { share })];
      const blocks = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          reserve(draws, Math.ceil(limit / 8), {}, index % 2 === 0 ? shared.database : other),
        ),
      );
      const moments = blocks.flatMap(momentsOf).toSorted((a, b) => a - b);
      const step = Math.max(windowMs / (limit * share), (windowMs + 50) / limit);
      expect(fullest(moments, windowMs + 49)).toBeLessThanOrEqual(limit);
      expect(fullest(moments, windowMs)).toBeLessThanOrEqual(Math.ceil(limit * share));
      const gaps = moments.slice(1).map((at, index) => at - (moments[index] as number));
      expect(Math.max(...gaps)).toBeLessThan(step + 0.01);
      expect(Math.min(...gaps)).toBeGreaterThan(step - 0.01);
    },
  );

  test('is one schedule from its very first request on, however many come at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      account += 1;
      const draws = [window(2000, 1000)];
      const all = Array.from({ length: 14 }, (_, index) =>
        reserve(draws, 10, {}, index % 2 === 0 ? shared.database : other),
      );
      const moments = (await Promise.all(all)).flatMap(momentsOf);
      expect(new Set(moments.map(Math.round)).size).toBeGreaterThan(70);
      expect(fullest(moments, 10)).toBeLessThanOrEqual(19);
    }
  });

  test('gives at most one second in a block, and one slot where it is slower', async () => {
    expect(await reserve([window(40, 1000)], 500)).toMatchObject({ count: 36 });
    expect(await reserve([window(500, 900_000, { key: key('slow') })], 500)).toMatchObject({ count: 1 });
  });

  test('that nobody used for a while saves nothing up: it starts again at its pace', async () => {
    const draws = [window(40, 1000)];
    await reserve(draws, 1);
    await sql`update pacing_budgets set tat = now() - interval '1 hour' where key = ${key()}`.execute(shared.database);
    const block = await reserve(draws, 100);
    expect(block).toMatchObject({ count: 36 });
    expect(momentsOf(block)[0]).toBeGreaterThanOrEqual(block.now);
  });

  test('is drawn on by what a request costs', async () => {
    const draws = [window(100, 1000, { share: 0.5, cost: 5 })];
    expect(await reserve(draws, 100)).toMatchObject({ count: 10, step: 100 });
  });

  test('does not lock up when workers name several budgets in another order', async () => {
    const draws = [window(1000, 1000), window(1000, 1000, { key: key('b') }), window(1000, 1000, { key: key('c') })];
    const all = Array.from({ length: 60 }, (_, index) =>
      reserve(index % 2 === 0 ? draws : draws.toReversed(), 1, {}, index % 3 === 0 ? other : shared.database),
    );
    expect((await Promise.all(all)).every((block) => 'count' in block)).toBe(true);
  });

  test('does not lock up where some of the budgets are drawn on for the first time', async () => {
    for (let round = 0; round < 30; round += 1) {
      const [all, group] = [
        window(1000, 1000, { key: key(`z ${round}`) }),
        window(1000, 1000, { key: key(`a ${round}`) }),
      ];
      const late = window(1000, 1000, { key: key(`zz ${round}`) });
      const draws = [[all], [group, all], [all, late], [group, all, late]];
      const asked = Array.from({ length: 16 }, (_, index) =>
        reserve(draws[index % 4] as BudgetDraw[], 1, {}, index % 3 === 0 ? other : shared.database),
      );
      expect((await Promise.all(asked)).every((block) => 'count' in block)).toBe(true);
    }
  });

  test('a wait beyond the bound is told and takes nothing', async () => {
    const draws = [window(1, 60_000)];
    await reserve(draws, 1);
    const before = await row();
    const block = await reserve(draws, 1, { maxWaitMs: 1000 });
    expect(block).toStrictEqual({ now: expect.any(Number), notBefore: expect.any(Number) });
    expect('notBefore' in block && block.notBefore - block.now).toBeGreaterThan(59_000);
    expect(await row()).toStrictEqual(before);
  });
});

describe('several budgets at once', () => {
  test('each keeps its own limit while some requests draw on both and some on one', async () => {
    const all = window(100, 10_000, { key: key('all') });
    const search = window(4, 1000, { key: key('search') });
    const plain: number[] = [];
    const searches: number[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const db = index % 2 === 0 ? shared.database : other;
        if (index % 3 === 0) searches.push(...momentsOf(await reserve([search, all], 3, {}, db)));
        else plain.push(...momentsOf(await reserve([all], 5, {}, db)));
      }),
    );
    expect(searches.length).toBeGreaterThan(3);
    expect(plain.length).toBeGreaterThan(100);
    expect(fullest(searches, 1000)).toBeLessThanOrEqual(4);
    expect(fullest([...plain, ...searches], 10_000)).toBeLessThanOrEqual(100);
  });

  test('steady traffic on the account does not starve a group with a limit of its own', async () => {
    const all = window(100, 10_000, { key: key('all') });
    const search = window(4, 1000, { key: key('search') });
    await reserve([all], 100);
    const block = await reserve([search, all], 1);
    expect(block).toMatchObject({ count: 1 });
    expect((momentsOf(block)[0] as number) - block.now).toBeGreaterThan(900);
  });

  test('a slow budget does not hold up a fast one for the others', async () => {
    const fast = window(100, 1000, { key: key('fast') });
    const slow = window(1, 10_000, { key: key('slow') });
    await reserve([slow, fast], 1);
    expect('notBefore' in (await reserve([slow, fast], 1))).toBe(true);
    const block = await reserve([fast], 1);
    expect((momentsOf(block)[0] as number) - block.now).toBeLessThan(20);
  });
});

describe('a daily budget', () => {
  const day = (more: object = {}): BudgetDraw => ({
    key: key('day'),
    kind: 'daily',
    limit: 10,
    share: 0.5,
    cost: 2,
    resetAt: '00:00',
    ...more,
  });

  test('is used up to our share and then waits for its reset', async () => {
    expect(await reserve([day()], 10)).toMatchObject({ count: 2 });
    const block = await reserve([day()], 10);
    const midnight = new Date(block.now).setUTCHours(24, 0, 0, 0);
    expect(block).toMatchObject({ notBefore: midnight });
  });

  test('counts anew after its reset', async () => {
    await reserve([day()], 10);
    await sql`update pacing_budgets set resets_at = now() - interval '1 second' where key = ${key('day')}`.execute(
      shared.database,
    );
    expect(await reserve([day()], 10)).toMatchObject({ count: 2 });
  });

  test('gets back what slots took that were given up', async () => {
    await reserve([day()], 10);
    const returned = [{ key: key('day'), units: 2 }];
    expect(await reserve([day()], 10, { returned })).toMatchObject({ count: 1 });
  });

  test('bounds a block over a window as well', async () => {
    expect(await reserve([window(40, 1000), day()], 10)).toMatchObject({ count: 2 });
    expect(await row()).toMatchObject({ key: key() });
  });
});

describe('a concurrency budget', () => {
  const atOnce = (limit: number): BudgetDraw => ({
    key: key('at once'),
    kind: 'concurrency',
    limit,
    share: 1,
    cost: 1,
    leaseMs: 60_000,
  });

  test('is shared by all workers, and a lease that ends is free for another', async () => {
    const [mine, theirs] = await Promise.all([reserve([atOnce(3)], 2), reserve([atOnce(3)], 2, {}, other)]);
    const counts = [mine, theirs].map((block) => ('count' in block ? block.count : 0));
    expect(counts.toSorted()).toStrictEqual([1, 2]);
    expect('notBefore' in (await reserve([atOnce(3)], 1))).toBe(true);
    const released = 'leases' in mine ? mine.leases.flat().slice(0, 1) : [];
    expect(await reserve([atOnce(3)], 5, { released }, other)).toMatchObject({ count: 1 });
  });

  test('gets back the leases of a worker that died', async () => {
    await reserve([atOnce(1)], 1);
    await sql`update pacing_leases set expires_at = now() - interval '1 second' where key = ${key('at once')}`.execute(
      shared.database,
    );
    expect(await reserve([atOnce(1)], 1, {}, other)).toMatchObject({ count: 1 });
  });

  test('leaves at least one, however small the share', async () => {
    expect(await reserve([{ ...atOnce(2), share: 0.1 }], 5)).toMatchObject({ count: 1 });
  });

  test('is given back by the pacer when the request has ended', async () => {
    const pacer = createPacer(shared.database);
    const first = (await pacer.acquire([atOnce(1)])) as Slot;
    const second = pacer.acquire([atOnce(1)]);
    first.release();
    first.release();
    expect(isNotBefore(await second)).toBe(false);
    ((await second) as Slot).release();
    await pacer.close();
    const left = await sql`select 1 from pacing_leases where key = ${key('at once')}`.execute(shared.database);
    expect(left.rows).toStrictEqual([]);
  });
});

describe('a refusal', () => {
  test('moves the schedule for all workers by what the vendor said', async () => {
    const draws = [window(40, 1000)];
    const pacer = createPacer(other);
    await pacer.penalise(draws, 30_000);
    const block = await reserve(draws, 1);
    expect((momentsOf(block)[0] as number) - block.now).toBeGreaterThan(29_000);
    await pacer.close();
  });

  test('without a wait doubles while refusals follow each other, up to the window; those at once are one', async () => {
    const draws = [window(40, 8000)];
    const pacer = createPacer(shared.database);
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([pacer.penalise(draws), pacer.penalise(draws), pacer.penalise(draws)]);
      const found = await sql<{
        ms: number;
      }>`select extract(epoch from blocked_until - throttled_at)::float8 * 1000 as ms from pacing_budgets where key = ${key()}`.execute(
        shared.database,
      );
      waits.push(Math.round(found.rows[0]?.ms ?? 0));
      await sql`update pacing_budgets set blocked_until = now() - interval '1 millisecond' where key = ${key()}`.execute(
        shared.database,
      );
    }
    expect(waits).toStrictEqual([1000, 2000, 4000, 8000, 8000]);
    await pacer.close();
  });

  test('out of a steady flow, after another one, teaches a lower limit, which relaxes with time', async () => {
    const draws = [window(100, 1000, { share: 1 })];
    const pacer = createPacer(shared.database);
    await pacer.penalise(draws, 10);
    await sql`update pacing_budgets set blocked_until = now() - interval '5 seconds', tat = now() where key = ${key()}`.execute(
      shared.database,
    );
    await pacer.penalise(draws, 10);
    expect(await row()).toMatchObject({ learned_limit: 80 });
    await sql`update pacing_budgets set learned_at = now() - interval '5 minutes' where key = ${key()}`.execute(
      shared.database,
    );
    expect((await reserve(draws, 10)) as { step: number }).toMatchObject({ step: expect.closeTo(1050 / 90, 1) });
    await sql`update pacing_budgets set learned_at = now() - interval '1 hour' where key = ${key()}`.execute(
      shared.database,
    );
    expect((await reserve(draws, 10)) as { step: number }).toMatchObject({ step: expect.closeTo(1050 / 100, 1) });
    await pacer.close();
  });

  test('while waiting for a full window teaches nothing: someone else used it up', async () => {
    const draws = [window(500, 900_000)];
    const pacer = createPacer(shared.database);
    for (let round = 0; round < 4; round += 1) {
      await pacer.penalise(draws);
      await sql`update pacing_budgets set blocked_until = now() - interval '1 second' where key = ${key()}`.execute(
        shared.database,
      );
    }
    expect(await row()).toMatchObject({ learned_limit: null });
    await pacer.close();
  });
});

describe('what headers say', () => {
  test('a lower limit is kept to by all workers; a higher one changes nothing', async () => {
    const draw = window(100, 1000);
    const pacer = createPacer(other);
    await pacer.observe(draw, { limit: 500, remaining: 3, resetMs: 1000 });
    expect(await row()).toBeUndefined();
    await pacer.observe(draw, { limit: 50 });
    expect((await reserve([draw], 10)) as { step: number }).toMatchObject({ step: expect.closeTo(1000 / 45, 1) });
    await pacer.close();
  });

  test('nothing left stops all workers until the reset', async () => {
    const draw = window(100, 1000);
    const pacer = createPacer(other);
    await pacer.observe(draw, { remaining: 0, resetMs: 20_000 });
    const block = await reserve([draw], 1);
    expect((momentsOf(block)[0] as number) - block.now).toBeGreaterThan(19_000);
    await pacer.close();
  });

  test('what is left of a day counts when others used the rest', async () => {
    const draw: BudgetDraw = { key: key('day'), kind: 'daily', limit: 100, share: 1, cost: 1, resetAt: '00:00' };
    const pacer = createPacer(other);
    await pacer.observe(draw, { remaining: 3 });
    expect(await reserve([draw], 10)).toMatchObject({ count: 3 });
    await pacer.close();
  });
});

describe('samples', () => {
  test('go before imports, which take only what lies free', async () => {
    const draws = [window(40, 1000)];
    await reserve(draws, 10, { urgent: true });
    expect('notBefore' in (await reserve(draws, 10, {}, other))).toBe(true);
    expect(await reserve(draws, 10, { urgent: true })).toMatchObject({ count: 10 });
    await sql`update pacing_budgets set tat = now() - interval '1 second' where key = ${key()}`.execute(
      shared.database,
    );
    expect(await reserve(draws, 100, {}, other)).toMatchObject({ count: 3 });
  });

  test('that have ended leave the budget to the imports', async () => {
    const draws = [window(40, 1000)];
    await reserve(draws, 10, { urgent: true });
    await sql`update pacing_budgets set urgent_until = now() where key = ${key()}`.execute(shared.database);
    expect(await reserve(draws, 10, {}, other)).toMatchObject({ count: 10 });
  });
});

describe('the pacer', () => {
  test('asks no database where no limit is defined', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/none');
    const slot = (await createPacer(nowhere).acquire([])) as Slot;
    expect(slot.validUntilMs).toBe(Number.POSITIVE_INFINITY);
    await nowhere.destroy();
  });

  test('hands out slots of two workers, none early, and never too many in a window', async () => {
    const draws = [window(200, 1000)];
    const moments: number[] = [];
    const early: number[] = [];
    const run = async (db: Database) => {
      const pacer = createPacer(db);
      const stop = new AbortController();
      let count = 0;
      for await (const slot of pacer.slots(draws, { signal: stop.signal })) {
        if (performance.now() < slot.atMs) early.push(slot.atMs);
        moments.push(slot.atMs);
        count += 1;
        if (count === 60) stop.abort();
      }
      await pacer.close();
    };
    await Promise.all([run(shared.database), run(other)]);
    expect(moments).toHaveLength(120);
    expect(early).toStrictEqual([]);
    expect(fullest(moments, 100)).toBeLessThanOrEqual(20);
  });

  test('ends a wait when its signal aborts', async () => {
    const draws = [window(1, 60_000)];
    const pacer = createPacer(shared.database);
    await pacer.acquire(draws);
    const stop = new AbortController();
    const waiting = pacer.acquire(draws, { signal: stop.signal, maxWaitMs: 120_000 });
    stop.abort(new Error('paused'));
    await expect(waiting).rejects.toThrow('paused');
    await pacer.close();
  });

  test('says when to come back instead of waiting beyond the bound', async () => {
    const draws = [window(1, 60_000)];
    const pacer = createPacer(shared.database);
    await pacer.acquire(draws);
    const answer = await pacer.acquire(draws, { maxWaitMs: 1000 });
    expect(isNotBefore(answer) && answer.notBeforeMs > Date.now() + 50_000).toBe(true);
    await pacer.close();
  });
});
