import { sql } from 'kysely';
import { type SampleChoice, sampleChoices } from '../model/sample.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface SampleRoot {
  object: string;
  sourceId: string;
  reason: string;
  chosen: SampleChoice;
}

/** Records that are going to be written, in some order. */
async function ranked(
  db: Executor,
  scope: Scope,
  version: number,
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
  limit: number,
): Promise<{ object: string; sourceId: string }[]> {
  const { rows } = await sql<{ object: string; sourceId: string }>`
    select r.object, r.source_id as "sourceId"
    from plans p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
      and p.outcome in ('create', 'update', 'merge') and ${condition}
    order by ${order} limit ${limit}`.execute(db);
  return rows;
}

/** The other half: typical records, spread evenly over each root object by a stable hash. */
export async function typical(
  db: Executor,
  scope: Scope,
  version: number,
  roots: string[],
  limit: number,
): Promise<SampleRoot[]> {
  if (limit <= 0 || roots.length === 0) return [];
  const fresh = sql`not exists (select 1 from sample_records s where s.migration_id = r.migration_id and s.object = r.object and s.source_id = r.source_id)`;
  const lists = await Promise.all(
    roots.map((object) =>
      ranked(db, scope, version, sql`p.object = ${object} and ${fresh}`, sql`md5(r.source_id)`, limit),
    ),
  );
  const longest = Math.max(0, ...lists.map((list) => list.length));
  // in turns: a few of each object rather than all of the first
  const turns = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  return turns.slice(0, limit).map((root) => ({ ...root, reason: 'typical', chosen: 'typical' }));
}

export interface NamedRecord {
  object: string;
  sourceId: string;
  outcome: string;
}

const foundEach = 3;

/**
 * Records that a person named: `object:id`, an id, or a text that stands in them. A value that is the text comes before one
 * that holds it, and people's objects before their activities. What becomes of them says whether they can be in the sample.
 */
export async function findNamed(
  db: Executor,
  scope: Scope,
  version: number,
  name: string,
  roots: string[],
): Promise<NamedRecord[]> {
  const [object = '', ...rest] = name.split(':');
  const id = rest.length > 0 ? rest.join(':').trim() : '';
  const inJson = JSON.stringify(name.trim()).slice(1, -1);
  const { rows } = await sql<NamedRecord & { place: number }>`
    select p.object, p.source_id as "sourceId", p.outcome, case
        when p.object = ${object.trim()} and p.source_id = ${id} then 0
        when p.source_id = ${name.trim()} then 1
        when exists (select 1 from jsonb_each_text(r.values) v where lower(v.value) = lower(${name.trim()})) then 2
        else 3 end as place
    from plans p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
      and ((p.object = ${object.trim()} and p.source_id = ${id}) or p.source_id = ${name.trim()}
        or position(lower(${inJson}) in lower(r.values::text)) > 0)
    order by place, (p.object = any(${roots})) desc, p.object, p.source_id limit ${foundEach}`.execute(db);
  const best = rows[0]?.place;
  // an id is one record of each object; where a value is the text itself, those that only hold it are others
  return rows.filter(({ place }) => place === best).map(({ place: _, ...record }) => record);
}

/** Adds records to the sample; one that is in it already keeps the reason that it has. */
export async function addToSample(db: Executor, scope: Scope, roots: readonly SampleRoot[]): Promise<void> {
  if (roots.length === 0) return;
  await sql`
    insert into sample_records (migration_id, tenant_id, object, source_id, reason, chosen, is_root)
    select ${scope.migrationId}, ${scope.tenantId}, r.object, r.source_id, r.reason, r.chosen, true
    from unnest(${roots.map((root) => root.object)}::text[], ${roots.map((root) => root.sourceId)}::text[],
      ${roots.map((root) => root.reason)}::text[], ${roots.map((root) => root.chosen)}::text[])
      as r (object, source_id, reason, chosen) on conflict do nothing`.execute(db);
}

/** Adds what the roots need: a few dependants of each, and parents up to the top, so that the sample is a connected piece. */
export async function connectSample(
  db: Executor,
  scope: Scope,
  version: number,
  dependantsEach: number,
): Promise<void> {
  await sql`
    insert into sample_records (migration_id, tenant_id, object, source_id, reason, chosen, is_root)
    select ${scope.migrationId}, ${scope.tenantId}, d.from_object, d.from_id, 'belongs to ' || d.to_object || ' ' || d.to_id, 'brought', false from (
      select l.from_object, l.from_id, l.to_object, l.to_id,
        row_number() over (partition by l.to_object, l.to_id, l.from_object order by l.from_id) as place
      from sample_records s join links l on l.migration_id = s.migration_id and l.to_object = s.object and l.to_id = s.source_id
      where s.migration_id = ${scope.migrationId} and s.is_root
    ) d where d.place <= ${dependantsEach} on conflict do nothing`.execute(db);
  // parents of parents: repeated until nothing is added
  for (;;) {
    const added = await sql`
      insert into sample_records (migration_id, tenant_id, object, source_id, reason, chosen, is_root)
      select distinct on (n.object, n.source_id) ${scope.migrationId}::uuid, ${scope.tenantId}::uuid, n.object, n.source_id,
        'needed by ' || s.object || ' ' || s.source_id, 'brought', false
      from sample_records s
      join plans p on p.migration_id = s.migration_id and p.mapping_version = ${version} and p.object = s.object and p.source_id = s.source_id
      cross join lateral (
        select e ->> 'object' as object, e ->> 'sourceId' as source_id
        from jsonb_array_elements(p.effects) f cross join lateral jsonb_array_elements(f -> 'references') e
        -- nobody needs the other end of a link that follows: a chain of parents would bring the whole group
        where e ->> 'need' <> 'later'
      ) n
      join plans q on q.migration_id = s.migration_id and q.mapping_version = ${version} and q.object = n.object and q.source_id = n.source_id
      where s.migration_id = ${scope.migrationId} and s.tenant_id = ${scope.tenantId}
      on conflict do nothing`.execute(db);
    if (Number(added.numAffectedRows ?? 0) === 0) break;
  }
}

/** Keeps what the sample could not show, for the person who looks at it. */
export async function saveGaps(db: Executor, scope: Scope, gaps: readonly string[]): Promise<void> {
  if (gaps.length === 0) return;
  await sql`
    insert into sample_gaps (migration_id, tenant_id, position, what)
    select ${scope.migrationId}, ${scope.tenantId}, place, what from unnest(${gaps}::text[]) with ordinality as g (what, place)
    on conflict do nothing`.execute(db);
}

export async function readGaps(db: Executor, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`select what from sample_gaps
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} order by position`.execute(db);
  return rows.map(({ what }) => what);
}

/** Remembers a record that somebody wants to see in the sample; twice is once. */
export async function addWishes(db: Executor, scope: Scope, wishes: readonly string[], by: string): Promise<void> {
  await sql`
    insert into sample_wishes (migration_id, tenant_id, wish, wished_by)
    select distinct ${scope.migrationId}::uuid, ${scope.tenantId}::uuid, wish, ${by} from unnest(${wishes}::text[]) as w (wish)
    on conflict do nothing`.execute(db);
}

export async function readWishes(db: Executor, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ wish: string }>`select wish from sample_wishes
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} order by at, wish`.execute(db);
  return rows.map(({ wish }) => wish);
}

/** What somebody wished for stays: the next sample has it again. */
export async function clearSample(db: Executor, scope: Scope): Promise<void> {
  for (const table of ['sample_records', 'sample_gaps'])
    await sql`delete from ${sql.table(table)} where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}`.execute(
      db,
    );
}

export interface SampleLine {
  object: string;
  sourceId: string;
  reason: string;
  chosen: SampleChoice;
  isRoot: boolean;
}

/** The records of the sample: those that were named first, then the troublesome, the typical, and what came along. */
export async function readSample(db: Executor, scope: Scope): Promise<SampleLine[]> {
  const { rows } = await sql<SampleLine>`
    select object, source_id as "sourceId", reason, chosen, is_root as "isRoot" from sample_records
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
    order by array_position(${[...sampleChoices]}::text[], chosen), object, source_id`.execute(db);
  return rows;
}

/** Effects that the sample has, whatever their state: a run that was resumed finds those of before. */
export async function sampleEffects(db: Executor, scope: Scope): Promise<number> {
  const result = await sql<{ n: number }>`select count(*) as n from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and in_sample`.execute(db);
  return result.rows[0]?.n ?? 0;
}

/** What became of the sample's effects: clean means that none failed and all read back equal. */
export async function sampleTotals(
  db: Executor,
  scope: Scope,
): Promise<{ written: number; failed: number; drifted: number }> {
  const result = await sql<{ written: number; failed: number; drifted: number }>`
    select count(*) filter (where e.state in ('written', 'verified')) as written,
      count(*) filter (where e.state in ('failed', 'blocked', 'unresolved')) as failed,
      count(*) filter (where c.result in ('drifted', 'missing')) as drifted
    from effects e left join comparisons c on c.migration_id = e.migration_id and c.effect_id = e.id
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.in_sample`.execute(db);
  return result.rows[0] ?? { written: 0, failed: 0, drifted: 0 };
}
