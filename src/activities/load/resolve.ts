import type { Json, JsonObject } from '../../model/json.ts';
import { referenceKey } from '../../store/crosswalk-store.ts';
import type { EffectRow } from '../../store/effect-store.ts';

export type Resolved =
  /** `was`: what must still stand in the fields that are emptied. */
  | { ready: true; payload: JsonObject; was: JsonObject }
  /** `parent` is the reference that has no destination record yet. */
  | { ready: false; missing: { object: string; sourceId: string; role: string } };

/** Fills what was unknown when the plan was made: ids of parents, keys of fields and stages that were created first. */
export function resolvePayload(
  effect: EffectRow,
  ids: ReadonlyMap<string, string>,
  defined: ReadonlyMap<string, string>,
): Resolved {
  const payload: JsonObject = {};
  for (const [key, value] of Object.entries(effect.payload))
    payload[definedName(key, defined)] = definedValue(value, defined);
  const was: JsonObject = {};
  for (const reference of effect.references) {
    if (reference.need === 'was') {
      payload[reference.field] = null;
      was[reference.field] = ids.get(referenceKey(reference)) ?? null;
      continue;
    }
    const id = ids.get(referenceKey(reference));
    if (id !== undefined) payload[reference.field] = id;
    else if (reference.need !== 'inline') return { ready: false, missing: reference };
  }
  return { ready: true, payload, was };
}

const mark = 'new:';

/** The key of a field that was created first, by the name that plans give it. */
export function definedName(key: string, defined: ReadonlyMap<string, string>): string {
  return key.startsWith(mark) ? (defined.get(key.slice(mark.length)) ?? key) : key;
}

function definedValue(value: Json, defined: ReadonlyMap<string, string>): Json {
  return typeof value === 'string' && value.startsWith(mark) ? (defined.get(value.slice(mark.length)) ?? value) : value;
}

/** Names in a payload that still wait for a definition: nothing may be sent with them. */
export function undefinedNames(payload: JsonObject): string[] {
  return [
    ...Object.keys(payload).filter((key) => key.startsWith(mark)),
    ...Object.values(payload).filter((value): value is string => typeof value === 'string' && value.startsWith(mark)),
  ];
}
