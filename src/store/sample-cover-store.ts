import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Which field of an object holds what, and which rule an owner falls under: see mappers/sample/features.ts. */
export interface CoverSpec {
  keys: Record<string, { stage?: string; owner?: string; email?: string; size?: string }>;
  owners: Record<string, { how: string; active: boolean }>;
  roots: string[];
}

export interface CoverPick {
  object: string;
  sourceId: string;
  /** What it shows that no record before it did. */
  features: string[];
}

/**
 * What a record shows that a sample should: mapped fields that it fills, its route, stage, owner rule, outcome and notices, and
 * odd characters. Control characters stand in the text of JSON as escapes.
 */
function featuresOf(scope: Scope, version: number, spec: CoverSpec, only: ReturnType<typeof sql>) {
  return sql`
    select o.object, o.source_id, f.feature from (
      select p.object, p.source_id, p.outcome, p.destination_object, p.effects, p.reasons, r.state, r.values, r.values::text as body,
        ${JSON.stringify(spec.keys)}::jsonb -> p.object as keys, ${JSON.stringify(spec.owners)}::jsonb as owners
      from plans p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
      where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
        and p.outcome in ('create', 'update', 'merge') ${only}
    ) o cross join lateral (
      select distinct 'field:' || (e ->> 'destinationObject') || '.' || name
        from jsonb_array_elements(o.effects) e cross join lateral jsonb_object_keys(e -> 'payload') name
      union all select 'route:' || o.object || ' ' || o.destination_object where o.destination_object is not null
      union all select 'outcome:' || o.outcome where o.outcome <> 'create'
      union all select distinct 'reason:' || (x ->> 'code') from jsonb_array_elements(o.reasons) x
        where x ->> 'code' not in ('matched_existing')
      union all select 'stage:' || (o.values ->> (o.keys ->> 'stage')) where o.values ->> (o.keys ->> 'stage') <> ''
      union all select 'owner:' || (o.owners -> (o.values ->> (o.keys ->> 'owner')) ->> 'how')
      union all select 'departed' where o.owners -> (o.values ->> (o.keys ->> 'owner')) ->> 'active' = 'false'
      union all select 'archived' where o.state = 'archived'
      union all select 'no e-mail' where o.keys ? 'email' and coalesce(o.values ->> (o.keys ->> 'email'), '') in ('', '[]')
      union all select 'text:control' where position('\\u00' in o.body) > 0
      union all select 'text:' || c.kind from (values
          ('rtl', '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]'), ('emoji', '[\\u2600-\\u27bf\\U0001f000-\\U0001faff]'),
          ('cjk', '[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]'), ('broken', '\\ufffd|Ã[\\u0080-\\u00bf]'), ('other', '[\\u0080-\\U0010ffff]')
        ) c (kind, pattern) where octet_length(o.body) <> length(o.body) and o.body ~ c.pattern
    ) f (feature) where f.feature is not null`;
}

/** Records that stand out by a measure: one of each. */
function standouts(scope: Scope, version: number, spec: CoverSpec) {
  const planned = sql`
    select p.object, p.source_id, r.values, octet_length(r.values::text) as size
    from plans p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
      and p.outcome in ('create', 'update', 'merge')`;
  const isRoot = sql`object = any(${spec.roots})`;
  // a record with the longest text is among those with the most of it
  const longest = (condition: ReturnType<typeof sql>) => sql`
    select object, source_id from (select * from planned where ${condition} order by size desc, source_id limit 50) big
    order by (select max(length(v.value)) from jsonb_each_text(big.values) v) desc nulls last, source_id limit 1`;
  return sql`
    with planned as materialized (${planned}),
    linked as (
      select object, source_id, sum(n) as n from (
        select from_object as object, from_id as source_id, count(*) as n from links
          where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and from_object = any(${spec.roots}) group by 1, 2
        union all
        select to_object, to_id, count(*) from links
          where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and to_object = any(${spec.roots}) and to_id is not null group by 1, 2
      ) ends group by 1, 2
    )
    (select 'longest' as feature, l.* from (${longest(isRoot)}) l)
    union all (select 'longest:activity', l.* from (${longest(sql`not (${isRoot}) and object <> 'attachment'`)}) l)
    union all (select 'smallest', object, source_id from planned where ${isRoot} order by size, source_id limit 1)
    union all (select 'links', k.object, k.source_id from linked k join planned using (object, source_id) order by n desc, source_id limit 1)
    union all (select 'file', object, source_id from planned where object = 'attachment'
      order by (values ->> ${spec.keys['attachment']?.size ?? ''})::numeric desc nulls last, source_id limit 1)`;
}

/**
 * Gathers candidates: for each feature up to eight records spread by chance, and those that stand out. One pass over the plans
 * fills a small temporary table, from which the cover is picked. Call it in a transaction.
 */
export async function gatherCandidates(db: Executor, scope: Scope, version: number, spec: CoverSpec): Promise<void> {
  await sql`create temporary table sample_features (object text, source_id text, feature text, weight int) on commit drop`.execute(
    db,
  );
  await sql`create temporary table sample_candidates (object text, source_id text, primary key (object, source_id)) on commit drop`.execute(
    db,
  );
  await sql`
    insert into sample_candidates
    select object, min(source_id) from (${featuresOf(scope, version, spec, sql``)}) f
    group by object, feature, hashtextextended(source_id, 0) & 7 on conflict do nothing`.execute(db);
  await sql`insert into sample_features (feature, object, source_id) ${standouts(scope, version, spec)}`.execute(db);
  await sql`insert into sample_candidates select distinct object, source_id from sample_features on conflict do nothing`.execute(
    db,
  );
  const chosen = sql`and exists (select 1 from sample_candidates c where c.object = p.object and c.source_id = p.source_id)`;
  await sql`insert into sample_features (object, source_id, feature) ${featuresOf(scope, version, spec, chosen)}`.execute(
    db,
  );
  await sql`
    update sample_features set weight = case when feature like 'field:%' or feature like 'reason:%' then 1
      when feature like 'stage:%' or feature like 'owner:%' or feature like 'route:%' then 2 else 4 end`.execute(db);
}

/** The candidate that shows most of what is not shown yet and is not in the sample; null when there is none. */
export async function pickNext(
  db: Executor,
  scope: Scope,
  covered: ReadonlySet<string>,
  roots: string[] | null,
): Promise<CoverPick | null> {
  const { rows } = await sql<CoverPick>`
    select object, source_id as "sourceId", array_agg(distinct feature order by feature) as features
    from sample_features f
    where feature <> all(${[...covered]}::text[]) and (${roots}::text[] is null or object = any(${roots}::text[]))
      and not exists (select 1 from sample_records s where s.migration_id = ${scope.migrationId} and s.object = f.object and s.source_id = f.source_id)
    group by object, source_id order by sum(weight) desc, md5(source_id), object limit 1`.execute(db);
  return rows[0] ?? null;
}

/** What notices say, by their code. */
export async function noticeTexts(db: Executor, scope: Scope, version: number): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; message: string }>`
    select x ->> 'code' as code, min(x ->> 'message') as message
    from sample_candidates c join plans p on p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId}
      and p.mapping_version = ${version} and p.object = c.object and p.source_id = c.source_id
    cross join lateral jsonb_array_elements(p.reasons) x group by 1`.execute(db);
  return new Map(rows.map(({ code, message }) => [code, message]));
}

/** All features that any record shows, and how many candidates do. */
export async function allFeatures(db: Executor): Promise<string[]> {
  const { rows } = await sql<{ feature: string }>`select distinct feature from sample_features order by 1`.execute(db);
  return rows.map(({ feature }) => feature);
}

/** What the records that are in the sample by now show. */
export async function coveredBySample(db: Executor, scope: Scope, version: number, spec: CoverSpec): Promise<string[]> {
  const inSample = sql`and exists (select 1 from sample_records s where s.migration_id = p.migration_id and s.object = p.object and s.source_id = p.source_id)`;
  const { rows } = await sql<{ feature: string }>`
    select distinct feature from (${featuresOf(scope, version, spec, inSample)}) f
    union select f.feature from sample_features f join sample_records s on s.migration_id = ${scope.migrationId}
      and s.object = f.object and s.source_id = f.source_id`.execute(db);
  return rows.map(({ feature }) => feature);
}
