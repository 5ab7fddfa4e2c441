import { z } from '@hono/zod-openapi';
import { roles } from '../../model/roles.ts';
import { audit } from '../../store/audit-store.ts';
import { createUser, getUser, listUsers, type UserRow, updateUser } from '../../store/user-store.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { instant } from '../schemas.ts';

const name = z.string().trim().min(1).max(200);
const role = z.enum(roles);

const newUser = z
  .strictObject({ email: z.email().max(200), name, role })
  .openapi('NewUser', { description: 'Keys of this person never reach further than the role given here.' });
const userChange = z
  .strictObject({ name: name.optional(), role: role.optional(), disabled: z.boolean().optional() })
  .openapi('UserChange', { description: "A lower role, and disabling, hold for all of the person's keys at once." });
const userSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role,
    createdAt: instant,
    disabledAt: instant.nullable(),
  })
  .openapi('User');

const tags = ['Access'];
const user = jsonAnswer('The user', userSchema);

const list = routeFor('admin', {
  method: 'get',
  path: '/users',
  tags,
  summary: 'People who work with this API',
  responses: { 200: jsonAnswer('All users', z.object({ items: z.array(userSchema) })) },
});
const create = routeFor('admin', {
  method: 'post',
  path: '/users',
  tags,
  summary: 'Add a user',
  request: { body: jsonBody(newUser) },
  responses: { 201: user },
});
const show = routeFor('admin', {
  method: 'get',
  path: '/users/{id}',
  tags,
  summary: 'One user',
  request: { params: idParam },
  responses: { 200: user },
});
const change = routeFor('admin', {
  method: 'patch',
  path: '/users/{id}',
  tags,
  summary: 'Change, disable or enable a user',
  request: { params: idParam, body: jsonBody(userChange) },
  responses: { 200: user },
});

export const users = createRouter()
  .openapi(list, async (c) => {
    const rows = await listUsers(c.get('deps').db, c.get('caller').tenantId);
    return c.json({ items: rows.map(toUser) }, 200);
  })
  .openapi(create, async (c) => {
    const { db } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const row = await createUser(db, { tenantId, ...c.req.valid('json') });
    await audit(db, entry(tenantId, actor, 'createUser', { userId: row.id, role: row.role }));
    return c.json(toUser(row), 201);
  })
  .openapi(show, async (c) => {
    const row = await getUser(c.get('deps').db, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json(toUser(row), 200);
  })
  .openapi(change, async (c) => {
    const { db } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const { role: newRole, disabled, ...rest } = c.req.valid('json');
    const row = await updateUser(db, tenantId, c.req.valid('param').id, { ...rest, role: newRole, disabled });
    await audit(db, entry(tenantId, actor, 'changeUser', { userId: row.id, role: newRole, disabled }));
    return c.json(toUser(row), 200);
  });

function toUser(row: UserRow): z.infer<typeof userSchema> {
  return { ...row, createdAt: row.createdAt.toISOString(), disabledAt: row.disabledAt?.toISOString() ?? null };
}

function entry(tenantId: string, actor: string, action: string, payload: object) {
  return { tenantId, migrationId: null, actor, via: 'API', action, accepted: true, payload };
}
