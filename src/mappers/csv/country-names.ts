/** Names and codes of countries in the languages CRM exports come in, from the runtime's own tables. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alsoSaid = ['usa', 'us', 'u.s.', 'u.s.a.', 'united states of america', 'uk', 'u.k.', 'great britain', 'england', 'scotland', 'wales', 'holland', 'korea', 'philipines', 'czech republic', 'russia', 'uae'];

let names: ReadonlySet<string> | null = null;

function countryNames(): ReadonlySet<string> {
  if (names) return names;
  const found = new Set(alsoSaid);
  for (const language of languages) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const first of letters) {
      for (const second of letters) {
        const name = regions.of(first + second);
        if (name) found.add(name.toLowerCase()).add((first + second).toLowerCase());
      }
    }
  }
  names = found;
  return found;
}

/** True for `Germany`, `Deutschland`, `DE` and common misspellings of exports. */
export function isCountry(text: string): boolean {
  return text.length <= 60 && countryNames().has(text.trim().toLowerCase());
}
