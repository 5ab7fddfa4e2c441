import type { Comparing } from '../mappers/compare/compare-record.ts';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import type { DestinationField } from '../model/destination-object.ts';
import type { Json } from '../model/json.ts';
import type { DestinationRecord } from '../model/ports.ts';
import type { Trace } from '../store/double-store.ts';

/**
 * Reads off a record what only a migration writes: the id at the source, and our marker. Null for objects that carry neither.
 */
export function traceReader(
  definition: DestinationDefinition,
  { fields }: Comparing,
  object: string,
  marker: string,
): ((record: DestinationRecord) => Trace | null) | null {
  const known = [...(fields.get(object)?.values() ?? [])];
  const { sourceIdField, marker: mark } = definition.objects[object] ?? {};
  const sourceIdKey = keyOf(known, sourceIdField);
  const markerKey = mark?.field ?? keyOf(known, mark?.label);
  if (sourceIdKey === null && markerKey === null) return null;
  return ({ id, data }) => {
    const sourceId = sourceIdKey === null ? null : textOf(data[sourceIdKey]);
    const marked = markerKey !== null && holds(data[markerKey], marker);
    return sourceId === null && !marked ? null : { id, sourceId, marked };
  };
}

/** A field of the definition by its key or label, or a custom one of the account by its label. */
function keyOf(fields: DestinationField[], name: string | undefined): string | null {
  if (name === undefined) return null;
  return fields.find((field) => field.key === name || field.label === name)?.key ?? null;
}

function textOf(value: Json | undefined): string | null {
  return (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : null;
}

function holds(value: Json | undefined, marker: string): boolean {
  return Array.isArray(value) ? value.includes(marker) : value === marker;
}
