import { domainKey, emailKey, nameKey } from '../mappers/dedupe/index.ts';
import { textsIn } from '../mappers/values/text.ts';
import type { ObjectCatalogue, SystemMetadata } from '../model/catalogue.ts';
import type { Json } from '../model/json.ts';
import type { LinkKeys } from '../store/link-store.ts';

/** Concepts in which a record carries a key that others point at. */
const conceptsOf: Record<string, string[]> = {
  'company name': ['company.name'],
  'company domain': ['company.domain', 'company.website', 'company.email'],
  'contact email': ['contact.email', 'contact.email_secondary'],
  'contact name': ['contact.full_name'],
  'lead email': ['contact.email'],
  'lead name': ['contact.full_name', 'lead.title'],
  'deal name': ['deal.name'],
};

/** Keys of a record, or of a link's text, in one normal form: how files without ids are joined. */
export function linkKeysOf(metadata: SystemMetadata | null): LinkKeys {
  const keysBy =
    (keyOf: (object: string, by: string, text: string) => string | null): LinkKeys['loose'] =>
    (object, by, from) => {
      const found = 'text' in from ? [from.text] : textsOf(metadata?.objects[object], object, by, from.values);
      return [...new Set(found.map((text) => keyOf(object, by, text)))].filter((key) => key !== null);
    };
  return { loose: keysBy(looseKey), exact: keysBy(exactKey) };
}

/** The order of their names does not count. */
const people: ReadonlySet<string> = new Set(['contact', 'lead', 'user']);

function looseKey(object: string, by: string, text: string): string | null {
  if (by === 'email') return emailKey(text);
  if (by === 'domain') return domainKey(text);
  if (by === 'name') return nameKey(text, object === 'company' ? 'company' : people.has(object) ? 'person' : 'exact');
  const plain = text.trim();
  return plain === '' ? null : plain;
}

/** Of things, the loose key is the exact one already. */
function exactKey(object: string, by: string, text: string): string | null {
  return by === 'name' && (object === 'company' || people.has(object)) ? nameKey(text, 'exact') : null;
}

function textsOf(
  catalogue: ObjectCatalogue | undefined,
  object: string,
  by: string,
  values: Record<string, Json>,
): string[] {
  if (!catalogue) return [];
  if (by === 'id') {
    const field = catalogue.fields.find((candidate) => candidate.concept?.endsWith('.source_id'));
    return field ? textsIn(values[field.key]) : [];
  }
  const concepts = conceptsOf[`${object} ${by}`] ?? [`${object}.${by}`];
  const found = catalogue.fields
    .filter((field) => field.concept && concepts.includes(field.concept))
    .flatMap((field) => textsIn(values[field.key]));
  if (by === 'name' && found.length === 0 && (object === 'contact' || object === 'lead')) {
    const part = (concept: string) =>
      textsIn(values[catalogue.fields.find((field) => field.concept === concept)?.key ?? ''])[0] ?? '';
    const name = `${part('contact.first_name')} ${part('contact.last_name')}`.trim();
    return name === '' ? [] : [name];
  }
  return found;
}
