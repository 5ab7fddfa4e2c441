import { nameOf } from '../model/record-name.ts';
import type { DuplicateGroupView } from '../model/report.ts';
import type { DuplicateGroup } from './duplicate-store.ts';
import type { MigrationRow } from './migration-row.ts';

/** A group as people read it: records by their names, without the rest of what they hold. */
export function nameDuplicates(row: MigrationRow, group: DuplicateGroup): DuplicateGroupView {
  const catalogue = row.sourceMetadata?.objects[group.object];
  return {
    ...group,
    decision: group.decision ?? 'apart',
    records: group.records.map(({ sourceId, mergedInto, values }) => ({
      sourceId,
      mergedInto,
      name: nameOf(catalogue, values),
    })),
  };
}
