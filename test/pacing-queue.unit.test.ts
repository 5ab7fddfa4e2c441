import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isNotBefore, type NotBefore, type Slot } from '../src/model/pacing.ts';
import { DatabaseClock } from '../src/store/pacing-clock.ts';
import { type HeldSlot, SlotQueue } from '../src/store/pacing-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface GivenSlot extends HeldSlot {
  givenUp: boolean;
}

/** A schedule of equal steps in memory, as the database would keep it. */
function schedule(stepMs: number, lateMs = 20) {
  let nextMs = 0;
  const given: GivenSlot[] = [];
  const asked: number[] = [];
  const refill = async (wanted: number) => {
    asked.push(wanted);
    return Array.from({ length: wanted }, () => {
      const atMs = Math.max(nextMs, performance.now());
      nextMs = atMs + stepMs;
      const slot: GivenSlot = {
        atMs,
        validUntilMs: atMs + lateMs,
        givenUp: false,
        release: () => undefined,
        giveUp: () => {
          slot.givenUp = true;
        },
      };
      given.push(slot);
      return slot;
    });
  };
  return { refill, given, asked };
}

/** Takes a slot and notes when. */
async function take(queue: SlotQueue, taken: { slot: Slot; atMs: number }[], options = {}): Promise<Slot | NotBefore> {
  const slot = await queue.acquire(options);
  if (!isNotBefore(slot)) taken.push({ slot, atMs: performance.now() });
  return slot;
}

describe('slots of one process', () => {
  test('are handed out in order, none before its time and none after it', async () => {
    const { refill } = schedule(10);
    const queue = new SlotQueue({ refill, ahead: true });
    const taken: { slot: Slot; atMs: number }[] = [];
    for (let index = 0; index < 50; index += 1) void take(queue, taken);
    await vi.advanceTimersByTimeAsync(2000);
    expect(taken).toHaveLength(50);
    for (const { slot, atMs } of taken) {
      expect(atMs).toBeGreaterThanOrEqual(slot.atMs);
      expect(atMs).toBeLessThanOrEqual(slot.validUntilMs);
    }
    expect(taken.map((one) => one.slot.atMs)).toStrictEqual(
      taken.map((one) => one.slot.atMs).toSorted((a, b) => a - b),
    );
  });

  test('may be handed out before their time to who asks for that', async () => {
    const { refill } = schedule(100);
    const queue = new SlotQueue({ refill, ahead: true });
    const taken: { slot: Slot; atMs: number }[] = [];
    const startMs = performance.now();
    for (let index = 0; index < 3; index += 1) void take(queue, taken, { earlyMs: 60 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(taken.map(({ slot, atMs }) => [slot.atMs - startMs, Math.round(atMs - startMs)])).toStrictEqual([
      [0, 0],
      [100, 40],
      [200, 140],
    ]);
  });

  test('that nobody takes in time are given up, and the next request draws anew', async () => {
    const { refill, given } = schedule(10);
    const queue = new SlotQueue({ refill, ahead: true });
    const stop = new AbortController();
    const gone = queue.acquire({ signal: stop.signal });
    stop.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(1000);
    const taken: { slot: Slot; atMs: number }[] = [];
    void take(queue, taken);
    await vi.advanceTimersByTimeAsync(100);
    expect(given[0]?.givenUp).toBe(true);
    expect(taken[0]?.slot).toBe(given[1]);
  });

  test('are asked for in blocks when the demand is high, so that a round trip serves many', async () => {
    const { refill, asked, given } = schedule(0.5, 50);
    const queue = new SlotQueue({ refill, ahead: true });
    const taken: { slot: Slot; atMs: number }[] = [];
    const endMs = performance.now() + 2000;
    const lane = async () => {
      while (performance.now() < endMs) {
        await take(queue, taken);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    for (let index = 0; index < 50; index += 1) void lane();
    await vi.advanceTimersByTimeAsync(2200);
    expect(taken.length).toBeGreaterThan(2000);
    expect(asked.length).toBeLessThan(taken.length / 10);
    expect(given.filter((slot) => slot.givenUp).length).toBeLessThan(given.length / 5);
  });

  test('are never taken ahead where they hold leases', async () => {
    const { refill, asked } = schedule(1);
    const queue = new SlotQueue({ refill, ahead: false });
    const taken: { slot: Slot; atMs: number }[] = [];
    for (let index = 0; index < 500; index += 1) {
      void take(queue, taken);
      await vi.advanceTimersByTimeAsync(2);
    }
    expect(new Set(asked)).toStrictEqual(new Set([1]));
  });

  test('a wait beyond the bound is told at once instead of waited for', async () => {
    const queue = new SlotQueue({ refill: async () => ({ againAtMs: performance.now() + 60_000 }), ahead: true });
    const answer = queue.acquire({ maxWaitMs: 1000 });
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toStrictEqual({ notBeforeMs: expect.any(Number) });
  });

  test('a wait within the bound is waited for, and then asked again', async () => {
    const { refill, given } = schedule(10);
    let again = true;
    const queue = new SlotQueue({
      refill: async (wanted) => {
        if (!again) return refill(wanted);
        again = false;
        return { againAtMs: performance.now() + 5000 };
      },
      ahead: true,
    });
    const answer = queue.acquire({ maxWaitMs: 10_000 });
    await vi.advanceTimersByTimeAsync(5100);
    expect(await answer).toBe(given[0]);
  });

  test('are dropped when the schedule moves', async () => {
    const { refill, given } = schedule(100);
    const queue = new SlotQueue({ refill, ahead: true });
    const taken: { slot: Slot; atMs: number }[] = [];
    for (let index = 0; index < 3; index += 1) void take(queue, taken);
    await vi.advanceTimersByTimeAsync(10);
    queue.drop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(given.slice(1, 3).map((slot) => slot.givenUp)).toStrictEqual([true, true]);
    expect(taken.map((one) => given.indexOf(one.slot as GivenSlot))).toStrictEqual([0, 3, 4]);
  });

  test('a database that fails fails those who wait, and the next one asks again', async () => {
    const { refill } = schedule(10);
    let broken = true;
    const queue = new SlotQueue({
      refill: async (wanted) => {
        if (!broken) return refill(wanted);
        throw new Error('the database is away');
      },
      ahead: true,
    });
    const both = Promise.allSettled([queue.acquire({}), queue.acquire({})]);
    await vi.advanceTimersByTimeAsync(10);
    expect((await both).map((one) => one.status)).toStrictEqual(['rejected', 'rejected']);
    broken = false;
    const next = queue.acquire({});
    await vi.advanceTimersByTimeAsync(10);
    expect(isNotBefore(await next)).toBe(false);
  });
});

describe('the database’s clock', () => {
  test('is never read too early, and the quickest answer tells it best', () => {
    let nowMs = 0;
    const clock = new DatabaseClock(() => nowMs);
    // the database is 1,000 ahead; answers take 30, then 2 ms
    nowMs = 130;
    clock.heard(1100);
    expect(clock.toMonotonic(2000)).toBe(1030);
    nowMs = 202;
    clock.heard(1200);
    expect(clock.toMonotonic(2000)).toBe(1002);
    nowMs = 350;
    clock.heard(1300);
    expect(clock.toMonotonic(2000)).toBe(1002);
  });

  test('that is set back does not make slots early', () => {
    let nowMs = 100;
    const clock = new DatabaseClock(() => nowMs);
    clock.heard(100_100);
    nowMs = 200;
    clock.heard(90_200);
    expect(clock.toMonotonic(90_300)).toBe(300);
  });

  test('forgets old samples, since clocks drift', () => {
    let nowMs = 0;
    const clock = new DatabaseClock(() => nowMs);
    clock.heard(1000);
    for (let minute = 1; minute <= 3; minute += 1) {
      nowMs = minute * 61_000;
      clock.heard(1000 + nowMs - 40);
    }
    expect(clock.toMonotonic(1000)).toBe(40);
  });
});
