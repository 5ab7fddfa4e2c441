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

/** Other forms in which a phrase stands inside a header of its language. */
export function inflected(phrase: string, language: string): string[] {
  return language === 'tr' ? owned(phrase) : [];
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
