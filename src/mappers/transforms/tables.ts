import type { Json } from '../../model/json.ts';
import type { Mapping } from '../../model/mapping.ts';

const compiled = new WeakMap<object, Readonly<Record<string, ReadonlyMap<string, Json>>>>();

/** The mapping's tables in the form in which `lookup` asks them, made once: they may have a hundred thousand entries. */
export function tablesOf(mapping: Pick<Mapping, 'tables'>): Readonly<Record<string, ReadonlyMap<string, Json>>> {
  const { tables } = mapping;
  if (tables === undefined) return {};
  const known = compiled.get(tables);
  if (known !== undefined) return known;
  const made = Object.fromEntries(
    Object.entries(tables).map(([name, entries]) => [name, new Map(Object.entries(entries))]),
  );
  compiled.set(tables, made);
  return made;
}
