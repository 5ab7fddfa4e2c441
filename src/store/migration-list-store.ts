import { z } from 'zod';
import { type RunStatus, runStatuses, type Stage, stages } from '../model/states.ts';
import type { Executor } from './database.ts';

const rowSchema = z.object({
  id: z.string(),
  customer: z.string(),
  sourceSystem: z.string(),
  destinationSystem: z.string(),
  marker: z.string(),
  stage: z.enum(stages),
  status: z.enum(runStatuses),
  waitingFor: z.object({ code: z.string(), message: z.string(), hint: z.string(), decision: z.string() }).nullable(),
  mappingVersion: z.int().nullable(),
  createdBy: z.string(),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  purgedAt: z.date().nullable(),
});
/** A migration in a list: without the wide columns, which hold whole catalogues of two systems. */
export type MigrationLine = z.infer<typeof rowSchema>;

export interface MigrationFilter {
  stage?: Stage | undefined;
  status?: RunStatus | undefined;
  /** Only those made before this one. */
  before: string | null;
  limit: number;
}

/** A tenant's migrations, newest first, a page at a time. */
export async function pageOfMigrations(
  db: Executor,
  tenantId: string,
  filter: MigrationFilter,
): Promise<MigrationLine[]> {
  let query = db
    .selectFrom('migrations')
    .select([
      'id',
      'customer',
      'source_system as sourceSystem',
      'destination_system as destinationSystem',
      'marker',
      'stage',
      'status',
      'waiting_for as waitingFor',
      'mapping_version as mappingVersion',
      'created_by as createdBy',
      'created_at as createdAt',
      'ended_at as endedAt',
      'purged_at as purgedAt',
    ])
    .where('tenant_id', '=', tenantId);
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.before !== null) query = query.where('id', '<', filter.before);
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute();
  return rows.map((row) => rowSchema.parse(row));
}

/** Under which file key a migration was made with this idempotency key; null where none was. */
export async function findByIdempotencyKey(
  db: Executor,
  tenantId: string,
  idempotencyKey: string,
): Promise<{ id: string; fileKey: string } | null> {
  const row = await db
    .selectFrom('migrations')
    .select(['id', 'file_key as fileKey'])
    .where('tenant_id', '=', tenantId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
  return row ?? null;
}
