import { type Aspect, aspectPatterns, objectWords } from './header-words.ts';

/** What a header says by itself. */
export interface ColumnRole {
  /** Objects that the header names: `Deal Owner` names deal and user. Empty for a plain `Email`. */
  objects: string[];
  aspect: Aspect | null;
  /** The vendor marks it as a field that the customer added: its plain-sounding name proves nothing. */
  custom: boolean;
}

const wordToObject: ReadonlyMap<string, string> = new Map(
  Object.entries(objectWords).flatMap(([object, words]) => words.split(' ').map((word) => [word, object] as const)),
);
/** Ends of joined headers (`dealname`, `companyid`) that a word list cannot see. */
const joined =
  /^(deal|company|contact|account|opportunity|lead|person|owner|org|organization)(name|id|email|domain|stage|owner|type|status)$/;
const customMark = /\bcf_?\d+\b|^cf[_ .]|^custom[._ ]/i;

/** `Account_External_ID__c` gives `account external id`, `hs_note_body` gives `note body`, `PhoneNumber` gives `phone number`. */
export function headerText(header: string): string {
  return header
    .replace(/__[cr]$/i, '')
    .replace(/\(2\)$/, '')
    .replace(/^(?:property_)?hs_/i, '')
    .replace(/^hubspot_/i, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => word.replace(joined, '$1 $2'))
    .join(' ');
}

/** `columnRole('Company Domain Name')` gives `{ objects: ['company'], aspect: 'domain' }`. */
export function columnRole(header: string): ColumnRole {
  const text = headerText(header);
  const objects = objectsIn(text);
  const custom = customMark.test(header) && !/external/i.test(header);
  const aspect = aspectPatterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  // A person's title is a job, a deal's title is its name.
  const titled = aspect === 'job_title' && objects.some((object) => object === 'deal' || object === 'product');
  return { objects, aspect: titled ? 'name' : (aspect ?? bareNoun(text, objects)), custom };
}

/** Objects named in a header or file name, in the order of the words. `Sales Agent` is a user, `Lead Source` is no lead. */
export function objectsIn(text: string): string[] {
  const cleaned = text
    .replace(/\b(?:lead|contact|account|activity) (?:source|status|stage|manager)\b/g, '')
    .replace(/\bsales? (?:agent|rep)\w*\b/g, 'agent');
  const found = cleaned
    .split(' ')
    .map((word) => wordToObject.get(word))
    .filter((object) => object !== undefined);
  return [...new Set(found)];
}

/** A header that is nothing but an object's name (`account`, `Deal owner`) holds that object's name or id. */
function bareNoun(text: string, objects: readonly string[]): Aspect | null {
  const rest = text
    .split(' ')
    .filter(
      (word) =>
        !wordToObject.has(word) && !/^(?:to|primary|main|associated|related|sales|the|assigned|linked)$/.test(word),
    );
  return objects.length > 0 && rest.length === 0 ? 'name' : null;
}
