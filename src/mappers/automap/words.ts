/** Letters that NFKD does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ŋ: 'n',
};

/** Lower case, no accents: `Prénom` → `prenom`. Scripts without accents stay as they are. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[ßøæœđðłıþŋ]/g, (letter) => plainLetters[letter] ?? letter);
}

/** `firstName`, `HTTPLink` and `Address1` are two words each; `E-mail2` is three. */
function splitCamel(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L}{2,})/gu, '$1 $2')
    .replace(/([A-Za-z])(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/gu, '$1 ')
    .replace(/([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])(?=[A-Za-z])/gu, '$1 ');
}

/** The words of a header, folded: separators, camel case, signs and digits taken apart. */
export function wordsOf(header: string): string[] {
  // most phrases of the lexica: nothing to fold and nothing to take apart
  if (/^[a-z]+(?: [a-z]+)*$/.test(header)) return header.split(' ');
  const spelt = header
    .replace(/^\uFEFF/, '')
    .replace(/^no\.(?=\s)/i, 'number ')
    .replace(/[’'`´]/g, ' ')
    .replace(/#/g, ' number ')
    .replace(/%/g, ' percent ')
    .replace(/№/g, ' number ')
    .replace(/\+/g, ' plus ');
  return fold(splitCamel(spelt))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Written without blanks between words: `会社名` is a firm and a name. */
export function isUnspaced(word: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{Lm}]+$/u.test(word);
}

/** Joined form under which `firstname`, `first_name` and `First Name` meet. */
export function glue(words: readonly string[]): string {
  return words.join('');
}

/** Ways in which German and Nordic umlauts are written without their dots: `Straße`, `Strasse`; `Größe`, `Groesse`. */
export function spellings(phrase: string): string[] {
  const folded = phrase.normalize('NFC');
  const spelt = folded.replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter);
  return spelt === folded ? [phrase] : [phrase, spelt];
}
