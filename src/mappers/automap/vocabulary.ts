import { inflected } from './inflect.ts';
import type { Atom, Lexicon } from './lexicon/atoms.ts';
import { glue, isUnspaced, spellings, wordsOf } from './words.ts';

export interface Meaning {
  atom: Atom;
  language: string;
}

/** Phrases of all languages, looked up by their glued words: `zip code`, `zipcode` and `zip_code` are one entry. */
export interface Vocabulary {
  meanings(words: readonly string[]): readonly Meaning[] | undefined;
  /** Takes a run-together word apart: `homephonenumber` → home, phone number. */
  split(word: string): string[] | null;
  /** The one known word that is a slip of the pen away, or null: `comapny` → `company`. */
  repair(word: string): string | null;
  longestPhrase: number;
}

const shortestPart = 3;
const mostParts = 4;
/** Letters that German and Dutch put between the parts of a compound. */
const joints = ['', 's', 'en', 'n', 'e'];

/** Compiles lexica, in the order of precedence where languages disagree and the row does not tell. */
export function compileVocabulary(lexica: Readonly<Record<string, readonly Lexicon[]>>): Vocabulary {
  const entries = new Map<string, Meaning[]>();
  const long = new Set<string>();
  let longestPhrase = 1;
  for (const [language, parts] of Object.entries(lexica)) {
    const phrases = [...phrasesOf(parts)];
    // forms come after all words as they stand, so that no form takes the place of a word
    const forms = phrases.flatMap(({ atom, phrase }) =>
      inflected(phrase, language, atom).map((form) => ({ atom, phrase: form })),
    );
    for (const { atom, phrase } of [...phrases, ...forms]) {
      const words = wordsOf(phrase);
      const key = glue(words);
      if (key === '') continue;
      longestPhrase = Math.max(longestPhrase, words.length);
      const known = entries.get(key);
      if (!known) entries.set(key, [{ atom, language }]);
      else if (!known.some((meaning) => meaning.language === language)) known.push({ atom, language });
      for (const word of words) if (word.length >= 5) long.add(word);
    }
  }
  // Built when the first unknown word asks for it: it is larger than the vocabulary itself.
  let repairable: Map<string, string[]> | undefined;
  return {
    longestPhrase,
    meanings: (words) => entries.get(glue(words)),
    split: memo((word) => splitWord(word, (part) => entries.has(part))),
    repair: memo((word) => {
      repairable ??= indexForRepair(long);
      return repairWord(word, repairable, (known) => entries.has(known));
    }),
  };
}

/** Every phrase of a lexicon with its atom, in all spellings. */
function* phrasesOf(parts: readonly Lexicon[]): Generator<{ atom: Atom; phrase: string }> {
  for (const lexicon of parts) {
    for (const [atom, phrases] of Object.entries(lexicon) as [Atom, string][]) {
      for (const written of phrases.split(/[;\n]/)) {
        const phrase = written.trim();
        if (phrase !== '') for (const spelling of spellings(phrase)) yield { atom, phrase: spelling };
      }
    }
  }
}

/**
 * Fewest known parts that make up the whole word; a part has three letters or more, where words are written apart. Keys of
 * interfaces also end in `id`: `opportunityid`.
 */
function splitWord(word: string, isKnown: (part: string) => boolean): string[] | null {
  const shortest = isUnspaced(word) ? 1 : shortestPart;
  const key = /^(\w{4,})(ids?)$/.exec(word);
  const owner = key?.[1] && (isKnown(key[1]) ? [key[1]] : splitWord(key[1], isKnown));
  if (owner) return [...owner, 'id'];
  // Nordic and German files abbreviate the number: `kundnr`, `Telefonnr`
  const counted = /^(\w{3,})nr$/.exec(word)?.[1];
  if (counted && isKnown('nr') && isKnown(counted)) return [counted, 'nr'];
  if (word.length < 2 * shortest) return null;
  const best: (string[] | undefined)[] = [[]];
  for (let end = shortest; end <= word.length; end += 1) {
    for (let start = 0; start <= end - shortest; start += 1) {
      const before = best[start];
      if (!before || before.length >= mostParts) continue;
      const joint = joints.find((letters) => fits(word, start, end, letters, shortest, isKnown));
      if (joint === undefined) continue;
      const part = word.slice(start, end - joint.length);
      const known = best[end];
      // of two ways to cut, the one with the longer beginning: `Rechnungs-ort`, not `Rechnung-sort`
      if (!known || known.length >= before.length + 1) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? null;
}

function fits(
  word: string,
  start: number,
  end: number,
  joint: string,
  shortest: number,
  known: (part: string) => boolean,
): boolean {
  const stop = end - joint.length;
  if (joint !== '' && end === word.length) return false;
  return stop - start >= shortest && word.startsWith(joint, stop) && known(word.slice(start, stop));
}

/** All strings with one letter left out stand for the word, so a slip costs a few look-ups, not a scan. */
function deletions(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

function indexForRepair(long: ReadonlySet<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const word of long) {
    for (const key of new Set([word, ...deletions(word)])) {
      const words = index.get(key);
      if (words) words.push(word);
      else index.set(key, [word]);
    }
  }
  return index;
}

function repairWord(word: string, index: Map<string, string[]>, known: (word: string) => boolean): string | null {
  if (word.length < 5) return null;
  const found = new Set<string>();
  for (const key of [word, ...deletions(word)]) {
    for (const candidate of index.get(key) ?? []) if (isOneSlip(word, candidate)) found.add(candidate);
  }
  const candidates = [...found].sort((a, b) => Number(known(b)) - Number(known(a)));
  const [first, second] = candidates;
  if (first === undefined) return null;
  const clear = second === undefined || (known(first) && !known(second));
  return clear ? first : null;
}

/** One letter missing, doubled or extra, or two neighbours swapped; a letter replaced counts only in long words. */
function isOneSlip(word: string, target: string): boolean {
  if (word === target || word[0] !== target[0]) return false;
  if (word.length !== target.length) {
    const [short, long] = word.length < target.length ? [word, target] : [target, word];
    return long.length - short.length === 1 && deletions(long).includes(short);
  }
  const places = [...word].flatMap((letter, index) => (letter === target[index] ? [] : [index]));
  const [a = 0, b = 0] = places;
  if (places.length === 2) return b === a + 1 && word[a] === target[b] && word[b] === target[a];
  return places.length === 1 && word.length >= 7;
}

function memo<Result>(compute: (word: string) => Result): (word: string) => Result {
  const cache = new Map<string, Result>();
  return (word) => {
    const hit = cache.get(word);
    if (hit !== undefined) return hit;
    const result = compute(word);
    if (cache.size < 10_000) cache.set(word, result);
    return result;
  };
}
