import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Approval } from '../model/approval.ts';
import type { SystemMetadata } from '../model/catalogue.ts';
import { PortageError } from '../model/errors.ts';
import type { MigrationFile } from '../model/migration-file.ts';
import type { StoredReadingPlan } from '../model/reading-plan.ts';
import type { Need } from '../model/stage-results.ts';
import { finalStatuses, type RunStatus, type Stage } from '../model/states.ts';
import type { Database, Executor } from './database.ts';
import {
  type Estimate,
  type MigrationRow,
  migrationColumns,
  migrationRowSchema,
  type Override,
} from './migration-row.ts';
import { ensurePartitions } from './partitions.ts';
import type { Scope } from './scope.ts';

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
      .select(migrationColumns)
      .where('tenant_id', '=', input.tenantId)
      .where('idempotency_key', '=', input.idempotencyKey)
      .executeTakeFirst();
    if (known) return migrationRowSchema.parse(known);
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
      .returning(migrationColumns)
      .executeTakeFirstOrThrow();
    return migrationRowSchema.parse(row);
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

function withoutSecrets(file: MigrationFile): MigrationFile {
  const strip = <T extends { connection?: { credentials: Record<string, string> } | undefined }>(end: T): T =>
    end.connection ? { ...end, connection: { ...end.connection, credentials: {} } } : end;
  return { ...file, source: strip(file.source), destination: strip(file.destination) };
}

export async function getMigration(db: Executor, id: string, tenantId?: string): Promise<MigrationRow> {
  let query = db.selectFrom('migrations').select(migrationColumns).where('id', '=', id);
  if (tenantId !== undefined) query = query.where('tenant_id', '=', tenantId);
  const row = await query.executeTakeFirst();
  if (!row) {
    throw new PortageError('config', `there is no migration ${id}`, {
      code: 'migration_not_found',
      hint: 'portage list shows them.',
      status: 404,
    });
  }
  return migrationRowSchema.parse(row);
}

export async function listMigrations(db: Executor, tenantId: string, limit = 100): Promise<MigrationRow[]> {
  const rows = await db
    .selectFrom('migrations')
    .select(migrationColumns)
    .where('tenant_id', '=', tenantId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => migrationRowSchema.parse(row));
}

/** All migrations of a customer by its exact name, the newest first. */
export async function migrationsOfCustomer(db: Executor, tenantId: string, customer: string): Promise<MigrationRow[]> {
  const rows = await db
    .selectFrom('migrations')
    .select(migrationColumns)
    .where('tenant_id', '=', tenantId)
    .where('customer', '=', customer)
    .orderBy('id', 'desc')
    .execute();
  if (rows.length > 0) return rows.map((row) => migrationRowSchema.parse(row));
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
    .select(migrationColumns)
    .where('tenant_id', '=', tenantId)
    .where('file_key', '=', fileKey)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? migrationRowSchema.parse(row) : null;
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
