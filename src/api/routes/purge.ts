import { z } from '@hono/zod-openapi';
import { purgeResultSchema } from '../../model/purge.ts';
import { getMigration, migrationsOfCustomer } from '../../store/migration-store.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { documented } from '../schemas.ts';
import { purge as purgeData } from '../service/purge.ts';
import { refuseOtherCustomer } from '../service/refuse-customer.ts';

const bodySchema = z.strictObject({
  customer: z.string().openapi({ description: "The customer's name, exactly as its migrations have it." }),
  withIdPairs: z.boolean().default(false).openapi({
    description: 'Also the pairs of ids: a later migration will not know what is at the destination already.',
  }),
});

const says = [
  'Everything that was read, planned and sent, uploads, credentials and the histories in Temporal are deleted.',
  'That it took place, the audit trail and the pairs of ids stay. Refused while a migration is not over.',
].join(' ');
const responses = { 200: jsonAnswer('What is gone', documented('PurgeResult', purgeResultSchema, 'output')) };

const ofMigration = routeFor('admin', {
  method: 'post',
  path: '/migrations/{id}/purge',
  tags: ['Migrations'],
  summary: "Remove a migration's data for good",
  description: says,
  request: { params: idParam, body: jsonBody(bodySchema) },
  responses,
});
const ofCustomer = routeFor('admin', {
  method: 'post',
  path: '/purge',
  tags: ['Migrations'],
  summary: "Remove a customer's data for good: all its migrations, and the connections stored for it",
  description: says,
  request: { body: jsonBody(bodySchema) },
  responses,
});

export const purge = createRouter()
  .openapi(ofMigration, async (c) => {
    const deps = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const { customer, withIdPairs } = c.req.valid('json');
    const row = await getMigration(deps.db, c.req.valid('param').id, tenantId);
    refuseOtherCustomer(row, customer);
    const input = { tenantId, by: actor, via: 'API' as const, customer, migrations: [row], withIdPairs, whole: false };
    return c.json(await purgeData(deps, input), 200);
  })
  .openapi(ofCustomer, async (c) => {
    const deps = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const { customer, withIdPairs } = c.req.valid('json');
    const migrations = await migrationsOfCustomer(deps.db, tenantId, customer);
    const input = { tenantId, by: actor, via: 'API' as const, customer, migrations, withIdPairs, whole: true };
    return c.json(await purgeData(deps, input), 200);
  });
