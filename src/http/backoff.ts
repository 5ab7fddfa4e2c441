import type { RetryPolicy } from '../model/http-definition.ts';

/**
 * How long to wait before the next try: what the vendor said, else doubling from the base with full jitter over the upper half,
 * so that workers that failed together do not come back together.
 */
export function backoffMs(policy: RetryPolicy, attempt: number, retryAfterMs?: number, random = Math.random): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  const full = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
