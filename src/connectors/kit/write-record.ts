import type { Json, JsonObject } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import type { DestinationRecord } from '../../model/ports.ts';
import { getterOf } from './read-path.ts';

/** The record in an answer, where one stands there. */
export function recordIn(body: Json | undefined, path: string): JsonObject | null {
  const found = path === '$' ? body : getterOf(path)(body);
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as JsonObject) : null;
}

/** A record with its id as text; null where it has none. */
export function recordOf(data: JsonObject, idPath: string, versionPath?: string): DestinationRecord | null {
  const id = pickText(data, idPath);
  if (id === undefined || id === '') return null;
  return { id, data, version: versionPath === undefined ? null : (pickText(data, versionPath) ?? null) };
}
