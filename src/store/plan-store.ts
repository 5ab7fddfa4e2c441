import { sql } from 'kysely';
import type { Plan } from '../model/plan.ts';
import { insertMany } from './copy.ts';
import { addToCounters, type CounterChange } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface StoredPlan extends Plan {
  consent: string | null;
}

/** Stores the plans of a page, how their links are carried, and the counters, in one transaction. */
export async function savePlans(
  db: Database,
  scope: Scope,
  version: number,
  plans: StoredPlan[],
  preview = false,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await insertMany(
      transaction,
      'plans',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        mapping_version: ['int', () => version],
        object: ['text', (plan: StoredPlan) => plan.object],
        source_id: ['text', (plan) => plan.sourceId],
        outcome: ['text', (plan) => plan.outcome],
        destination_object: ['text', (plan) => plan.destinationObject],
        matched_id: ['text', (plan) => plan.matchedId ?? null],
        placement: ['jsonb', (plan) => (plan.placement ? JSON.stringify(plan.placement) : null)],
        reasons: ['jsonb', (plan) => JSON.stringify(plan.reasons)],
        effects: ['jsonb', (plan) => JSON.stringify(plan.effects)],
        content_hash: ['text', (plan) => plan.contentHash],
        preview: ['boolean', () => preview],
      },
      plans,
    );
    await carryLinks(transaction, scope, plans);
    await addToCounters(transaction, scope, plans.flatMap(countersOf));
  });
}

function countersOf(plan: StoredPlan): CounterChange[] {
  const { object } = plan;
  return [
    { scope: 'plan', object, name: plan.outcome, by: 1 },
    ...(plan.destinationObject && plan.outcome !== 'reject' && plan.outcome !== 'hold'
      ? [{ scope: 'plan' as const, object, name: `to:${plan.destinationObject}`, by: 1 }]
      : []),
    ...(plan.consent ? [{ scope: 'plan' as const, object, name: `consent:${plan.consent}`, by: 1 }] : []),
    ...plan.reasons
      .filter((reason) => reason.reshaping)
      .map((reason): CounterChange => ({ scope: 'plan', object, name: `reshaped:${reason.code}`, by: 1 })),
  ];
}

async function carryLinks(db: Executor, scope: Scope, plans: StoredPlan[]): Promise<void> {
  const lines = plans.flatMap((plan) => plan.links.map((link) => ({ plan, link })));
  if (lines.length === 0) return;
  await sql`
    update links l set carried = c.how
    from unnest(${lines.map(({ plan }) => plan.object)}::text[], ${lines.map(({ plan, link }) => link.fromId ?? plan.sourceId)}::text[],
      ${lines.map(({ link }) => link.kind)}::text[], ${lines.map(({ link }) => link.toObject)}::text[],
      ${lines.map(({ link }) => link.toId)}::text[], ${lines.map(({ link }) => link.how)}::text[])
      as c (from_object, from_id, kind, to_object, to_id, how)
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.from_object = c.from_object
      and l.from_id = c.from_id and l.kind = c.kind and l.to_object = c.to_object and l.to_id = c.to_id`.execute(db);
}

/**
 * Forgets the plans of a version, but for records that are written already and have not changed since the last snapshot:
 * those are planned for good.
 */
export async function forgetPlans(db: Executor, scope: Scope, version: number, snapshot: number): Promise<void> {
  await sql`update plans p set kept = (
      exists (select 1 from effects e where e.migration_id = p.migration_id and e.object = p.object and e.source_id = p.source_id and e.state <> 'undone')
      and not exists (select 1 from records r where r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id
        and not r.superseded and r.snapshot = ${snapshot} and ${snapshot} > 1)
      -- nor has what became part of it
      and not exists (select 1 from duplicates d join records r on r.migration_id = d.migration_id and r.object = d.object
        and r.source_id = d.source_id and not r.superseded and r.snapshot = ${snapshot} and ${snapshot} > 1
        where d.migration_id = p.migration_id and d.object = p.object and d.merged_into = p.source_id))
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}`.execute(
    db,
  );
  await sql`delete from plans where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
    and (mapping_version <> ${version} or not kept)`.execute(db);
  await recountPlans(db, scope, version);
}

async function recountPlans(db: Executor, scope: Scope, version: number): Promise<void> {
  await sql`delete from counters where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and scope = 'plan'`.execute(
    db,
  );
  await sql`
    insert into counters (migration_id, tenant_id, scope, object, name, value)
    select migration_id, tenant_id, 'plan', object, name, count(*) from (
      select migration_id, tenant_id, object, outcome as name from plans where migration_id = ${scope.migrationId} and mapping_version = ${version}
      union all
      select migration_id, tenant_id, object, 'to:' || destination_object from plans where migration_id = ${scope.migrationId}
        and mapping_version = ${version} and destination_object is not null and outcome not in ('hold', 'reject')
      union all
      select p.migration_id, p.tenant_id, p.object, 'reshaped:' || (r ->> 'code') from plans p, jsonb_array_elements(p.reasons) r
        where p.migration_id = ${scope.migrationId} and p.mapping_version = ${version} and (r ->> 'reshaping')::boolean
    ) c group by 1, 2, 3, 4, 5`.execute(db);
}

/** Number of planned records by object and outcome. */
export async function planOutcomes(db: Executor, scope: Scope): Promise<Record<string, Record<string, number>>> {
  const rows = await db
    .selectFrom('counters')
    .select(['object', 'name', 'value'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('scope', '=', 'plan')
    .where('name', 'in', ['create', 'update', 'merge', 'skip', 'hold', 'reject', 'exclude'])
    .execute();
  const outcomes: Record<string, Record<string, number>> = {};
  for (const row of rows) outcomes[row.object] = { ...outcomes[row.object], [row.name]: row.value };
  return outcomes;
}
