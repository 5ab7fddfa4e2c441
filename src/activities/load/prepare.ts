import type { JsonObject } from '../../model/json.ts';
import type { Reference } from '../../model/plan.ts';
import {
  definedKeys,
  madeMeanwhile,
  parentStates,
  referenceKey,
  resolveReferences,
} from '../../store/crosswalk-store.ts';
import type { Database } from '../../store/database.ts';
import { blockEffects, type EffectRow, skipEffects } from '../../store/effect-store.ts';
import type { PairScope } from '../../store/scope.ts';
import { resolvePayload, undefinedNames } from './resolve.ts';

/** An effect with all that was unknown when it was planned. */
export interface Ready {
  effect: EffectRow;
  payload: JsonObject;
  was: JsonObject;
}

/**
 * Splits effects into those that can go, those whose parent is not decided yet (they stay planned), and those whose parent failed:
 * they are blocked.
 */
export async function prepare(
  db: Database,
  scope: PairScope,
  effects: EffectRow[],
): Promise<{ ready: Ready[]; deferred: number; blocked: number }> {
  const references = effects.flatMap((effect) =>
    effect.operation === 'link' ? [...effect.references, ownEnd(effect)] : effect.references,
  );
  const there = await madeMeanwhile(db, scope, effects);
  await skipEffects(db, scope, there);
  const [ids, defined] = await Promise.all([resolveReferences(db, scope, references), definedKeys(db, scope)]);
  const ready: Ready[] = [];
  const waiting: { effect: EffectRow; missing: Reference }[] = [];
  for (const planned of effects) {
    if (there.has(planned)) continue;
    const effect = planned.operation === 'link' ? atOwnEnd(planned, ids) : planned;
    const resolved = resolvePayload(effect, ids, defined);
    if (effect.operation === 'link' && effect.destinationId === null) waiting.push({ effect, missing: ownEnd(effect) });
    else if (!resolved.ready) waiting.push({ effect, missing: resolved.missing });
    else if (undefinedNames(resolved.payload).length > 0) {
      const name = undefinedNames(resolved.payload)[0] as string;
      waiting.push({ effect, missing: { object: 'define', sourceId: name, role: 'main' } });
    } else ready.push({ effect, payload: resolved.payload, was: resolved.was });
  }
  const missing = waiting.map((entry) => entry.missing);
  const states = await parentStates(db, scope, missing);
  // one may have been written between the two looks
  const since = await resolveReferences(db, scope, missing);
  let deferred = 0;
  const blocked: { effect: EffectRow; parent: string }[] = [];
  for (const entry of waiting) {
    const key = referenceKey(entry.missing);
    const state = states.get(key);
    if (state === 'planned' || state === 'intended' || since.has(key)) deferred += 1;
    else blocked.push({ effect: entry.effect, parent: `${entry.missing.object} ${entry.missing.sourceId}` });
  }
  await blockEffects(db, scope, blocked);
  return { ready, deferred, blocked: blocked.length };
}

/** The record that a link belongs to: not known by its id before it is written. */
function ownEnd({ object, sourceId }: EffectRow): Reference {
  return { object, sourceId, role: 'main' };
}

function atOwnEnd(effect: EffectRow, ids: ReadonlyMap<string, string>): EffectRow {
  return { ...effect, destinationId: ids.get(referenceKey(ownEnd(effect))) ?? null };
}
