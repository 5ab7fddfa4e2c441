import { z } from '@hono/zod-openapi';
import { migrationFileSchema } from '../../model/migration-file.ts';
import { type MigrationLine, pageOfMigrations } from '../../store/migration-list-store.ts';
import { type MigrationRow, scopeOf } from '../../store/migration-row.ts';
import { readProgress } from '../../store/progress-store.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../paging.ts';
import { notFound } from '../problem.ts';
import { createRouter, idParam, jsonAnswer, jsonBody, routeFor } from '../route.ts';
import { documented, instant, jsonObject, needSchema, progressSchema, stageSchema, statusSchema } from '../schemas.ts';
import { createFromRequest } from '../service/create-migration.ts';
import { currentMigration, settleEnds } from '../service/settle-ends.ts';

const line = {
  id: z.uuid(),
  customer: z.string(),
  source: z.string(),
  destination: z.string(),
  marker: z.string(),
  stage: stageSchema,
  status: statusSchema,
  waitingFor: needSchema.nullable(),
  mappingVersion: z.int().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  purgedAt: instant.nullable().openapi({ description: "When the customer's data was removed." }),
};
const lineSchema = z.object(line).openapi('MigrationLine');

const migrationSchema = z
  .object({
    ...line,
    sourceConnectionId: z.uuid(),
    destinationConnectionId: z.uuid(),
    file: jsonObject.openapi({ description: 'The migration as it was asked for, without credentials.' }),
    quiet: z.object({ by: z.string(), at: z.string() }).nullable(),
    override: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
    approval: z
      .object({
        by: z.string(),
        at: z.string(),
        mappingVersion: z.int(),
        seal: z.string(),
        note: z.string().optional(),
        refreshed: z
          .object({ snapshot: z.int(), at: z.string(), done: z.boolean() })
          .optional()
          .openapi({ description: 'The data was older than seven days and was read anew before the import.' }),
        voided: z
          .object({ at: z.string(), parts: z.array(z.string()), reason: z.string() })
          .optional()
          .openapi({ description: 'It holds no longer, because these parts of what was approved have changed.' }),
      })
      .nullable(),
    estimate: z
      .object({ requests: z.number(), seconds: z.number(), byObject: z.record(z.string(), z.number()) })
      .nullable(),
    timings: z.record(z.string(), z.number()).openapi({ description: 'Seconds spent in each stage so far.' }),
    error: z.object({ message: z.string() }).nullable(),
    progress: progressSchema,
  })
  .openapi('Migration');

const tags = ['Migrations'];
const migration = jsonAnswer('The migration', migrationSchema);

const create = routeFor('operator', {
  method: 'post',
  path: '/migrations',
  tags,
  summary: 'Create a migration and start it',
  description: [
    'The body is a migration file as JSON. Files are named as `upload:<id>`.',
    'Repeating the request with the same `Idempotency-Key` answers with the same migration.',
    'Without a key, the same body goes on with its unfinished migration.',
    '`quiet` confirms the quiet plan and asks for the role approver.',
  ].join(' '),
  request: {
    headers: z.object({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: jsonBody(documented('MigrationFile', migrationFileSchema, 'input')),
  },
  responses: { 201: migration, 200: jsonAnswer('It was created before', migrationSchema) },
});

const list = routeFor('viewer', {
  method: 'get',
  path: '/migrations',
  tags,
  summary: 'Migrations, newest first',
  request: { query: pageQuery.extend({ stage: stageSchema.optional(), status: statusSchema.optional() }) },
  responses: { 200: jsonAnswer('A page of migrations', pageOf('MigrationPage', lineSchema)) },
});

const show = routeFor('viewer', {
  method: 'get',
  path: '/migrations/{id}',
  tags,
  summary: 'One migration with its progress',
  request: { params: idParam },
  responses: { 200: migration },
});

export const migrations = createRouter()
  .openapi(create, async (c) => {
    const deps = c.get('deps');
    const { 'idempotency-key': key } = c.req.valid('header');
    const { migration: row, isNew } = await createFromRequest(deps, c.get('caller'), c.req.valid('json'), key);
    c.header('Location', `/api/v1/migrations/${row.id}`);
    return c.json(await toMigration(deps.db, row), isNew ? 201 : 200);
  })
  .openapi(list, async (c) => {
    const { cursor, ...query } = c.req.valid('query');
    const before = decodeCursor(z.uuid(), cursor);
    const deps = c.get('deps');
    const page = () => pageOfMigrations(deps.db, c.get('caller').tenantId, { ...query, before });
    const found = await page();
    const rows = (await settleEnds(deps, found)) ? await page() : found;
    return c.json(
      toPage(rows, query.limit, toLine, (row) => row.id),
      200,
    );
  })
  .openapi(show, async (c) => {
    const deps = c.get('deps');
    const row = await currentMigration(deps, c.req.valid('param').id, c.get('caller').tenantId);
    return c.json(await toMigration(deps.db, row), 200);
  });

function toLine(row: MigrationLine): z.infer<typeof lineSchema> {
  return {
    id: row.id,
    customer: row.customer,
    source: row.sourceSystem,
    destination: row.destinationSystem,
    marker: row.marker,
    stage: row.stage,
    status: row.status,
    waitingFor: row.waitingFor,
    mappingVersion: row.mappingVersion,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    purgedAt: row.purgedAt?.toISOString() ?? null,
  };
}

async function toMigration(
  db: Parameters<typeof readProgress>[0],
  row: MigrationRow,
): Promise<z.infer<typeof migrationSchema>> {
  const progress = await readProgress(db, scopeOf(row));
  if (progress === null) throw notFound('migration');
  const { approval } = row;
  return {
    ...toLine(row),
    sourceConnectionId: row.sourceConnectionId,
    destinationConnectionId: row.destinationConnectionId,
    file: row.file,
    quiet: row.quiet,
    override: row.override && { by: row.override.by, reason: row.override.reason, at: row.override.at },
    approval: approval && {
      by: approval.by,
      at: approval.at,
      mappingVersion: approval.mappingVersion,
      seal: approval.seal,
      ...(approval.note !== undefined && { note: approval.note }),
      ...(approval.refreshed !== undefined && { refreshed: approval.refreshed }),
      ...(approval.voided !== undefined && { voided: approval.voided }),
    },
    estimate: row.estimate,
    timings: row.timings,
    error: row.error,
    progress,
  };
}
