import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { addToCounters } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import { type EffectRow, toEffectRow } from './effect-store.ts';
import type { PairScope, Scope } from './scope.ts';

export interface WrittenEffect {
  effect: EffectRow;
  after: JsonObject | null;
  version: string | null;
  /** Fields that a later change of the same record has set: what stands in them is that one's to answer for. */
  overwritten: ReadonlySet<string>;
}

type WrittenRow = Parameters<typeof toEffectRow>[0] & {
  after: JsonObject | null;
  version: string | null;
  overwritten: string[] | null;
};

const writtenColumns = sql`e.id, e.object, e.source_id, e.role, e.operation, e.destination_object, e.destination_id, e.attempts,
  p.payload, p.reference_fields, p.content_hash, a.image as after, a.version,
  case when e.role = 'main' and e.operation in ('create', 'update') then (
    select array_agg(k.field) from effects u
    join effect_payloads w on w.migration_id = u.migration_id and w.effect_id = u.id
    cross join lateral (
      select jsonb_object_keys(w.payload) as field union all select r ->> 'field' from jsonb_array_elements(w.reference_fields) r
    ) k
    where u.migration_id = e.migration_id and u.object = e.object and u.source_id = e.source_id
      and u.destination_object = e.destination_object and (u.state in ('written', 'verified') or u.state = 'skipped' and u.operation = 'link')
      and (u.operation = 'link' or u.operation = 'update' and u.role = 'main' and e.operation = 'create')
  ) end as overwritten`;

function toWritten(row: WrittenRow): WrittenEffect {
  const { after, version, overwritten } = row;
  return { effect: toEffectRow(row), after, version, overwritten: new Set(overwritten) };
}

/** Written effects of records that a list page shows. */
export async function writtenAmong(
  db: Executor,
  scope: PairScope,
  destinationObject: string,
  ids: string[],
): Promise<WrittenEffect[]> {
  if (ids.length === 0) return [];
  const result = await sql<WrittenRow>`
    select ${writtenColumns}
    from effects e join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    left join images a on a.migration_id = e.migration_id and a.effect_id = e.id and a.kind = 'after'
    where e.pair_id = ${scope.pairId} and e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId}
      and e.destination_object = ${destinationObject} and e.destination_id = any(${ids})
      and e.state in ('written', 'verified') and e.operation in ('create', 'update', 'link')`.execute(db);
  return result.rows.map(toWritten);
}

/** Written effects that no comparison has reached yet. */
export async function uncompared(
  db: Executor,
  scope: Scope,
  sampleOnly: boolean,
  limit: number,
): Promise<WrittenEffect[]> {
  const result = await sql<WrittenRow>`
    select ${writtenColumns}
    from effects e join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    left join images a on a.migration_id = e.migration_id and a.effect_id = e.id and a.kind = 'after'
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state = 'written'
      and e.operation in ('create', 'update', 'link') and e.destination_id is not null ${sampleOnly ? sql`and e.in_sample` : sql``}
      and not exists (select 1 from comparisons c where c.migration_id = e.migration_id and c.effect_id = e.id)
    order by e.id limit ${limit}`.execute(db);
  return result.rows.map(toWritten);
}

export interface Comparison {
  effect: EffectRow;
  result: 'equal' | 'drifted' | 'missing' | 'edited';
  differences: { field: string; label: string; planned: unknown; found: unknown }[];
}

/** Stores comparisons; equal ones verify their effects. */
export async function saveComparisons(db: Database, scope: Scope, comparisons: Comparison[]): Promise<void> {
  if (comparisons.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    await sql`
      insert into comparisons (migration_id, tenant_id, effect_id, result, differences)
      select ${scope.migrationId}, ${scope.tenantId}, c.id, c.result, c.differences
      from unnest(${comparisons.map((entry) => entry.effect.id)}::uuid[], ${comparisons.map((entry) => entry.result)}::text[],
        ${comparisons.map((entry) => JSON.stringify(entry.differences))}::jsonb[]) as c (id, result, differences)
      on conflict (migration_id, effect_id) do update set result = excluded.result, differences = excluded.differences, at = now()`.execute(
      transaction,
    );
    await sql`
      update effects e set state = case when c.result in ('equal', 'edited') then 'verified' else 'written' end
      from unnest(${comparisons.map((entry) => entry.effect.id)}::uuid[], ${comparisons.map((entry) => entry.result)}::text[]) as c (id, result)
      where e.id = c.id and e.tenant_id = ${scope.tenantId} and e.state in ('written', 'verified')`.execute(
      transaction,
    );
    await addToCounters(
      transaction,
      scope,
      // progress counts records
      comparisons
        .filter((entry) => entry.effect.operation !== 'link')
        .map((entry) => ({
          scope: 'reconcile' as const,
          object: entry.effect.object,
          name: entry.result,
          by: 1,
        })),
    );
  });
}

/** Forgets earlier comparisons: reconciling again looks at everything afresh. */
export async function forgetComparisons(db: Executor, scope: Scope): Promise<void> {
  await sql`delete from comparisons where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}`.execute(
    db,
  );
  await sql`delete from counters where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and scope = 'reconcile'`.execute(
    db,
  );
  await sql`update effects set state = 'written' where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
    and state = 'verified' and operation in ('create', 'update', 'link')`.execute(db);
}

/** Written records by destination object: where there are many, lists cost less than reads by id. */
export async function writtenCounts(
  db: Executor,
  scope: Scope,
): Promise<{ destinationObject: string; count: number }[]> {
  const result = await sql<{ destination_object: string; n: number }>`
    select destination_object, count(*) as n from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'written' and operation in ('create', 'update')
    group by 1 order by 1`.execute(db);
  return result.rows.map((row) => ({ destinationObject: row.destination_object, count: row.n }));
}
