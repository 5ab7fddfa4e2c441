import { z } from '@hono/zod-openapi';
import { roleSchema } from '../../model/roles.ts';
import { createRouter, jsonAnswer, routeFor } from '../route.ts';

const meSchema = z
  .object({
    actor: z.string().openapi({ description: 'How the audit trail names the caller.' }),
    role: roleSchema.meta({}),
    tenantId: z.uuid(),
    keyId: z.uuid(),
  })
  .openapi('Me');

const show = routeFor('viewer', {
  method: 'get',
  path: '/me',
  tags: ['Access'],
  summary: 'Whose key this is and what it may do',
  responses: { 200: jsonAnswer('The caller', meSchema) },
});

export const me = createRouter().openapi(show, (c) => c.json(c.get('caller'), 200));
