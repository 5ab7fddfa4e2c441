import type { BudgetDefinition } from '../model/limit-definition.ts';
import type { BudgetNews } from '../model/pacing.ts';

/** What rate headers say, and over which window where they tell it. */
export interface RateNews extends BudgetNews {
  windowMs?: number;
}

type NamedHeaders = Extract<BudgetDefinition, { kind: 'window' }>['headers'];

/**
 * Reads the vendor's rate headers: by the names that its definition gives, else in the forms in use. Those are one header
 * `RateLimit: limit=100, remaining=50, reset=5` (Close), `RateLimit: "x";r=50;t=5` beside `RateLimit-Policy: "x";q=100;w=10`
 * (draft-ietf-httpapi-ratelimit-headers), and `[X-]Rate[-]Limit-Limit/-Max`, `-Remaining`, `-Reset`, `-Interval-Milliseconds`.
 */
export function rateNews(headers: Record<string, string>, nowMs: number, named?: NamedHeaders): RateNews | undefined {
  const news = named === undefined ? (combined(headers) ?? separate(headers, nowMs)) : byName(headers, named, nowMs);
  return Object.values(news).some((value) => value !== undefined) ? news : undefined;
}

function byName(headers: Record<string, string>, named: NonNullable<NamedHeaders>, nowMs: number): RateNews {
  const read = (name: string | undefined) => (name === undefined ? undefined : numberIn(headers[name.toLowerCase()]));
  const reset = read(named.reset);
  return {
    limit: read(named.limit),
    remaining: read(named.remaining),
    windowMs: read(named.interval),
    // a moment where the definition says seconds would be a wait of decades
    resetMs:
      reset === undefined
        ? undefined
        : inMs(reset, named.resetUnit === 'seconds' ? guessedUnit(reset) : named.resetUnit, nowMs),
  };
}

function combined(headers: Record<string, string>): RateNews | undefined {
  const text = headers.ratelimit;
  if (text === undefined) return undefined;
  const named = (source: string | undefined, ...names: string[]) =>
    numberIn(new RegExp(`(?:^|[;,\\s])(?:${names.join('|')})\\s*=\\s*(\\d+(?:\\.\\d+)?)`, 'i').exec(source ?? '')?.[1]);
  const policy = headers['ratelimit-policy'];
  const seconds = named(text, 'reset', 't');
  const window = named(policy, 'w') ?? named(text, 'w');
  return {
    limit: named(text, 'limit', 'q') ?? named(policy, 'q', 'limit'),
    remaining: named(text, 'remaining', 'r'),
    resetMs: seconds === undefined ? undefined : seconds * 1000,
    windowMs: window === undefined ? undefined : window * 1000,
  };
}

const prefixes = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];

function separate(headers: Record<string, string>, nowMs: number): RateNews {
  const read = (...suffixes: string[]) => {
    const names = prefixes.flatMap((prefix) => suffixes.map((suffix) => `${prefix}-${suffix}`));
    return names.map((name) => numberIn(headers[name])).find((value) => value !== undefined);
  };
  const reset = read('reset');
  return {
    limit: read('limit', 'max'),
    remaining: read('remaining'),
    windowMs: read('interval-milliseconds'),
    resetMs: reset === undefined ? undefined : inMs(reset, guessedUnit(reset), nowMs),
  };
}

type Unit = NonNullable<NamedHeaders>['resetUnit'];

/** A reset is seconds from now or a moment since 1970; no wait is long enough to be mistaken for the other. */
function guessedUnit(value: number): Unit {
  if (value > 1e11) return 'epochMilliseconds';
  return value > 1e8 ? 'epochSeconds' : 'seconds';
}

function inMs(value: number, unit: Unit, nowMs: number): number {
  const ms = {
    seconds: value * 1000,
    milliseconds: value,
    epochSeconds: value * 1000 - nowMs,
    epochMilliseconds: value - nowMs,
  };
  return Math.max(0, ms[unit]);
}

/** The first number of a header: `100, 100;w=60` is 100. */
function numberIn(text: string | undefined): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)/.exec(text ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}
