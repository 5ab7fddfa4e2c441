import type { DestinationField } from '../../model/destination-object.ts';
import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts';
import { pick, topOf } from '../../model/json-path.ts';
import { equal } from '../values/index.ts';
import type { ValueContext } from '../values/types.ts';

export interface FieldDifference {
  field: string;
  label: string;
  planned: Json;
  found: Json;
}

/**
 * Compares what was planned with what the destination holds, field by field and by each field's type: the vendor's own
 * formatting is no difference. Only fields that were sent are looked at.
 */
export function compareRecord(
  fields: ReadonlyMap<string, DestinationField>,
  payload: JsonObject,
  found: JsonObject,
  context: ValueContext,
): FieldDifference[] {
  const differences: FieldDifference[] = [];
  const nested = [...fields.values()].filter((field) => field.path !== undefined);
  for (const [key, value] of Object.entries(payload)) {
    const inside = nested.filter((field) => topOf(field.path as string) === key);
    if (inside.length > 0) {
      for (const field of inside) {
        const planned = pick(payload, field.path as string);
        if (planned !== undefined) compareOne(differences, field, planned, pick(found, field.path as string), context);
      }
      continue;
    }
    const field: DestinationField = fields.get(key) ?? { key, type: 'text' };
    compareOne(differences, field, value, found[key], context);
  }
  return differences;
}

/** What comparing values needs to know of a destination: its fields by object and key, and how its values are read. */
export interface Comparing {
  fields: ReadonlyMap<string, ReadonlyMap<string, DestinationField>>;
  values: ValueContext;
}

/**
 * Keys of `one` whose value says something else in `other`, told by the fields' own comparators. It makes no difference which of
 * the two is the later one: a part that only one of them holds counts as well.
 */
export function differingKeys(
  { fields, values }: Comparing,
  object: string,
  one: JsonObject,
  other: JsonObject,
): string[] {
  const known = fields.get(object) ?? new Map<string, DestinationField>();
  return Object.entries(one).flatMap(([key, value]) => {
    const here = { [key]: value };
    const there = { [key]: other[key] ?? null };
    const differs =
      canonicalJson(value) !== canonicalJson(there[key] as Json) &&
      (compareRecord(known, here, there, values).length > 0 || compareRecord(known, there, here, values).length > 0);
    return differs ? [key] : [];
  });
}

function compareOne(
  differences: FieldDifference[],
  field: DestinationField,
  planned: Json,
  found: Json | undefined,
  context: ValueContext,
): void {
  const many = field.many ?? false;
  const a = many ? itemValues(field, planned) : planned;
  const b = many ? itemValues(field, found ?? null) : (found ?? null);
  const options = {
    context,
    ...(field.comparator !== undefined && { comparator: field.comparator }),
    ...(many && { many: true }),
    ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
  };
  if (!equal(field.type, a, b, options)) {
    differences.push({ field: field.key, label: field.label ?? field.key, planned: a, found: b });
  }
}

/** Values of a list's items, without what the vendor wraps them in. */
function itemValues(field: DestinationField, value: Json): Json {
  if (!Array.isArray(value)) return value === null ? [] : [value];
  const shape = field.item;
  const key =
    shape !== null && typeof shape === 'object' && !Array.isArray(shape)
      ? Object.keys(shape ?? {}).find((name) => (shape as JsonObject)[name] === '{value}')
      : undefined;
  if (key === undefined) return value;
  return value.map((item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item) ? (item[key] ?? null) : item,
  );
}
