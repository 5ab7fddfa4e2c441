import type { Generated } from 'kysely';
import type { JsonColumn, NullableJson } from './columns.ts';

interface MatchIndexTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  destination_id: string;
  keys: string[];
  values: JsonColumn;
}

interface IndexWalksTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  cursor: NullableJson;
  done: Generated<boolean>;
  total: number | null;
}

interface PlansTable {
  kept: Generated<boolean>;
  preview: Generated<boolean>;
  migration_id: string;
  tenant_id: string;
  mapping_version: number;
  object: string;
  source_id: string;
  outcome: string;
  destination_object: string | null;
  matched_id: string | null;
  placement: NullableJson;
  reasons: JsonColumn;
  effects: JsonColumn;
  content_hash: string;
}

interface ApprovedOutcomesTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  outcome: string;
}

interface SampleRecordsTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  reason: string;
  chosen: Generated<string>;
  is_root: Generated<boolean>;
}

/** What the destination held before, what becomes of each record, and which records are the sample. */
export interface PlanningTables {
  match_index: MatchIndexTable;
  index_walks: IndexWalksTable;
  plans: PlansTable;
  approved_outcomes: ApprovedOutcomesTable;
  sample_records: SampleRecordsTable;
}
