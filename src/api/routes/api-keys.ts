import { z } from '@hono/zod-openapi';
import { lesserRole, roles } from '../../model/roles.ts';
import { type ApiKeyRow, createApiKey, listApiKeys, revokeApiKey } from '../../store/api-key-store.ts';
import { audit } from '../../store/audit-store.ts';
import { getUser } from '../../store/user-store.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { instant } from '../schemas.ts';

const role = z.enum(roles);

const newKey = z
  .strictObject({
    name: z.string().trim().min(1).max(80).openapi({ description: 'How the audit trail names a key without a user.' }),
    role,
    userId: z.uuid().optional().openapi({ description: 'Whose key it is; left out for programs.' }),
  })
  .openapi('NewApiKey');
const keySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    role,
    hint: z.string().openapi({ description: 'Enough of the key to know it by.' }),
    userId: z.uuid().nullable(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .openapi('ApiKey');
const createdSchema = keySchema
  .extend({ key: z.string().openapi({ description: 'Shown this once; only its hash is stored.' }) })
  .openapi('CreatedApiKey');

const tags = ['Access'];

const list = routeFor('admin', {
  method: 'get',
  path: '/api-keys',
  tags,
  summary: 'API keys, revoked ones included',
  responses: { 200: jsonAnswer('All keys, newest first', z.object({ items: z.array(keySchema) })) },
});
const create = routeFor('admin', {
  method: 'post',
  path: '/api-keys',
  tags,
  summary: 'Make an API key',
  request: { body: jsonBody(newKey) },
  responses: { 201: jsonAnswer('The key, shown once', createdSchema) },
});
const revoke = routeFor('admin', {
  method: 'delete',
  path: '/api-keys/{id}',
  tags,
  summary: 'Revoke an API key at once',
  request: { params: idParam },
  responses: { 200: jsonAnswer('The revoked key', keySchema) },
});

export const apiKeys = createRouter()
  .openapi(list, async (c) => {
    const rows = await listApiKeys(c.get('deps').db, c.get('caller').tenantId);
    return c.json({ items: rows.map(toKey) }, 200);
  })
  .openapi(create, async (c) => {
    const { db } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const body = c.req.valid('json');
    const owner = body.userId === undefined ? null : await getUser(db, tenantId, body.userId);
    const { row, key } = await createApiKey(db, {
      tenantId,
      name: body.name,
      role: owner === null ? body.role : lesserRole(body.role, owner.role),
      userId: owner?.id ?? null,
    });
    await audit(db, entry(tenantId, actor, 'createApiKey', row));
    c.header('Cache-Control', 'no-store');
    return c.json({ ...toKey(row), key }, 201);
  })
  .openapi(revoke, async (c) => {
    const { db } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const row = await revokeApiKey(db, tenantId, c.req.valid('param').id);
    await audit(db, entry(tenantId, actor, 'revokeApiKey', row));
    return c.json(toKey(row), 200);
  });

function toKey(row: ApiKeyRow): z.infer<typeof keySchema> {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

function entry(tenantId: string, actor: string, action: string, { id, role: granted }: ApiKeyRow) {
  const payload = { keyId: id, role: granted };
  return { tenantId, migrationId: null, actor, via: 'API', action, accepted: true, payload };
}
