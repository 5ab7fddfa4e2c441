import { z } from '@hono/zod-openapi';
import { audit } from '../../store/audit-store.ts';
import { type MigrationRow, refusePurged, scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { createSampleLink, listSampleLinks, revokeSampleLink, type SampleLink } from '../../store/sample-link-store.ts';
import { notFound } from '../problem.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { instant } from '../schemas.ts';

const linkSchema = z
  .object({
    id: z.uuid(),
    recipient: z.string(),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .openapi('SampleLink');

const tags = ['Migrations'];
const path = '/migrations/{id}/sample/links';

const create = routeFor('approver', {
  method: 'post',
  path,
  tags,
  summary: 'Make a link by which the customer sees the sample side by side and nothing else',
  description:
    'It is signed, ends by itself and can be revoked. Where the migration asks for the customer (`approval.customer`), they agree on that page.',
  request: {
    params: idParam,
    body: jsonBody(
      z.strictObject({ recipient: z.string().trim().min(1).max(200), days: z.int().min(1).max(60).default(14) }),
    ),
  },
  responses: {
    201: jsonAnswer(
      'The link. Its address is told this once.',
      linkSchema.extend({ url: z.string() }).openapi('NewSampleLink'),
    ),
  },
});

const list = routeFor('viewer', {
  method: 'get',
  path,
  tags,
  summary: 'Links to the sample, newest first',
  request: { params: idParam },
  responses: { 200: jsonAnswer('The links, without their addresses', z.object({ items: z.array(linkSchema) })) },
});

const revoke = routeFor('approver', {
  method: 'delete',
  path: `${path}/{linkId}`,
  tags,
  summary: 'End a link at once',
  request: { params: idParam.extend({ linkId: z.uuid() }) },
  responses: { 204: { description: 'It opens nothing any more.' } },
});

export const sampleLinks = createRouter()
  .openapi(create, async (c) => {
    const { db, links, publicUrl } = c.get('deps');
    const { actor, tenantId } = c.get('caller');
    const row = await getMigration(db, c.req.valid('param').id, tenantId);
    refusePurged(row);
    const link = await createSampleLink(db, scopeOf(row), { ...c.req.valid('json'), by: actor });
    await audit(db, entry(row, actor, 'createSampleLink', link.id));
    const token = links.sign({ purpose: 'sample', migrationId: row.id, linkId: link.id, expiresAt: link.expiresAt });
    const origin = publicUrl ?? new URL(c.req.url).origin;
    return c.json({ ...toLink(link), url: `${origin.replace(/\/+$/, '')}/sample/${token}` }, 201);
  })
  .openapi(list, async (c) => {
    const { db } = c.get('deps');
    const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
    return c.json({ items: (await listSampleLinks(db, scopeOf(row))).map(toLink) }, 200);
  })
  .openapi(revoke, async (c) => {
    const { db } = c.get('deps');
    const { actor, tenantId } = c.get('caller');
    const { id, linkId } = c.req.valid('param');
    const row = await getMigration(db, id, tenantId);
    if (!(await revokeSampleLink(db, scopeOf(row), linkId))) throw notFound('link');
    await audit(db, entry(row, actor, 'revokeSampleLink', linkId));
    return c.body(null, 204);
  });

/** Whom a link is for stays out of the trail, which outlives a purge. */
function entry(row: MigrationRow, actor: string, action: string, linkId: string) {
  const { tenantId, id: migrationId } = row;
  return { tenantId, migrationId, actor, via: 'API', action, accepted: true, payload: { linkId } };
}

function toLink({ id, recipient, createdBy, ...link }: SampleLink): z.infer<typeof linkSchema> {
  const text = (date: Date | string | null) => (date === null ? null : new Date(date).toISOString());
  return {
    ...{ id, recipient, createdBy },
    createdAt: text(link.createdAt) as string,
    expiresAt: text(link.expiresAt) as string,
    revokedAt: text(link.revokedAt),
    lastUsedAt: text(link.lastUsedAt),
  };
}
