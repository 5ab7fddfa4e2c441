import { isObject } from './reply.ts';

export type DuplicateGroup = { value: unknown; count: number; ids: unknown[] };

/** Groups of records with the same non-empty value of a field; the proof that nothing was written twice. */
export function duplicatesOf(records: readonly unknown[], field: string): DuplicateGroup[] {
  const groups = new Map<string, DuplicateGroup>();
  for (const record of records) {
    for (const value of new Set(valuesAt(record, field))) {
      const key = JSON.stringify(value);
      const group = groups.get(key) ?? { value, count: 0, ids: [] };
      groups.set(key, group);
      group.count += 1;
      group.ids.push(isObject(record) ? record['id'] : undefined);
    }
  }
  return [...groups.values()].filter((group) => group.count > 1);
}

/** A field by its own name (which may hold dots, as `custom.cf_1`), else by a path that goes through lists. */
function valuesAt(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, field));
  if (!isObject(value)) return [];
  if (field in value)
    return [value[field]].flat().filter((found) => found !== null && found !== undefined && found !== '');
  const dot = field.indexOf('.');
  return dot === -1 ? [] : valuesAt(value[field.slice(0, dot)], field.slice(dot + 1));
}
