/** A person's name in its parts. Empty parts are empty text. */
export interface PersonName {
  salutation: string;
  first: string;
  middle: string;
  last: string;
  suffix: string;
}

const salutations = new Set(
  'mr mrs ms miss mx sir madam dr prof professor rev reverend fr father hon judge capt captain col maj lt sgt herr frau hr fr dipl-ing ing mag m mme mlle monsieur madame sr sra srta señor señora sig signor signora dott dhr mevr mw pan pani dame lord lady'.split(
    ' ',
  ),
);
/** Behind a title and with a full stop only: Dr. phil. Ann Lee is a doctor, Phil Lee is called so. */
const faculties = new Set('med rer nat phil jur oec dent vet habil hc'.split(' '));
const suffixes = new Set(
  'jr sr junior senior ii iii iv v esq esquire phd md dds dvm cpa mba msc bsc ba ma mp qc kc obe mbe cbe ret'.split(
    ' ',
  ),
);
/** Words that begin a family name of several words: van der Berg, de la Cruz, bin Salman. */
const particles = new Set(
  'van von vom zu zum zur der den de del della dei di da do dos das du des la le las los el al bin ibn ben ter ten af av st saint mac op'.split(
    ' ',
  ),
);

const isTitle = (word: string, follows: boolean): boolean =>
  salutations.has(bare(word)) || (follows && word.endsWith('.') && faculties.has(bare(word)));
const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, '');

/**
 * Splits a name by its form alone; no list of first names is asked. `Last, First` is known by its comma, family names of
 * several words by their particles. A single word is the first name: systems that demand a last name have a default for it.
 */
export function splitName(text: string, order: 'auto' | 'first_last' | 'last_first' = 'auto'): PersonName {
  const name: PersonName = { salutation: '', first: '', middle: '', last: '', suffix: '' };
  let [head = '', ...tail] = text.split(',').map((part) => part.trim());
  // `Ann Lee, PhD` has a comma and is not turned round.
  while (tail.length > 0 && isSuffix(tail[tail.length - 1] ?? '')) name.suffix = joined(tail.pop() ?? '', name.suffix);
  const turned = tail.length > 0 && order !== 'first_last';
  if (tail.length > 0 && !turned) head = [head, ...tail].join(' ');
  const words = (turned ? tail.join(' ') : head).split(/\s+/).filter((word) => word !== '');
  while (words.length > 1 && isTitle(words[0] ?? '', name.salutation !== ''))
    name.salutation = joined(name.salutation, words.shift() ?? '');
  if (turned) {
    const lastWords = head.split(/\s+/);
    while (lastWords.length > 1 && isTitle(lastWords[0] ?? '', name.salutation !== ''))
      name.salutation = joined(name.salutation, lastWords.shift() ?? '');
    name.last = lastWords.join(' ');
  }
  while (words.length > 1 && suffixes.has(bare(words[words.length - 1] ?? '')))
    name.suffix = joined(words.pop() ?? '', name.suffix);
  if (turned) return withFirst(name, words);
  return order === 'last_first' ? lastFirst(name, words) : firstLast(name, words);
}

function firstLast(name: PersonName, words: string[]): PersonName {
  const start = words.findIndex((word, index) => index > 0 && index < words.length - 1 && particles.has(bare(word)));
  const cut = start > 0 ? start : words.length - 1;
  if (words.length > 1) name.last = words.slice(cut).join(' ');
  return withFirst(name, words.length > 1 ? words.slice(0, cut) : words);
}

function lastFirst(name: PersonName, words: string[]): PersonName {
  let cut = 1;
  while (cut < words.length - 1 && particles.has(bare(words[cut - 1] ?? ''))) cut++;
  if (words.length > 1) name.last = words.slice(0, cut).join(' ');
  return withFirst(name, words.length > 1 ? words.slice(cut) : words);
}

function withFirst(name: PersonName, words: string[]): PersonName {
  name.first = words[0] ?? '';
  name.middle = words.slice(1).join(' ');
  return name;
}

function isSuffix(text: string): boolean {
  return text !== '' && text.split(/\s+/).every((word) => suffixes.has(bare(word)));
}

function joined(first: string, second: string): string {
  return [first, second].filter((part) => part !== '').join(' ');
}

/** Each word with a capital: `ANNE-MARIE O'BRIEN` → `Anne-Marie O'Brien`, `mcdonald` → `McDonald`. */
export function titleCase(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=^|[\s\-([/"“]|(?<!\p{L})[odl]['’])\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/(?<=^|[\s-])Mc(\p{Ll})/gu, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}
