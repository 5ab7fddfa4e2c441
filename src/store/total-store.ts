import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface DestinationTotal {
  before: number | null;
  after: number | null;
}

/** Keeps what the destination says it holds. The first count before any write stays; the one after is the newest. */
export async function saveTotals(
  db: Executor,
  scope: Scope,
  when: keyof DestinationTotal,
  totals: ReadonlyMap<string, number | null>,
): Promise<void> {
  if (totals.size === 0) return;
  const column = sql.ref(when);
  const kept = when === 'before' ? sql`coalesce(destination_totals.before, excluded.before)` : sql`excluded.after`;
  await sql`
    insert into destination_totals (migration_id, tenant_id, destination_object, ${column})
    select ${scope.migrationId}, ${scope.tenantId}, t.object, t.total
    from unnest(${[...totals.keys()]}::text[], ${[...totals.values()]}::bigint[]) as t (object, total)
    on conflict (migration_id, destination_object) do update set ${column} = ${kept}`.execute(db);
}

export async function destinationTotals(db: Executor, scope: Scope): Promise<Map<string, DestinationTotal>> {
  const rows = await db
    .selectFrom('destination_totals')
    .select(['destination_object as object', 'before', 'after'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  return new Map(rows.map(({ object, before, after }) => [object, { before, after }]));
}
