import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { Database, Executor } from './database.ts';
import { indexRecordKeys } from './record-keys.ts';
import type { Scope } from './scope.ts';

type KeyOf = (object: string, by: string, from: { values: JsonObject } | { text: string }) => string[];

/** Normalised keys under which a record, or a link's text, is found; none where there are none. */
export interface LinkKeys {
  /** In the form that forgives most: `Acme Ltd` and `ACME GmbH` are one. */
  loose: KeyOf;
  /** In the strictest form: decides between records that the loose form finds together. None where the loose one is it. */
  exact: KeyOf;
}

/**
 * Resolves links once every record is staged: by id, or by name, domain or e-mail. One match is a link; of several, the one
 * that is spelt alike; else they are ambiguous and never guessed. None is missing.
 */
export async function resolveLinks(db: Database, scope: Scope, keys: LinkKeys, heartbeat: () => void): Promise<void> {
  await resolveById(db, scope);
  heartbeat();
  const wanted = await sql<{ to_object: string; key_by: string }>`
    select distinct to_object, key_by from links where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
      and to_id is null and key_by is not null and state = 'pending'`.execute(db);
  for (const { to_object: object, key_by: by } of wanted.rows) {
    await indexKeys(db, scope, object, by, keys, heartbeat);
    await matchKeys(db, scope, object, by, keys);
    heartbeat();
  }
  await sql`update links set state = 'missing' where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'pending'`.execute(
    db,
  );
}

async function resolveById(db: Executor, scope: Scope): Promise<void> {
  await sql`
    update links l set state = case when exists (
      select 1 from records r where r.migration_id = l.migration_id and r.object = l.to_object and r.source_id = l.to_id and not r.superseded
        and r.state <> 'deleted') then 'resolved' else 'missing' end
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.to_id is not null and l.key_by is null
      and l.state in ('pending', 'missing')`.execute(db);
}

function indexKeys(
  db: Database,
  scope: Scope,
  object: string,
  by: string,
  { loose, exact }: LinkKeys,
  heartbeat: () => void,
): Promise<void> {
  const keysOf = (values: JsonObject) => [
    ...loose(object, by, { values }).map((key) => ({ by, key })),
    ...exact(object, by, { values }).map((key) => ({ by: exactly(by), key })),
  ];
  return indexRecordKeys(db, scope, object, sql`state <> 'deleted'`, keysOf, heartbeat);
}

function exactly(by: string): string {
  return `exact ${by}`;
}

/** One distinct text is normalised once, however many links say it. What is found nowhere keeps its text, for people to read. */
async function matchKeys(db: Executor, scope: Scope, object: string, by: string, keys: LinkKeys): Promise<void> {
  const texts = await sql<{ key_value: string }>`
    select distinct key_value from links where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
      and to_object = ${object} and key_by = ${by} and state = 'pending'`.execute(db);
  const wanted = texts.rows.flatMap(({ key_value: text }) => {
    const [key] = keys.loose(object, by, { text });
    return key === undefined ? [] : [{ text, key, exact: keys.exact(object, by, { text })[0] ?? null }];
  });
  if (wanted.length === 0) return;
  await sql`
    with wanted as (
      select * from unnest(${wanted.map(({ text }) => text)}::text[], ${wanted.map(({ key }) => key)}::text[],
        ${wanted.map(({ exact }) => exact)}::text[]) as w (text, key, exact)
    ), found as (
      select w.text, w.key, w.exact, count(*) as matches, min(k.source_id) as source_id from wanted w
      join record_keys k on k.migration_id = ${scope.migrationId} and k.tenant_id = ${scope.tenantId} and k.object = ${object}
        and k.key_by = ${by} and k.key_value = w.key
      group by 1, 2, 3
    ), alike as (
      select f.text, min(k.source_id) as source_id from found f
      join record_keys k on k.migration_id = ${scope.migrationId} and k.tenant_id = ${scope.tenantId} and k.object = ${object}
        and k.key_by = ${exactly(by)} and k.key_value = f.exact
      where f.matches > 1 group by 1 having count(*) = 1
    ), decided as (
      select f.text, f.key, case when f.matches = 1 then f.source_id else a.source_id end as source_id
      from found f left join alike a on a.text = f.text
    )
    update links l set to_id = d.source_id, state = case when d.source_id is null then 'ambiguous' else 'resolved' end,
      key_value = case when d.source_id is null then d.key else l.key_value end
    from decided d
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.to_object = ${object} and l.key_by = ${by}
      and l.state = 'pending' and l.key_value = d.text`.execute(db);
}

/** Links by `from.kind` and state. */
export async function linkTotals(db: Executor, scope: Scope): Promise<Record<string, number>> {
  const result = await sql<{ name: string; n: number }>`
    select from_object || '.' || kind || ' ' || state as name, count(*) as n from links
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} group by 1 order by 1`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.name, row.n]));
}
