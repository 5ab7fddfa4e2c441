import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

export interface SampleRoot {
  object: string;
  sourceId: string;
  reason: string;
}

/** A ranking that finds records likely to show trouble; each is a query with its reason in words. */
async function ranked(
  db: Executor,
  scope: Scope,
  version: number,
  reason: string,
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
  limit: number,
): Promise<SampleRoot[]> {
  const result = await sql<{ object: string; source_id: string }>`
    select r.object, r.source_id
    from plans p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
      and p.outcome in ('create', 'update', 'merge') and ${condition}
    order by ${order} limit ${limit}`.execute(db);
  return result.rows.map((row) => ({ object: row.object, sourceId: row.source_id, reason }));
}

/** Half of the roots: records chosen for trouble, one kind of trouble after another. */
export async function troublesome(
  db: Executor,
  scope: Scope,
  version: number,
  roots: string[],
  limit: number,
): Promise<SampleRoot[]> {
  const isRoot = sql`p.object = any(${roots})`;
  const each = Math.max(1, Math.ceil(limit / 6));
  const lists = [
    await ranked(
      db,
      scope,
      version,
      'longest text',
      sql`${isRoot}`,
      sql`pg_column_size(r.values) desc, r.source_id`,
      each,
    ),
    await ranked(
      db,
      scope,
      version,
      'most links',
      sql`${isRoot}`,
      sql`(select count(*) from links l where l.migration_id = r.migration_id and l.to_object = r.object and l.to_id = r.source_id) desc, r.source_id`,
      each,
    ),
    await ranked(
      db,
      scope,
      version,
      'reshaped on the way',
      sql`${isRoot} and p.reasons @> '[{"reshaping": true}]'`,
      sql`jsonb_array_length(p.reasons) desc, r.source_id`,
      each,
    ),
    await ranked(
      db,
      scope,
      version,
      'unusual characters',
      sql`${isRoot} and r.values::text ~ '[^\\x01-\\x7F]'`,
      sql`r.source_id`,
      each,
    ),
    await ranked(
      db,
      scope,
      version,
      'joins a record that is there already',
      sql`${isRoot} and p.outcome in ('update', 'merge')`,
      sql`r.source_id`,
      each,
    ),
    await ranked(
      db,
      scope,
      version,
      'smallest record',
      sql`${isRoot}`,
      sql`pg_column_size(r.values), r.source_id`,
      each,
    ),
  ];
  return unique(lists.flat()).slice(0, limit);
}

/** The other half: typical records, spread evenly over each root object by a stable hash. */
export async function typical(
  db: Executor,
  scope: Scope,
  version: number,
  roots: string[],
  limit: number,
): Promise<SampleRoot[]> {
  const lists = await Promise.all(
    roots.map((object) =>
      ranked(
        db,
        scope,
        version,
        'typical',
        sql`p.object = ${object}`,
        sql`md5(r.source_id)`,
        Math.ceil(limit / roots.length),
      ),
    ),
  );
  const longest = Math.max(0, ...lists.map((list) => list.length));
  // in turns: a few of each object rather than all of the first
  const turns = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  return turns.slice(0, limit);
}

/** Records that the customer named, as `object:id` or by a word of their values. */
export async function named(db: Executor, scope: Scope, version: number, names: string[]): Promise<SampleRoot[]> {
  const found: SampleRoot[] = [];
  for (const name of names) {
    const [object, ...rest] = name.split(':');
    const byId =
      rest.length > 0
        ? sql`p.object = ${object} and p.source_id = ${rest.join(':')}`
        : sql`position(lower(${name}) in lower(r.values::text)) > 0`;
    found.push(...(await ranked(db, scope, version, `named: ${name}`, byId, sql`r.source_id`, 3)));
  }
  return found;
}

function unique(roots: SampleRoot[]): SampleRoot[] {
  return [...new Map(roots.map((root) => [`${root.object} ${root.sourceId}`, root] as const)).values()];
}

/** Adds roots, then what they need: parents up to the top, and a few dependants of each, so that the sample is a connected piece. */
export async function saveSample(
  db: Executor,
  scope: PairScope,
  version: number,
  roots: SampleRoot[],
  dependantsEach: number,
): Promise<number> {
  await sql`
    insert into sample_records (migration_id, tenant_id, object, source_id, reason, is_root)
    select ${scope.migrationId}, ${scope.tenantId}, r.object, r.source_id, r.reason, true
    from unnest(${roots.map((root) => root.object)}::text[], ${roots.map((root) => root.sourceId)}::text[], ${roots.map((root) => root.reason)}::text[])
      as r (object, source_id, reason) on conflict do nothing`.execute(db);
  await sql`
    insert into sample_records (migration_id, tenant_id, object, source_id, reason, is_root)
    select ${scope.migrationId}, ${scope.tenantId}, d.from_object, d.from_id, 'belongs to a sampled record', false from (
      select l.from_object, l.from_id, row_number() over (partition by l.to_object, l.to_id, l.from_object order by l.from_id) as place
      from sample_records s join links l on l.migration_id = s.migration_id and l.to_object = s.object and l.to_id = s.source_id
      where s.migration_id = ${scope.migrationId} and s.is_root
    ) d where d.place <= ${dependantsEach} on conflict do nothing`.execute(db);
  // parents of parents: repeated until nothing is added
  for (;;) {
    const added = await sql`
      insert into sample_records (migration_id, tenant_id, object, source_id, reason, is_root)
      select distinct ${scope.migrationId}::uuid, ${scope.tenantId}::uuid, n.object, n.source_id, 'needed by a sampled record', false
      from sample_records s
      join plans p on p.migration_id = s.migration_id and p.mapping_version = ${version} and p.object = s.object and p.source_id = s.source_id
      cross join lateral (
        select e ->> 'object' as object, e ->> 'sourceId' as source_id
        from jsonb_array_elements(p.effects) f cross join lateral jsonb_array_elements(f -> 'references') e
      ) n
      join plans q on q.migration_id = s.migration_id and q.mapping_version = ${version} and q.object = n.object and q.source_id = n.source_id
      where s.migration_id = ${scope.migrationId} and s.tenant_id = ${scope.tenantId}
      on conflict do nothing`.execute(db);
    if (Number(added.numAffectedRows ?? 0) === 0) break;
  }
  const count = await sql<{
    n: number;
  }>`select count(*) as n from sample_records where migration_id = ${scope.migrationId}`.execute(db);
  return count.rows[0]?.n ?? 0;
}

export async function clearSample(db: Executor, scope: Scope): Promise<void> {
  await db
    .deleteFrom('sample_records')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

export interface SampleLine {
  object: string;
  sourceId: string;
  reason: string;
  isRoot: boolean;
}

export async function readSample(db: Executor, scope: Scope): Promise<SampleLine[]> {
  const rows = await db
    .selectFrom('sample_records')
    .select(['object', 'source_id', 'reason', 'is_root'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('is_root', 'desc')
    .orderBy('object')
    .orderBy('source_id')
    .execute();
  return rows.map((row) => ({ object: row.object, sourceId: row.source_id, reason: row.reason, isRoot: row.is_root }));
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
