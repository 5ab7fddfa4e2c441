import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import { countFailures, listFailures } from '../../store/failure-store.ts';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { decodeCursor, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, routeFor } from '../route.ts';
import { jsonObject } from '../schemas.ts';
import { failuresAsCsv } from '../service/failures-csv.ts';
import { recordPosition } from './records.ts';

const failureSchema = z
  .object({
    object: z.string(),
    sourceId: z.string(),
    state: z.string().openapi({ description: '`failed`, `blocked`, `unresolved`, or `rejected` before writing.' }),
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    values: jsonObject.openapi({ description: 'The row, as the source holds it.' }),
  })
  .openapi('Failure');
const pageSchema = z
  .object({ items: z.array(failureSchema), nextCursor: z.string().nullable(), total: z.int() })
  .openapi('FailurePage');

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/failures',
  tags: ['Records'],
  summary: 'Records that did not come across, with the reason and the row',
  description:
    'As CSV all of them at once, safe to open in a spreadsheet. With `object` the CSV has a column for each field of it.',
  request: {
    params: idParam,
    query: pageQuery.extend({ object: z.string().optional(), format: z.enum(['json', 'csv']).default('json') }),
  },
  responses: {
    200: {
      description: 'A page of failures, or all of them as CSV',
      content: { 'application/json': { schema: pageSchema }, 'text/csv': { schema: { type: 'string' } } },
    },
  },
});

export const failures = createRouter().openapi(list, async (c) => {
  const { db } = c.get('deps');
  const { cursor, format, object, limit } = c.req.valid('query');
  const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
  const version = row.mappingVersion ?? 0;
  if (format === 'csv') {
    const body = Readable.toWeb(failuresAsCsv(db, row, object)) as ReadableStream;
    return c.body(body, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="failures-${row.id}.csv"`,
    });
  }
  const after = decodeCursor(recordPosition, cursor);
  const [rows, total] = await Promise.all([
    listFailures(db, scopeOf(row), version, { object, after, limit }),
    countFailures(db, scopeOf(row), version, object),
  ]);
  const page = toPage(
    rows,
    limit,
    (failure) => failure,
    (last) => ({ object: last.object, sourceId: last.sourceId }),
  );
  return c.json({ ...page, total }, 200);
});
