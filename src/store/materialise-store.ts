import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { PairScope } from './scope.ts';

export interface DefinitionEffect {
  /** `field`, `pipeline`, `stage`, `recordStatus`. */
  kind: string;
  /** As payloads name it, without `new:`: `lead.industry`. */
  name: string;
  destinationObject: string;
  payload: JsonObject;
  wave: number;
}

/**
 * Effects for plans: of the sample's records alone, or of all. Doing it again adds what is missing, and plans anew what has
 * changed at the source since: updates, links, and records that could not be written as they were. A link waits until both
 * its ends are among what is written.
 */
export async function materialisePlans(
  db: Executor,
  scope: PairScope,
  version: number,
  sampleOnly: boolean,
): Promise<number> {
  const sample = sampleOnly
    ? sql`and exists (select 1 from sample_records s where s.migration_id = p.migration_id and s.object = p.object and s.source_id = p.source_id)`
    : sql``;
  const sampledEnd = sampleOnly
    ? sql`and exists (select 1 from sample_records s where s.migration_id = q.migration_id and s.object = q.object and s.source_id = q.source_id)`
    : sql``;
  if (!sampleOnly) await forgetUnplanned(db, scope, version);
  const result = await sql<{ inserted: number }>`
    with planned as (
      select portage_uuid7() as id, p.object, p.source_id, coalesce(e.value ->> 'contentHash', p.content_hash) as content_hash, e.value as effect
      from plans p cross join lateral jsonb_array_elements(p.effects) e
      where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version} ${sample}
        and (e.value ->> 'operation' <> 'link' or e.value #>> '{references,0,need}' = 'was' or exists (select 1 from plans q where q.migration_id = p.migration_id
          and q.mapping_version = p.mapping_version and q.object = e.value #>> '{references,0,object}'
          and q.source_id = e.value #>> '{references,0,sourceId}' and q.destination_object = e.value #>> '{references,0,to}'
          and (q.outcome = 'create' or q.matched_id is not null and q.outcome in ('update', 'merge', 'skip')) ${sampledEnd}))
    ), inserted as (
      insert into effects (id, tenant_id, pair_id, migration_id, object, source_id, role, operation, wave, priority,
        destination_object, destination_id, in_sample)
      select id, ${scope.tenantId}, ${scope.pairId}, ${scope.migrationId}, object, source_id, effect ->> 'role', effect ->> 'operation',
        (effect ->> 'wave')::int, (effect ->> 'priority')::bigint, effect ->> 'destinationObject', effect ->> 'destinationId', ${sampleOnly}
      from planned
      on conflict (migration_id, object, source_id, role, operation) do update
        set state = 'planned', answered_at = null, code = null, message = null, hint = null,
          destination_id = coalesce(excluded.destination_id, effects.destination_id), wave = excluded.wave, priority = excluded.priority
        where (effects.state in ('planned', 'failed', 'blocked') or (effects.operation in ('update', 'link') and effects.state in ('written', 'verified', 'skipped')))
          and exists (select 1 from planned n join effect_payloads old on old.migration_id = ${scope.migrationId} and old.effect_id = effects.id
            where n.object = effects.object and n.source_id = effects.source_id and n.effect ->> 'role' = effects.role
              and n.effect ->> 'operation' = effects.operation and n.content_hash <> old.content_hash)
      returning id, object, source_id, role, operation
    ), payloads as (
      insert into effect_payloads (migration_id, tenant_id, effect_id, payload, reference_fields, content_hash)
      select ${scope.migrationId}, ${scope.tenantId}, i.id, n.effect -> 'payload', n.effect -> 'references', n.content_hash
      from inserted i join planned n on n.object = i.object and n.source_id = i.source_id
        and n.effect ->> 'role' = i.role and n.effect ->> 'operation' = i.operation
      on conflict (migration_id, effect_id) do update
        set payload = excluded.payload, reference_fields = excluded.reference_fields, content_hash = excluded.content_hash
      returning 1
    ) select count(*) as inserted from payloads`.execute(db);
  return result.rows[0]?.inserted ?? 0;
}

/**
 * What waited or failed under an earlier plan and is no longer planned (deleted at the source since, merged, held) is never sent. A
 * change that was begun stays: it may have been done.
 */
async function forgetUnplanned(db: Executor, scope: PairScope, version: number): Promise<void> {
  await sql`
    with forgotten as (
      delete from effects e
      where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state in ('planned', 'failed', 'blocked')
        and exists (select 1 from plans p where p.migration_id = e.migration_id and p.mapping_version = ${version}
          and p.object = e.object and p.source_id = e.source_id
          and not exists (select 1 from jsonb_array_elements(p.effects) f
            where f ->> 'role' = e.role and f ->> 'operation' = e.operation))
        and not exists (select 1 from images i where i.migration_id = e.migration_id and i.effect_id = e.id and i.kind = 'before')
      returning e.id
    )
    delete from effect_payloads p using forgotten f where p.migration_id = ${scope.migrationId} and p.effect_id = f.id`.execute(
    db,
  );
}

/** Effects that create fields, pipelines and stages, just those that planned payloads name. */
export async function materialiseDefinitions(
  db: Executor,
  scope: PairScope,
  definitions: DefinitionEffect[],
  sampleOnly: boolean,
): Promise<void> {
  for (const definition of definitions) {
    await sql`
      with effect as (
        insert into effects (id, tenant_id, pair_id, migration_id, object, source_id, role, operation, wave, destination_object, in_sample)
        select portage_uuid7(), ${scope.tenantId}, ${scope.pairId}, ${scope.migrationId}, ${`define:${definition.kind}`}, ${definition.name},
          'main', 'define', ${definition.wave}, ${definition.destinationObject}, ${sampleOnly}
        where not exists (select 1 from crosswalk c where c.pair_id = ${scope.pairId} and c.object = ${`define:${definition.kind}`}
          and c.source_id = ${definition.name} and c.tombstone_at is null)
        on conflict do nothing returning id
      )
      insert into effect_payloads (migration_id, tenant_id, effect_id, payload, reference_fields, content_hash)
      select ${scope.migrationId}, ${scope.tenantId}, id, ${JSON.stringify(definition.payload)}::jsonb, '[]', '' from effect`.execute(
      db,
    );
  }
}

/** Names of fields and statuses that this migration has begun to make. */
export async function definitionsBegun(db: Executor, scope: PairScope): Promise<Set<string>> {
  const rows = await db
    .selectFrom('effects')
    .select('source_id')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('object', 'in', ['define:field', 'define:recordStatus'])
    .execute();
  return new Set(rows.map((row) => row.source_id));
}

/** Fields and statuses that are there already stand for those that were to be made; undo leaves them alone. */
export async function adoptDefinitions(
  db: Executor,
  scope: PairScope,
  found: readonly { kind: string; name: string; destinationObject: string; key: string }[],
): Promise<void> {
  if (found.length === 0) return;
  await db
    .insertInto('crosswalk')
    .values(
      found.map(({ kind, name, destinationObject, key }) => ({
        pair_id: scope.pairId,
        tenant_id: scope.tenantId,
        object: `define:${kind}`,
        source_id: name,
        role: 'main',
        destination_object: destinationObject,
        destination_id: key,
        origin: 'matched',
        migration_id: scope.migrationId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Names in planned payloads that wait for a definition: `lead.industry`, `stage.sales.won`. */
export async function namesInUse(db: Executor, scope: PairScope): Promise<Set<string>> {
  const result = await sql<{ name: string }>`
    select distinct substring(name from 5) as name from (
      select jsonb_object_keys(p.payload) as name from effect_payloads p
        where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId}
      union
      select v.value #>> '{}' from effect_payloads p cross join lateral jsonb_each(p.payload) v
        where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and jsonb_typeof(v.value) = 'string'
          and v.value #>> '{}' like 'new:%'
    ) n where name like 'new:%'`.execute(db);
  return new Set(result.rows.map((row) => row.name));
}

/** Whether any planned record of an object hangs under the collecting parent. */
export async function collects(db: Executor, scope: PairScope, version: number, object: string): Promise<boolean> {
  const result = await sql`
    select 1 from plans where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
      and object = ${object} and placement ->> 'object' = 'collection' limit 1`.execute(db);
  return result.rows.length > 0;
}

/** The collecting parent of records that belong to nobody, one for each object. */
export async function materialiseCollection(
  db: Executor,
  scope: PairScope,
  input: { object: string; destinationObject: string; payload: JsonObject; wave: number; sampleOnly: boolean },
): Promise<void> {
  await sql`
    with effect as (
      insert into effects (id, tenant_id, pair_id, migration_id, object, source_id, role, operation, wave, destination_object, in_sample)
      select portage_uuid7(), ${scope.tenantId}, ${scope.pairId}, ${scope.migrationId}, 'collection', ${input.object}, 'own parent', 'create',
        ${input.wave}, ${input.destinationObject}, ${input.sampleOnly}
      where not exists (select 1 from crosswalk c where c.pair_id = ${scope.pairId} and c.object = 'collection'
        and c.source_id = ${input.object} and c.tombstone_at is null)
      on conflict do nothing returning id
    )
    insert into effect_payloads (migration_id, tenant_id, effect_id, payload, reference_fields, content_hash)
    select ${scope.migrationId}, ${scope.tenantId}, id, ${JSON.stringify(input.payload)}::jsonb, '[]', '' from effect`.execute(
    db,
  );
}

/** Matched records that need no write are in the crosswalk all the same, with the parents they have: others hang on them. */
export async function recordMatches(db: Executor, scope: PairScope, version: number): Promise<void> {
  await sql`
    insert into crosswalk (pair_id, tenant_id, object, source_id, role, destination_object, destination_id, origin, migration_id, content_hash)
    select ${scope.pairId}::uuid, ${scope.tenantId}::uuid, object, source_id, 'main', destination_object, matched_id, 'matched', migration_id, content_hash
    from plans
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
      and matched_id is not null and outcome in ('merge', 'update')
    union all
    select ${scope.pairId}::uuid, ${scope.tenantId}::uuid, object, source_id, placement ->> 'role', placement -> 'existing' ->> 'object',
      placement -> 'existing' ->> 'id', 'matched', migration_id, ''
    from plans
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
      and placement -> 'existing' is not null
    on conflict do nothing`.execute(db);
}
