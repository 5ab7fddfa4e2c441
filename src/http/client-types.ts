import type { HttpDefinition } from '../model/http-definition.ts';
import type { Json } from '../model/json.ts';
import type { RequestMeter } from '../model/metering.ts';
import type { BudgetDraw, Pacer, PacingPriority } from '../model/pacing.ts';
import type { RequestCounts } from '../model/ports.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { HttpAnswer } from './read-answer.ts';
import type { PreparedRequest } from './template.ts';
import type { TokenStore } from './tokens.ts';

/** pino's shape, so that a logger of the runtime can be handed in as it is. */
export interface Log {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface HttpConnection {
  /** Another base URL than the vendor's own; its host must be allowed. */
  baseUrl?: string;
  credentials: Credentials;
  /** Values for the base URL and templates: sub-domain, data centre, location. */
  options?: Record<string, Json>;
  /** The account at the vendor, as the connection test reports it; before that, what stands for it. */
  accountKey: string;
  userKey?: string;
}

export interface HttpClientOptions {
  system: string;
  definition: HttpDefinition;
  connection: HttpConnection;
  pacer: Pacer;
  /** Part of the vendor's limits that is ours. */
  share?: number;
  priority?: PacingPriority;
  egress: { allowedHosts?: readonly string[]; allowLoopback?: boolean; privateHosts?: readonly string[] };
  tokens?: TokenStore;
  clock?: Clock;
  log?: Log;
  meter?: RequestMeter;
}

export interface SendOptions {
  /** Ends waiting, and a read on its way. A write on its way is never broken off: its answer is waited for. */
  signal?: AbortSignal;
  /** Time-out of one request. Of a write it counts from the call, waiting included: a deadline that was stored before holds. */
  timeoutMs?: number;
  /** Moment of the monotonic clock by which the request has ended, whatever the time-out says. */
  deadlineMs?: number;
  /** Whether a write may be repeated without harm. It decides what a lost answer means, not whether it is repeated here. */
  idempotent?: boolean;
  /** Leave that was taken before, for the first try. Its time is waited for; out of date, it is given up and drawn anew. */
  reservation?: { atMs?: number; validUntilMs: number; release(): void };
  /** A longer wait for budgets or the vendor's delay ends in `rate_limited` with `retryAfterMs`, for the workflow to sleep. Default 30 s. */
  maxWaitMs?: number;
  maxBytes?: number;
}

export interface HttpClient {
  /** Sends one request; anything but a usable answer is a PortageError. */
  send(request: PreparedRequest, options?: SendOptions): Promise<HttpAnswer>;
  /** The budgets that a request would draw on: to reserve before a write's intent is stored. */
  draws(request: PreparedRequest): BudgetDraw[];
  counts(): RequestCounts;
  /** The time by the vendor's clock, as its last answer told; null where none did. */
  vendorNow(): Date | null;
  close(): Promise<void>;
}
