import { z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { scopeOf } from '../../store/migration-row.ts';
import { createRouter, idParam, routeFor } from '../route.ts';
import { followMigration, isAtEnd, parseEventId } from '../service/follow-migration.ts';
import { currentMigration } from '../service/settle-ends.ts';

const retryMs = 3_000;

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/events',
  tags: ['Migrations'],
  summary: 'Progress and decisions as they happen (server-sent events)',
  description: [
    '`progress` carries what the migration shows as `progress`, whenever it has changed; `decision` a line of the audit trail;',
    '`end` the final status, after which the stream closes. With `Last-Event-ID` it goes on where it broke off: no decision is',
    'left out. 204 tells a client that came back after `end` to stay away. The stream also closes after ten minutes: come back.',
  ].join(' '),
  request: { params: idParam, headers: z.object({ 'last-event-id': z.string().max(200).optional() }) },
  responses: {
    200: { description: 'Events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    204: { description: 'Nothing more will come' },
  },
});

export const events = createRouter().openapi(list, async (c) => {
  const deps = c.get('deps');
  const limits = c.get('limits');
  const row = await currentMigration(deps, c.req.valid('param').id, c.get('caller').tenantId);
  const from = parseEventId(c.req.valid('header')['last-event-id']);
  if (from?.ended && (await isAtEnd(deps.db, scopeOf(row), from))) return c.body(null, 204);
  const requestId = c.get('requestId');
  const { closing } = c.env ?? {};
  // proxies must not collect events before they pass them on
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(limits.streamMs), ...(closing ? [closing] : [])]);
    const settle = () => currentMigration(deps, row.id, row.tenantId);
    try {
      await stream.write(`retry: ${retryMs}\n\n`);
      for await (const event of followMigration(deps.db, scopeOf(row), { from, limits, signal, settle })) {
        if (event === 'heartbeat') await stream.write(': heartbeat\n\n');
        else await stream.writeSSE({ event: event.name, id: event.id, data: JSON.stringify(event.data) });
      }
    } catch (error) {
      // the client comes back by itself and goes on from its last event
      if (!signal.aborted) deps.log.warn({ err: error, requestId }, 'an event stream ended early');
    }
  });
});
