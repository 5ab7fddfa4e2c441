import type { DestinationField } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { decimalText, isMoney } from '../values/money.ts';

/** Writes a canonical value the way the destination's field wants it. */
export function toWire(field: DestinationField, value: Json): Json {
  if (field.many && field.item !== undefined)
    return (Array.isArray(value) ? value : [value]).map((item) => toItem(field, item));
  if (field.many) return (Array.isArray(value) ? value : [value]).map((item) => toScalar(field, unwrapped(item)));
  return toScalar(field, Array.isArray(value) ? (value[0] ?? null) : value);
}

function toItem(field: DestinationField, item: Json): Json {
  const value = toScalar(field, unwrapped(item));
  const label = isWrapped(item) ? (item['label'] ?? null) : null;
  return fillItem(field.item as Json, { value, label: knownLabel(field, label) });
}

/** `{ value, label }`, as e-mail addresses and phones travel through a mapping. */
function isWrapped(item: Json): item is JsonObject {
  return item !== null && typeof item === 'object' && !Array.isArray(item) && 'value' in item && !isMoney(item);
}

function unwrapped(item: Json): Json {
  return isWrapped(item) ? (item['value'] ?? null) : item;
}

function knownLabel(field: DestinationField, label: Json): Json {
  const labels = field.itemLabels ?? [];
  const found = labels.find((known) => known.toLowerCase() === String(label ?? '').toLowerCase());
  return found ?? labels[0] ?? label;
}

function fillItem(shape: Json, item: { value: Json; label: Json }): Json {
  if (shape === '{value}') return item.value;
  if (shape === '{label}') return item.label;
  if (Array.isArray(shape)) return shape.map((entry) => fillItem(entry, item));
  if (shape !== null && typeof shape === 'object') {
    return Object.fromEntries(Object.entries(shape).map(([key, entry]) => [key, fillItem(entry, item)]));
  }
  return shape;
}

function toScalar(field: DestinationField, value: Json): Json {
  if (isMoney(value)) {
    if (field.form === 'minorUnits') return value.minor;
    return field.form === 'text'
      ? `${decimalText(value)}${value.currency ? ` ${value.currency}` : ''}`
      : Number(decimalText(value));
  }
  switch (field.form) {
    case 'epochMs':
      return typeof value === 'string' ? Date.parse(value) : value;
    case 'date':
      return typeof value === 'string' ? value.slice(0, 10) : value;
    case 'e164':
      // RFC 3966 writes `;ext=12`, which few vendors take
      return typeof value === 'string' ? value.replace(';ext=', ' x') : value;
    case 'text':
      return value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);
    default:
      return value;
  }
}

/** Puts a value at a path of a payload: `addresses[0].city`, `['custom.cf_1']`. A field without a path stands under its key, dots included. */
export function setPath(payload: JsonObject, path: string, value: Json): void {
  const steps = [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map((match) =>
    match[2] === undefined ? ((match[1] ?? match[3]) as string) : Number(match[2]),
  );
  let at: JsonObject | Json[] = payload;
  for (const [index, step] of steps.entries()) {
    if (index === steps.length - 1) {
      (at as Record<string | number, Json>)[step] = value;
      return;
    }
    const next: Json | undefined = (at as Record<string | number, Json>)[step];
    if (next === undefined || next === null || typeof next !== 'object') {
      (at as Record<string | number, Json>)[step] = typeof steps[index + 1] === 'number' ? [] : {};
    }
    at = (at as Record<string | number, Json>)[step] as JsonObject | Json[];
  }
}

/** Puts a value where its field stands in a payload. */
export function putField(payload: JsonObject, field: DestinationField, value: Json): void {
  if (field.path === undefined) payload[field.key] = value;
  else setPath(payload, field.path, value);
}
