import { Trail } from './limits.ts';
import type { LoggedRequest, SandboxStats, WriteOperation } from './types.ts';

/** Older entries make room: a bench of a million requests must not fill the memory. The counters go on. */
const KEPT_REQUESTS = 200_000;
const KEPT_BODIES = 2_000;

/** What happened at a sandbox: every request, and counters over all of them. */
export class RequestLog {
  readonly #windowMs: number;
  #entries: LoggedRequest[] = [];
  #trails = new Map<string, Trail>();
  #counts = emptyCounts();
  #total = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(entry: Omit<LoggedRequest, 'number'>): LoggedRequest {
    this.#total += 1;
    const logged = { number: this.#total, ...entry };
    this.#entries.push(logged);
    const old = this.#entries[this.#entries.length - 1 - KEPT_BODIES];
    if (old !== undefined) old.body = undefined;
    if (this.#entries.length >= KEPT_REQUESTS * 2) this.#entries = this.#entries.slice(-KEPT_REQUESTS);
    return logged;
  }

  /** Counts a request of one caller towards the busiest window. */
  countCaller(caller: string, atMs: number): void {
    const trail = this.#trails.get(caller) ?? new Trail();
    this.#trails.set(caller, trail);
    trail.forget(atMs - this.#windowMs);
    trail.add(atMs, 1);
    if (trail.sum > this.#counts.maxRequestsInWindow) this.#counts.maxRequestsInWindow = trail.sum;
  }

  countAnswer(entry: LoggedRequest): void {
    const route = `${entry.method} ${entry.template === '' ? '(no route)' : entry.template}`;
    increase(this.#counts.byRoute, route);
    increase(this.#counts.byStatus, entry.status === 0 ? 'dropped' : String(entry.status));
    if (entry.fault !== undefined) increase(this.#counts.faults, entry.fault);
    if (entry.status === 429) this.#counts.throttled += 1;
  }

  countWrite(object: string, operation: WriteOperation): void {
    const counts = this.#counts.writesApplied[object] ?? { create: 0, update: 0, delete: 0 };
    this.#counts.writesApplied[object] = counts;
    counts[operation] += 1;
  }

  countMessages(count: number): void {
    this.#counts.messagesSent += count;
  }

  countInvitations(count: number): void {
    this.#counts.usersInvited += count;
  }

  /** Requests after number `since`, oldest first. */
  requests(since = 0, limit = Number.POSITIVE_INFINITY): LoggedRequest[] {
    const first = this.#entries[0]?.number ?? 1;
    const start = Math.max(since + 1 - first, 0);
    return this.#entries.slice(start, limit === Number.POSITIVE_INFINITY ? undefined : start + limit);
  }

  stats(): Omit<SandboxStats, 'recordsByObject'> {
    return { ...structuredClone(this.#counts), requests: this.#total };
  }

  clear(): void {
    this.#entries = [];
    this.#trails = new Map();
    this.#counts = emptyCounts();
    this.#total = 0;
  }
}

function emptyCounts(): Omit<SandboxStats, 'recordsByObject' | 'requests'> {
  return {
    throttled: 0,
    byRoute: {},
    byStatus: {},
    faults: {},
    writesApplied: {},
    messagesSent: 0,
    usersInvited: 0,
    maxRequestsInWindow: 0,
  };
}

function increase(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
