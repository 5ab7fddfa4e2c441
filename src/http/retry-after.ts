import type { ErrorRule } from '../model/http-definition.ts';
import type { Json } from '../model/json.ts';
import { pick } from '../model/json-path.ts';

/** No vendor means more than a day; a larger number is a misread unit. */
const longestMs = 24 * 60 * 60 * 1000;

/**
 * `Retry-After` in milliseconds: seconds (also decimal) or an HTTP date (RFC 9110, 10.2.3). A date is read against the
 * answer's own `Date`, so that a clock that is wrong, theirs or ours, does not shorten the wait.
 */
export function retryAfterMs(headers: Record<string, string>, nowMs: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const theirNow = Date.parse(headers.date ?? '');
  return bounded(until - (Number.isNaN(theirNow) ? nowMs : theirNow));
}

/** The waiting time that a vendor writes into the body, where its error rule says so. */
export function retryAfterInBody(body: Json | undefined, rule: ErrorRule['retryAfter']): number | undefined {
  if (rule === undefined) return undefined;
  const value = Number(pick(body, rule.path));
  return Number.isFinite(value) ? bounded(rule.unit === 'seconds' ? value * 1000 : value) : undefined;
}

function bounded(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), longestMs);
}
