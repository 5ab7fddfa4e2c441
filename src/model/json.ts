import { z } from 'zod';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Anything JSON can say. Used where a document is carried, not understood. */
export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>;
/** Any JSON object, by its members' names. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema);

/** JSON text with object keys in alphabetical order: equal documents give equal text, so it can be hashed and compared. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // put together piece by piece: every record of an export comes by here
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key];
    if (item === undefined) continue;
    if (members !== '') members += ',';
    members += `${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${members}}`;
}
