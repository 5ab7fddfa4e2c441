import type { LimitRule, LimitState, Reply, SandboxRequest } from '../kit/index.ts';
import { failure } from './replies.ts';

const TEN_SECONDS_MS = 10_000;
const DAY_MS = 86_400_000;

/** A Professional portal: 190 in 10 s for a private app, 110 for an OAuth app, 650,000 a day, 5 searches a second. */
export const LIMITS: LimitRule[] = [
  { limit: 190, windowMs: TEN_SECONDS_MS, kind: 'sliding', scope: 'private-app' },
  { limit: 110, windowMs: TEN_SECONDS_MS, kind: 'sliding', scope: 'oauth-app' },
  { limit: 5, windowMs: 1000, kind: 'sliding', scope: 'search' },
  { limit: 650_000, windowMs: DAY_MS, kind: 'fixed', scope: 'daily' },
];

const isOauth = ({ principal }: SandboxRequest) => principal?.key.startsWith('oauth:') === true;

/** The counters that a request draws on; `key` is any token, for limits that are given by hand. */
export const SCOPES: Record<string, (request: SandboxRequest) => string | undefined> = {
  key: ({ principal }) => principal?.key,
  'private-app': (request) => (isOauth(request) ? undefined : request.principal?.key),
  // However often the token is refreshed, it is one app.
  'oauth-app': (request) => (isOauth(request) ? 'oauth' : undefined),
  search: ({ principal, path }) => (principal !== undefined && path.endsWith('/search') ? 'portal' : undefined),
  daily: (request) => (request.principal === undefined || isOauth(request) ? undefined : 'portal'),
};

/** Search answers carry none; OAuth answers carry no daily ones. */
export function rateHeaders(states: LimitState[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { rule, remaining } of states) {
    if (rule.scope === 'search') return {};
    if (rule.scope === 'daily') {
      headers['x-hubspot-ratelimit-daily'] = String(rule.limit);
      headers['x-hubspot-ratelimit-daily-remaining'] = String(remaining);
    } else {
      headers['x-hubspot-ratelimit-max'] = String(rule.limit);
      headers['x-hubspot-ratelimit-remaining'] = String(remaining);
      headers['x-hubspot-ratelimit-interval-milliseconds'] = String(rule.windowMs);
    }
  }
  return headers;
}

export function throttled(waitMs: number | undefined, rule: LimitRule | undefined): Reply {
  const policyName =
    rule?.windowMs === DAY_MS ? 'DAILY' : rule?.scope === 'search' ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING';
  const message = `You have reached your ${policyName === 'DAILY' ? 'daily' : policyName.toLowerCase()} limit.`;
  const more = { errorType: 'RATE_LIMIT', policyName, requestId: 'sandbox' };
  const headers = waitMs === undefined ? undefined : { 'retry-after': String(Math.ceil(waitMs / 1000)) };
  return failure(429, 'RATE_LIMITS', message, more, headers);
}
