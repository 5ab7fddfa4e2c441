import type { Json } from '../../model/json.ts';
import { pick } from '../../model/json-path.ts';
import { domainKey, emailKey, nameKey, phoneKey } from '../dedupe/index.ts';

/** One place of a record where a match key may stand. */
export interface KeySource {
  concept: string;
  /** Member name, or a path where the value stands deeper. */
  key: string;
  path?: string | undefined;
}

/** `contact.email ann@acme.example`: concept and normalised value, the same form on both sides. Placeholders give none. */
export function matchKeysOf(values: Record<string, Json>, sources: readonly KeySource[]): string[] {
  const keys = new Set<string>();
  for (const source of sources) {
    const found = source.path === undefined ? values[source.key] : pick(values, source.path);
    for (const text of texts(found)) {
      const key = normalKey(source.concept, text);
      if (key !== null) keys.add(`${source.concept} ${key}`);
    }
  }
  return [...keys];
}

function normalKey(concept: string, text: string): string | null {
  if (concept.endsWith('.email')) return emailKey(text);
  if (concept.endsWith('.domain') || concept.endsWith('.website')) return domainKey(text);
  if (concept.endsWith('.phone')) return phoneKey(text, null);
  if (concept.endsWith('name')) return nameKey(text, concept.startsWith('company.') ? 'company' : 'person');
  return text.trim() === '' ? null : text.trim().toLowerCase();
}

function texts(value: Json | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  // list items: `{ value }` at the source, `{ email, type }` or `{ phone, type }` at a destination
  if (typeof value === 'object') return texts(value['value'] ?? value['email'] ?? value['phone'] ?? null);
  return [String(value)];
}
