import { createRoute, z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { messageOf } from '../../model/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { createRouter, jsonAnswer } from '../route.ts';

const checkMs = 3_000;
const state = z.enum(['ok', 'down']);
const readySchema = z.object({ status: state, database: state, temporal: state }).openapi('Readiness');
const tags = ['Operation'];

const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  tags,
  summary: 'The process answers',
  responses: { 200: jsonAnswer('It does', z.object({ status: z.literal('ok') })) },
});
const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags,
  summary: 'Database and Temporal answer as well',
  responses: { 200: jsonAnswer('Ready', readySchema), 503: jsonAnswer('One of them does not', readySchema) },
});
const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  tags,
  summary: 'Metrics for Prometheus',
  description: 'Counts by system, object and outcome; never a customer.',
  responses: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
});

/** For load balancers and monitoring: without a key, and without anything that is anybody's. */
export const health = createRouter()
  .openapi(healthz, (c) => c.json({ status: 'ok' as const }, 200))
  .openapi(readyz, async (c) => {
    const deps = c.get('deps');
    const [database, temporal] = await Promise.all([
      answers(deps, 'database', () => sql`select 1`.execute(deps.db)),
      answers(deps, 'Temporal', () => askTemporal(deps)),
    ]);
    const ready = database === 'ok' && temporal === 'ok';
    return c.json({ status: ready ? ('ok' as const) : ('down' as const), database, temporal }, ready ? 200 : 503);
  })
  .openapi(metrics, async (c) => {
    const { contentType, metrics: read } = c.get('deps').metrics;
    return c.text(await read.call(c.get('deps').metrics), 200, { 'content-type': contentType });
  });

function askTemporal({ temporal }: ApiDeps): Promise<unknown> {
  return temporal.withDeadline(Date.now() + checkMs, () => temporal.workflowService.getSystemInfo({}));
}

async function answers(deps: ApiDeps, name: string, ask: () => Promise<unknown>): Promise<'ok' | 'down'> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('no answer in time')), checkMs);
  try {
    await Promise.race([ask(), timeout.promise]);
    return 'ok';
  } catch (error) {
    deps.log.warn({ reason: messageOf(error) }, `${name} does not answer`);
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
