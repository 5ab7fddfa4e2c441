import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { messageOf, PortageError } from '../../model/errors.ts';
import type { PurgeResult } from '../../model/purge.ts';
import { finalStatuses } from '../../model/states.ts';
import { workflowIdOf } from '../../model/workflow-id.ts';
import { audit } from '../../store/audit-store.ts';
import type { BlobStore } from '../../store/blob-store.ts';
import { sealContextOf } from '../../store/connection-store.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import {
  deleteData,
  emptyMigrations,
  markPurged,
  purgeConnections,
  purgeIdPairs,
  purgeUploads,
} from '../../store/purge-store.ts';
import type { ServiceContext } from './start.ts';

export interface PurgeInput {
  tenantId: string;
  by: string;
  via: 'API' | 'CLI';
  customer: string;
  /** All of one customer. */
  migrations: readonly MigrationRow[];
  /** Also the pairs of ids: a later migration of the same accounts will not know what is there already. */
  withIdPairs: boolean;
  /** Everything of this customer, hence also connections that were stored for it. */
  whole: boolean;
}

/**
 * Removes a customer's data for good. Each part may be done twice, and what was removed is marked before: a purge that was
 * broken off is given again.
 */
export async function purge(context: ServiceContext & { blobs: BlobStore }, input: PurgeInput): Promise<PurgeResult> {
  const { db, temporal } = context;
  const { tenantId, migrations, withIdPairs } = input;
  const purged = { tenantId, ids: migrations.map((row) => row.id) };
  for (const row of migrations) await refuseRunning(context, input, row);
  const told = { withIdPairs, migrations: purged.ids };
  for (const row of migrations) await record(context, input, row, told);
  await markPurged(db, purged);
  let histories = { removed: 0, left: 0 };
  for (const row of migrations) histories = added(histories, await forgetRuns(temporal, row.id));
  const uploads = await purgeUploads(db, context.blobs, purged, migrations);
  const seal = (id: string) => context.seal('{}', sealContextOf(tenantId, id));
  const connections = await purgeConnections(db, tenantId, migrations, { stored: input.whole, seal });
  const idPairs = await purgeIdPairs(db, purged, withIdPairs);
  const rows = await deleteData(db, purged);
  await emptyMigrations(db, tenantId, migrations);
  return { customer: input.customer, migrations: [...purged.ids], rows, uploads, connections, idPairs, histories };
}

async function record(
  { db }: ServiceContext,
  input: PurgeInput,
  row: MigrationRow,
  payload: object,
  refused?: string,
): Promise<void> {
  await audit(db, {
    tenantId: input.tenantId,
    migrationId: row.id,
    actor: input.by,
    via: input.via,
    action: 'purge',
    accepted: refused === undefined,
    ...(refused !== undefined && { reason: refused }),
    payload,
  });
}

/** One at hand-over only waits, for retry or roll back: that ends with its data. */
async function refuseRunning(context: ServiceContext, input: PurgeInput, row: MigrationRow): Promise<void> {
  if (row.purgedAt !== null || finalStatuses.has(row.status)) return;
  if (!(await isRunning(context.temporal, row.id))) return;
  const reason = `the migration ${row.id} of ${row.customer} is not over (stage ${row.stage}, ${row.status})`;
  await record(context, input, row, {}, reason);
  throw new PortageError('conflict', `${reason}: nothing was purged`, {
    code: 'migration_running',
    hint: `Let it finish, or end it first (portage signal ${row.id} cancel); roll it back before, if what it wrote is to go as well.`,
  });
}

async function isRunning(temporal: Client, migrationId: string): Promise<boolean> {
  try {
    const { status } = await temporal.workflow.getHandle(workflowIdOf(migrationId)).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Ends what still waits and deletes the histories: they hold ids, counts and decisions, and the customer's name. */
async function forgetRuns(temporal: Client, migrationId: string): Promise<PurgeResult['histories']> {
  const id = workflowIdOf(migrationId);
  const runs = new Map<string, { workflowId: string; runId: string }>();
  // the list may lag behind: what it does not name yet is asked for by its id
  const { workflowId, runId } = await temporal.workflow.getHandle(id).describe().catch(notFound);
  if (runId !== undefined) runs.set(runId, { workflowId, runId });
  for await (const run of temporal.workflow.list({ query: `WorkflowId STARTS_WITH "${id}"` }))
    runs.set(run.runId, { workflowId: run.workflowId, runId: run.runId });
  let removed = 0;
  for (const run of runs.values()) removed += (await forgetRun(temporal, run)) ? 1 : 0;
  return { removed, left: runs.size - removed };
}

function notFound(error: unknown): { workflowId: string; runId?: string } {
  if (error instanceof WorkflowNotFoundError) return { workflowId: '' };
  throw error;
}

async function forgetRun(temporal: Client, run: { workflowId: string; runId: string }): Promise<boolean> {
  try {
    await temporal.workflow
      .getHandle(run.workflowId, run.runId)
      .terminate('the data of this customer was purged')
      .catch(notFound);
    await temporal.workflowService.deleteWorkflowExecution({
      namespace: temporal.options.namespace,
      workflowExecution: run,
    });
    return true;
  } catch (error) {
    // some servers do not let their clients delete: their retention does it
    if (isGrpcServiceError(error)) return false;
    throw new PortageError('transient', `Temporal cannot be asked to forget a run: ${messageOf(error)}`, {
      code: 'temporal_unavailable',
      hint: 'Purge it again when Temporal answers: what was removed stays removed.',
      cause: error,
    });
  }
}

function added(one: PurgeResult['histories'], other: PurgeResult['histories']): PurgeResult['histories'] {
  return { removed: one.removed + other.removed, left: one.left + other.left };
}
