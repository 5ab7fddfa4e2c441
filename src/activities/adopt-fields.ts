import { Context } from '@temporalio/activity';
import { definedKeys } from '../store/crosswalk-store.ts';
import { adoptDefinitions, type DefinitionEffect, definitionsBegun } from '../store/materialise-store.ts';
import { type MigrationRow, pairScopeOf } from '../store/migration-row.ts';
import type { ActivityContext } from './context.ts';

const adopted: ReadonlySet<string> = new Set(['field', 'recordStatus']);

/**
 * Fields and statuses that were to be made and are there by now, since another migration wrote into the account while this one waited: they
 * are used, for a second one of the same name is refused by the vendor or, worse, made.
 */
export async function adoptFields(
  context: ActivityContext,
  row: MigrationRow,
  definitions: readonly DefinitionEffect[],
): Promise<void> {
  const scope = pairScopeOf(row);
  const [known, begun] = await Promise.all([definedKeys(context.db, scope), definitionsBegun(context.db, scope)]);
  const open = definitions.filter(({ kind, name }) => adopted.has(kind) && !known.has(name) && !begun.has(name));
  if (open.length === 0) return;
  const writer = await context.openDestination(row);
  const { objects, recordStatuses } = await writer.describe(Context.current().cancellationSignal);
  const found = open.flatMap(({ kind, name, destinationObject, payload }) => {
    const label = String(payload['label']).toLowerCase();
    if (kind === 'recordStatus') {
      const status = recordStatuses.find((candidate) => candidate.name.toLowerCase() === label);
      return status === undefined ? [] : [{ kind, name, destinationObject, key: status.id }];
    }
    const field = objects[destinationObject]?.fields.find(
      (candidate) => candidate.custom && candidate.label?.toLowerCase() === label,
    );
    return field === undefined ? [] : [{ kind, name, destinationObject, key: field.key }];
  });
  await adoptDefinitions(context.db, scope, found);
}
