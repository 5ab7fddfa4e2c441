import { z } from '@hono/zod-openapi';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { readRecordDetails } from '../../store/record-detail-store.ts';
import { listRecords, recordListStates } from '../../store/record-list-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { notFound } from '../problem.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { reasonSchema } from '../schemas.ts';
import { recordDetailSchema, toRecordDetail } from './record-schema.ts';

const recordSchema = z
  .object({
    object: z.string(),
    sourceId: z.string(),
    state: z.enum(recordListStates),
    sourceState: z.string().openapi({ description: 'At the source: active, archived or deleted.' }),
    destinationObject: z.string().nullable(),
    destinationId: z.string().nullable(),
    reasons: z.array(reasonSchema),
    code: z.string().nullable(),
    message: z.string().nullable(),
    hint: z.string().nullable(),
  })
  .openapi('Record');

/** Where a page of records ended. */
export const recordPosition = z.object({ object: z.string(), sourceId: z.string() });

const tags = ['Records'];

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/records',
  tags,
  summary: 'Records by object and state',
  request: {
    params: idParam,
    query: pageQuery.extend({ object: z.string().optional(), state: z.enum(recordListStates).optional() }),
  },
  responses: { 200: jsonAnswer('A page of records', pageOf('RecordPage', recordSchema)) },
});
const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/records/{object}/{sourceId}',
  tags,
  summary: 'One record: source, plan and destination side by side',
  request: { params: idParam.extend({ object: z.string(), sourceId: z.string() }) },
  responses: { 200: jsonAnswer('The record', recordDetailSchema) },
});

export const records = createRouter()
  .openapi(list, async (c) => {
    const { db } = c.get('deps');
    const { cursor, ...query } = c.req.valid('query');
    const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
    const after = decodeCursor(recordPosition, cursor);
    const rows = await listRecords(db, scopeOf(row), row.mappingVersion ?? 0, { ...query, after });
    const page = toPage(
      rows,
      query.limit,
      (record) => record,
      ({ object, sourceId }) => ({ object, sourceId }),
    );
    return c.json(page, 200);
  })
  .openapi(show, async (c) => {
    const deps = c.get('deps');
    const { id, ...key } = c.req.valid('param');
    const row = await getMigration(deps.db, id, c.get('caller').tenantId);
    const [detail] = await readRecordDetails(deps.db, scopeOf(row), row.mappingVersion ?? 0, [key]);
    if (!detail) throw notFound('record');
    return c.json(toRecordDetail(deps, row, detail), 200);
  });
