import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { editedCount } from './report-details.ts';
import type { Scope } from './scope.ts';

export interface UndoPreview {
  objects: { object: string; remove: number; restore: number; done: number }[];
  /** Changed by somebody since, as the last comparison saw it: these will be kept. */
  edited: number;
}

/** What a roll back would touch, by destination object: records to remove, records to give their earlier values. */
export async function undoPreview(db: Executor, scope: Scope): Promise<UndoPreview> {
  const result = await sql<UndoPreview['objects'][number]>`
    select case operation when 'define' then 'setting: ' || substr(object, 8) when 'link' then 'link of ' || destination_object
        else destination_object end as object,
      count(*) filter (where operation in ('create', 'define') and undo_result is null and state in ('written', 'verified')) as remove,
      count(*) filter (where operation in ('update', 'link') and undo_result is null and state in ('written', 'verified')) as restore,
      count(*) filter (where undo_result = 'reversed') as done
    from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('written', 'verified', 'undone')
    group by 1 order by min(wave), 1`.execute(db);
  return { objects: result.rows, edited: await editedCount(db, scope) };
}
