import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface NewNotifications {
  /** The step that tells, by a name that stays the same when it is repeated. */
  origin: string;
  event: string;
  subject: string;
  body: string;
  targets: readonly string[];
}

/** Writes down what is to be told, once for each target however often the step is repeated. */
export async function addNotifications(db: Executor, scope: Scope, notice: NewNotifications): Promise<void> {
  const { targets, ...rest } = notice;
  if (targets.length === 0) return;
  await db
    .insertInto('notifications')
    .values(
      [...new Set(targets)].map((target) => ({
        id: newId(),
        tenant_id: scope.tenantId,
        migration_id: scope.migrationId,
        target,
        ...rest,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface DueNotification {
  id: string;
  migrationId: string;
  customer: string;
  event: string;
  target: string;
  subject: string;
  body: string;
  /** This one included. */
  attempts: number;
  at: Date;
}

/** Takes what is due, so that no other worker sends it while this one does; a worker that dies gives it back after `leaseMs`. */
export async function takeNotifications(db: Executor, leaseMs: number, limit: number): Promise<DueNotification[]> {
  const { rows } = await sql<DueNotification>`
    update notifications n
    set attempts = attempts + 1, next_at = now() + make_interval(secs => ${leaseMs / 1000})
    from migrations m
    where m.id = n.migration_id and n.id in (
      select id from notifications where state = 'pending' and next_at <= now()
      order by next_at limit ${limit} for update skip locked)
    returning n.id, n.migration_id as "migrationId", m.customer, n.event, n.target, n.subject, n.body, n.attempts,
      n.at`.execute(db);
  return rows;
}

/** How a try ended: sent, to be tried again after a while, or given up with the reason. */
export type Delivery =
  | { state: 'sent' }
  | { state: 'pending'; error: string; inMs: number }
  | { state: 'failed'; error: string };

export async function endDelivery(db: Executor, id: string, delivery: Delivery): Promise<void> {
  await db
    .updateTable('notifications')
    .set({
      state: delivery.state,
      error: delivery.state === 'sent' ? null : delivery.error,
      ...(delivery.state === 'pending' && {
        next_at: sql<Date>`now() + make_interval(secs => ${delivery.inMs / 1000})`,
      }),
    })
    .where('id', '=', id)
    .execute();
}

/** In how many milliseconds the next one is due; null where nothing waits. */
export async function nextNotificationInMs(db: Executor): Promise<number | null> {
  const row = await db
    .selectFrom('notifications')
    .select(sql<number | null>`extract(epoch from min(next_at) - now())::float8 * 1000`.as('inMs'))
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return row?.inMs ?? null;
}
