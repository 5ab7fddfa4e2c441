import { splitName } from '../transforms/person-name.ts';

/** Legal forms at the end of a company's name, dots and spaces taken out. */
const legalForms = new Set(
  'ltd limited plc llp llc lllp lp inc incorporated corp corporation co company gmbh mbh ggmbh ag kg kgaa ohg gbr ug ek ev eg se sa sas sasu sarl eurl snc sca scs sci srl srls spa sapa sl slu slp sau slne bv nv vof bvba sprl asbl vzw ab hb oy oyj as asa aps amba ivs kft zrt nyrt sro doo dd jdoo eood ood ad ead oü ou uab sia pty pvt private sdn bhd kk ltda eireli sae saoc wll fzco fzllc fze spzoo spółka ооо оао зао пао ао'.split(
    ' ',
  ),
);
const legalFormsBefore = new Set(['ooo', 'zao', 'oao', 'pao', 'pt', 'ооо', 'зао', 'оао', 'пао', 'ао', 'firma']);
const eastAsian = /株式会社|有限会社|合同会社|（株）|\(株\)|㈱|股份有限公司|有限责任公司|有限公司|주식회사|\(주\)|㈜/gu;

const plainAscii = /^[\x20-\x7e]*$/;

function words(text: string): string[] {
  const folded = plainAscii.test(text)
    ? text
    : text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]+/g, '')
        .replace(/[øØ]/g, 'o')
        .replace(/[łŁ]/g, 'l')
        .replace(/ß/g, 'ss');
  return (
    folded
      .toLowerCase()
      .replace(/[’'`´]/g, '')
      // s.r.o. → sro, S. A. → sa: initials with dots are one word.
      .replace(/(?<!\p{L})(?:\p{L}\.\s?){2,}(?!\p{L})/gu, (initials) => `${initials.replace(/[.\s]/g, '')} `)
      .replace(/\bsp\.?\s*z\s*\.?\s*o\.?\s*o\b\.?/g, ' spzoo ')
      .replace(/\bs\.?a\.?\s+de\s+c\.?v\b\.?/g, ' sa ')
      .replace(/[&+]/g, ' and ')
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter((word) => word !== '')
  );
}

function withoutLegalForm(all: string[]): string[] {
  const rest = [...all];
  while (rest.length > 1 && legalFormsBefore.has(rest[0] ?? '')) rest.shift();
  if (rest.length > 1 && rest[0] === 'the') rest.shift();
  while (rest.length > 1) {
    const last = rest[rest.length - 1] ?? '';
    // `GmbH & Co. KG` leaves an "and" between two legal forms.
    if (!legalForms.has(last) && !(last === 'and' && rest.length < all.length)) break;
    rest.pop();
  }
  return rest;
}

/**
 * A name as a match key; null where nothing is left. Case, accents, punctuation and word breaks do not count.
 *
 * - `company` (the default): without its legal form, so Acme, ACME Ltd. and Acme GmbH & Co. KG meet: candidates for a person
 *   to look at, not proof.
 * - `person`: in any order and without titles, so `Lee, Ann` and `Dr. Ann Lee` meet.
 * - `exact`: nothing is taken off.
 */
export function nameKey(text: string, kind: 'company' | 'person' | 'exact' = 'company'): string | null {
  if (text.length > 1000) text = text.slice(0, 1000);
  if (kind === 'person') {
    const { first, middle, last } = splitName(text.trim());
    const parts = words(`${first} ${middle} ${last}`).sort();
    return parts.length === 0 ? symbols(text) : parts.join(' ');
  }
  const all = words(kind === 'company' ? text.replace(eastAsian, ' ') : text);
  const key = (kind === 'company' ? withoutLegalForm(all) : all).join('');
  return key === '' ? symbols(text) : key;
}

/** A name of symbols alone stays itself, or all such names would be one. */
function symbols(text: string): string | null {
  const bare = text.trim();
  return bare === '' ? null : bare;
}

/** A person by name and employer, for those without an address; null where either is missing. */
export function personAtCompanyKey(name: string, company: string): string | null {
  const [person, employer] = [nameKey(name, 'person'), nameKey(company)];
  return person === null || employer === null ? null : `${person}|${employer}`;
}
