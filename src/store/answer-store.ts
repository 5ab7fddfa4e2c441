/** The answers of a destination, stored with all that follows from them in one transaction. */
import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { EffectState } from '../model/states.ts';
import { addToCounters } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import { type EffectRow, stateCounter } from './effect-store.ts';
import { storeImages } from './image-store.ts';
import type { PairScope } from './scope.ts';

export interface Answer {
  effect: EffectRow;
  requestId: string;
  state: Extract<EffectState, 'written' | 'failed' | 'planned' | 'skipped'>;
  destinationId: string | null;
  code: string | null;
  message: string | null;
  hint: string | null;
  before?: JsonObject;
  after?: JsonObject;
  version?: string | null;
}

/**
 * Stores answers, `where fence = mine`: an answer that comes after someone else took the lane over changes nothing, and the
 * effect is settled by look-up instead. Crosswalk, images and counters change in the same transaction.
 */
export async function storeAnswers(db: Database, scope: PairScope, fence: number, answers: Answer[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const stored = await sql<{ id: string }>`
      update effects e set state = a.state, destination_id = coalesce(a.destination_id, e.destination_id),
        code = a.code, message = a.message, hint = a.hint, answered_at = now()
      from unnest(${answers.map((answer) => answer.effect.id)}::uuid[], ${answers.map((answer) => answer.requestId)}::uuid[],
        ${answers.map((answer) => answer.state)}::text[], ${answers.map((answer) => answer.destinationId)}::text[],
        ${answers.map((answer) => answer.code)}::text[], ${answers.map((answer) => answer.message)}::text[],
        ${answers.map((answer) => answer.hint)}::text[]) as a (id, request_id, state, destination_id, code, message, hint)
      where e.id = a.id and e.request_id = a.request_id and e.fence = ${fence} and e.state = 'intended'
        and e.tenant_id = ${scope.tenantId}
      returning e.id`.execute(transaction);
    const ids = new Set(stored.rows.map((row) => row.id));
    const accepted = answers.filter((answer) => ids.has(answer.effect.id));
    await recordWritten(
      transaction,
      scope,
      // what was found to be so already is known from now on like what was written
      accepted.filter((answer) => answer.state === 'written' || answer.state === 'skipped'),
    );
    await storeImages(transaction, scope, accepted);
    await addToCounters(
      transaction,
      scope,
      accepted.map((answer) => stateCounter(answer.effect, answer.state)),
    );
  });
}

async function recordWritten(db: Executor, scope: PairScope, answers: Answer[]): Promise<void> {
  const written = answers.filter((answer) => answer.destinationId !== null);
  if (written.length === 0) return;
  await sql`
    insert into crosswalk (pair_id, tenant_id, object, source_id, role, destination_object, destination_id, origin, migration_id, content_hash)
    select ${scope.pairId}, ${scope.tenantId}, w.object, w.source_id, w.role, w.destination_object, w.destination_id, w.origin,
      ${scope.migrationId}, w.content_hash
    from unnest(${written.map((answer) => answer.effect.object)}::text[], ${written.map((answer) => answer.effect.sourceId)}::text[],
      ${written.map((answer) => answer.effect.role)}::text[], ${written.map((answer) => answer.effect.destinationObject)}::text[],
      ${written.map((answer) => answer.destinationId)}::text[],
      ${written.map((answer) => (answer.effect.operation === 'create' || answer.effect.operation === 'define' ? 'created' : 'matched'))}::text[],
      ${written.map((answer) => answer.effect.contentHash)}::text[])
      as w (object, source_id, role, destination_object, destination_id, origin, content_hash)
    on conflict (pair_id, object, source_id, role, destination_object, destination_id)
      -- a vendor may give an id again that an undone record had: a folder of files does
      do update set content_hash = excluded.content_hash, migration_id = excluded.migration_id, tombstone_at = null,
        origin = case when crosswalk.tombstone_at is null then crosswalk.origin else excluded.origin end`.execute(db);
}
