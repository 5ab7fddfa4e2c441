import type { StatusValue } from '../mappers/propose/propose-statuses.ts';
import type { SystemMetadata } from '../model/catalogue.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { valueCounts } from '../store/profile-store.ts';
import type { ActivityContext } from './context.ts';

/** More than this is no list of statuses: it is only found out that they are too many. */
const mostValues = 200;

/** The words for a company's status that the records hold, the commonest first. */
export async function statusValues(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
): Promise<StatusValue[]> {
  const field = metadata.objects['company']?.fields.find(
    ({ concept, fill }) => concept === 'company.status' && (fill ?? 1) > 0,
  );
  if (field === undefined) return [];
  const rows = await valueCounts(context.db, scopeOf(row), 'company', [field.key], mostValues);
  return rows
    .flatMap(({ values: [value], count }) => {
      if (!value?.trim()) return [];
      const name = field.options?.find((option) => option.value === value)?.label ?? value;
      return [{ value, name: name.trim(), records: count }];
    })
    .sort((a, b) => b.records - a.records || (a.value < b.value ? -1 : 1));
}
