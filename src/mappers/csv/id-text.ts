import type { idRepairs } from '../../model/reading-plan.ts';
import { scientificForm, unwrapCell } from '../values/text.ts';

export type IdRepair = (typeof idRepairs)[number];

const noIdWord = /^(?:nan|null|none|nil|undefined|n\/a|#n\/a|#value!|#ref!|nat|<na>)$/i;
const noIdTail = /[-_:/#. ](?:nan|null|none|nil|undefined|n\/a|nat|<na>)$/i;
const noIdEnds: ReadonlySet<number> = new Set([...'nledatNLEDAT>!'].map((letter) => letter.charCodeAt(0)));
const floatTail = /(\d)\.0+$/;

/** `nan`, `NULL`, and the same behind a prefix (`OPP-nan`): a program wrote "no value" as if it were an id. */
export function isNoId(value: string): boolean {
  // Asked of every cell: the last letter settles it for nearly all.
  if (!noIdEnds.has(value.charCodeAt(value.length - 1))) return false;
  return noIdWord.test(value) || noIdTail.test(value);
}

/** `1.23457E+12`: a spreadsheet threw the digits away; several records now share this text. */
export function isScientific(value: string): boolean {
  return scientificForm.test(value);
}

/** `OPP-22.0`, `9002.0`: an id that went through a column of decimal numbers. */
export function hasFloatTail(value: string): boolean {
  return floatTail.test(value);
}

/** `{6F9619FF-…}`: an identifier in braces. */
export function hasBraces(value: string): boolean {
  return value.startsWith('{') && value.endsWith('}');
}

/** `zcrm_4876876000000432001`: Zoho writes the prefix in some columns and leaves it out in others. */
export function hasVendorPrefix(value: string): boolean {
  return value.startsWith('zcrm_');
}

/** The id without any of these spellings: for comparing two columns, never for storing. */
export function repairId(id: string): string {
  const last = id.charCodeAt(id.length - 1);
  let repaired = last === 48 && id.includes('.') ? id.replace(floatTail, '$1') : id;
  if (last === 125 && hasBraces(repaired)) repaired = repaired.slice(1, -1);
  return hasVendorPrefix(repaired) ? repaired.slice(5) : repaired;
}

/** The id in a cell, or null where there is none. Always text. */
export function readId(value: string, repairs: readonly IdRepair[]): string | null {
  let id = unwrapCell(value.trim(), true);
  if (id === '' || isNoId(id)) return null;
  if (repairs.includes('float_tail')) id = id.replace(floatTail, '$1');
  if (repairs.includes('braces') && hasBraces(id)) id = id.slice(1, -1);
  if (repairs.includes('vendor_prefix') && hasVendorPrefix(id)) id = id.slice(5);
  return id === '' ? null : id;
}
