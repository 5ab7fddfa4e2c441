import type { DestinationField } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { currencyDigits } from '../values/currencies.ts';
import { decimalText, isMoney } from '../values/money.ts';
import { normalise, normaliseList } from '../values/normalise.ts';
import { repair } from '../values/repair.ts';
import type { ValueContext } from '../values/types.ts';
import { type Built, isBlank } from './built.ts';
import { putField, toWire } from './wire.ts';

/** Puts a source's value into the payload in the destination's form. What the field does not take is kept as a line of text. */
export function placeValue(
  built: Built,
  field: DestinationField,
  value: Json,
  context: ValueContext,
  accountCurrency: string | null = null,
): void {
  if (field.many) {
    const items = (Array.isArray(value) ? value : [value]).flatMap((item) =>
      normaliseItem(built, field, item, context),
    );
    if (items.length === 0) return;
    // a list that two mappings fill holds both: the source's tags and the marker
    const before = built.payload[field.key];
    const added = toWire(field, unique(items));
    const both =
      Array.isArray(before) && Array.isArray(added)
        ? [...before, ...added.filter((item) => !before.includes(item))]
        : added;
    putField(built.payload, field, both);
    return;
  }
  const single = field.type === 'text' && isListOfScalars(value) ? textOf(value) : value;
  const first = normalise(field.type, single, context);
  const isDay = field.form === 'dateOrInstant' && first.ok && first.notes?.some((said) => said.code === 'time_assumed');
  const read = isDay ? normalise('date', value, context) : first;
  if (!read.ok) {
    const mended = mend(built, field, value, context);
    if (mended === null) note(built, field, read.code, read.message, value);
    else placeValue(built, field, mended, context, accountCurrency);
    return;
  }
  if (read.value === null) return;
  let wire = foreignAmount(built, field, read.value, accountCurrency) ?? toWire(field, read.value);
  if (field.pattern !== undefined && !patternOf(field.pattern).test(String(wire))) {
    note(built, field, 'not_accepted', `the destination does not take this form of ${field.label ?? field.key}`, value);
    return;
  }
  const option = optionOf(field, wire);
  if (option === undefined) {
    noteUnknown(built, field, value);
    return;
  }
  wire = option ?? wire;
  if (field.maxLength !== undefined && typeof wire === 'string' && [...wire].length > field.maxLength) {
    const characters = [...wire];
    built.overflow.push({ label: field.label ?? field.key, text: characters.slice(field.maxLength).join('') });
    built.reasons.push({
      code: 'text_cut',
      message: `${field.label ?? field.key} is longer than ${field.maxLength} characters; the rest goes into a note`,
      field: field.key,
      reshaping: true,
    });
    wire = characters.slice(0, field.maxLength).join('');
  }
  putField(built.payload, field, wire);
}

/** An amount where the destination counts in one currency only: the number stays, and the text says what it was. */
function foreignAmount(built: Built, field: DestinationField, value: Json, account: string | null): Json | null {
  if (field.form !== 'minorUnits' || account === null || !isMoney(value)) return null;
  if (value.currency === null || value.currency === account) return null;
  built.footer.push(`${field.label ?? field.key} at the source: ${decimalText(value)} ${value.currency}`);
  built.reasons.push({
    code: 'other_currency',
    message: `the amount is in another currency; the destination counts everything in ${account}, and the text says what it was`,
    field: field.key,
    reshaping: true,
  });
  return Math.round(Number(decimalText(value)) * 10 ** (currencyDigits(account) ?? 2));
}

/** The vendor's own word for a value; null where the field takes any, undefined where it takes others only. */
function optionOf(field: DestinationField, value: Json): string | null | undefined {
  if (field.options === undefined || field.options.length === 0) return null;
  const text = String(value);
  return field.options.find((entry) => entry.value === text || entry.label.toLowerCase() === text.toLowerCase())?.value;
}

function noteUnknown(built: Built, field: DestinationField, value: Json): void {
  note(built, field, 'not_an_option', `the destination does not know this value of ${field.label ?? field.key}`, value);
}

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text);
  patterns.set(text, known);
  return known;
}

/** One item of a list, or several where a cell holds `ann@a.example; bob@b.example`. */
function normaliseItem(built: Built, field: DestinationField, item: Json, context: ValueContext): Json[] {
  const wrapped = item !== null && typeof item === 'object' && !Array.isArray(item) && 'value' in item ? item : null;
  const raw = wrapped === null ? item : (wrapped['value'] ?? null);
  const read = normaliseList(field.type, raw, context);
  if (!read.ok) {
    const mended = mend(built, field, raw, context);
    if (mended !== null)
      return normaliseItem(built, field, wrapped === null ? mended : { ...wrapped, value: mended }, context);
    note(built, field, read.code, read.message, raw);
    return [];
  }
  const unreadItem = read.notes?.find((said) => said.code === 'item_unread');
  if (unreadItem) note(built, field, unreadItem.code, unreadItem.message, raw);
  const values = Array.isArray(read.value) ? read.value : read.value === null ? [] : [read.value];
  return values.flatMap((value): Json[] => {
    const point =
      value !== null && typeof value === 'object' && !Array.isArray(value) && 'value' in value ? value : { value };
    const option = optionOf(field, point['value'] ?? null);
    if (option === undefined) {
      noteUnknown(built, field, point['value'] ?? null);
      return [];
    }
    return [{ ...point, ...wrapped, value: option ?? point['value'] ?? null }];
  });
}

function unique(items: Json[]): Json[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = String((item as JsonObject)['value']).toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A typing error that can mean only one thing is put right; what was written stays in the record's text. */
function mend(built: Built, field: DestinationField, raw: Json, context: ValueContext): Json | null {
  const mended = repair(field.type, raw, context);
  if (mended === null) return null;
  const label = field.label ?? field.key;
  built.footer.push(`${label} at the source: ${String(raw)}`);
  built.reasons.push({
    code: 'value_repaired',
    message: `a typing error in ${label} was put right; what was written is kept in the record's text`,
    field: field.key,
    reshaping: true,
  });
  return mended;
}

/** A value that cannot be read rejects the record only where the destination insists on the field; otherwise its text is kept. */
export function note(built: Built, field: DestinationField, code: string, message: string, raw: Json = null): void {
  if (field.required) built.rejected = true;
  const text = textOf(raw);
  if (!isBlank(text)) built.footer.push(`${field.label ?? field.key} at the source: ${text}`);
  built.reasons.push({
    code,
    message,
    field: field.key,
    hint: 'Correct the value at the source, or add a transform to the mapping.',
  });
}

/** A list reads as its items; what has parts of its own is kept by its field. */
function textOf(raw: Json): string {
  const items = (Array.isArray(raw) ? raw : [raw]).filter((item) => item !== null && typeof item !== 'object');
  return items.map(String).join('; ');
}

function isListOfScalars(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
}
