import { type Atom, qualifierAtoms } from './lexicon/atoms.ts';

/** Turkish puts the owned thing second and ends it: `ofis telefonu`, `satış aşaması`. */
const turkishVowel: Readonly<Record<string, string>> = {
  a: 'ı',
  ı: 'ı',
  e: 'i',
  i: 'i',
  o: 'u',
  u: 'u',
  ö: 'ü',
  ü: 'ü',
};
const softened: Readonly<Record<string, string>> = { k: 'ğ', ç: 'c', p: 'b', t: 'd' };

/** How adjectives end beside words of another gender, number or case: `primäre`, `primärer`; `alternativa`. */
const adjectives: Readonly<Record<string, readonly (readonly [RegExp, readonly string[]])[]>> = {
  de: [[/(?<=lich|är|iv|al|at|ig|isch|end|elt|iert)(?:e[rsn]?)?$/, ['', 'e', 'er', 'es', 'en']]],
  nl: [[/(?<=lijk|air|al|at|ig|end)e?$/, ['', 'e']]],
  fr: [
    [/el(?:le)?s?$/, ['el', 'elle', 'els', 'elles']],
    [/ale?s?$/, ['al', 'ale', 'ales']],
    [/i[fv]e?s?$/, ['if', 'ive', 'ifs', 'ives']],
    [/ée?s?$/, ['é', 'ée', 'és', 'ées']],
    [/aires?$/, ['aire', 'aires']],
  ],
  es: [[/[oa]s?$/, ['o', 'a', 'os', 'as']]],
  pt: [[/[oa]s?$/, ['o', 'a', 'os', 'as']]],
  it: [[/(?<=iv|at|ari|ust|ist|undari)[oaie]$/, ['o', 'a', 'i', 'e']]],
  pl: [
    [/(?<=[^aeio])(?:[ya]|ego|ej|e)$/, ['y', 'a', 'e', 'ego', 'ej']],
    [/(?<=[kg])(?:i|a|ie)$/, ['i', 'a', 'ie', 'iego', 'iej']],
  ],
  ru: [[/(?:[ыио]й|[ая]я|[ое]е|[ыи]е)$/, ['ый', 'ий', 'ая', 'ое', 'ого', 'ой', 'ые']]],
  ro: [[/(?<=ar|at|al|iv)[aăe]?$/, ['', 'ă', 'e']]],
  sv: [[/(?<=är|iv|al|ig|lig|at)[ta]?$/, ['', 't', 'a']]],
  da: [[/(?<=ær|iv|al|ig|lig|at)[te]?$/, ['', 't', 'e']]],
  nb: [[/(?<=ær|iv|al|ig|lig|at)[te]?$/, ['', 't', 'e']]],
};

const qualifiers: ReadonlySet<Atom> = new Set(qualifierAtoms);
const hungarianBack = /[aáoóuú]/;

/** Other forms in which a phrase stands inside a header of its language. */
export function inflected(phrase: string, language: string, atom: Atom): string[] {
  if (language === 'tr') return owned(phrase);
  if (language === 'hu') return ownedHungarian(phrase);
  return qualifiers.has(atom) ? agreeing(phrase, language) : [];
}

function agreeing(phrase: string, language: string): string[] {
  if (phrase.length < 5 || phrase.includes(' ')) return [];
  const word = phrase.toLowerCase();
  const [ending, forms] = adjectives[language]?.find(([pattern]) => pattern.test(word)) ?? [];
  if (!ending || !forms) return [];
  const stem = word.replace(ending, '');
  return forms.map((form) => stem + form).filter((form) => form !== word);
}

/** `név` → `neve`, `szám` → `száma`, `azonosító` → `azonosítója`; accents do not matter here. */
function ownedHungarian(phrase: string): string[] {
  const word = phrase.toLowerCase();
  if (word.length < 3) return [];
  const vowel = hungarianBack.test(word.split(' ').at(-1) ?? '') ? 'a' : 'e';
  return /[aáeéiíoóöőuúüű]$/.test(word) ? [`${word}j${vowel}`] : [word + vowel, `${word}j${vowel}`];
}

function owned(phrase: string): string[] {
  const word = phrase.toLocaleLowerCase('tr');
  const vowel = turkishVowel[[...word].findLast((letter) => letter in turkishVowel) ?? ''];
  const last = word.at(-1) ?? '';
  if (vowel === undefined || word.length < 3) return [];
  if (last in turkishVowel) return [`${word}s${vowel}`];
  const soft = softened[last];
  return soft === undefined ? [word + vowel] : [word + vowel, word.slice(0, -1) + soft + vowel];
}
