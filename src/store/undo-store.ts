import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { tellCounted } from './counter-store.ts';
import { definedKeys, referenceKey } from './crosswalk-store.ts';
import type { Database, Executor } from './database.ts';
import { type EffectRow, toEffectRow } from './effect-store.ts';
import type { PairScope, Scope } from './scope.ts';

export interface UndoCandidate {
  effect: EffectRow;
  state: string;
  before: JsonObject | null;
  after: JsonObject | null;
  version: string | null;
}

/** Written, or a change that was begun and whose answer never came: it may have been done. */
const mayStand = sql`(e.state in ('written', 'verified') or e.operation in ('update', 'link') and e.state in ('planned', 'intended')
  and e.attempts > 0 and exists (select 1 from images b where b.migration_id = e.migration_id and b.effect_id = e.id and b.kind = 'before'))`;

/** The next effects to take back: children before parents, records before the definitions that they use. */
export async function nextToUndo(
  db: Executor,
  scope: Scope,
  sampleOnly: boolean,
  limit: number,
): Promise<UndoCandidate[]> {
  const result = await sql<
    Parameters<typeof toEffectRow>[0] & {
      state: string;
      before: JsonObject | null;
      after: JsonObject | null;
      version: string | null;
    }
  >`
    -- each part once, and not for every row: a roll back of 100,000 records asks some hundred times
    with last as materialized (
      select max(e.wave) as wave from effects e where e.migration_id = ${scope.migrationId} and ${mayStand}
        and e.undo_result is null ${sampleOnly ? sql`and e.in_sample` : sql``}
    ), page as materialized (
      select e.* from effects e
      where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and ${mayStand}
        and e.undo_result is null ${sampleOnly ? sql`and e.in_sample` : sql``} and e.wave = (select wave from last)
        -- a record that was also updated gets its created values back first: they are what removing it compares with
        and not (e.operation = 'create' and exists (select 1 from effects u where u.migration_id = e.migration_id and u.object = e.object
          and u.source_id = e.source_id and u.role = e.role and u.operation = 'update' and u.state in ('written', 'verified')
          and u.undo_result is null))
      order by e.id desc limit ${limit}
    )
    select e.id, e.object, e.source_id, e.role, e.operation, e.destination_object, e.attempts,
      -- a link without an answer: its record is the one it stands on
      coalesce(e.destination_id, (select c.destination_id from crosswalk c where c.pair_id = e.pair_id and c.object = e.object
        and c.source_id = e.source_id and c.role = 'main' and c.destination_object = e.destination_object and c.tombstone_at is null
        limit 1)) as destination_id,
      p.payload, p.reference_fields, p.content_hash, e.state, b.image as before, a.image as after, a.version
    from page e
    join effect_payloads p on p.migration_id = ${scope.migrationId} and p.effect_id = e.id
    left join images b on b.migration_id = ${scope.migrationId} and b.effect_id = e.id and b.kind = 'before'
    left join images a on a.migration_id = ${scope.migrationId} and a.effect_id = e.id and a.kind = 'after'
    order by e.id desc`.execute(db);
  return result.rows.map((row) => ({
    effect: toEffectRow(row),
    state: row.state,
    before: row.before,
    after: row.after,
    version: row.version,
  }));
}

/**
 * References that records hang on which stay at the destination: kept ones of this migration, and whatever later migrations of
 * the same accounts have written. What they name must stay with them, and so must a record whose link a person has changed or
 * a later migration has set. As `referenceKey` writes them.
 */
export async function namedByStaying(db: Executor, scope: PairScope): Promise<Set<string>> {
  const result = await sql<{ object: string; source_id: string; role: string }>`
    select distinct r ->> 'object' as object, r ->> 'sourceId' as source_id, r ->> 'role' as role
    from effects e join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    cross join lateral jsonb_array_elements(p.reference_fields) r
    where e.pair_id = ${scope.pairId} and e.tenant_id = ${scope.tenantId} and e.state in ('written', 'verified')
      and (e.operation = 'create' and (e.migration_id <> ${scope.migrationId} or e.undo_result in ('kept', 'failed'))
        or e.operation = 'link' and (e.migration_id <> ${scope.migrationId} or e.undo_result = 'failed'))
    union
    select e.object, e.source_id, 'main' from effects e
    where e.pair_id = ${scope.pairId} and e.tenant_id = ${scope.tenantId} and e.state in ('written', 'verified') and e.operation = 'link'
      and (e.migration_id <> ${scope.migrationId} or e.undo_result in ('kept', 'failed'))`.execute(db);
  return new Set(
    result.rows.map((row) => referenceKey({ object: row.object, sourceId: row.source_id, role: row.role })),
  );
}

/** Of these ids, those of records that we made and that stay: a person has worked on them, or a later migration made them. */
export async function stayingIds(
  db: Executor,
  scope: PairScope,
  destinationObjects: readonly string[],
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ destination_id: string }>`
    select destination_id from effects where pair_id = ${scope.pairId} and tenant_id = ${scope.tenantId} and operation = 'create'
      and destination_object = any(${[...destinationObjects]}) and destination_id = any(${ids}) and state in ('written', 'verified')
      and (migration_id <> ${scope.migrationId} or undo_result in ('kept', 'failed'))`.execute(db);
  return new Set(rows.map((row) => row.destination_id));
}

/** Names of definitions that staying records carry values of: `lead.industry`, `stage.sales.won`. */
export async function definitionsOfStaying(db: Executor, scope: PairScope): Promise<Set<string>> {
  const staying = sql`select p.payload from effects e
    join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    where e.pair_id = ${scope.pairId} and e.tenant_id = ${scope.tenantId} and e.operation in ('create', 'update')
      and e.state in ('written', 'verified') and (e.migration_id <> ${scope.migrationId} or e.undo_result in ('kept', 'failed'))`;
  const result = await sql<{ name: string }>`
    with staying as (${staying})
    select distinct n.name from (
      select jsonb_object_keys(payload) as name from staying
      union select v.value #>> '{}' from staying cross join lateral jsonb_each(payload) v where jsonb_typeof(v.value) = 'string'
    ) n`.execute(db);
  const keys = new Map<string, string>();
  for (const [name, key] of await definedKeys(db, scope)) keys.set(key, name);
  // a later migration names what is there by its key, the one that made it by the name it gave it
  return new Set(
    result.rows.flatMap(({ name }) => (name.startsWith('new:') ? [name.slice('new:'.length)] : (keys.get(name) ?? []))),
  );
}

export interface UndoResult {
  effect: EffectRow;
  result: 'reversed' | 'kept' | 'failed';
  reason: string | null;
}

/** Stores what became of each: reversed ones leave a tombstone in the crosswalk, which matching and reconcile ignore for good. */
export async function saveUndo(db: Database, scope: PairScope, results: UndoResult[]): Promise<void> {
  if (results.length === 0) return;
  tellCounted(
    results.map(({ effect: { object }, result }) => {
      return { scope: 'effects', object, name: result === 'reversed' ? 'undone' : `undo_${result}`, by: 1 };
    }),
  );
  await db.transaction().execute(async (transaction) => {
    await sql`
      update effects e set undo_result = u.result, message = coalesce(u.reason, e.message),
        state = case when u.result = 'reversed' then 'undone' else e.state end
      from unnest(${results.map((entry) => entry.effect.id)}::uuid[], ${results.map((entry) => entry.result)}::text[],
        ${results.map((entry) => entry.reason)}::text[]) as u (id, result, reason)
      where e.id = u.id and e.tenant_id = ${scope.tenantId}`.execute(transaction);
    const reversed = results.filter((entry) => entry.result === 'reversed');
    await sql`
      update crosswalk c set tombstone_at = now()
      from unnest(${reversed.map((entry) => entry.effect.destinationObject)}::text[], ${reversed.map((entry) => entry.effect.destinationId)}::text[],
        ${reversed.map((entry) => entry.effect.operation)}::text[]) as u (destination_object, destination_id, operation)
      where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId} and c.destination_object = u.destination_object
        and c.destination_id = u.destination_id and u.operation in ('create', 'define')`.execute(transaction);
    await sql`
      delete from crosswalk c using unnest(${reversed.map((entry) => entry.effect.destinationObject)}::text[],
        ${reversed.map((entry) => entry.effect.destinationId)}::text[], ${reversed.map((entry) => entry.effect.operation)}::text[])
        as u (destination_object, destination_id, operation)
      where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId} and c.destination_object = u.destination_object
        and c.destination_id = u.destination_id and u.operation = 'update' and c.origin = 'matched'`.execute(
      transaction,
    );
    const links = reversed.filter(({ effect }) => effect.operation === 'link');
    await sql`
      delete from crosswalk c using unnest(${links.map(({ effect }) => effect.object)}::text[],
        ${links.map(({ effect }) => effect.sourceId)}::text[], ${links.map(({ effect }) => effect.role)}::text[]) as u (object, source_id, role)
      where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId} and c.object = u.object and c.source_id = u.source_id
        and c.role = u.role`.execute(transaction);
  });
}

/** The three parts of a rollback; they add up to what was written. */
export async function undoTotals(
  db: Executor,
  scope: Scope,
): Promise<{ reversed: number; kept: number; failed: number; open: number }> {
  const result = await sql<{ reversed: number; kept: number; failed: number; open: number }>`
    select count(*) filter (where undo_result = 'reversed') as reversed, count(*) filter (where undo_result = 'kept') as kept,
      count(*) filter (where undo_result = 'failed') as failed,
      count(*) filter (where undo_result is null and state in ('written', 'verified')) as open
    from effects where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}`.execute(db);
  return result.rows[0] ?? { reversed: 0, kept: 0, failed: 0, open: 0 };
}

/** After the sample is undone its effects are planned anew under the next mapping. */
export async function forgetUndone(db: Executor, scope: Scope): Promise<void> {
  await sql`delete from effect_payloads p using effects e where p.migration_id = ${scope.migrationId} and e.id = p.effect_id and e.state = 'undone'`.execute(
    db,
  );
  await sql`delete from effects where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'undone'`.execute(
    db,
  );
}
