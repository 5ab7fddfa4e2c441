import { sql } from 'kysely';
import type { Json } from '../model/json.ts';
import { insertMany } from './copy.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** The normalised key under which a record, or a link's text, is found; null where there is none. */
export type LinkKeyOf = (
  object: string,
  by: string,
  from: { values: Record<string, Json> } | { text: string },
) => string[];

const pageSize = 2_000;

/**
 * Resolves links once every record is staged: by id, or by name, domain or e-mail. One match is a link, several are
 * ambiguous and never guessed, none is missing.
 */
export async function resolveLinks(db: Database, scope: Scope, keyOf: LinkKeyOf, heartbeat: () => void): Promise<void> {
  await resolveById(db, scope);
  heartbeat();
  const wanted = await sql<{ to_object: string; key_by: string }>`
    select distinct to_object, key_by from links where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
      and to_id is null and key_by is not null and state = 'pending'`.execute(db);
  for (const { to_object: object, key_by: by } of wanted.rows) {
    await indexKeys(db, scope, object, by, keyOf, heartbeat);
    await normaliseTexts(db, scope, object, by, keyOf);
    await matchKeys(db, scope, object, by);
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

async function indexKeys(
  db: Database,
  scope: Scope,
  object: string,
  by: string,
  keyOf: LinkKeyOf,
  heartbeat: () => void,
): Promise<void> {
  let after = '';
  for (;;) {
    const page = await sql<{ source_id: string; values: Record<string, Json> }>`
      select source_id, values from records where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and object = ${object}
        and not superseded and state <> 'deleted' and source_id > ${after} order by source_id limit ${pageSize}`.execute(
      db,
    );
    const keys = page.rows.flatMap((row) =>
      keyOf(object, by, { values: row.values }).map((key) => ({ sourceId: row.source_id, key })),
    );
    await insertMany(
      db,
      'record_keys',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        object: ['text', () => object],
        key_by: ['text', () => by],
        key_value: ['text', (row: (typeof keys)[number]) => row.key],
        source_id: ['text', (row) => row.sourceId],
      },
      keys,
    );
    heartbeat();
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = last.source_id;
  }
}

/** Texts of links in the form of the keys: one distinct text is normalised once, however many links say it. */
async function normaliseTexts(db: Database, scope: Scope, object: string, by: string, keyOf: LinkKeyOf): Promise<void> {
  const texts = await sql<{ key_value: string }>`
    select distinct key_value from links where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
      and to_object = ${object} and key_by = ${by} and state = 'pending'`.execute(db);
  const pairs = texts.rows.flatMap(({ key_value: text }) =>
    keyOf(object, by, { text })
      .slice(0, 1)
      .map((key) => ({ text, key })),
  );
  if (pairs.length === 0) return;
  await sql`
    update links l set key_value = k.key from unnest(${pairs.map((pair) => pair.text)}::text[], ${pairs.map((pair) => pair.key)}::text[]) as k (text, key)
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.to_object = ${object} and l.key_by = ${by}
      and l.state = 'pending' and l.key_value = k.text and k.text <> k.key`.execute(db);
}

async function matchKeys(db: Executor, scope: Scope, object: string, by: string): Promise<void> {
  await sql`
    with found as (
      select k.key_value, count(*) as matches, min(k.source_id) as source_id from record_keys k
      where k.migration_id = ${scope.migrationId} and k.tenant_id = ${scope.tenantId} and k.object = ${object} and k.key_by = ${by}
      group by k.key_value
    )
    update links l set to_id = case when f.matches = 1 then f.source_id end,
      state = case when f.matches = 1 then 'resolved' else 'ambiguous' end
    from found f
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.to_object = ${object} and l.key_by = ${by}
      and l.state = 'pending' and l.key_value = f.key_value`.execute(db);
}

/** Links by `from.kind` and state. */
export async function linkTotals(db: Executor, scope: Scope): Promise<Record<string, number>> {
  const result = await sql<{ name: string; n: number }>`
    select from_object || '.' || kind || ' ' || state as name, count(*) as n from links
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} group by 1 order by 1`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.name, row.n]));
}
