import { sql } from 'kysely';
import type { FirstPreview } from '../model/dry-run.ts';
import type { Plan } from '../model/plan.ts';
import { insertMany } from './copy.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Keeps what the first records would become, in place of what was kept before. */
export async function saveFirstPreview(
  db: Database,
  scope: Scope,
  version: number,
  plans: readonly Plan[],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await forgetFirstPreview(transaction, scope);
    await insertMany(
      transaction,
      'first_previews',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        mapping_version: ['int', () => version],
        object: ['text', (plan: Plan) => plan.object],
        source_id: ['text', (plan) => plan.sourceId],
        outcome: ['text', (plan) => plan.outcome],
        destination_object: ['text', (plan) => plan.destinationObject],
        reasons: ['jsonb', (plan) => JSON.stringify(plan.reasons)],
      },
      plans,
    );
  });
}

/** The real preview has taken its place. */
export async function forgetFirstPreview(db: Executor, scope: Scope): Promise<void> {
  await sql`delete from first_previews where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}`.execute(
    db,
  );
}

/** How many of the first records would become what; null where there is none of this version, or none any more. */
export async function firstPreviewOf(db: Executor, scope: Scope, version: number): Promise<FirstPreview | null> {
  const { rows } = await sql<{ object: string; outcome: string; count: number }>`
    select object, outcome, count(*)::int as count from first_previews
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
    group by 1, 2 order by 1, 3 desc`.execute(db);
  if (rows.length === 0) return null;
  const outcomes: FirstPreview['outcomes'] = {};
  for (const { object, outcome, count } of rows) outcomes[object] = { ...outcomes[object], [outcome]: count };
  return { records: rows.reduce((sum, { count }) => sum + count, 0), outcomes };
}
