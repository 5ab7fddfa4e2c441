import { performance } from 'node:perf_hooks';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ApiEnv } from './deps.ts';

/** Asked every few seconds by whatever watches the process. */
const probes = ['/healthz', '/readyz', '/metrics'];

/**
 * One line for each request: which route, not which address, since an address may hold a customer's ids. A probe that found all
 * well has none.
 */
export const logRequests: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const startedAt = performance.now();
  await next();
  if (c.res.status === 200 && probes.includes(c.req.path)) return;
  c.get('deps').log.info(
    {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: Math.round(performance.now() - startedAt),
      requestId: c.get('requestId'),
      keyId: c.get('caller')?.keyId,
    },
    'request',
  );
};
