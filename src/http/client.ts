import { isPortageError, messageOf, PortageError } from '../model/errors.ts';
import type { HttpDefinition } from '../model/http-definition.ts';
import { outcomeOf, type RequestMeter } from '../model/metering.ts';
import { type BudgetDraw, isNotBefore, type Pacer, type PacingPriority } from '../model/pacing.ts';
import type { RequestCounts } from '../model/ports.ts';
import { type Authenticator, createAuthenticator, type Proof } from './auth.ts';
import { digestOf } from './auth-context.ts';
import { backoffMs } from './backoff.ts';
import { baseOf } from './base-url.ts';
import type { HttpClient, HttpClientOptions, Log, SendOptions } from './client-types.ts';
import { type Clock, systemClock } from './clock.ts';
import { chooseAuth } from './credentials.ts';
import { drawsFor } from './draws.ts';
import { createEgress, vendorHostsOf } from './egress.ts';
import { newsOf } from './learn.ts';
import { Permits } from './permits.ts';
import { type HttpAnswer, readAnswer, wireFailure } from './read-answer.ts';
import { redactHeaders, redactUrl } from './redact.ts';
import { followRedirects } from './redirects.ts';
import type { PreparedRequest } from './template.ts';
import { memoryTokens } from './tokens.ts';
import { createTransport, type Wire, type WireAnswer, WireError } from './transport.ts';
import { type Base, type SignedRequest, toWire } from './wire-request.ts';

export type { HttpClient, HttpClientOptions, HttpConnection, Log, SendOptions } from './client-types.ts';

const defaultMaxWaitMs = 30_000;
const defaultMaxBytes = 50 * 1024 * 1024;

/** The one client under every connector: signs, paces, bounds, classifies and, for reads only, tries again. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { definition, connection, system } = options;
  const clock = options.clock ?? systemClock;
  const values = { ...connection.options, ...connection.credentials };
  const base = baseOf(definition, connection.baseUrl, values);
  const auth = chooseAuth(definition.auth, connection.credentials);
  const tokenUrls = auth.type === 'oauth2' ? [auth.tokenUrl] : [];
  const egress = createEgress({
    vendorHosts: vendorHostsOf([definition.baseUrl, ...tokenUrls], definition.hosts),
    ...options.egress,
  });
  const wire = createTransport({
    egress,
    connections: definition.connections,
    connectMs: definition.timeouts.connectMs,
  });
  const authenticator = createAuthenticator(auth, {
    credentials: connection.credentials,
    values,
    baseUrl: base.url,
    tokens: options.tokens ?? memoryTokens(),
    transport: wire.send,
    clock,
  });
  const owner = {
    system,
    account: connection.accountKey,
    key: digestOf(connection.credentials),
    user: connection.userKey,
    share: options.share ?? 0.9,
  };
  return new Client(options, {
    clock,
    base,
    wire,
    authenticator,
    draws: (request) => drawsFor(definition.limits, request, owner),
  });
}

interface Parts {
  clock: Clock;
  base: Base;
  wire: Wire;
  authenticator: Authenticator;
  draws(request: PreparedRequest): BudgetDraw[];
}

class Client implements HttpClient {
  readonly #definition: HttpDefinition;
  readonly #pacer: Pacer;
  readonly #priority: PacingPriority;
  readonly #log: Log | undefined;
  readonly #meter: RequestMeter | undefined;
  readonly #parts: Parts;
  readonly #connections: Permits;
  readonly #counts: RequestCounts = { total: 0, throttled: 0 };
  /** The vendor's time, and when on our monotonic clock it was told. */
  #told: { ms: number; atMs: number } | null = null;

  constructor(options: HttpClientOptions, parts: Parts) {
    this.#definition = options.definition;
    this.#pacer = options.pacer;
    this.#priority = options.priority ?? 'import';
    this.#log = options.log;
    this.#meter = options.meter;
    this.#parts = parts;
    this.#connections = new Permits(options.definition.connections);
  }

  draws(request: PreparedRequest): BudgetDraw[] {
    return this.#parts.draws(request);
  }

  counts(): RequestCounts {
    return { ...this.#counts };
  }

  vendorNow(): Date | null {
    if (this.#told === null) return null;
    const { ms, atMs } = this.#told;
    return new Date(ms + this.#parts.clock.monotonic() - atMs);
  }

  close(): Promise<void> {
    return this.#parts.wire.close();
  }

  async send(request: PreparedRequest, options: SendOptions = {}): Promise<HttpAnswer> {
    const { retry } = this.#definition;
    // only a read is repeated here: whether a write may go out again is the ledger's to know
    const attempts = request.effect === 'read' ? retry.attempts : 1;
    if (request.effect === 'write') options = { ...options, deadlineMs: this.#deadlineOfWrite(options) };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#try(request, attempt === 1 ? options : { ...options, reservation: undefined });
      } catch (error) {
        if (attempt >= attempts || !isPassing(error)) throw error;
        const waitMs = backoffMs(retry, attempt, error.retryAfterMs);
        if (waitMs > this.#patienceMs(options)) throw error;
        await this.#parts.clock.sleep(waitMs, options.signal);
      }
    }
  }

  async #try(request: PreparedRequest, options: SendOptions): Promise<HttpAnswer> {
    const draws = this.#parts.draws(request);
    const free = await this.#connections.acquire(options.signal).catch((error: unknown) => {
      options.reservation?.release();
      throw error;
    });
    try {
      let proof = await this.#parts.authenticator.proof();
      let answer = await this.#exchange(request, proof, draws, options);
      // 401 says that nothing was done, so even a write may go once more with a new token
      if (answer.status === 401 && (await this.#parts.authenticator.renew(proof))) {
        this.#meter?.answered('refused');
        proof = await this.#parts.authenticator.proof();
        answer = await this.#exchange(request, proof, draws, { ...options, reservation: undefined });
      }
      return await this.#read(request, answer, draws, options);
    } finally {
      options.reservation?.release();
      free();
    }
  }

  /** One request and its answer, within the time that the budgets, the time-out and the deadline leave. */
  async #exchange(
    request: PreparedRequest,
    proof: Proof,
    draws: BudgetDraw[],
    options: SendOptions,
  ): Promise<WireAnswer> {
    const wireRequest = toWire(request, this.#parts.base, proof);
    const { wire } = this.#parts;
    const meaning = meaningOf(request, options);
    const failed = (error: unknown) => {
      if (!(error instanceof WireError)) return error;
      if (error.fault === 'aborted') options.signal?.throwIfAborted();
      this.#log?.debug({ route: request.route, url: redactUrl(wireRequest.url), fault: error.fault }, 'not answered');
      const failure = wireFailure(error, meaning);
      this.#meter?.answered(outcomeOf(failure));
      return failure;
    };
    const done = await wire.prepare(wireRequest.url).catch((error: unknown) => {
      throw failed(error);
    });
    try {
      const askedMs = this.#parts.clock.monotonic();
      const slot = await this.#slot(request, draws, options);
      this.#meter?.waited((this.#parts.clock.monotonic() - askedMs) / 1000);
      return await this.#transfer(request, wireRequest, options).finally(() => slot.release());
    } catch (error) {
      throw failed(error);
    } finally {
      done();
    }
  }

  async #transfer(request: PreparedRequest, wireRequest: SignedRequest, options: SendOptions): Promise<WireAnswer> {
    const { clock, wire } = this.#parts;
    const startedMs = clock.monotonic();
    const timeoutMs = Math.min(options.timeoutMs ?? this.#definition.timeouts.totalMs, leftMs(options, startedMs));
    if (timeoutMs <= 0) throw outOfTime(request);
    this.#counts.total += 1;
    const answer = await followRedirects(wire.send, {
      ...wireRequest,
      timeoutMs,
      signal: request.effect === 'read' ? options.signal : undefined,
      maxBytes: options.maxBytes ?? defaultMaxBytes,
    });
    const atMs = clock.monotonic();
    const elapsedMs = Math.round(atMs - startedMs);
    const ms = Date.parse(answer.headers['date'] ?? '');
    if (!Number.isNaN(ms)) this.#told = { ms, atMs };
    this.#meter?.took(elapsedMs / 1000);
    this.#log?.debug({ route: request.route, status: answer.status, elapsedMs }, 'answered');
    return answer;
  }

  async #read(request: PreparedRequest, answer: WireAnswer, draws: BudgetDraw[], options: SendOptions) {
    const result = readAnswer(
      answer,
      request.expects,
      this.#definition.errors,
      meaningOf(request, options),
      this.#parts.clock.now(),
    );
    this.#meter?.answered(isPortageError(result) ? outcomeOf(result) : 'ok');
    await this.#learn(answer, draws, result);
    if (!isPortageError(result)) return result;
    const { kind, code, status } = result;
    const headers = redactHeaders(answer.headers);
    this.#log?.debug({ route: request.route, status, kind, code, headers }, 'answered with an error');
    throw result;
  }

  /** Tells the budgets what the answer says about them. A failure here costs a later 429, not the answer in hand. */
  async #learn(answer: WireAnswer, draws: BudgetDraw[], result: HttpAnswer | PortageError): Promise<void> {
    try {
      if (isPortageError(result, 'rate_limited')) {
        this.#counts.throttled += 1;
        await this.#pacer.penalise(draws, result.retryAfterMs);
      }
      for (const { draw, news } of newsOf(this.#definition.limits, draws, answer.headers, this.#parts.clock.now())) {
        await this.#pacer.observe(draw, news);
      }
    } catch (error) {
      this.#log?.warn({ error: messageOf(error) }, 'the budgets could not be told about an answer');
    }
  }

  async #slot(request: PreparedRequest, draws: BudgetDraw[], options: SendOptions): Promise<{ release(): void }> {
    const { reservation, signal } = options;
    if (reservation !== undefined) {
      const nowMs = this.#parts.clock.monotonic();
      if (nowMs <= reservation.validUntilMs) {
        const earlyMs = (reservation.atMs ?? 0) - nowMs;
        if (earlyMs > 0) await this.#parts.clock.sleep(Math.ceil(earlyMs));
        return reservation;
      }
      reservation.release();
    }
    const maxWaitMs = this.#patienceMs(options);
    if (maxWaitMs <= 0) throw outOfTime(request);
    const slot = await this.#pacer.acquire(draws, { signal, priority: this.#priority, maxWaitMs });
    if (!isNotBefore(slot)) return slot;
    throw new PortageError('rate_limited', `The budget for ${request.route} is used up for now`, {
      code: 'budget_exhausted',
      retryAfterMs: Math.max(0, Math.ceil(slot.notBeforeMs - this.#parts.clock.now())),
    });
  }

  #deadlineOfWrite(options: SendOptions): number {
    const timeoutMs = options.timeoutMs ?? this.#definition.timeouts.totalMs;
    return Math.min(options.deadlineMs ?? Number.POSITIVE_INFINITY, this.#parts.clock.monotonic() + timeoutMs);
  }

  #patienceMs(options: SendOptions): number {
    return Math.min(options.maxWaitMs ?? defaultMaxWaitMs, leftMs(options, this.#parts.clock.monotonic()));
  }
}

function meaningOf(request: PreparedRequest, options: SendOptions) {
  return { route: request.route, effect: request.effect, idempotent: options.idempotent ?? request.effect === 'read' };
}

/** Failures that pass by themselves. */
function isPassing(error: unknown): error is PortageError {
  return isPortageError(error, 'transient') || isPortageError(error, 'rate_limited');
}

function leftMs(options: SendOptions, nowMs: number): number {
  return options.deadlineMs === undefined ? Number.POSITIVE_INFINITY : options.deadlineMs - nowMs;
}

function outOfTime(request: PreparedRequest): PortageError {
  return new PortageError('transient', `No time was left to send ${request.route}`, {
    code: 'deadline_passed',
    hint: 'Nothing was sent.',
  });
}
