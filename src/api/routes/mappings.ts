import { z } from '@hono/zod-openapi';
import { PortageError } from '../../model/errors.ts';
import { type Mapping, mappingSchema } from '../../model/mapping.ts';
import { audit } from '../../store/audit-store.ts';
import { addMapping, getMapping, listMappings } from '../../store/mapping-store.ts';
import { scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { documented, instant } from '../schemas.ts';

const version = {
  version: z.int(),
  hash: z.string().openapi({ description: 'Equal documents have equal hashes.' }),
  createdBy: z.string(),
  createdAt: instant,
};
const versionSchema = z.object(version).openapi('MappingVersion');
const mappingDocument = documented('Mapping', mappingSchema, 'input');
const documentSchema = z.object({ ...version, document: mappingDocument }).openapi('MappingDocument');
const storedSchema = z
  .object({
    version: z.int(),
    problems: z.array(z.object({ place: z.string(), message: z.string(), hint: z.string() })).openapi({
      description: 'What cannot work or waits for a person. The version is stored all the same: it can be worked on.',
    }),
  })
  .openapi('StoredMapping');

const tags = ['Mapping'];

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/mappings',
  tags,
  summary: 'Versions of the mapping',
  request: { params: idParam },
  responses: { 200: jsonAnswer('All versions, oldest first', z.object({ items: z.array(versionSchema) })) },
});
const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}/mappings/{version}',
  tags,
  summary: 'One version of the mapping',
  request: { params: idParam.extend({ version: z.coerce.number().int().positive() }) },
  responses: { 200: jsonAnswer('The version with its document', documentSchema) },
});
const add = routeFor('operator', {
  method: 'post',
  path: '/migrations/{id}/mappings',
  tags,
  summary: 'Store a new version of the mapping',
  description: 'It is used once `requestChanges` (or `resume`, where open decisions are waited for) says so.',
  request: { params: idParam, body: jsonBody(mappingDocument) },
  responses: { 201: jsonAnswer('Stored', storedSchema) },
});

export const mappings = createRouter()
  .openapi(list, async (c) => {
    const { db } = c.get('deps');
    const row = await getMigration(db, c.req.valid('param').id, c.get('caller').tenantId);
    const versions = await listMappings(db, scopeOf(row));
    return c.json({ items: versions.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() })) }, 200);
  })
  .openapi(show, async (c) => {
    const { db } = c.get('deps');
    const { id, version: number } = c.req.valid('param');
    const row = await getMigration(db, id, c.get('caller').tenantId);
    const found = await getMapping(db, scopeOf(row), number).catch(asNotFound);
    return c.json({ ...found, createdAt: found.createdAt.toISOString() }, 200);
  })
  .openapi(add, async (c) => {
    const { db, checkMapping } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const row = await getMigration(db, c.req.valid('param').id, tenantId);
    const document: Mapping = c.req.valid('json');
    const { version, hash } = await addMapping(db, scopeOf(row), document, actor).catch(asConflict);
    await audit(db, {
      tenantId,
      migrationId: row.id,
      actor,
      via: 'API',
      action: 'addMapping',
      accepted: true,
      payload: { version, hash },
    });
    c.header('Location', `/api/v1/migrations/${row.id}/mappings/${version}`);
    return c.json({ version, problems: checkMapping(row, document) }, 201);
  });

/** On the command line an unknown version is a wrong option; here it is an address that leads nowhere. */
function asNotFound(error: unknown): never {
  if (!(error instanceof PortageError) || error.code !== 'mapping_version_not_found') throw error;
  throw new PortageError('config', error.message, { code: error.code, status: 404, cause: error });
}

function asConflict(error: unknown): never {
  if ((error as { constraint?: string }).constraint !== 'mappings_pkey') throw error;
  throw new PortageError('conflict', 'another version was stored at the same moment', {
    code: 'mapping_changed',
    hint: 'Look at the newest version, then send yours again.',
    cause: error,
  });
}
