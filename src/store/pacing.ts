import type { AcquireOptions, BudgetDraw, BudgetNews, NotBefore, Pacer, Slot, WindowDraw } from '../model/pacing.ts';
import { isNotBefore } from '../model/pacing.ts';
import type { Database } from './database.ts';
import { DatabaseClock } from './pacing-clock.ts';
import { observeBudget, penaliseBudgets, type Returned, releaseLeases, reserveBlock } from './pacing-queries.ts';
import { type HeldSlot, SlotQueue } from './pacing-queue.ts';

const defaultMaxWaitMs = 30_000;
/** Leases that ended wait this long for the next reservation to take them along. */
const releaseWithinMs = 50;
/** News that stays the same is written again after this long, before a learnt limit has relaxed noticeably. */
const sameNewsMs = 30_000;
/** A told limit this near to the stated one is the stated one. */
const sameLimit = 0.99;

/** Beyond this many sets of budgets those that nobody waits for are forgotten. */
const mostQueues = 500;

/** Without limits nothing is paced and nobody is asked. */
const free: Slot = { atMs: 0, validUntilMs: Number.POSITIVE_INFINITY, release: () => undefined };

/** Paces the requests of this process against budgets that all workers share through the database. */
export function createPacer(db: Database): Pacer {
  return new DatabasePacer(db);
}

class DatabasePacer implements Pacer {
  readonly #db: Database;
  readonly #clock = new DatabaseClock();
  readonly #queues = new Map<string, { queue: SlotQueue; keys: Set<string> }>();
  readonly #told = new Map<string, { text: string; atMs: number }>();
  #released: string[] = [];
  #returned: Returned[] = [];
  #releasing: NodeJS.Timeout | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async reserve(draws: BudgetDraw[], wanted: number, options: AcquireOptions = {}): Promise<HeldSlot[] | NotBefore> {
    options.signal?.throwIfAborted();
    const block = await this.#block(draws, wanted, options);
    return Array.isArray(block) ? block : { notBeforeMs: Date.now() + block.againAtMs - performance.now() };
  }

  async acquire(draws: BudgetDraw[], options: AcquireOptions = {}): Promise<Slot | NotBefore> {
    options.signal?.throwIfAborted();
    if (draws.length === 0) return free;
    return this.#queueFor(draws, options).acquire(options);
  }

  async *slots(draws: BudgetDraw[], options: AcquireOptions = {}): AsyncIterable<Slot> {
    while (options.signal?.aborted !== true) {
      const slot = await this.acquire(draws, options).catch((error: unknown) => {
        if (options.signal?.aborted === true) return undefined;
        throw error;
      });
      if (slot === undefined || isNotBefore(slot)) return;
      yield slot;
    }
  }

  async penalise(draws: BudgetDraw[], retryAfterMs?: number): Promise<void> {
    const windows = draws.filter((draw) => draw.kind === 'window');
    const moved = windows.length > 0 ? windows : draws.filter((draw) => draw.kind === 'daily');
    if (moved.length === 0) return;
    await penaliseBudgets(this.#db, moved, tightest(windows)?.key ?? '', retryAfterMs);
    this.#drop(moved);
  }

  async observe(draw: BudgetDraw, news: BudgetNews): Promise<void> {
    const empty = draw.kind === 'window' && news.remaining !== undefined && news.remaining <= 0;
    const observation = {
      toldLimit: news.limit !== undefined && news.limit < draw.limit * sameLimit ? news.limit : undefined,
      blockedMs: empty ? news.resetMs : undefined,
      leftToday: draw.kind === 'daily' ? news.remaining : undefined,
    };
    if (Object.values(observation).every((value) => value === undefined)) return;
    // what is left of a day sinks with every answer: once in a while is enough
    const text = JSON.stringify([observation.toldLimit, observation.blockedMs !== undefined]);
    const last = this.#told.get(draw.key);
    const nowMs = performance.now();
    const freshForMs = observation.blockedMs === undefined ? sameNewsMs : Math.min(sameNewsMs, observation.blockedMs);
    if (last?.text === text && nowMs - last.atMs < freshForMs) return;
    this.#told.set(draw.key, { text, atMs: nowMs });
    await observeBudget(this.#db, draw, observation);
    if (observation.blockedMs !== undefined) this.#drop([draw]);
  }

  async close(): Promise<void> {
    for (const { queue } of this.#queues.values()) queue.close(new Error('the pacer was closed'));
    this.#queues.clear();
    await this.#flush();
  }

  #queueFor(draws: BudgetDraw[], options: AcquireOptions): SlotQueue {
    const name = JSON.stringify([options.priority ?? 'import', draws]);
    const known = this.#queues.get(name);
    if (known !== undefined) return known.queue;
    // a worker lives long and meets many accounts
    if (this.#queues.size >= mostQueues) this.#forgetIdle();
    const queue = new SlotQueue({
      refill: (wanted, maxWaitMs) => this.#block(draws, wanted, { priority: options.priority, maxWaitMs }),
      ahead: draws.every((draw) => draw.kind !== 'concurrency'),
    });
    this.#queues.set(name, { queue, keys: new Set(draws.map((draw) => draw.key)) });
    return queue;
  }

  #forgetIdle(): void {
    for (const [name, { queue }] of this.#queues) if (queue.idle) this.#queues.delete(name);
  }

  async #block(
    draws: BudgetDraw[],
    wanted: number,
    options: AcquireOptions,
  ): Promise<HeldSlot[] | { againAtMs: number }> {
    const [returned, released] = this.#takeBack();
    const block = await reserveBlock(this.#db, {
      draws,
      wanted,
      maxWaitMs: options.maxWaitMs ?? defaultMaxWaitMs,
      urgent: options.priority === 'sample',
      returned,
      released,
    });
    this.#clock.heard(block.now);
    if ('notBefore' in block) return { againAtMs: this.#clock.toMonotonic(block.notBefore) };
    return Array.from({ length: block.count }, (_, index) => {
      const atMs = this.#clock.toMonotonic(block.first + index * block.step);
      const leases = block.leases.map((list) => list[index]).filter((lease) => lease !== undefined);
      return this.#slot(draws, atMs, atMs + block.late, leases);
    });
  }

  #slot(draws: BudgetDraw[], atMs: number, validUntilMs: number, leases: string[]): HeldSlot {
    let held = true;
    const end = (): boolean => {
      if (!held) return false;
      held = false;
      if (leases.length > 0) {
        this.#released.push(...leases);
        this.#releaseSoon();
      }
      return true;
    };
    const giveUp = () => {
      const daily = draws.filter((draw) => draw.kind === 'daily');
      if (!end() || daily.length === 0) return;
      this.#returned.push(...daily.map((draw) => ({ key: draw.key, units: draw.cost })));
    };
    return { atMs, validUntilMs, release: end, giveUp };
  }

  /** What ended since the last round trip goes along with the next. */
  #takeBack(): [Returned[], string[]] {
    clearTimeout(this.#releasing);
    this.#releasing = undefined;
    const sums = new Map<string, number>();
    for (const { key, units } of this.#returned.splice(0)) sums.set(key, (sums.get(key) ?? 0) + units);
    return [[...sums].map(([key, units]) => ({ key, units })), this.#released.splice(0)];
  }

  #releaseSoon(): void {
    // those of this process that wait for a lease take it along at once
    for (const { queue } of this.#queues.values()) queue.wake();
    if (this.#released.length === 0) return;
    this.#releasing ??= setTimeout(() => void this.#flush().catch(() => undefined), releaseWithinMs).unref();
  }

  /** Leases that are not given back here end by their expiry. */
  async #flush(): Promise<void> {
    const [returned, released] = this.#takeBack();
    this.#returned.push(...returned);
    if (released.length > 0) await releaseLeases(this.#db, released);
  }

  #drop(draws: BudgetDraw[]): void {
    for (const { queue, keys } of this.#queues.values()) if (draws.some((draw) => keys.has(draw.key))) queue.drop();
  }
}

/** The window that allows least: the one that a refusal most likely came from. */
function tightest(windows: WindowDraw[]): WindowDraw | undefined {
  return windows.toSorted((a, b) => perMs(a) - perMs(b))[0];
}

function perMs({ limit, cost, windowMs }: WindowDraw): number {
  return limit / cost / windowMs;
}
