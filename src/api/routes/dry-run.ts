import { z } from '@hono/zod-openapi';
import { outcomes } from '../../model/plan.ts';
import { getMigration, scopeOf } from '../../store/migration-store.ts';
import { planOutcomes } from '../../store/plan-store.ts';
import { reasonCounts } from '../../store/report-store.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';

const dryRunSchema = z
  .object({
    mappingVersion: z.int().nullable().openapi({ description: 'Null before there is a mapping.' }),
    objects: z.record(
      z.string(),
      z.object({
        outcomes: z.partialRecord(z.enum(outcomes), z.int()),
        rejectedShare: z.number().openapi({ description: 'Above 0.05 the way to the sample is closed.' }),
      }),
    ),
    reasons: z.array(
      z.object({
        object: z.string(),
        outcome: z.string(),
        code: z.string(),
        message: z.string(),
        reshaping: z.boolean(),
        count: z.int(),
      }),
    ),
  })
  .openapi('DryRun');

const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/dry-run',
  tags: ['Migrations'],
  summary: 'What the mapping makes of all records, and why',
  description: 'The records themselves, with their reasons, are under `/records`.',
  request: { params: idParam },
  responses: { 200: jsonAnswer('Planned outcomes by object, and the reasons', dryRunSchema) },
});

export const dryRun = createRouter().openapi(show, async (c) => {
  const { db } = c.get('deps');
  const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
  const [planned, reasons] = await Promise.all([
    planOutcomes(db, scopeOf(row)),
    reasonCounts(db, scopeOf(row), row.mappingVersion ?? 0),
  ]);
  const objects = Object.fromEntries(
    Object.entries(planned).map(([object, counts]) => [object, { outcomes: counts, rejectedShare: shareOf(counts) }]),
  );
  return c.json({ mappingVersion: row.mappingVersion, objects, reasons }, 200);
});

function shareOf(counts: Record<string, number>): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (counts['reject'] ?? 0) / all;
}
