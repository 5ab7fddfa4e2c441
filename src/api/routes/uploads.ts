import { z } from '@hono/zod-openapi';
import { audit } from '../../store/audit-store.ts';
import { deleteUpload, getUpload, listUploads, storeUpload, type UploadRow } from '../../store/upload-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { instant } from '../schemas.ts';
import { receiveFile } from '../service/receive-file.ts';

const uploadSchema = z
  .object({
    id: z.uuid(),
    path: z.string().openapi({ description: 'How a migration names the file.', example: 'upload:0192…' }),
    fileName: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    createdBy: z.string(),
    createdAt: instant,
  })
  .openapi('Upload');

const tags = ['Uploads'];
const upload = jsonAnswer('The upload', uploadSchema);

const create = routeFor('operator', {
  method: 'post',
  path: '/uploads',
  tags,
  summary: 'Upload a file, streamed',
  description:
    'Either the bytes as they are, with the name as `fileName`, or a multipart form with one file. Bounded in size; hashed on the way.',
  request: {
    query: z.object({ fileName: z.string().min(1).max(255).optional() }),
    body: {
      required: true,
      // plain schemas, not zod's: the library would read a form whole into memory to check it
      content: {
        'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        'text/csv': { schema: { type: 'string' } },
        'multipart/form-data': {
          schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
        },
      },
    },
  },
  responses: { 201: upload },
});
const list = routeFor('viewer', {
  method: 'get',
  path: '/uploads',
  tags,
  summary: 'Uploads, newest first',
  request: { query: pageQuery },
  responses: { 200: jsonAnswer('A page of uploads', pageOf('UploadPage', uploadSchema)) },
});
const show = routeFor('viewer', {
  method: 'get',
  path: '/uploads/{id}',
  tags,
  summary: 'One upload',
  request: { params: idParam },
  responses: { 200: upload },
});
const remove = routeFor('operator', {
  method: 'delete',
  path: '/uploads/{id}',
  tags,
  summary: 'Delete an upload that no open migration reads',
  request: { params: idParam },
  responses: { 204: { description: 'Deleted' } },
});

export const uploads = createRouter()
  .openapi(create, async (c) => {
    const { db, blobs } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const { fileName, blob } = await receiveFile(c.req.raw, {
      blobs,
      maxBytes: c.get('limits').uploadBytes,
      fileName: c.req.valid('query').fileName,
    });
    const row = await storeUpload(db, { tenantId, fileName, createdBy: actor, blob });
    c.header('Location', `/api/v1/uploads/${row.id}`);
    return c.json(toUpload(row), 201);
  })
  .openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const before = decodeCursor(z.uuid(), cursor);
    const rows = await listUploads(c.get('deps').db, c.get('caller').tenantId, { before, limit });
    return c.json(
      toPage(rows, limit, toUpload, (row) => row.id),
      200,
    );
  })
  .openapi(show, async (c) => {
    const row = await getUpload(c.get('deps').db, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json(toUpload(row), 200);
  })
  .openapi(remove, async (c) => {
    const { db, blobs } = c.get('deps');
    const { tenantId, actor } = c.get('caller');
    const { id } = c.req.valid('param');
    await deleteUpload(db, blobs, tenantId, id);
    const entry = { tenantId, migrationId: null, actor, via: 'API', action: 'deleteUpload', accepted: true };
    await audit(db, { ...entry, payload: { uploadId: id } });
    return c.body(null, 204);
  });

function toUpload(row: UploadRow): z.infer<typeof uploadSchema> {
  return {
    id: row.id,
    path: `upload:${row.id}`,
    fileName: row.fileName,
    sizeBytes: row.sizeBytes,
    sha256: row.contentHash,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}
