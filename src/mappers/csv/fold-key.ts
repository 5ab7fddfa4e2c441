/**
 * Keys by which records of different files find each other. Two spellings of one thing give one key: `GTXPro` and `GTX Pro`,
 * `https://www.acme.example/` and `acme.example`, `Ann@Acme.Example` and `ann@acme.example`.
 */
export type KeyKind = 'id' | 'email' | 'domain' | 'name';

const notLettersOrDigits = /[^\p{L}\p{N}\p{M}]+/gu;
/** Accents of Latin, Greek and Cyrillic. Marks of other scripts are no ornament: without vowel signs Indic and Thai names are one. */
const accents = /[\u0300-\u036f]+/g;
const plainAscii = /^[\x20-\x7e]*$/;

/** The key of a value, empty where nothing is left of it. */
export function foldKey(kind: KeyKind, value: string): string {
  if (kind === 'id') return value.trim();
  if (kind === 'email') return foldEmail(value);
  return kind === 'domain' ? foldDomain(value) : foldName(value);
}

/** `"Ann Lee" <Ann@Acme.Example>` becomes `ann@acme.example`. */
function foldEmail(value: string): string {
  const inBrackets = value.indexOf('<') === -1 ? null : /<([^<>\s]+@[^<>\s]+)>/.exec(value);
  return (inBrackets?.[1] ?? value.replace(/^mailto:/i, '')).trim().toLowerCase();
}

/** Host without scheme, `www.`, path and port. */
function foldDomain(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/[/?#:].*$/s, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
}

/** Letters and digits only, without case and accents: word breaks and punctuation differ most between two exports. */
export function foldName(value: string): string {
  const folded = plainAscii.test(value) ? value : value.normalize('NFKD').replace(accents, '');
  const key = folded.toLowerCase().replace(notLettersOrDigits, '');
  // A name of symbols alone ("***") stays itself, or all such names would be one.
  return key === '' ? value.trim() : key;
}

/** Kind of key that a value looks like, for comparing columns whose meaning is not known yet. */
export function keyKindOf(value: string): Exclude<KeyKind, 'id'> {
  if (value.indexOf('@') > 0) return 'email';
  if (value.indexOf('.') > 0 && value.indexOf(' ') === -1 && /[a-z]{2,}(?:[/?#:].*)?$/i.test(value)) return 'domain';
  return 'name';
}
