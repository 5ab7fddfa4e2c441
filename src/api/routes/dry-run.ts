import { dryRunSchema } from '../../model/dry-run.ts';
import { buildDryRun } from '../../store/dry-run-view.ts';
import { getMigration } from '../../store/migration-store.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { documented } from '../schemas.ts';

const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/dry-run',
  tags: ['Migrations'],
  summary: 'What the mapping makes of all records, and why',
  description:
    'While they are being planned: the counts so far, and as `preview` the first hundred, at first not yet matched with what the destination holds (`previewMatched` is false). Above a `rejectedShare` of 0.05 the way to the sample is closed. The records themselves, with their reasons, are under `/records`.',
  request: { params: idParam },
  responses: {
    200: jsonAnswer('Planned outcomes by object, and the reasons', documented('DryRun', dryRunSchema, 'output')),
  },
});

export const dryRun = createRouter().openapi(show, async (c) => {
  const { db } = c.get('deps');
  const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
  return c.json(await buildDryRun(db, row), 200);
});
