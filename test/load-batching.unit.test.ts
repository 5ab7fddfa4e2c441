import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backlog } from '../src/activities/load/backlog.ts';
import { createBatcher } from '../src/activities/load/batcher.ts';
import { Breaker } from '../src/activities/load/breaker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function batcher(options: { maxItems: number; maxDelayMs: number }) {
  const batches: number[][] = [];
  const flushed: (() => void)[] = [];
  const call = createBatcher<number, number>(async (items) => {
    batches.push(items);
    await new Promise<void>((resolve) => flushed.push(resolve));
    return items.map((item) => item * 10);
  }, options);
  return { batches, call, flush: () => flushed.shift()?.() };
}

describe('a batcher', () => {
  it('joins calls of one moment and answers each with its own result', async () => {
    const { batches, call, flush } = batcher({ maxItems: 10, maxDelayMs: 5 });
    const results = Promise.all([call(1), call(2), call(3)]);
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(5);
    expect(batches).toEqual([[1, 2, 3]]);
    flush();
    expect(await results).toEqual([10, 20, 30]);
  });

  it('goes out at once when it is full, and never twice at the same time', async () => {
    const { batches, call, flush } = batcher({ maxItems: 2, maxDelayMs: 5 });
    const results = Promise.all([1, 2, 3, 4, 5].map(call));
    expect(batches).toEqual([[1, 2]]);
    vi.advanceTimersByTime(50);
    expect(batches).toHaveLength(1);
    flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    flush();
    await vi.advanceTimersByTimeAsync(5);
    expect(batches.at(-1)).toEqual([5]);
    flush();
    expect(await results).toEqual([10, 20, 30, 40, 50]);
  });

  it('tells a failure to those of its batch alone and goes on with the next', async () => {
    let fails = true;
    const call = createBatcher<number, number>(
      async (items) => {
        if (fails) throw new Error('no database');
        return items;
      },
      { maxItems: 10, maxDelayMs: 5 },
    );
    const [first, second] = [call(1), call(2)].map((result) => result.catch((error: Error) => error.message));
    await vi.advanceTimersByTimeAsync(5);
    expect(await first).toBe('no database');
    expect(await second).toBe('no database');
    fails = false;
    const third = call(3);
    await vi.advanceTimersByTimeAsync(5);
    expect(await third).toBe(3);
  });
});

describe('a backlog', () => {
  it('lets its caller go on until it is full', async () => {
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const backlog = new Backlog(2);
    await backlog.add(work());
    await backlog.add(work());
    let went = false;
    const third = backlog.add(work()).then(() => {
      went = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(went).toBe(false);
    ends[0]?.();
    await third;
    expect(went).toBe(true);
    for (const end of ends) end();
    await backlog.settled();
  });

  it('keeps a failure: it shows at once, is thrown at the end, and everything else is waited for', async () => {
    const backlog = new Backlog(5);
    let stored = false;
    await backlog.add(Promise.reject(new Error('disk full')));
    await backlog.add(
      new Promise<void>((resolve) =>
        setTimeout(() => {
          stored = true;
          resolve();
        }, 100),
      ),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(backlog.broken).toBe(true);
    const settled = backlog.settled().catch((error: Error) => error.message);
    await vi.advanceTimersByTimeAsync(100);
    expect(await settled).toBe('disk full');
    expect(stored).toBe(true);
  });
});

describe('the circuit breaker', () => {
  const answers = (breaker: Breaker, ...codes: (string | null)[]) => {
    for (const code of codes) breaker.add(code);
    return breaker.need?.code ?? null;
  };
  const times = <Code>(count: number, code: Code) => Array.from({ length: count }, () => code);

  it('trips at 25 equal failures in a row, not at 24, and counts those of the chunk before', () => {
    expect(answers(new Breaker([]), ...times(24, 'invalid'))).toBeNull();
    expect(answers(new Breaker([]), ...times(25, 'invalid'))).toBe('too_many_failures');
    expect(answers(new Breaker(times(24, 'invalid')), 'invalid')).toBe('too_many_failures');
    expect(answers(new Breaker(times(24, 'invalid')), null, 'invalid')).toBeNull();
  });

  it('trips where a fifth of the last 200 failed, whatever their reasons', () => {
    const fifth = Array.from({ length: 200 }, (_, index) => (index % 5 === 4 ? `code ${index}` : null));
    expect(answers(new Breaker([]), ...fifth.slice(0, 199))).toBeNull();
    expect(answers(new Breaker([]), ...fifth)).toBe('too_many_failures');
  });

  it('stays tripped, and forgets what lies more than 200 answers back', () => {
    expect(answers(new Breaker([]), ...times(25, 'invalid'), ...times(300, null))).toBe('too_many_failures');
    expect(answers(new Breaker(times(39, 'invalid')), ...times(200, null), 'invalid')).toBeNull();
  });
});
