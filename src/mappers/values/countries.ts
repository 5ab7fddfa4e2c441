import countries from 'i18n-iso-countries';
import type { Json } from '../../model/json.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread, type ValueContext } from './types.ts';

/** Names that people write and the library's 78 languages lack. */
const aliases: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  america: 'US',
  eua: 'US',
  eeuu: 'US',
  'ee uu': 'US',
  'etats unis': 'US',
  'united states of america': 'US',
  holland: 'NL',
  el: 'GR',
  uae: 'AE',
  prc: 'CN',
  deutschland: 'DE',
  brd: 'DE',
  schweiz: 'CH',
  'ivory coast': 'CI',
  'republic of ireland': 'IE',
  eire: 'IE',
  korea: 'KR',
  'south korea': 'KR',
  'north korea': 'KP',
  turkiye: 'TR',
};

/** Languages whose word wins over those of the others. Where even these disagree (Congo, Kongo), the name is not decided. */
const strongLanguages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'];

/** Case, accents of Latin letters, dots and articles do not tell countries apart. */
function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[.,()'’\-/]+/g, ' ')
    .replace(/\bthe\b|&|\band\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

let names: ReadonlyMap<string, string | null> | undefined;

/** Every name in every language; null for a name that means two countries. */
function nameTable(): ReadonlyMap<string, string | null> {
  names ??= buildNames();
  return names;
}

function buildNames(): Map<string, string | null> {
  const table = new Map<string, string | null>();
  for (const languages of [strongLanguages, countries.langs().filter((code) => !strongLanguages.includes(code))]) {
    const decided = new Set(table.keys());
    for (const [key, code] of languages.flatMap(namesIn)) {
      if (decided.has(key)) continue;
      const held = table.get(key);
      table.set(key, held === undefined || held === code ? code : null);
    }
  }
  for (const [name, code] of Object.entries(aliases)) table.set(name, code);
  return table;
}

function namesIn(language: string): [name: string, code: string][] {
  const list = Object.entries(countries.getNames(language, { select: 'all' }));
  return list.flatMap(([code, all]) => all.map((name): [string, string] => [fold(name), code]));
}

/** ISO 3166 alpha-2 of a code (two letters, three letters, three digits) or of a name in any of 78 languages. */
export function countryOf(text: string, locale?: string): string | undefined {
  const upper = text.toUpperCase();
  if (upper.length === 2) {
    if (upper === 'UK') return 'GB';
    if (upper === 'EL') return 'GR';
    if (countries.isValid(upper)) return upper;
  }
  if (upper.length === 3) {
    const code = /^\d{3}$/.test(upper) ? countries.numericToAlpha2(upper) : countries.alpha3ToAlpha2(upper);
    if (code !== undefined) return code;
  }
  const key = fold(text);
  const found = nameTable().get(key);
  if (found) return found;
  if (found === null && locale !== undefined) {
    const language = locale.split('-')[0]?.toLowerCase() ?? '';
    return countries.getAlpha2Code(text, language);
  }
  return undefined;
}

export function normaliseCountry(raw: Json, context: ValueContext): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return unread('not_a_country', 'a list or an object stands where a country was expected');
  // Not `NA`: that is Namibia.
  if (text === '' || (text.toUpperCase() !== 'NA' && isEmptyWord(text))) return read(null);
  const code = text.length > 100 ? undefined : countryOf(text, context.locale);
  return code === undefined ? unread('not_a_country', 'the value is no country by ISO 3166 code or name') : read(code);
}
