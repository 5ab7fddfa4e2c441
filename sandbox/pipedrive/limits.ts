import type { LimitRule, LimitState, SandboxRequest } from '../kit/index.ts';

/** Ten seats of the smallest plan: 30,000 tokens a seat and day. */
const DAILY_TOKENS = 300_000;
/** Bursts of an API token and of an OAuth token on that plan. */
const TOKEN_BURST = 20;
const OAUTH_BURST = 80;
const SEARCH_BURST = 10;

const V2_LIST_OF_FIVE = /^\/api\/v2\/(?:pipelines|stages)$/;
const V1_LIST_OF_TEN = /\/(?:participants|leadLabels)$/;
const ID_AT_END = /\/(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|CA[0-9a-f]+|[0-9a-f]{40}|me)$/;

/** What a request costs of the day's tokens: the vendor's `x-token-cost`. */
function tokenCost(request: SandboxRequest): number {
  const { method, path } = request;
  const second = path.startsWith('/api/v2/');
  if (method === 'DELETE') return second ? 3 : 6;
  if (method !== 'GET') return second ? (path.endsWith('/bulk') ? 25 : 5) : 10;
  if (path.endsWith('/search') || path.endsWith('/archived')) return second ? 20 : 40;
  if (path.endsWith('/users/find')) return 40;
  if (ID_AT_END.test(path)) return second ? 1 : 2;
  if (second) return V2_LIST_OF_FIVE.test(path) ? 5 : 10;
  return V1_LIST_OF_TEN.test(path) ? 10 : 20;
}

const BURST_MS = 2000;
const DAY_MS = 86_400_000;

export const LIMITS: LimitRule[] = [
  { limit: TOKEN_BURST, windowMs: BURST_MS, kind: 'sliding', scope: 'api-token' },
  { limit: OAUTH_BURST, windowMs: BURST_MS, kind: 'sliding', scope: 'oauth' },
  { limit: SEARCH_BURST, windowMs: BURST_MS, kind: 'sliding', scope: 'search' },
  { limit: DAILY_TOKENS, windowMs: DAY_MS, kind: 'fixed', scope: 'company', cost: tokenCost },
];

/** The counters that a request draws on; `key` is any token, for limits that are given by hand. */
export const SCOPES: Record<string, (request: SandboxRequest) => string | undefined> = {
  key: ({ principal }) => principal?.key,
  'api-token': ({ principal }) => (principal?.key.startsWith('oauth:') ? undefined : principal?.key),
  oauth: ({ principal }) => (principal?.key.startsWith('oauth:') ? principal.key : undefined),
  search: ({ principal, path }) => (path.endsWith('/search') ? principal?.key : undefined),
  company: ({ principal }) => (principal === undefined ? undefined : 'company'),
};

/** `x-ratelimit-*` for the burst window, `x-daily-ratelimit-token-*` for the budget. */
export function rateHeaders(states: LimitState[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { rule, remaining, resetMs } of states) {
    if (rule.scope === 'company') {
      headers['x-daily-ratelimit-token-limit'] = String(rule.limit);
      headers['x-daily-ratelimit-token-remaining'] = String(remaining);
    } else if (rule.scope !== 'search') {
      headers['x-ratelimit-limit'] = String(rule.limit);
      headers['x-ratelimit-remaining'] = String(remaining);
      headers['x-ratelimit-reset'] = String(Math.ceil(resetMs / 1000));
    }
  }
  return headers;
}
