import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, JsonColumn, NullableTimestamp } from './columns.ts';

interface EffectsTable {
  id: string;
  tenant_id: string;
  pair_id: string;
  migration_id: string;
  object: string;
  source_id: string;
  role: string;
  operation: string;
  wave: number;
  priority: Generated<number>;
  destination_object: string;
  destination_id: string | null;
  state: Generated<string>;
  attempts: Generated<number>;
  request_id: string | null;
  fence: number | null;
  intended_at: NullableTimestamp;
  deadline: NullableTimestamp;
  answered_at: NullableTimestamp;
  code: string | null;
  message: string | null;
  hint: string | null;
  in_sample: Generated<boolean>;
  undo_result: string | null;
}

interface EffectPayloadsTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  payload: JsonColumn;
  reference_fields: JsonColumn;
  content_hash: string;
}

interface ImagesTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  kind: string;
  image: JsonColumn;
  version: string | null;
  at: GeneratedTimestamp;
}

interface CrosswalkTable {
  pair_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  role: string;
  destination_object: string;
  destination_id: string;
  origin: string;
  migration_id: string;
  content_hash: Generated<string>;
  tombstone_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}

interface ComparisonsTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  result: string;
  differences: ColumnType<unknown, string | undefined, string>;
  at: GeneratedTimestamp;
}

interface DoublesTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  destination_id: string;
  object: string | null;
  source_id: string | null;
  twin_id: string | null;
  at: GeneratedTimestamp;
}

interface DestinationTotalsTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  before: number | null;
  after: number | null;
}

/** What is written and what was found afterwards: effects, images, the crosswalk, comparisons, doubles. */
export interface WritingTables {
  effects: EffectsTable;
  effect_payloads: EffectPayloadsTable;
  images: ImagesTable;
  crosswalk: CrosswalkTable;
  comparisons: ComparisonsTable;
  doubles: DoublesTable;
  destination_totals: DestinationTotalsTable;
}
