import { z } from '@hono/zod-openapi';
import { createRouter, jsonAnswer, routeFor } from '../route.ts';
import { describeConnector } from '../service/describe-connector.ts';

const connectorSchema = z
  .object({
    system: z.string().openapi({ example: 'pipedrive' }),
    name: z.string(),
    roles: z.array(z.enum(['source', 'destination'])),
    objects: z.array(z.string()),
    reads: z.array(z.string()),
    writes: z.array(z.string()),
    auth: z.array(z.object({ type: z.string(), credentials: z.array(z.string()) })),
    status: z.string(),
    version: z.string(),
    baseUrl: z.string().nullable(),
    options: z.record(z.string(), z.string()),
    assumed: z.array(z.string()).openapi({ description: 'What its vendor does not document.' }),
  })
  .openapi('Connector');

const list = routeFor('viewer', {
  method: 'get',
  path: '/connectors',
  tags: ['Connections'],
  summary: 'Systems that can be read, written, or both',
  responses: { 200: jsonAnswer('All connectors', z.object({ items: z.array(connectorSchema) })) },
});

export const connectors = createRouter().openapi(list, (c) =>
  c.json({ items: c.get('deps').connectors.map(describeConnector) }, 200),
);
