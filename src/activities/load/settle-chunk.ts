import { canonicalJson, type JsonObject } from '../../model/json.ts';
import type { DefineKind, DestinationWriter } from '../../model/ports.ts';
import { claimedIds, definedKeys, resolveReferences } from '../../store/crosswalk-store.ts';
import type { Database } from '../../store/database.ts';
import type { PairScope } from '../../store/scope.ts';
import {
  type DoubtfulEffect,
  databaseNow,
  doubtfulEffects,
  type SettleFilter,
  storeVerdicts,
  type Verdict,
} from '../../store/settle-store.ts';
import { resolvePayload } from './resolve.ts';
import { type CandidateRules, settleIdentical } from './settle.ts';

export interface SettleOptions {
  filter: SettleFilter;
  /** `settleMs` + search lag of the destination. */
  settleAfterMs: number;
  limit: number;
  signal: AbortSignal;
  rulesFor(destinationObject: string): CandidateRules;
  /** Id of a definition that exists under the payload's label, or null. */
  findDefinition(kind: DefineKind, object: string, payload: JsonObject): Promise<string | null>;
}

/** Decides effects whose answer never came, by look-up, and only after an abandoned write can no longer land unseen. */
export async function settleChunk(
  db: Database,
  writer: DestinationWriter,
  scope: PairScope,
  options: SettleOptions,
): Promise<{ settled: number }> {
  const doubts = await doubtfulEffects(db, scope, options.filter, options.settleAfterMs, options.limit);
  if (doubts.length === 0) return { settled: 0 };
  const payloads = await payloadsOf(db, scope, doubts);
  const groups = Map.groupBy(
    doubts,
    (doubt) =>
      `${doubt.effect.destinationObject} ${doubt.effect.operation} ${canonicalJson(payloads.get(doubt.effect.id))}`,
  );
  let settled = 0;
  // decided in turn, never side by side: what one question claims is no candidate for the next
  for (const group of groups.values()) {
    if (options.signal.aborted) break;
    await storeVerdicts(db, scope, await decide(db, writer, scope, options, group, payloads));
    settled += group.length;
  }
  return { settled };
}

/** Payloads as they were sent: with the ids of parents and definitions filled in. */
async function payloadsOf(db: Database, scope: PairScope, doubts: DoubtfulEffect[]): Promise<Map<string, JsonObject>> {
  const [ids, defined] = await Promise.all([
    resolveReferences(
      db,
      scope,
      doubts.flatMap((doubt) => doubt.effect.references),
    ),
    definedKeys(db, scope),
  ]);
  return new Map(
    doubts.map(({ effect }) => {
      const resolved = resolvePayload(effect, ids, defined);
      return [effect.id, resolved.ready ? resolved.payload : effect.payload];
    }),
  );
}

async function decide(
  db: Database,
  writer: DestinationWriter,
  scope: PairScope,
  options: SettleOptions,
  group: DoubtfulEffect[],
  payloads: Map<string, JsonObject>,
): Promise<Verdict[]> {
  const { effect } = group[0] as DoubtfulEffect;
  const payload = payloads.get(effect.id) ?? effect.payload;
  if (effect.operation === 'define') {
    const id = await options.findDefinition(
      effect.object.slice('define:'.length) as DefineKind,
      effect.destinationObject,
      payload,
    );
    return group.map((doubt) =>
      id === null
        ? again(doubt)
        : { doubt, state: 'written', destinationId: id, message: null, after: payload, version: null },
    );
  }
  // an update says the same thing however often it is said
  if (effect.operation !== 'create') return group.map(again);
  const found = await writer.candidates(effect.destinationObject, payload, options.signal);
  if (found === null)
    return group.map((doubt) =>
      unresolved(doubt, 'the destination offers no way to find it again without an id at the source'),
    );
  // moments of the intents as the vendor's clock would have told them
  const aheadMs = await clockAheadMs(db, writer);
  const claimed = await claimedIds(
    db,
    scope,
    effect.destinationObject,
    found.map((record) => record.id),
  );
  const questions = group.map((doubt) => ({
    key: doubt.effect.id,
    intendedAt: new Date(doubt.intendedAt.getTime() - aheadMs),
    payload: payloads.get(doubt.effect.id) ?? doubt.effect.payload,
  }));
  const settlements = settleIdentical(questions, found, claimed, options.rulesFor(effect.destinationObject));
  return group.map((doubt, index): Verdict => {
    const settlement = settlements[index];
    if (settlement?.state === 'written') {
      const { id, data, version } = settlement.record;
      return { doubt, state: 'written', destinationId: id, message: null, after: shownOf(payload, data), version };
    }
    if (settlement?.state === 'unresolved') {
      return unresolved(doubt, `may be one of ${settlement.candidates.join(', ')}`);
    }
    return again(doubt);
  });
}

/** By how much the database's clock is ahead of the one that stamps the vendor's records; nothing where that is not told. */
async function clockAheadMs(db: Database, writer: DestinationWriter): Promise<number> {
  const there = writer.now?.() ?? null;
  return there === null ? 0 : (await databaseNow(db)).getTime() - there.getTime();
}

function again(doubt: DoubtfulEffect): Verdict {
  return { doubt, state: 'planned', destinationId: null, message: null, after: null, version: null };
}

function unresolved(doubt: DoubtfulEffect, message: string): Verdict {
  return { ...again(doubt), state: 'unresolved', message };
}

/** The after-image of a write whose answer was lost: what the vendor made of the fields that were sent. */
function shownOf(payload: JsonObject, data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, data[key] ?? value]));
}
