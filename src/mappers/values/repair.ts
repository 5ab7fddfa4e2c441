import { parse } from 'tldts';
import type { ValueType } from '../../model/concepts.ts';
import type { Json } from '../../model/json.ts';
import { normaliseEmail } from './emails.ts';
import { normalisePhone } from './phones.ts';
import type { ValueContext } from './types.ts';

/** Endings that no registry has, one slip of a finger from one that everybody has. */
const slips: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  coom: 'com',
  cpm: 'com',
  'com.': 'com',
  nte: 'net',
  ney: 'net',
  ogr: 'org',
  prg: 'org',
};

/** Letters of a telephone's keys (ITU-T E.161). */
const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/**
 * What a typing error most likely meant, where only one reading is left; null where several are, or none. The caller keeps
 * what was written.
 */
export function repair(type: ValueType, raw: Json, context: ValueContext): Json | null {
  if (typeof raw !== 'string' || raw.length > 200) return null;
  if (type === 'email') return repairEmail(raw);
  return type === 'phone' ? repairPhone(raw, context) : null;
}

/** `ann (at) acme,com` → `ann@acme.com`. Misspelt names of companies stay: they may be right. */
function repairEmail(raw: string): string | null {
  let text = raw.trim().toLowerCase();
  text = text.replace(/\s*[([{]\s*at\s*[)\]}]\s*/g, '@').replace(/\s*[([{]\s*dot\s*[)\]}]\s*/g, '.');
  text = text.replace(/@{2,}/g, '@').replace(/\s*@\s*/g, '@');
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local === '' || domain === '') return null;
  const host = domain
    .replace(/\s*[,.]\s*/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const name = local.replace(/\s*\.+\s*/g, '.').replace(/^\.|\.$/g, '');
  const address = `${name}@${withoutSlip(host)}`;
  const result = normaliseEmail(address);
  return result.ok && typeof result.value === 'string' && isKnown(result.value) ? result.value : null;
}

function withoutSlip(host: string): string {
  const dot = host.lastIndexOf('.');
  const meant = slips[host.slice(dot + 1)];
  return meant === undefined || dot === -1 ? host : `${host.slice(0, dot + 1)}${meant}`;
}

function isKnown(address: string): boolean {
  return parse(address.slice(address.lastIndexOf('@') + 1)).isIcann === true;
}

/** `212-555-0143 / 212-555-0144` gives its first number, `1-800-FLOWERS` what its letters dial. */
function repairPhone(raw: string, context: ValueContext): string | null {
  const numberOf = (text: string) => {
    const result = normalisePhone(text, context);
    return result.ok && typeof result.value === 'string' ? result.value : null;
  };
  const parts = raw
    .split(/\s*(?:[/;,|]|\bor\b|\boder\b|\bou\b)\s*/i)
    .filter((part) => /\d{4}/.test(part.replace(/\D/g, '')));
  if (parts.length > 1) {
    const numbers = parts.map(numberOf);
    return numbers.every((number) => number !== null) ? (numbers[0] ?? null) : null;
  }
  // a number of words only: no stray letter of an extension or a name
  if (!/^\+?1?[-.\s(]*8\d\d[-.\s)]*[a-z][-a-z\d.\s]*$/i.test(raw.trim())) return null;
  const dialled = raw
    .toLowerCase()
    .replace(/[a-z]/g, (letter) => String(keys.findIndex((key) => key.includes(letter)) + 2));
  // North American numbers have ten digits; further letters of the word are not dialled
  const digits = dialled.replace(/\D/g, '').replace(/^1/, '').slice(0, 10);
  return digits.length === 10 ? numberOf(`+1${digits}`) : null;
}
