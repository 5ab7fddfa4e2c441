import { z } from 'zod';
import type { Json } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Sets up the walks over the destination's lists. Planning again walks them again. */
export async function indexStates(db: Executor, scope: Scope, objects: string[]): Promise<void> {
  await db
    .deleteFrom('index_walks')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  if (objects.length === 0) return;
  await db
    .insertInto('index_walks')
    .values(objects.map((object) => ({ migration_id: scope.migrationId, tenant_id: scope.tenantId, object })))
    .execute();
}

export async function nextIndexObject(
  db: Executor,
  scope: Scope,
): Promise<{ object: string; cursor: Json | null } | null> {
  const row = await db
    .selectFrom('index_walks')
    .select(['object', 'cursor'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('done', '=', false)
    .orderBy('object')
    .limit(1)
    .executeTakeFirst();
  return row ? { object: row.object, cursor: z.json().nullable().parse(row.cursor) as Json | null } : null;
}

export async function saveIndexState(
  db: Executor,
  scope: Scope,
  object: string,
  cursor: Json | null,
  total: number | null,
): Promise<void> {
  await db
    .updateTable('index_walks')
    .set({
      cursor: cursor === null ? null : JSON.stringify(cursor),
      done: cursor === null,
      ...(total !== null && { total }),
    })
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('object', '=', object)
    .execute();
}
