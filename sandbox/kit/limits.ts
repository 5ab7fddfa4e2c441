import type { SandboxRequest } from './types.ts';

/** One window of a vendor's limits. A request draws on every rule whose scope gives it a counter. */
export type LimitRule = {
  limit: number;
  windowMs: number;
  /** `sliding`: no more than `limit` in any span of the window. `fixed`: the count starts anew at each window's end. */
  kind: 'sliding' | 'fixed';
  /** A name from the system's `scopes`; `key` is the caller's credential. */
  scope: string;
  /** What a request costs; default 1. */
  cost?: (request: SandboxRequest) => number;
};

export type LimitState = { rule: LimitRule; remaining: number; resetMs: number };

export type Admission = { admitted: boolean; waitMs: number; rule?: LimitRule; states: LimitState[] };

type Scopes = Record<string, (request: SandboxRequest) => string | undefined>;

/** Counters of several windows at once, by key. A refused request draws on none of them. */
export class Limiter {
  readonly #rules: LimitRule[];
  readonly #scopes: Scopes;
  readonly #counters = new Map<string, Window>();

  constructor(rules: LimitRule[], scopes: Scopes) {
    this.#rules = rules;
    this.#scopes = scopes;
    for (const rule of rules) if (scopes[rule.scope] === undefined) throw unknownScope(rule.scope, scopes);
  }

  admit(request: SandboxRequest): Admission {
    const drawn: { rule: LimitRule; window: Window; cost: number }[] = [];
    let waitMs = 0;
    let refusedBy: LimitRule | undefined;
    this.#rules.forEach((rule, index) => {
      const key = this.#scopes[rule.scope]!(request);
      if (key === undefined) return;
      const window = this.#window(`${index}:${key}`, rule);
      const cost = rule.cost?.(request) ?? 1;
      const wait = window.waitMs(request.atMs, cost);
      if (wait > waitMs) {
        waitMs = wait;
        refusedBy = rule;
      }
      drawn.push({ rule, window, cost });
    });
    if (refusedBy === undefined) for (const { window, cost } of drawn) window.draw(request.atMs, cost);
    const states = drawn.map(({ rule, window }) => ({ rule, ...window.state(request.atMs) }));
    return { admitted: refusedBy === undefined, waitMs, rule: refusedBy, states };
  }

  #window(key: string, rule: LimitRule): Window {
    const known = this.#counters.get(key);
    if (known !== undefined) return known;
    const window = rule.kind === 'sliding' ? new SlidingWindow(rule) : new FixedWindow(rule);
    this.#counters.set(key, window);
    return window;
  }
}

type Window = {
  waitMs(nowMs: number, cost: number): number;
  draw(nowMs: number, cost: number): void;
  state(nowMs: number): { remaining: number; resetMs: number };
};

class FixedWindow implements Window {
  readonly #rule: LimitRule;
  #endsAtMs = 0;
  #used = 0;

  constructor(rule: LimitRule) {
    this.#rule = rule;
  }

  waitMs(nowMs: number, cost: number): number {
    this.#turn(nowMs);
    return this.#used + cost <= this.#rule.limit ? 0 : Math.max(this.#endsAtMs - nowMs, 1);
  }

  draw(nowMs: number, cost: number): void {
    this.#turn(nowMs);
    this.#used += cost;
  }

  state(nowMs: number): { remaining: number; resetMs: number } {
    return { remaining: Math.max(this.#rule.limit - this.#used, 0), resetMs: Math.max(this.#endsAtMs - nowMs, 0) };
  }

  #turn(nowMs: number): void {
    if (nowMs < this.#endsAtMs) return;
    this.#endsAtMs = nowMs + this.#rule.windowMs;
    this.#used = 0;
  }
}

class SlidingWindow implements Window {
  readonly #rule: LimitRule;
  readonly #drawn = new Trail();

  constructor(rule: LimitRule) {
    this.#rule = rule;
  }

  waitMs(nowMs: number, cost: number): number {
    this.#drawn.forget(nowMs - this.#rule.windowMs);
    if (this.#drawn.sum + cost <= this.#rule.limit) return 0;
    const freeAtMs = this.#drawn.timeOf(this.#drawn.sum + cost - this.#rule.limit) + this.#rule.windowMs;
    return Math.max(freeAtMs - nowMs, 1);
  }

  draw(nowMs: number, cost: number): void {
    this.#drawn.add(nowMs, cost);
  }

  state(nowMs: number): { remaining: number; resetMs: number } {
    const resetMs = this.#drawn.sum === 0 ? 0 : this.#drawn.timeOf(1) + this.#rule.windowMs - nowMs;
    return { remaining: Math.max(this.#rule.limit - this.#drawn.sum, 0), resetMs: Math.max(resetMs, 0) };
  }
}

/** Times with costs, oldest first; each is added once and forgotten once, whatever the rate. */
export class Trail {
  #times: number[] = [];
  #costs: number[] = [];
  #head = 0;
  sum = 0;

  add(timeMs: number, cost: number): void {
    this.#times.push(timeMs);
    this.#costs.push(cost);
    this.sum += cost;
  }

  /** Drops what happened at `untilMs` or before. */
  forget(untilMs: number): void {
    while (this.#head < this.#times.length && this.#times[this.#head]! <= untilMs) {
      this.sum -= this.#costs[this.#head]!;
      this.#head += 1;
    }
    if (this.#head < 1024 || this.#head * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#head);
    this.#costs = this.#costs.slice(this.#head);
    this.#head = 0;
  }

  /** When the oldest entries that are worth `cost` together have all happened. */
  timeOf(cost: number): number {
    let index = this.#head;
    let sum = 0;
    while (index < this.#times.length - 1 && sum + this.#costs[index]! < cost) sum += this.#costs[index++]!;
    return this.#times[index] ?? 0;
  }
}

/**
 * Reads `40/1` (40 requests in 1 s), `500/900`, `10/1:search` (a scope of the system; default `key`), several with
 * commas, `none`, or nothing for the vendor's own limits. What is given takes the place of all the vendor's limits.
 */
export function parseLimits(spec: string | undefined, vendor: LimitRule[]): LimitRule[] {
  if (spec === undefined || spec.trim() === '') return vendor;
  if (spec.trim() === 'none') return [];
  return spec.split(',').map((part) => {
    const match = /^(\d+)\/(\d+(?:\.\d+)?)(?::([\w-]+))?$/.exec(part.trim());
    const limit = Number(match?.[1]);
    const windowMs = Number(match?.[2]) * 1000;
    if (match === null || limit === 0 || windowMs === 0) {
      throw new Error(`The limit "${part.trim()}" is not understood: write 40/1 for 40 requests in 1 s, or none.`);
    }
    const scope = match[3] ?? 'key';
    const model = vendor.find((rule) => rule.scope === scope) ?? vendor[0];
    return { limit, windowMs, kind: model?.kind ?? 'sliding', scope };
  });
}

function unknownScope(scope: string, scopes: Scopes): Error {
  return new Error(`The limit's scope "${scope}" is unknown here; known: ${Object.keys(scopes).join(', ')}.`);
}
