import { z } from '@hono/zod-openapi';
import { isPortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { audit } from '../../store/audit-store.ts';
import { deleteConnection } from '../../store/connection-delete-store.ts';
import {
  type ConnectionRow,
  createConnection,
  getConnection,
  listConnections,
  markTested,
  replaceCredentials,
  sealContextOf,
} from '../../store/connection-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { instant, jsonObject } from '../schemas.ts';
import { changedConnection } from '../service/change-connection.ts';
import { checkConnection, connectorNamed } from '../service/check-connection.ts';

const credentials = z.record(z.string(), z.string().max(20_000)).openapi({
  description: 'Stored encrypted, never shown again.',
  example: { apiToken: '…' },
});
const settings = {
  baseUrl: z.url().optional().openapi({
    description: "The vendor's own by default. Another host must be on the operator's allow-list.",
  }),
  options: z.record(z.string(), z.json()).openapi({ type: 'object', additionalProperties: {} }),
};

const newConnection = z
  .strictObject({
    system: z.string(),
    name: z.string().min(1).max(200),
    credentials: credentials.default({}),
    baseUrl: settings.baseUrl,
    options: settings.options.default({}),
  })
  .openapi('NewConnection');

const connectionChange = z
  .strictObject({
    credentials: credentials.optional(),
    baseUrl: settings.baseUrl.nullable(),
    options: settings.options.optional(),
  })
  .openapi('ConnectionChange', {
    description: 'What is left out stays. A new baseUrl asks for the credentials again: stored ones go nowhere else.',
  });

const connectionSchema = z
  .object({
    id: z.uuid(),
    system: z.string(),
    name: z.string(),
    baseUrl: z.string().nullable(),
    options: jsonObject,
    accountId: z
      .string()
      .nullable()
      .openapi({ description: "The vendor's own id of the account, from the last test." }),
    accountName: z.string().nullable(),
    testedAt: instant.nullable(),
  })
  .openapi('Connection');

const testSchema = z
  .object({
    ok: z.boolean(),
    account: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    user: z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() }).nullable(),
    missingScopes: z.array(z.string()).openapi({ description: 'Rights that a migration needs and this key lacks.' }),
    problem: z.object({ code: z.string(), detail: z.string(), fix: z.string().optional() }).nullable(),
  })
  .openapi('ConnectionTest');

const tags = ['Connections'];
const connection = jsonAnswer('The connection', connectionSchema);

const list = routeFor('viewer', {
  method: 'get',
  path: '/connections',
  tags,
  summary: 'Stored connections, newest first',
  request: { query: pageQuery },
  responses: { 200: jsonAnswer('A page of connections', pageOf('ConnectionPage', connectionSchema)) },
});
const create = routeFor('operator', {
  method: 'post',
  path: '/connections',
  tags,
  summary: 'Store credentials for an account',
  request: { body: jsonBody(newConnection) },
  responses: { 201: connection },
});
const show = routeFor('viewer', {
  method: 'get',
  path: '/connections/{id}',
  tags,
  summary: 'One connection',
  request: { params: idParam },
  responses: { 200: connection },
});
const change = routeFor('operator', {
  method: 'patch',
  path: '/connections/{id}',
  tags,
  summary: 'New credentials, base URL or options',
  request: { params: idParam, body: jsonBody(connectionChange) },
  responses: { 200: connection },
});
const remove = routeFor('operator', {
  method: 'delete',
  path: '/connections/{id}',
  tags,
  summary: 'Forget a connection that no migration uses',
  request: { params: idParam },
  responses: { 204: { description: 'Forgotten' } },
});
const test = routeFor('operator', {
  method: 'post',
  path: '/connections/{id}/test',
  tags,
  summary: 'Sign in at the vendor',
  description: 'Answers 200 whether it worked or not: `ok` tells, and `problem` what to do.',
  request: { params: idParam },
  responses: { 200: jsonAnswer('What the vendor said', testSchema) },
});

export const connections = createRouter()
  .openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const before = decodeCursor(z.uuid(), cursor);
    const rows = await listConnections(c.get('deps').db, c.get('caller').tenantId, { before, limit });
    return c.json(
      toPage(rows, limit, toConnection, (row) => row.id),
      200,
    );
  })
  .openapi(create, async (c) => {
    const deps = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const body = c.req.valid('json');
    checkConnection(connectorNamed(deps.connectors, body.system, 'body.system'), body, deps, 'body');
    const row = await createConnection(deps.db, {
      tenantId,
      system: body.system,
      name: body.name,
      baseUrl: body.baseUrl ?? null,
      options: body.options as Record<string, Json>,
      seal: (id) => deps.seal(JSON.stringify(body.credentials), sealContextOf(tenantId, id)),
    });
    await audit(deps.db, entry(tenantId, actor, 'createConnection', row));
    return c.json(toConnection(row), 201);
  })
  .openapi(show, async (c) => {
    const row = await getConnection(c.get('deps').db, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json(toConnection(row), 200);
  })
  .openapi(change, async (c) => {
    const deps = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const row = await getConnection(deps.db, tenantId, c.req.valid('param').id);
    const next = changedConnection(deps, row, c.req.valid('json'));
    await replaceCredentials(deps.db, row, next.credentials, next.baseUrl, next.options);
    await audit(deps.db, entry(tenantId, actor, 'changeConnection', row));
    return c.json(toConnection(await getConnection(deps.db, tenantId, row.id)), 200);
  })
  .openapi(remove, async (c) => {
    const deps = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const row = await getConnection(deps.db, tenantId, c.req.valid('param').id);
    await deleteConnection(deps.db, row);
    await audit(deps.db, entry(tenantId, actor, 'deleteConnection', row));
    return c.body(null, 204);
  })
  .openapi(test, async (c) => {
    const deps = c.get('deps');
    const row = await getConnection(deps.db, c.get('caller').tenantId, c.req.valid('param').id);
    try {
      const { id, name, user, missingScopes } = await deps.testConnection(row.tenantId, row.id);
      await markTested(deps.db, row, { id, name });
      return c.json(
        { ok: missingScopes.length === 0, account: { id, name }, user: personOf(user), missingScopes, problem: null },
        200,
      );
    } catch (error) {
      // a vendor's refusal is the answer that was asked for, not a failure of this request
      if (!isPortageError(error) || error.kind === 'bug') throw error;
      const problem = { code: error.code, detail: error.message, ...(error.hint !== undefined && { fix: error.hint }) };
      return c.json({ ok: false, account: null, user: null, missingScopes: [], problem }, 200);
    }
  });

function toConnection(row: ConnectionRow): z.infer<typeof connectionSchema> {
  return {
    id: row.id,
    system: row.system,
    name: row.name,
    baseUrl: row.baseUrl,
    options: row.options,
    accountId: row.accountId,
    accountName: row.accountName,
    testedAt: row.testedAt?.toISOString() ?? null,
  };
}

function personOf(user: { id: string; name: string | null; email: string | null } | null) {
  return user && { id: user.id, name: user.name, email: user.email };
}

function entry(tenantId: string, actor: string, action: string, { id, system }: ConnectionRow) {
  const payload = { connectionId: id, system };
  return { tenantId, migrationId: null, actor, via: 'API', action, accepted: true, payload };
}
