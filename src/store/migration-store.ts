import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { type Approval, approvalSchema } from '../model/approval.ts';
import { metadataSchema, type SystemMetadata } from '../model/catalogue.ts';
import { PortageError } from '../model/errors.ts';
import { type MigrationFile, migrationFileSchema } from '../model/migration-file.ts';
import { type StoredReadingPlan, storedReadingPlanSchema } from '../model/reading-plan.ts';
import type { Need } from '../model/stage-results.ts';
import { finalStatuses, type RunStatus, runStatuses, type Stage, stages } from '../model/states.ts';
import type { Database, Executor } from './database.ts';
import { ensurePartitions } from './partitions.ts';
import type { PairScope, Scope } from './scope.ts';

const needSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  decision: z.enum(['resume', 'confirmQuiet', 'approve', 'override', 'requestChanges']),
  subject: z.string().optional(),
});
const estimateSchema = z.object({
  requests: z.number(),
  seconds: z.number(),
  byObject: z.record(z.string(), z.number()).default({}),
});
export type Estimate = z.infer<typeof estimateSchema>;
const timingsSchema = z.record(z.string(), z.number());

const overrideSchema = z.object({
  by: z.string(),
  reason: z.string(),
  at: z.string(),
  /** How many records of each object were rejected at that moment: more of them is asked about anew. */
  rejected: z.record(z.string(), z.int()).optional(),
});
type Override = z.infer<typeof overrideSchema>;

const rowSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  pairId: z.string().nullable(),
  customer: z.string(),
  sourceSystem: z.string(),
  destinationSystem: z.string(),
  sourceConnectionId: z.string(),
  destinationConnectionId: z.string(),
  file: migrationFileSchema,
  marker: z.string(),
  stage: z.enum(stages),
  status: z.enum(runStatuses),
  waitingFor: needSchema.nullable(),
  snapshot: z.int(),
  mappingVersion: z.int().nullable(),
  approval: approvalSchema.nullable(),
  quiet: z.object({ by: z.string(), at: z.string() }).nullable(),
  override: overrideSchema.nullable(),
  estimate: estimateSchema.nullable(),
  sourceMetadata: metadataSchema.nullable(),
  destinationMetadata: metadataSchema.nullable(),
  readingPlan: storedReadingPlanSchema.nullable(),
  timings: timingsSchema,
  error: z.object({ message: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  /** When the customer's data was removed. */
  purgedAt: z.date().nullable(),
});
/** A migration as the store holds it: the truth that the workflow asks. */
export type MigrationRow = z.infer<typeof rowSchema>;

const columns = [
  'id',
  'tenant_id as tenantId',
  'pair_id as pairId',
  'customer',
  'source_system as sourceSystem',
  'destination_system as destinationSystem',
  'source_connection_id as sourceConnectionId',
  'destination_connection_id as destinationConnectionId',
  'file',
  'marker',
  'stage',
  'status',
  'waiting_for as waitingFor',
  'snapshot',
  'mapping_version as mappingVersion',
  'approval',
  'quiet',
  'override',
  'estimate',
  'source_metadata as sourceMetadata',
  'destination_metadata as destinationMetadata',
  'reading_plan as readingPlan',
  'timings',
  'error',
  'created_by as createdBy',
  'created_at as createdAt',
  'ended_at as endedAt',
  'purged_at as purgedAt',
] as const;

export interface NewMigration {
  tenantId: string;
  file: MigrationFile;
  fileKey: string;
  sourceConnectionId: string;
  destinationConnectionId: string;
  createdBy: string;
  idempotencyKey?: string;
}

/** Creates a migration, or returns the one that was created under the same idempotency key. */
export async function createMigration(db: Database, input: NewMigration): Promise<MigrationRow> {
  if (input.idempotencyKey !== undefined) {
    const known = await db
      .selectFrom('migrations')
      .select(columns)
      .where('tenant_id', '=', input.tenantId)
      .where('idempotency_key', '=', input.idempotencyKey)
      .executeTakeFirst();
    if (known) return rowSchema.parse(known);
  }
  const id = newId();
  await ensurePartitions(db, id);
  const marker =
    input.file.marker ??
    `import-${new Date().getUTCFullYear()}-${String(new Date().getUTCMonth() + 1).padStart(2, '0')}-${id.slice(-4)}`;
  try {
    const row = await db
      .insertInto('migrations')
      .values({
        id,
        tenant_id: input.tenantId,
        customer: input.file.customer,
        source_connection_id: input.sourceConnectionId,
        destination_connection_id: input.destinationConnectionId,
        source_system: input.file.source.system,
        destination_system: input.file.destination.system,
        file: JSON.stringify(withoutSecrets(input.file)),
        file_key: input.fileKey,
        marker,
        idempotency_key: input.idempotencyKey ?? null,
        created_by: input.createdBy,
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    return rowSchema.parse(row);
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'migrations_marker') {
      throw new PortageError('conflict', `the marker "${marker}" was used by another migration into this account`, {
        code: 'marker_taken',
        hint: 'Choose another marker, or leave it out to get a fresh one.',
        location: 'marker',
      });
    }
    throw error;
  }
}

export function withoutSecrets(file: MigrationFile): MigrationFile {
  const strip = <T extends { connection?: { credentials: Record<string, string> } | undefined }>(end: T): T =>
    end.connection ? { ...end, connection: { ...end.connection, credentials: {} } } : end;
  return { ...file, source: strip(file.source), destination: strip(file.destination) };
}

export async function getMigration(db: Executor, id: string, tenantId?: string): Promise<MigrationRow> {
  let query = db.selectFrom('migrations').select(columns).where('id', '=', id);
  if (tenantId !== undefined) query = query.where('tenant_id', '=', tenantId);
  const row = await query.executeTakeFirst();
  if (!row) {
    throw new PortageError('config', `there is no migration ${id}`, {
      code: 'migration_not_found',
      hint: 'portage list shows them.',
      status: 404,
    });
  }
  return rowSchema.parse(row);
}

export async function listMigrations(db: Executor, tenantId: string, limit = 100): Promise<MigrationRow[]> {
  const rows = await db
    .selectFrom('migrations')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => rowSchema.parse(row));
}

/** All migrations of a customer by its exact name, the newest first. */
export async function migrationsOfCustomer(db: Executor, tenantId: string, customer: string): Promise<MigrationRow[]> {
  const rows = await db
    .selectFrom('migrations')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('customer', '=', customer)
    .orderBy('id', 'desc')
    .execute();
  if (rows.length > 0) return rows.map((row) => rowSchema.parse(row));
  throw new PortageError('config', `there is no migration of a customer "${customer}"`, {
    code: 'customer_not_found',
    hint: 'Write the name exactly as portage list shows it.',
    status: 404,
  });
}

/** The newest migration started from the same file, for "the same command goes on later". */
export async function findByFile(db: Executor, tenantId: string, fileKey: string): Promise<MigrationRow | null> {
  const row = await db
    .selectFrom('migrations')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('file_key', '=', fileKey)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? rowSchema.parse(row) : null;
}

/** What a migration knew of a customer is gone for good once it was purged: it neither runs nor reports any more. */
export function refusePurged(row: Pick<MigrationRow, 'id' | 'purgedAt'>): void {
  if (row.purgedAt === null) return;
  throw new PortageError('config', `the data of migration ${row.id} was purged on ${row.purgedAt.toISOString()}`, {
    code: 'migration_purged',
    hint: 'Start a new migration; the audit trail says who purged this one.',
    status: 410,
  });
}

export function scopeOf(row: MigrationRow): Scope {
  return { tenantId: row.tenantId, migrationId: row.id };
}

export function pairScopeOf(row: MigrationRow): PairScope {
  if (row.pairId === null)
    throw new PortageError('bug', 'the accounts are not known before preflight', { code: 'no_account_pair' });
  return { ...scopeOf(row), pairId: row.pairId };
}

export interface MigrationChanges {
  status?: RunStatus;
  waitingFor?: Need | null;
  snapshot?: number;
  mappingVersion?: number;
  approval?: Approval | null;
  quiet?: { by: string; at: string };
  override?: Override | null;
  estimate?: Estimate;
  sourceMetadata?: SystemMetadata;
  destinationMetadata?: SystemMetadata;
  readingPlan?: StoredReadingPlan;
  /** The migration file as it now stands: taken up until the first record is read. */
  file?: MigrationFile;
  pairId?: string;
  error?: { message: string } | null;
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

export async function updateMigration(db: Executor, scope: Scope, changes: MigrationChanges): Promise<void> {
  await db
    .updateTable('migrations')
    .set({
      updated_at: sql<Date>`now()`,
      ...(changes.status !== undefined && {
        status: changes.status,
        ended_at: finalStatuses.has(changes.status) ? sql<Date>`coalesce(ended_at, now())` : null,
      }),
      ...(changes.waitingFor !== undefined && { waiting_for: json(changes.waitingFor) }),
      ...(changes.snapshot !== undefined && { snapshot: changes.snapshot }),
      ...(changes.mappingVersion !== undefined && { mapping_version: changes.mappingVersion }),
      ...(changes.approval !== undefined && { approval: json(changes.approval) }),
      ...(changes.quiet !== undefined && { quiet: json(changes.quiet) }),
      ...(changes.override !== undefined && { override: json(changes.override) }),
      ...(changes.estimate !== undefined && { estimate: json(changes.estimate) }),
      ...(changes.sourceMetadata !== undefined && { source_metadata: json(changes.sourceMetadata) }),
      ...(changes.destinationMetadata !== undefined && { destination_metadata: json(changes.destinationMetadata) }),
      ...(changes.readingPlan !== undefined && { reading_plan: json(changes.readingPlan) }),
      ...(changes.file !== undefined && { file: JSON.stringify(withoutSecrets(changes.file)) }),
      ...(changes.pairId !== undefined && { pair_id: changes.pairId }),
      ...(changes.error !== undefined && { error: json(changes.error) }),
    })
    .where('id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

/** Moves to a stage and books the time that the one before took, by the database's clock. Entering twice changes nothing. */
export async function enterStage(db: Executor, scope: Scope, stage: Stage): Promise<void> {
  await sql`
    update migrations set stage = ${stage}, stage_since = now(), updated_at = now(),
      timings = timings || jsonb_build_object(stage, coalesce((timings ->> stage)::float8, 0) + extract(epoch from now() - stage_since)::float8)
    where id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and stage <> ${stage}`.execute(db);
}

/** The pair of accounts that a crosswalk belongs to. */
export async function enterPair(
  db: Executor,
  tenantId: string,
  source: { system: string; account: string },
  destination: { system: string; account: string },
): Promise<string> {
  const row = await db
    .insertInto('account_pairs')
    .values({
      id: newId(),
      tenant_id: tenantId,
      source_system: source.system,
      source_account: source.account,
      destination_system: destination.system,
      destination_account: destination.account,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'source_system', 'source_account', 'destination_system', 'destination_account'])
        .doUpdateSet({ source_system: source.system }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
