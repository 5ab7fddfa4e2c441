import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Reason, reasonSchema } from '../model/plan.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Where a record stands, derived from its plan and its main effect. */
export const recordListStates = [
  'staged',
  'planned',
  'sending',
  'written',
  'verified',
  'failed',
  'blocked',
  'unresolved',
  'rejected',
  'held',
  'skipped',
  'merged',
  'excluded',
  'undone',
] as const;
export type RecordListState = (typeof recordListStates)[number];

export interface RecordKey {
  object: string;
  sourceId: string;
}

export interface RecordLine extends RecordKey {
  state: RecordListState;
  /** As the source holds it: active, archived or deleted. */
  sourceState: string;
  destinationObject: string | null;
  destinationId: string | null;
  reasons: Reason[];
  code: string | null;
  message: string | null;
  hint: string | null;
}

export interface RecordFilter {
  object?: string | undefined;
  state?: RecordListState | undefined;
  after: RecordKey | null;
  limit: number;
}

const reasonsSchema = z.array(reasonSchema);

/** Written as conditions on columns, not on the derived state, so that the rare states are found through their own indexes. */
const conditions: Record<RecordListState, RawBuilder<boolean>> = {
  staged: sql`p.outcome is null`,
  planned: sql`p.outcome in ('create', 'update') and coalesce(e.state, 'planned') = 'planned'`,
  sending: sql`p.outcome in ('create', 'update') and e.state = 'intended'`,
  written: sql`p.outcome in ('create', 'update') and e.state = 'written'`,
  verified: sql`p.outcome in ('create', 'update') and e.state = 'verified'`,
  failed: sql`p.outcome in ('create', 'update') and e.state = 'failed'`,
  blocked: sql`p.outcome in ('create', 'update') and e.state = 'blocked'`,
  unresolved: sql`p.outcome in ('create', 'update') and e.state = 'unresolved'`,
  undone: sql`p.outcome in ('create', 'update') and e.state = 'undone'`,
  skipped: sql`(p.outcome = 'skip' or (p.outcome in ('create', 'update') and e.state = 'skipped'))`,
  rejected: sql`p.outcome = 'reject'`,
  held: sql`p.outcome = 'hold'`,
  merged: sql`p.outcome = 'merge'`,
  excluded: sql`p.outcome = 'exclude'`,
};

/** Records of a migration as they stand, a page at a time in the order of object and source id. */
export async function listRecords(
  db: Executor,
  scope: Scope,
  version: number,
  filter: RecordFilter,
): Promise<RecordLine[]> {
  const { object, state, after } = filter;
  const result = await sql<{
    object: string;
    source_id: string;
    state: RecordListState;
    source_state: string;
    destination_object: string | null;
    destination_id: string | null;
    reasons: unknown;
    code: string | null;
    message: string | null;
    hint: string | null;
  }>`
    select r.object, r.source_id, r.state as source_state, p.destination_object, coalesce(e.destination_id, p.matched_id) as destination_id,
      coalesce(p.reasons, '[]') as reasons, e.code, e.message, e.hint,
      case p.outcome when 'exclude' then 'excluded' when 'hold' then 'held' when 'reject' then 'rejected' when 'merge' then 'merged'
        when 'skip' then 'skipped'
        else case when p.outcome is null then 'staged' when e.state = 'intended' then 'sending' else coalesce(e.state, 'planned') end
      end as state
    from records r
    left join plans p on p.migration_id = r.migration_id and p.mapping_version = ${version} and p.object = r.object and p.source_id = r.source_id
    left join effects e on e.migration_id = r.migration_id and e.object = r.object and e.source_id = r.source_id and e.role = 'main'
      and e.operation = (case when p.outcome = 'create' then 'create' else 'update' end)
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and not r.superseded
      ${object === undefined ? sql`` : sql`and r.object = ${object}`}
      ${state === undefined ? sql`` : sql`and ${conditions[state]}`}
      ${after === null ? sql`` : sql`and (r.object, r.source_id) > (${after.object}, ${after.sourceId})`}
    order by r.object, r.source_id limit ${filter.limit}`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    sourceId: row.source_id,
    state: row.state,
    sourceState: row.source_state,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    reasons: reasonsSchema.parse(row.reasons),
    code: row.code,
    message: row.message,
    hint: row.hint,
  }));
}
