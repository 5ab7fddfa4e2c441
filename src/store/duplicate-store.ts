import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Json } from '../model/json.ts';
import type { DuplicateDecision, DuplicateRule } from '../model/mapping.ts';
import type { DuplicateView } from '../model/views.ts';
import type { Database, Executor } from './database.ts';
import { indexRecordKeys } from './record-keys.ts';
import type { PairScope, Scope } from './scope.ts';

type Values = Record<string, Json>;

/** A key that a record shares with those that may be the same; of `name` keys also those that decide nothing alone. */
export interface RecordKey {
  kind: string;
  key: string;
}

/** A key that stands for more people of different names than this (a switchboard, info@) tells nobody from anybody. */
const mostNames = 3;

/** All keys of the records, beside those that links are resolved by and under names of their own; and those of them that join records. */
const allKeys = 'compared ';
const joiningKeys = 'duplicate ';

export interface KeyRules {
  keysOf(values: Values): RecordKey[];
  /** What the keys depend on besides the values: where it is another, all records are keyed anew. */
  keyedBy: string;
  /** Of companies a name decides alone. */
  namesAlone: boolean;
  /** The snapshot that is read now. */
  snapshot: number;
}

/**
 * Finds records of an object that may be the same: they share a key, directly or through others between them. Done after every
 * export: keys are made of what has changed since the last time alone, groups of all keys. A person's decisions lie in the mapping
 * and are found again by the records' ids.
 */
export async function findDuplicates(
  db: Database,
  scope: Scope,
  object: string,
  rules: KeyRules,
  heartbeat: () => void,
): Promise<void> {
  const mine = sql`migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and object = ${object}`;
  await sql`delete from record_keys where ${mine} and key_by like ${`${joiningKeys}%`}`.execute(db);
  await sql`delete from duplicates where ${mine}`.execute(db);
  await keyChanged(db, scope, object, rules, heartbeat);
  await joinByKeys(db, scope, object, rules.namesAlone);
  heartbeat();
  await sql`
    insert into duplicates (migration_id, tenant_id, object, source_id, group_id, kinds, decision)
    select ${scope.migrationId}, ${scope.tenantId}, ${object}, source_id, source_id,
      array_agg(distinct substr(key_by, ${joiningKeys.length + 1})), 'apart'
    from record_keys where ${mine} and key_by like ${`${joiningKeys}%`} group by source_id`.execute(db);
  await sql`analyze duplicates`.execute(db);
  while ((await joinGroups(db, scope, object)) > 0) heartbeat();
  await sql`
    update duplicates d set group_size = g.records
    from (select group_id, count(*) as records from duplicates where ${mine} group by 1) g
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.object = ${object}
      and d.group_id = g.group_id`.execute(db);
}

/** Keys records that have changed since they were keyed last; all of them the first time, and where the rules are others now. */
async function keyChanged(
  db: Database,
  scope: Scope,
  object: string,
  { keysOf, keyedBy, snapshot }: KeyRules,
  heartbeat: () => void,
): Promise<void> {
  const mine = sql`migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and object = ${object}`;
  const name = createHash('sha256').update(keyedBy).digest('hex').slice(0, 16);
  const { rows } = await sql<{ value: number }>`
    select value from counters where ${mine} and scope = 'keyed' and name = ${name}`.execute(db);
  const since = Number(rows[0]?.value ?? 0);
  const changed = sql`select r.source_id from records r where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId}
    and r.object = ${object} and not r.superseded and r.snapshot > ${since}`;
  await sql`delete from record_keys where ${mine} and key_by like ${`${allKeys}%`}
    ${since === 0 ? sql`` : sql`and source_id in (${changed})`}`.execute(db);
  const which = sql`state in ('active', 'archived') and snapshot > ${since}`;
  const keys = (values: Values) => keysOf(values).map(({ kind, key }) => ({ by: allKeys + kind, key }));
  await indexRecordKeys(db, scope, object, which, keys, heartbeat);
  await sql`delete from counters where ${mine} and scope = 'keyed'`.execute(db);
  await sql`insert into counters (migration_id, tenant_id, scope, object, name, value)
    values (${scope.migrationId}, ${scope.tenantId}, 'keyed', ${object}, ${name}, ${snapshot})`.execute(db);
  await sql`analyze record_keys`.execute(db);
}

/**
 * The keys that join records: several have them, and not too many people of different names. Two people of one name are the same
 * only where they work at the same company; their bare names count people.
 */
async function joinByKeys(db: Executor, scope: Scope, object: string, namesAlone: boolean): Promise<void> {
  const mine = sql`k.migration_id = ${scope.migrationId} and k.tenant_id = ${scope.tenantId} and k.object = ${object}`;
  const bareName = `${allKeys}name`;
  const withCompany = sql`
    union
    select 'name', k.key_value || ' | ' || l.to_id, k.source_id from record_keys k
    -- looked up by key for each record, whatever the statistics of fresh tables say
    cross join lateral (select l.to_id from links l where l.migration_id = k.migration_id and l.from_object = k.object
      and l.from_id = k.source_id and l.to_object = 'company' and l.state = 'resolved' offset 0) l
    where ${mine} and k.key_by = ${bareName}`;
  await sql`
    with names as materialized (
      select k.source_id, min(k.key_value) as name from record_keys k where ${mine} and k.key_by = ${bareName} group by 1
    ), keys as materialized (
      select substr(k.key_by, ${allKeys.length + 1}) as kind, k.key_value, k.source_id from record_keys k
      where ${mine} and k.key_by like ${`${allKeys}%`} ${namesAlone ? sql`` : sql`and k.key_by <> ${bareName} ${withCompany}`}
    ), shared as (
      select k.kind, k.key_value from keys k left join names n on n.source_id = k.source_id
      group by 1, 2 having count(*) > 1 and count(distinct n.name) <= ${mostNames}
    )
    insert into record_keys (migration_id, tenant_id, object, key_by, key_value, source_id)
    select ${scope.migrationId}, ${scope.tenantId}, ${object}, ${joiningKeys} || k.kind, k.key_value, k.source_id
    from keys k join shared s on s.kind = k.kind and s.key_value = k.key_value
    on conflict do nothing`.execute(db);
  await sql`analyze record_keys`.execute(db);
}

/** Each record takes the smallest group of those that it shares a key with; done when none changes any more. */
async function joinGroups(db: Executor, scope: Scope, object: string): Promise<number> {
  const result = await sql`
    with keyed as (
      select k.source_id, min(d.group_id) over (partition by k.key_by, k.key_value) as group_id
      from record_keys k
      join duplicates d on d.migration_id = k.migration_id and d.object = k.object and d.source_id = k.source_id
      where k.migration_id = ${scope.migrationId} and k.tenant_id = ${scope.tenantId} and k.object = ${object}
        and k.key_by like ${`${joiningKeys}%`}
    ), best as (select source_id, min(group_id) as group_id from keyed group by 1)
    update duplicates d set group_id = b.group_id from best b
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.object = ${object}
      and d.source_id = b.source_id and b.group_id < d.group_id`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/**
 * Applies the mapping's decisions. Of a merged group the record that is at the destination already stays, else the one that
 * says most, the older one where they say the same; a record that came across by itself before is never merged away.
 */
export async function decideDuplicates(
  db: Database,
  scope: PairScope,
  rules: Readonly<Record<string, DuplicateRule>>,
): Promise<void> {
  const mine = sql`d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId}`;
  await db.transaction().execute(async (transaction) => {
    await sql`
      update duplicates d set decision = 'apart', merged_into = null
      where ${mine} and (decision is distinct from 'apart' or merged_into is not null)`.execute(transaction);
    for (const [object, { otherwise, groups }] of Object.entries(rules)) {
      const decided = Object.entries(groups);
      await sql`update duplicates d set decision = ${otherwise} where ${mine} and d.object = ${object}`.execute(
        transaction,
      );
      await sql`
        update duplicates d set decision = g.decision
        from unnest(${decided.map(([id]) => id)}::text[], ${decided.map(([, decision]) => decision)}::text[]) as g (id, decision)
        join duplicates m on m.migration_id = ${scope.migrationId} and m.object = ${object} and m.source_id = g.id
        where ${mine} and d.object = ${object} and d.group_id = m.group_id`.execute(transaction);
    }
    await sql`
      with members as (
        select d.object, d.source_id, d.group_id, r.created_at,
          exists (select 1 from crosswalk c where c.pair_id = ${scope.pairId} and c.object = d.object and c.source_id = d.source_id
            and c.role = 'main' and c.origin = 'created' and c.tombstone_at is null) as known,
          (select count(*) from jsonb_each(r.values) v where v.value not in ('null', '""', '[]', '{}')) as filled
        from duplicates d
        join records r on r.migration_id = d.migration_id and r.object = d.object and r.source_id = d.source_id and not r.superseded
        where ${mine} and d.decision = 'merge'
      ), ranked as (
        select *, first_value(source_id) over (partition by object, group_id
          order by known desc, filled desc, created_at nulls last, source_id) as survivor
        from members
      )
      update duplicates d set merged_into = k.survivor from ranked k
      where ${mine} and d.object = k.object and d.source_id = k.source_id and k.survivor <> k.source_id and not k.known`.execute(
      transaction,
    );
  });
}

/** What is known of a page's records that may be the same as others. */
export async function duplicatesOfPage(
  db: Executor,
  scope: Scope,
  object: string,
  ids: string[],
): Promise<Map<string, DuplicateView>> {
  const { rows } = await sql<{
    source_id: string;
    decision: DuplicateDecision | null;
    kinds: string[];
    merged_into: string | null;
    others: number;
    members: { sourceId: string; values: Values }[];
  }>`
    select d.source_id, d.decision, d.kinds, d.merged_into, d.group_size - 1 as others,
      coalesce((select jsonb_agg(jsonb_build_object('sourceId', m.source_id, 'values', r.values) order by m.source_id)
        from duplicates m
        join records r on r.migration_id = m.migration_id and r.object = m.object and r.source_id = m.source_id and not r.superseded
        where m.migration_id = d.migration_id and m.object = d.object and m.merged_into = d.source_id), '[]') as members
    from duplicates d
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.object = ${object}
      and d.source_id = any(${ids})`.execute(db);
  return new Map(
    rows.map(({ source_id: sourceId, decision, kinds, merged_into: mergedInto, others, members }) => [
      sourceId,
      { decision: decision ?? 'apart', kinds, mergedInto, others, members },
    ]),
  );
}

export interface DuplicateGroup {
  object: string;
  groupId: string;
  decision: DuplicateDecision | null;
  kinds: string[];
  records: { sourceId: string; mergedInto: string | null; values: Values }[];
}

/** Groups of records that may be the same, the largest first. */
export async function duplicateGroups(
  db: Executor,
  scope: Scope,
  options: { object?: string | undefined; limit: number; offset: number },
): Promise<DuplicateGroup[]> {
  const { rows } = await sql<DuplicateGroup>`
    with groups as (
      select object, group_id, count(*) as records from duplicates
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
        ${options.object === undefined ? sql`` : sql`and object = ${options.object}`}
      group by 1, 2 order by records desc, 1, 2 limit ${options.limit} offset ${options.offset}
    )
    select g.object, g.group_id as "groupId", min(d.decision) as decision,
      (select array_agg(distinct k) from duplicates x, unnest(x.kinds) k where x.migration_id = ${scope.migrationId}
        and x.object = g.object and x.group_id = g.group_id) as kinds,
      jsonb_agg(jsonb_build_object('sourceId', d.source_id, 'mergedInto', d.merged_into, 'values', r.values)
        order by d.merged_into nulls first, d.source_id) as records
    from groups g
    join duplicates d on d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.object = g.object and d.group_id = g.group_id
    join records r on r.migration_id = d.migration_id and r.object = d.object and r.source_id = d.source_id and not r.superseded
    group by g.object, g.group_id, g.records order by g.records desc, 1, 2`.execute(db);
  return rows;
}

/** How many groups and records there are, by object, and how many records became part of others. */
export async function duplicateTotals(
  db: Executor,
  scope: Scope,
): Promise<{ object: string; groups: number; records: number; merged: number }[]> {
  const { rows } = await sql<{ object: string; groups: number; records: number; merged: number }>`
    select object, count(distinct group_id) as groups, count(*) as records, count(merged_into) as merged from duplicates
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} group by 1 order by 1`.execute(db);
  return rows;
}
