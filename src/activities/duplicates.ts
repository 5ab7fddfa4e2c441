import { Context } from '@temporalio/activity';
import { groupedObjects, groupKeysOf } from '../mappers/dedupe/index.ts';
import { findDuplicates } from '../store/duplicate-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import type { ActivityContext } from './context.ts';

/** Groups the people and companies of the source that may be the same, for a person to merge or keep apart. */
export async function findAllDuplicates({ db }: ActivityContext, row: MigrationRow): Promise<void> {
  const country = row.file.defaultCountry ?? null;
  for (const object of groupedObjects) {
    const catalogue = row.sourceMetadata?.objects[object];
    if (!catalogue) continue;
    await findDuplicates(
      db,
      scopeOf(row),
      object,
      {
        keysOf: (values) => groupKeysOf(catalogue, values, country),
        keyedBy: JSON.stringify([catalogue.fields, country]),
        namesAlone: object === 'company',
        snapshot: row.snapshot,
      },
      () => Context.current().heartbeat(),
    );
  }
}
