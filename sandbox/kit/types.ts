import type { IncomingHttpHeaders } from 'node:http';
import type { Collection, CollectionOptions } from './collection.ts';
import type { Generator } from './generate.ts';
import type { LimitRule, LimitState } from './limits.ts';
import type { Random } from './random.ts';
import type { Router } from './router.ts';

/** An answer. The body is finished text, so that a record's JSON is made once and reused in every list page. */
export type Reply = { status: number; body?: string; headers?: Record<string, string> };

/** Who calls: `key` names the counter of per-key limits; the rest is up to the system. */
export type Principal = { key: string; scopes?: string[]; userId?: string };

export type SandboxRequest = {
  method: string;
  /** The path without the query and without a trailing slash, base path included. */
  path: string;
  /** The path as it was sent. */
  rawPath: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The raw body; empty for a request without one. */
  body: Buffer;
  principal: Principal | undefined;
  atMs: number;
};

/** Handlers are synchronous: state changes in one step, so that a late or dropped answer has a clear before and after. */
export type Handler = (request: SandboxRequest) => Reply;

/** A collection of any kind of record. */
export type Dumpable = { readonly size: number; current(): readonly object[]; view(record: object): unknown };

/** What a system supplies. It is built anew for every reset. */
export type SandboxApp = {
  router: Router;
  /** All that the account holds: for statistics, dumps and the search for duplicates. */
  collections: Record<string, Dumpable>;
  /** Accepts the caller, or answers 401 or 403. */
  authenticate(request: SandboxRequest): Principal | Reply;
  /** Looks at a request before routing: answers it (a redirect), or alters it in place (a method override). */
  intercept?(request: SandboxRequest): Reply | undefined;
  /** Called by the fault `expire-token`: makes the key invalid until it is refreshed. Without it one answer is a 401. */
  expireToken?(principal: Principal): void;
  /** Headers that tell the caller how much of its limits is left. */
  rateHeaders?(states: LimitState[]): Record<string, string> | undefined;
  refusals: {
    unauthorized(request: SandboxRequest): Reply;
    /** `waitMs` undefined: the answer must not tell how long to wait, in no place. */
    throttled(request: SandboxRequest, waitMs: number | undefined, rule: LimitRule | undefined): Reply;
    notFound(request: SandboxRequest): Reply;
    notAllowed(request: SandboxRequest, allowed: string[]): Reply;
    badBody(request: SandboxRequest, reason: string): Reply;
    serverError(request: SandboxRequest): Reply;
  };
};

/** What the kit hands to a system when it is built. */
export type SandboxContext = {
  records: number;
  seed: number;
  random: Random;
  generate: Generator;
  now(): number;
  /** How old a write must be before lists and searches see it; 0 when the fault `lag` is off. */
  lagMs(): number;
  collection<T extends object>(object: string, options?: CollectionOptions<T>): Collection<T>;
  /** For writes that are kept outside collections, such as associations. */
  countWrite(object: string, operation: WriteOperation): void;
  messageSent(count?: number): void;
  userInvited(count?: number): void;
};

export type WriteOperation = 'create' | 'update' | 'delete';

/** What `sandbox/<system>/index.ts` exports as `sandbox`. */
export type SandboxDefinition = {
  system: string;
  /** What follows the origin in a connection's base URL, such as `/api/v1`; may be empty. */
  basePath: string;
  credentials: Record<string, string>;
  /** The vendor's own limits. */
  limits: LimitRule[];
  /** For each scope that a limit may name, the counter that a request draws on; undefined: not counted. */
  scopes: Record<string, (request: SandboxRequest) => string | undefined>;
  build(context: SandboxContext): SandboxApp;
};

export type LoggedRequest = {
  number: number;
  atMs: number;
  method: string;
  path: string;
  query: string;
  /** The route as registered, such as `/api/v1/contact/:id`; empty where none matched. */
  template: string;
  /** 0 while no answer has been given, and for good where the connection was dropped. */
  status: number;
  /** The fault that was played on this request. */
  fault?: string;
  /** Kept for the latest requests only. */
  body?: string;
};

export type SandboxStats = {
  requests: number;
  throttled: number;
  byRoute: Record<string, number>;
  byStatus: Record<string, number>;
  faults: Record<string, number>;
  writesApplied: Record<string, Record<WriteOperation, number>>;
  messagesSent: number;
  usersInvited: number;
  recordsByObject: Record<string, number>;
  /** The most requests, refused ones included, that one caller made within any window of the first limit (1 s without). */
  maxRequestsInWindow: number;
};
