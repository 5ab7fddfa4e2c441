import type { Json, JsonObject } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import type { DestinationRecord } from '../../model/ports.ts';
import { getterOf } from './read-path.ts';

/** The record in an answer, where one stands there. */
export function recordIn(body: Json | undefined, path: string): JsonObject | null {
  const found = path === '$' ? body : getterOf(path)(body);
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as JsonObject) : null;
}

/**
 * The record in an answer that shows one: at the path of the definition, else wrapped once more there (`data.client`), else
 * not wrapped at all. An answer that is read in the wrong place looks like a write that nobody confirmed.
 */
export function shownRecord(body: Json | undefined, path: string, idPath: string): JsonObject | null {
  const at = recordIn(body, path);
  // in a bare record an object is what it refers to, such as its owner
  if (path === '$') return at;
  const inner = Object.values(at ?? {}).filter((member) => recordIn(member, '$') !== null);
  const places = [at, inner.length === 1 ? recordIn(inner[0], '$') : null, recordIn(body, '$')];
  return places.find((place) => place !== null && pickText(place, idPath) !== undefined) ?? at;
}

/** A record with its id as text; null where it has none. */
export function recordOf(data: JsonObject, idPath: string, versionPath?: string): DestinationRecord | null {
  const id = pickText(data, idPath);
  if (id === undefined || id === '') return null;
  return { id, data, version: versionPath === undefined ? null : (pickText(data, versionPath) ?? null) };
}
