import type { Atom } from './lexicon/atoms.ts';
import type { Meaning, Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** One phrase of a header with what it can mean. */
export interface Unit {
  phrase: string;
  meanings: readonly Meaning[];
  /** How the phrase was found: as it stands, taken apart, or after a slip of the pen. */
  found: 'exact' | 'split' | 'repaired';
}

/** A header taken apart, before the row has told its language. */
export interface Reading {
  header: string;
  words: readonly string[];
  units: readonly Unit[];
  unknown: readonly string[];
  /** `Phone 2` → 2, `Name` → null. */
  ordinal: number | null;
  /** The phrase that the first number follows: `Contact 2 Phone` → `contact`. */
  counted: Unit | null;
  /** The vendor's own mark of a custom field, as it stands in the header. */
  customMark: string | null;
}

const customMarks: readonly RegExp[] = [
  /(?:^|[\s_.\-[(])cf[_\s-]?\d+/i, // Copper, Freshsales
  /^cf[_.\s]/i,
  /__(?:c|pc|r)$/i, // Salesforce
  /^custom(?:[\s_.:-]*field)?s?[\s_.:\-[]/i,
  /^custom(?:field)?\d+$/i,
  /[\s_.-]custom$/i,
  /^x_(?:studio_)?/i, // Odoo
  /^cr[0-9a-f]{3}_/i, // Dynamics, publisher prefix
  /^new_/, // Dynamics, default prefix
  /^udf[_\s\d]/i,
  /^(?:user|custom)\s?(?:field\s?)?\d+$/i,
  /^[0-9a-f]{40}(?:_\w+)?$/i, // Pipedrive
  /^(?:field|attr|attribute|column|kolom|feld|champ|campo)\s?\d+$/i,
];

/** Names that an API or its export puts around every field. */
const wrapper = /^(?:properties|property|fields|attributes|data|values)[._]+(?=\w)/i;

/** What a path of keys shows of a person: `owner.username` is the owner. */
const shown = /^([a-z]\w*(?:\.\w+)*)\.(?:user_?name|login|display_?name|label)$/i;

/** OData's name for a link: `_ownerid_value`. */
const lookup = /^_(\w+)_value$/;
/** `Address 1 - Phone`: vendors keep reach and people with the address; what follows the dash says it all. */
const atAddress = /^addr(?:ess)? 1 - (?=phone|e-?mail|fax|contact)/i;

/** Words that only tell how values are written: `(min)`, `(in 000s USD)`, `(optional)`, `(Y/N)`. */
const measures: ReadonlySet<string> = new Set(
  (
    'in 000 000s k mm thousand thousands million millions usd eur gbp chf aud cad sek nok dkk pln min mins minutes sec ' +
    'secs seconds hr hrs hour hours day days optional required y n yes no or if any applicable net gross excl incl vat ' +
    'arr mrr acv tcv optioneel verplicht optional pflichtfeld pflicht freiwillig optionnel facultatif obligatoire opcional ' +
    'obligatorio obrigatório facoltativo opzionale obbligatorio opcjonalnie wymagane valgfri valgfritt obligatorisk ' +
    'frivillig необязательно обязательно opsiyonel zorunlu 任意 必須 选填 必填'
  ).split(' '),
);

/** `(ISO, e.g. nl)`, `(current date format)`, `(0: no, 1: yes)`: how a value is written, by example or by legend. */
const manner =
  /(?:^|[\s(,;-])(?:e\.?g|z\.?\s?b|bijv|p\.?\s?ex|par exemple|p\.?\s?ej|ej|np|напр|t\.?\s?ex|f\.?eks|ör|iso)\.?(?=[\s:,]|$)|format|formaat|opmaak|(?:^|[\s,;])[0-9a-z]\s?[:=：]\s?\S|[dtj]{2}[./-]mm|mm[./-][dtj]{2}|yyyy|jjjj|aaaa|例/i;

/** `(New/Contacted/Won)`: the choices that a column offers. */
function areChoices(inside: string): boolean {
  return inside.split('/').length >= 3 || inside.split(/[,;|]/).length >= 3;
}

/** Other words in brackets say which one is meant: `Phone (work)`. */
function withoutMeasures(header: string): string {
  return header
    .replace(/[([]([^()[\]]{0,80})[)\]]/g, (whole, inside: string) =>
      areChoices(inside) ||
      manner.test(inside) ||
      inside
        .toLowerCase()
        .split(/[\s/.,$€£%]+/)
        .every((word) => word === '' || measures.has(word))
        ? ' '
        : whole,
    )
    .replace(/\by\s?\/\s?n\b/gi, ' ');
}

/** Never more than this many words are read: a question of a form is not a field name. */
const mostWords = 14;
const unknownCost = 3;

/** Takes a header apart into known phrases with the fewest unknown words and then the fewest phrases. */
export function readHeader(header: string, vocabulary: Vocabulary): Reading {
  const spelt = withoutMeasures(
    header.replace(lookup, '$1').replace(shown, '$1.name').replace(wrapper, '').replace(atAddress, ''),
  );
  const words = wordsOf(spelt).slice(0, mostWords);
  const joints = jointsOf(spelt);
  const customMark = isExternalId(header)
    ? null
    : (customMarks.map((mark) => mark.exec(header.trim())?.[0]).find(Boolean) ?? null);
  const cheapest: { cost: number; from: number; step: Step }[] = [{ cost: 0, from: 0, step: {} }];
  for (let end = 1; end <= words.length; end += 1) {
    for (let start = Math.max(0, end - vocabulary.longestPhrase); start < end; start += 1) {
      const before = cheapest[start];
      if (joints.some((joint) => joint > start && joint < end)) continue;
      const step = stepOver(words.slice(start, end), vocabulary);
      if (!before || !step) continue;
      const cost = before.cost + step.cost;
      const best = cheapest[end];
      if (!best || cost < best.cost) cheapest[end] = { cost, from: start, step };
    }
  }
  const steps: Step[] = [];
  for (let end = words.length; end > 0; ) {
    const place = cheapest[end];
    if (!place) break;
    steps.unshift(place.step);
    end = place.from;
  }
  const ordinals = steps.flatMap((step) => (step.ordinal === undefined ? [] : [step.ordinal]));
  const firstOrdinal = steps.findIndex((step) => step.ordinal !== undefined);
  return {
    header,
    words,
    units: steps.flatMap((step) => step.units ?? []),
    unknown: steps.flatMap((step) => (step.unknown === undefined ? [] : [step.unknown])),
    ordinal: ordinals.at(-1) ?? null,
    counted: steps[firstOrdinal - 1]?.units?.at(-1) ?? null,
    customMark,
  };
}

/** Where a path of keys goes one deeper: no phrase reaches across the dot of `user.name`. */
function jointsOf(spelt: string): number[] {
  const keys = /^[a-z]\w*(?:\.[a-z]\w*)+$/.test(spelt.trim()) ? spelt.trim().split('.') : [];
  return keys.map((_, index) => keys.slice(0, index).reduce((sum, key) => sum + wordsOf(key).length, 0)).slice(1);
}

interface Step {
  units?: Unit[];
  unknown?: string;
  ordinal?: number;
  cost?: number;
}

function stepOver(words: readonly string[], vocabulary: Vocabulary): (Step & { cost: number }) | null {
  const phrase = words.join(' ');
  const meanings = vocabulary.meanings(words) ?? vocabulary.meanings(singular(words));
  if (meanings) return { units: [{ phrase, meanings, found: 'exact' }], cost: 1 };
  const [word] = words;
  if (words.length !== 1 || word === undefined) return null;
  if (/^\d+$/.test(word)) {
    const number = Number(word);
    return number >= 1 && number <= 20 ? { ordinal: number, cost: 0.5 } : { unknown: word, cost: unknownCost };
  }
  const parts = vocabulary.split(word);
  if (parts) return { units: parts.map((part) => unit(part, vocabulary, 'split')), cost: 1 + parts.length * 0.1 };
  const repaired = vocabulary.repair(word);
  if (repaired && vocabulary.meanings([repaired])) {
    return { units: [{ ...unit(repaired, vocabulary, 'repaired'), phrase: repaired }], cost: 2 };
  }
  return { unknown: word, cost: unknownCost };
}

function unit(part: string, vocabulary: Vocabulary, found: Unit['found']): Unit {
  return { phrase: part, meanings: vocabulary.meanings([part]) ?? [], found };
}

function singular(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return last.length > 3 && last.endsWith('s') ? [...words.slice(0, -1), last.slice(0, -1)] : words;
}

/** A column of foreign ids marked as custom is still the way to link rows: `External_ID__c`, `Account_External_ID__c`. */
function isExternalId(header: string): boolean {
  return /(?:external|legacy)[_\s]?id(?:__c)?$/i.test(header);
}

/** The language that most phrases of the row are in, counting those that only one language has. */
export function languageOf(readings: readonly Reading[]): string {
  const votes = new Map<string, number>();
  for (const unit of readings.flatMap((reading) => reading.units)) {
    // a guessed spelling says nothing about the language: it is judged by it
    if (unit.found === 'repaired') continue;
    const languages = new Set(unit.meanings.map((meaning) => meaning.language));
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.size ** 2);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'en';
}

/** Shorter words of Latin letters mean too many things in too many languages: `by` is a town in Danish. */
const shortestForeign = 3;

/** What a phrase means in a row of this language: its own meaning, else the English one, else the first; or null. */
export function meaningIn(unit: Unit, language: string): Atom | null {
  const { meanings } = unit;
  const meaning =
    meanings.find((candidate) => candidate.language === language) ??
    meanings.find((candidate) => candidate.language === 'en') ??
    (unit.phrase.length > shortestForeign || !/^[a-z]/.test(unit.phrase) ? meanings[0] : undefined);
  return meaning?.atom ?? null;
}
