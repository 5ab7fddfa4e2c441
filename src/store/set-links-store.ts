import { sql } from 'kysely';
import type { SetLink } from '../model/views.ts';
import type { Executor } from './database.ts';
import type { PairScope } from './scope.ts';

/**
 * What each reference field of these records was set to last, by this migration or an earlier one of the same accounts: the base
 * for telling a link that has moved or was taken away at the source from one that a person has set. By source id.
 */
export async function setLinksOfPage(
  db: Executor,
  scope: PairScope,
  object: string,
  ids: readonly string[],
): Promise<Map<string, SetLink[]>> {
  const { rows } = await sql<SetLink & { from_id: string }>`
    select w.from_id, w.field, w.object, w."sourceId", w.role,
      exists (select 1 from records r where r.migration_id = ${scope.migrationId} and r.object = w.object and r.source_id = w."sourceId"
        and not r.superseded) as read
    from (
      select distinct on (c.source_id, r ->> 'field') c.source_id as from_id, r ->> 'field' as field, r ->> 'object' as object,
        r ->> 'sourceId' as "sourceId", r ->> 'role' as role, r ->> 'need' as need
      from unnest(${[...ids]}::text[]) as i (id)
      join crosswalk c on c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId} and c.object = ${object} and c.source_id = i.id
        and c.role = 'main' and c.tombstone_at is null
      -- looked up by key for each record, whatever the statistics say
      cross join lateral (
        select e.id, e.migration_id, e.answered_at from effects e
        where e.pair_id = c.pair_id and e.destination_object = c.destination_object and e.destination_id = c.destination_id
          and e.object = c.object and e.source_id = c.source_id and e.operation in ('create', 'link')
          and (e.state in ('written', 'verified') or e.operation = 'link' and e.state = 'skipped') offset 0
      ) e
      join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
      cross join lateral jsonb_array_elements(p.reference_fields) r
      order by 1, 2, e.answered_at desc
    ) w where w.need <> 'was'`.execute(db);
  const links = new Map<string, SetLink[]>();
  for (const { from_id, ...link } of rows) links.set(from_id, [...(links.get(from_id) ?? []), link]);
  return links;
}
