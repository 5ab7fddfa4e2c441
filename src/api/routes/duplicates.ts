import { z } from '@hono/zod-openapi';
import { duplicateGroupSchema } from '../../model/report.ts';
import { duplicateGroups, duplicateTotals } from '../../store/duplicate-store.ts';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { nameDuplicates } from '../../store/name-duplicates.ts';
import { decodeCursor, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';

const pageSchema = z
  .object({
    items: z.array(duplicateGroupSchema),
    nextCursor: z.string().nullable(),
    totals: z.array(
      z.object({
        object: z.string(),
        groups: z.int(),
        records: z.int(),
        merged: z.int().openapi({ description: 'Records that become part of another one.' }),
      }),
    ),
  })
  .openapi('DuplicatePage');
const position = z.object({ offset: z.int().nonnegative() });

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/duplicates',
  tags: ['Records'],
  summary: 'Groups of source records that may be the same, the largest first',
  description:
    'What is done with them is part of the mapping: `duplicates.contact.otherwise` for all, `duplicates.contact.groups` for single groups, each `merge`, `apart` or `hold`.',
  request: { params: idParam, query: pageQuery.extend({ object: z.string().optional() }) },
  responses: { 200: jsonAnswer('A page of groups', pageSchema) },
});

export const duplicates = createRouter().openapi(list, async (c) => {
  const { db } = c.get('deps');
  const { cursor, object, limit } = c.req.valid('query');
  const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
  const offset = decodeCursor(position, cursor)?.offset ?? 0;
  const [groups, totals] = await Promise.all([
    duplicateGroups(db, scopeOf(row), { object, limit, offset }),
    duplicateTotals(db, scopeOf(row)),
  ]);
  const page = toPage(
    groups,
    limit,
    (group) => nameDuplicates(row, group),
    () => ({ offset: offset + limit }),
  );
  return c.json({ ...page, totals }, 200);
});
