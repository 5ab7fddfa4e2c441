/** What is asked of the shared budgets of an account at its vendor, and what comes back. */

interface DrawBase {
  /** Names the budget for all workers: system, account and, where the budget is a key's or a user's own, a digest of it. */
  key: string;
  /** The vendor's stated limit, before `share`. */
  limit: number;
  /** Part of the limit that is ours; the rest is left to the customer's other integrations. */
  share: number;
  /** What one request takes. */
  cost: number;
}
export interface WindowDraw extends DrawBase {
  kind: 'window';
  windowMs: number;
}
export interface DailyDraw extends DrawBase {
  kind: 'daily';
  /** Time of day in UTC, `HH:MM`. */
  resetAt: string;
}
export interface ConcurrencyDraw extends DrawBase {
  kind: 'concurrency';
  leaseMs: number;
}
export type BudgetDraw = WindowDraw | DailyDraw | ConcurrencyDraw;

/** `sample` goes before `import`: while a sample draws, imports take only what it leaves. */
export type PacingPriority = 'sample' | 'import';

/** Leave to send one request. Times are of this process's monotonic clock (`performance.now()`). */
export interface Slot {
  /** Not to be used before. */
  readonly atMs: number;
  /** Not to be used after: a late slot would crowd the next ones. */
  readonly validUntilMs: number;
  /** Ends the request's part in concurrency budgets. Safe to call twice, and to be called without having sent. */
  release(): void;
}

export interface AcquireOptions {
  signal?: AbortSignal;
  priority?: PacingPriority;
  /** A longer wait is returned as `notBeforeMs` at once, for the workflow to sleep. Default 30 s. */
  maxWaitMs?: number;
  /**
   * A slot may be handed out this long before its time, so that what has to be stored before the request is stored meanwhile.
   * Whoever sends waits for `atMs`; the HTTP client does.
   */
  earlyMs?: number;
}

/** No slot within the bound: ask again at this moment (epoch milliseconds). */
export interface NotBefore {
  notBeforeMs: number;
}

/** What the vendor's rate headers said about a budget. */
export interface BudgetNews {
  limit?: number;
  remaining?: number;
  resetMs?: number;
}

export interface Pacer {
  /** One round trip: a block of slots over all these budgets at once, at most one second of the tightest. May be empty. */
  reserve(draws: BudgetDraw[], wanted: number, options?: AcquireOptions): Promise<Slot[] | NotBefore>;
  /** One slot whose time has come. Without draws it is there at once and no database is asked. */
  acquire(draws: BudgetDraw[], options?: AcquireOptions): Promise<Slot | NotBefore>;
  /** Slots as their time comes, until the signal ends them; a longer wait than the bound ends them too. */
  slots(draws: BudgetDraw[], options?: AcquireOptions): AsyncIterable<Slot>;
  /** The vendor refused: moves the schedules for all workers and, when it happens again, lowers the learnt limit. */
  penalise(draws: BudgetDraw[], retryAfterMs?: number): Promise<void>;
  /** Learns from rate headers: a lower limit, nothing left until the reset. Writes only what is news. */
  observe(draw: BudgetDraw, news: BudgetNews): Promise<void>;
  /** Gives back leases and stops timers. */
  close(): Promise<void>;
}

export function isNotBefore(answer: unknown): answer is NotBefore {
  return typeof answer === 'object' && answer !== null && 'notBeforeMs' in answer;
}
