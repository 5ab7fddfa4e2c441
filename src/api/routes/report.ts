import { z } from '@hono/zod-openapi';
import { reportSchema, reportTableLimit } from '../../model/report.ts';
import { buildReport } from '../../store/build-report.ts';
import { createRouter, idParam, routeFor } from '../route.ts';
import { documented } from '../schemas.ts';
import { currentMigration } from '../service/settle-ends.ts';
import { recordUrls } from './record-schema.ts';

const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/report',
  tags: ['Migrations'],
  summary: 'The report: what came across, what did not, and why',
  request: { params: idParam, query: z.object({ format: z.enum(['json', 'html', 'csv']).default('json') }) },
  responses: {
    200: {
      description: 'The report',
      content: {
        'application/json': { schema: documented('Report', reportSchema, 'output') },
        'text/html': { schema: { type: 'string' } },
        'text/csv': { schema: { type: 'string' } },
      },
    },
  },
});

/** A page that can run nothing and fetch nothing, whatever a customer's data may hold. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'";

export const report = createRouter().openapi(show, async (c) => {
  const deps = c.get('deps');
  const { format } = c.req.valid('query');
  const row = await currentMigration(deps, c.req.valid('param').id, c.get('caller').tenantId);
  const options = format === 'csv' ? { listLimit: reportTableLimit } : {};
  const built = await buildReport(deps.db, row, recordUrls(deps, row), options);
  if (format === 'html') {
    return c.body(deps.renderReport.html(built), 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
    });
  }
  if (format === 'csv') {
    return c.body(deps.renderReport.csv(built), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report-${row.id}.csv"`,
    });
  }
  return c.json(built, 200);
});
