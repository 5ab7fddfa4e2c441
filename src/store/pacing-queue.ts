import type { AcquireOptions, NotBefore, Slot } from '../model/pacing.ts';

/** What a queue asks for more slots; may answer fewer than wanted. Moments are of the monotonic clock. */
export type Refill = (wanted: number, maxWaitMs: number) => Promise<HeldSlot[] | { againAtMs: number }>;

export interface HeldSlot extends Slot {
  /** Not used: what it took of daily budgets goes back. */
  giveUp(): void;
}

interface Waiter {
  resolve(answer: Slot | NotBefore): void;
  reject(error: unknown): void;
  /** Would rather be told `notBefore` than wait beyond this. */
  untilMs: number;
  /** Takes a slot this long before its time. */
  earlyMs: number;
}

/** Slots are asked for this long before the last one in hand is due. */
const horizonMs = 250;
/** More than the waiting requests are asked for to last this long at the recent demand, so that a round trip serves many. */
const aheadMs = 100;
/** Demand is measured over at least this long. */
const demandSpanMs = 50;
const defaultMaxWaitMs = 30_000;

export interface QueueOptions {
  refill: Refill;
  /** Leases are not taken ahead: a worker that waits would keep the others from sending. */
  ahead: boolean;
  monotonic?: () => number;
}

/** Hands slots of one set of budgets to the requests of this process, in the order of asking, each slot in its time. */
export class SlotQueue {
  readonly #refill: Refill;
  readonly #ahead: boolean;
  readonly #monotonic: () => number;
  readonly #waiters = new Set<Waiter>();
  #slots: HeldSlot[] = [];
  #filling = false;
  #againAtMs = 0;
  #demand = { sinceMs: 0, asked: 0, perMs: 0 };
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: QueueOptions) {
    this.#refill = options.refill;
    this.#ahead = options.ahead;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  acquire({ signal, maxWaitMs = defaultMaxWaitMs, earlyMs = 0 }: AcquireOptions): Promise<Slot | NotBefore> {
    signal?.throwIfAborted();
    this.#countDemand();
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', leave);
      };
      const waiter: Waiter = {
        untilMs: this.#monotonic() + maxWaitMs,
        earlyMs,
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      const leave = () => waiter.reject(signal?.reason);
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiters.add(waiter);
      this.#pump();
    });
  }

  /** Nobody waits and nothing is in hand. */
  get idle(): boolean {
    return this.#waiters.size === 0 && this.#slots.length === 0 && !this.#filling;
  }

  /** The schedule moved: slots in hand no longer hold. */
  drop(): void {
    for (const slot of this.#slots.splice(0)) slot.giveUp();
    this.#pump();
  }

  /** Something became free that others may have waited for. */
  wake(): void {
    if (this.#waiters.size === 0) return;
    this.#againAtMs = 0;
    this.#pump();
  }

  close(reason: unknown): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const slot of this.#slots.splice(0)) slot.giveUp();
    for (const waiter of [...this.#waiters]) waiter.reject(reason);
  }

  #pump(): void {
    if (this.#closed) return;
    const nowMs = this.#monotonic();
    this.#handOut(nowMs);
    for (const waiter of this.#waiters) {
      if (waiter.untilMs < nowMs) waiter.resolve({ notBeforeMs: Date.now() + Math.max(0, this.#againAtMs - nowMs) });
    }
    this.#askForMore(nowMs);
    this.#sleep(nowMs);
  }

  #handOut(nowMs: number): void {
    let taken = 0;
    for (const slot of this.#slots) {
      if (slot.validUntilMs < nowMs) {
        // late is as good as lost: sent now it would crowd those behind it
        slot.giveUp();
      } else {
        const waiter = this.#waiters.values().next().value;
        if (waiter === undefined || slot.atMs - waiter.earlyMs > nowMs) break;
        waiter.resolve(slot);
      }
      taken += 1;
    }
    if (taken > 0) this.#slots = this.#slots.slice(taken);
  }

  #askForMore(nowMs: number): void {
    if (this.#filling || this.#waiters.size === 0 || nowMs < this.#againAtMs) return;
    const ahead = this.#ahead ? Math.floor(this.#demand.perMs * aheadMs) : 0;
    const missing = this.#waiters.size + ahead - this.#slots.length;
    const lastMs = this.#slots.at(-1)?.atMs ?? nowMs;
    if (missing <= ahead / 2 || lastMs - nowMs > horizonMs) return;
    this.#filling = true;
    const patienceMs = Math.max(0, Math.min(...[...this.#waiters].map((waiter) => waiter.untilMs)) - nowMs);
    this.#refill(missing, patienceMs)
      .then((answer) => this.#take(answer))
      .catch((error: unknown) => {
        for (const waiter of [...this.#waiters]) waiter.reject(error);
      })
      .finally(() => {
        this.#filling = false;
        this.#pump();
      });
  }

  #take(answer: HeldSlot[] | { againAtMs: number }): void {
    if (!Array.isArray(answer)) {
      this.#againAtMs = answer.againAtMs;
      const nowMs = this.#monotonic();
      for (const waiter of [...this.#waiters]) {
        if (waiter.untilMs < answer.againAtMs) waiter.resolve({ notBeforeMs: Date.now() + (answer.againAtMs - nowMs) });
      }
    } else if (this.#closed) {
      for (const slot of answer) slot.giveUp();
    } else {
      this.#slots.push(...answer);
    }
  }

  #sleep(nowMs: number): void {
    clearTimeout(this.#timer);
    const first = this.#slots[0];
    const waiter = this.#waiters.values().next().value;
    if (waiter === undefined && first === undefined) return;
    const moments =
      waiter === undefined
        ? [first?.validUntilMs]
        : [first && first.atMs - waiter.earlyMs, this.#filling ? undefined : this.#againAtMs, waiter.untilMs];
    const next = Math.min(
      ...moments.filter((moment) => moment !== undefined && moment > nowMs).map(Number),
      nowMs + horizonMs,
    );
    this.#timer = setTimeout(() => this.#pump(), Math.max(0, next - nowMs));
    if (waiter === undefined) this.#timer.unref();
  }

  /** Requests of the last moments, as a rate. */
  #countDemand(): void {
    const nowMs = this.#monotonic();
    const spanMs = nowMs - this.#demand.sinceMs;
    if (spanMs >= demandSpanMs) this.#demand = { sinceMs: nowMs, asked: 0, perMs: this.#demand.asked / spanMs };
    this.#demand.asked += 1;
  }
}
