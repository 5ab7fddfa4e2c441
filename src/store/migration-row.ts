/** The row of a migration: what the store holds of it, the scope it gives, and when it is of no more use. */
import { z } from 'zod';
import { approvalSchema } from '../model/approval.ts';
import { metadataSchema } from '../model/catalogue.ts';
import { PortageError } from '../model/errors.ts';
import { migrationFileSchema } from '../model/migration-file.ts';
import { storedReadingPlanSchema } from '../model/reading-plan.ts';
import { runStatuses, stages } from '../model/states.ts';
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
export type Override = z.infer<typeof overrideSchema>;

export const migrationRowSchema = z.object({
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
export type MigrationRow = z.infer<typeof migrationRowSchema>;

export const migrationColumns = [
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
