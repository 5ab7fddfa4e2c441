import type { Json } from '../model/json.ts';

/** Machine codes and field names look like this; anything longer or with spaces may be a customer's value. */
const identifier = /^[A-Za-z][A-Za-z0-9_.:-]{0,59}$/;
const codeNames = new Set([
  'code',
  'error',
  'error_code',
  'errorcode',
  'errortype',
  'type',
  'category',
  'subcategory',
  'status',
  'reason',
  'policyname',
  'name',
]);
const fieldNames = new Set([
  'field',
  'path',
  'property',
  'propertyname',
  'param',
  'attribute',
  'key',
  'fields',
  'properties',
]);
/** Objects whose member names are field names: `{"field-errors": {"email": "…"}}`. */
const fieldMaps = new Set([
  'field-errors',
  'field_errors',
  'fielderrors',
  'errors',
  'violations',
  'validation_errors',
  'invalid',
]);

/** What an error body says that names no customer: the vendor's codes and the fields it complains about. */
export function errorDetails(body: Json | undefined): Record<string, unknown> | undefined {
  const codes = new Set<string>();
  const fields = new Set<string>();
  collect(body, codes, fields, 0);
  if (codes.size === 0 && fields.size === 0) return undefined;
  return {
    ...(codes.size > 0 ? { vendorCodes: [...codes].slice(0, 10) } : {}),
    ...(fields.size > 0 ? { fields: [...fields].slice(0, 20) } : {}),
  };
}

function collect(value: Json | undefined, codes: Set<string>, fields: Set<string>, depth: number): void {
  if (value === null || typeof value !== 'object' || depth > 5) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 50)) collect(item, codes, fields, depth + 1);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const known = name.toLowerCase();
    if (codeNames.has(known)) take(member, codes);
    if (fieldNames.has(known)) take(member, fields);
    if (fieldMaps.has(known) && member !== null && typeof member === 'object' && !Array.isArray(member)) {
      take(Object.keys(member), fields);
    }
    collect(member, codes, fields, depth + 1);
  }
}

function take(value: Json | undefined, into: Set<string>): void {
  for (const item of [value].flat()) if (typeof item === 'string' && identifier.test(item)) into.add(item);
}
