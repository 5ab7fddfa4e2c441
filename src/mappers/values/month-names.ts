/** Languages whose month names are read; ICU knows them. Croatian is not among them: its listopad is October, Czech November. */
const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'hu',
  'ro',
  'tr',
  'ru',
  'uk',
];

/** Case, accents and full stops do not tell months apart. */
function foldMonth(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
}

let table: ReadonlyMap<string, number> | undefined;

/** 1 to 12 for a month's long or short name, in its forms alone and within a date; undefined for any other word. */
export function monthOf(name: string): number | undefined {
  table ??= monthTable();
  return table.get(foldMonth(name));
}

function monthTable(): Map<string, number> {
  const months = new Map<string, number>([['sept', 9]]);
  const doubtful = new Set<string>();
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      for (const options of [{ month }, { month, day: 'numeric' as const }]) {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
        for (let index = 0; index < 12; index++) {
          const part =
            format.formatToParts(Date.UTC(2024, index, 15)).find(({ type }) => type === 'month')?.value ?? '';
          const key = foldMonth(part);
          if (!/\p{L}/u.test(key)) continue;
          const held = months.get(key);
          // English stands first; of the others a name with two meanings is no name at all.
          if (held !== undefined && held !== index + 1) doubtful.add(key);
          else months.set(key, index + 1);
        }
      }
    }
  }
  for (const key of doubtful) if (!englishMonths.has(key)) months.delete(key);
  return months;
}

const englishMonths: ReadonlySet<string> = new Set(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].values(),
);
