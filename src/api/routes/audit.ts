import { z } from '@hono/zod-openapi';
import { type AuditPageLine, pageOfAudit } from '../../store/audit-page-store.ts';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { instant } from '../schemas.ts';

const auditSchema = z
  .object({
    id: z.int(),
    migrationId: z.uuid().nullable(),
    actor: z.string(),
    via: z.string().openapi({ description: '`API`, `CLI`, `Temporal UI` or `engine`.' }),
    action: z.string(),
    accepted: z.boolean(),
    reason: z.string().nullable().openapi({ description: 'Why it was refused.' }),
    payload: z.unknown(),
    at: instant,
  })
  .openapi('AuditLine');

const auditPage = pageOf('AuditPage', auditSchema);

const ofMigration = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/audit',
  tags: ['Migrations'],
  summary: 'Who decided what, oldest first',
  request: { params: idParam, query: pageQuery },
  responses: { 200: jsonAnswer('A page of the audit trail', auditPage) },
});
const ofTenant = routeFor('admin', {
  method: 'get',
  path: '/audit',
  tags: ['Access'],
  summary: 'Everything that anybody did, oldest first',
  request: { query: pageQuery },
  responses: { 200: jsonAnswer('A page of the audit trail', auditPage) },
});

export const audit = createRouter()
  .openapi(ofMigration, async (c) => {
    const { db } = c.get('deps');
    const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
    const { limit, cursor } = c.req.valid('query');
    const lines = await pageOfAudit(db, scopeOf(row), { after: decodeCursor(z.int(), cursor) ?? 0, limit });
    return c.json(
      toPage(lines, limit, toAuditLine, (line) => line.id),
      200,
    );
  })
  .openapi(ofTenant, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const { tenantId } = c.get('caller');
    const lines = await pageOfAudit(
      c.get('deps').db,
      { tenantId },
      { after: decodeCursor(z.int(), cursor) ?? 0, limit },
    );
    return c.json(
      toPage(lines, limit, toAuditLine, (line) => line.id),
      200,
    );
  });

export function toAuditLine(line: AuditPageLine): z.infer<typeof auditSchema> {
  return { ...line, at: line.at.toISOString() };
}
