import { z } from '@hono/zod-openapi';
import { getMigration, scopeOf } from '../../store/migration-store.ts';
import { readRecordDetails } from '../../store/record-detail-store.ts';
import { readSample, type SampleLine } from '../../store/sample-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { recordDetailSchema, toRecordDetail } from './record-schema.ts';

const sampleSchema = recordDetailSchema
  .extend({
    reason: z.string().openapi({ description: 'Why it is in the sample.' }),
    isRoot: z.boolean().openapi({ description: 'Chosen itself, not brought along by another.' }),
  })
  .openapi('SampleRecord');

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/sample',
  tags: ['Migrations'],
  summary: 'The sample: source, plan and destination side by side',
  request: { params: idParam, query: pageQuery },
  responses: { 200: jsonAnswer('A page of the sample, chosen records first', pageOf('SamplePage', sampleSchema)) },
});

export const sample = createRouter().openapi(list, async (c) => {
  const deps = c.get('deps');
  const { limit, cursor } = c.req.valid('query');
  const row = await getMigration(deps.db, c.req.valid('param').id, c.get('caller').tenantId);
  // a sample has at most a few thousand records, of which only the keys are read here
  const lines = await readSample(deps.db, scopeOf(row));
  const start = decodeCursor(z.int().nonnegative(), cursor) ?? 0;
  const shown = lines.slice(start, start + limit);
  const details = await readRecordDetails(deps.db, scopeOf(row), row.mappingVersion ?? 0, shown);
  const byKey = new Map(details.map((detail) => [keyOf(detail), toRecordDetail(deps, row, detail)]));
  const items = shown.flatMap((line: SampleLine) => {
    const detail = byKey.get(keyOf(line));
    return detail ? [{ ...detail, reason: line.reason, isRoot: line.isRoot }] : [];
  });
  return c.json({ items, nextCursor: toPage(shown, limit, keyOf, () => start + limit).nextCursor }, 200);
});

function keyOf({ object, sourceId }: { object: string; sourceId: string }): string {
  return `${object} ${sourceId}`;
}
