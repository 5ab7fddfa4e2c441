import { z } from '@hono/zod-openapi';
import { sampleChoices, sampleViewSchema } from '../../model/sample.ts';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { readRecordDetails } from '../../store/record-detail-store.ts';
import { readSample, type SampleLine } from '../../store/sample-store.ts';
import { buildSampleView } from '../../store/sample-view.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { documented } from '../schemas.ts';
import { wishFor } from '../service/wish-for.ts';
import { recordDetailSchema, recordUrls, toRecordDetail } from './record-schema.ts';
import { pagePolicy } from './report.ts';

const sampleSchema = recordDetailSchema
  .extend({
    reason: z.string().openapi({ description: 'Why it is in the sample.' }),
    chosen: z.enum(sampleChoices).openapi({
      description: 'Asked for (`named`), for trouble, typical, to complete the cover, or brought along by another.',
    }),
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

const sideBySide = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/sample/side-by-side',
  tags: ['Migrations'],
  summary: 'The whole sample as a person compares it, as JSON or as a page',
  description:
    'Source, planned, and what the destination holds, in words; what differs is marked. `gaps`: what it cannot show.',
  request: { params: idParam, query: z.object({ format: z.enum(['json', 'html']).default('json') }) },
  responses: {
    200: {
      description: 'The sample',
      content: {
        'application/json': { schema: documented('SampleView', sampleViewSchema, 'output') },
        'text/html': { schema: { type: 'string' } },
      },
    },
  },
});

const include = routeFor('operator', {
  method: 'post',
  path: '/migrations/{id}/sample/records',
  tags: ['Migrations'],
  summary: 'Name records that the customer knows well: the sample will have them',
  description:
    'As `object:id`, as an id, or as a text that stands in them. Where there is a sample already, the next one has them.',
  request: {
    params: idParam,
    body: jsonBody(z.strictObject({ records: z.array(z.string().trim().min(1).max(200)).min(1).max(100) })),
  },
  responses: {
    200: jsonAnswer(
      'All that were named so far',
      z
        .object({
          taken: z.boolean().openapi({ description: 'There is a sample already; `requestChanges` takes it again.' }),
          wishes: z.array(
            z.object({
              wish: z.string(),
              found: z
                .array(z.object({ object: z.string(), sourceId: z.string(), outcome: z.string() }))
                .nullable()
                .openapi({ description: 'Null while nothing is planned yet.' }),
            }),
          ),
        })
        .openapi('SampleWishes'),
    ),
  },
});

export const sample = createRouter()
  .openapi(sideBySide, async (c) => {
    const deps = c.get('deps');
    const row = await getMigration(deps.db, c.req.valid('param').id, c.get('caller').tenantId);
    const view = await buildSampleView(deps.db, row, recordUrls(deps, row));
    if (c.req.valid('query').format === 'json') return c.json(view, 200);
    return c.body(deps.renderSample(view), 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
    });
  })
  .openapi(include, async (c) => {
    const { db } = c.get('deps');
    const caller = c.get('caller');
    const row = await getMigration(db, c.req.valid('param').id, caller.tenantId);
    const { records } = c.req.valid('json');
    return c.json(await wishFor(db, row, records, { by: caller.actor, via: 'API' }), 200);
  })
  .openapi(list, async (c) => {
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
      return detail ? [{ ...detail, reason: line.reason, chosen: line.chosen, isRoot: line.isRoot }] : [];
    });
    return c.json({ items, nextCursor: toPage(shown, limit, keyOf, () => start + limit).nextCursor }, 200);
  });

function keyOf({ object, sourceId }: { object: string; sourceId: string }): string {
  return `${object} ${sourceId}`;
}
