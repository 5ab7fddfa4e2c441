import type { ObjectCatalogue } from '../../model/catalogue.ts';
import { refusals } from '../../model/concepts.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import { isBlank } from '../plan/built.ts';
import { refuses } from '../plan/consent.ts';

type Values = Record<string, Json>;

export interface Joined {
  values: Values;
  /** What the one that stays has otherwise, and has room for only once: told to people, kept as text. */
  left: { sourceId: string; field: string; label: string; value: Json }[];
}

/** Ids and dates of the record itself: those of a duplicate say nothing about the one that stays. */
const ownFacts = /\.(source_id|source_url|owner|created_at|updated_at)$/;

/**
 * Several records of a source as one: the one that stays is filled where it is empty, lists hold the items of all, and a
 * refusal of any of them counts for all. Nothing is dropped without being told.
 */
export function joinRecords(
  catalogue: ObjectCatalogue | undefined,
  survivor: Values,
  others: readonly { sourceId: string; values: Values }[],
): Joined {
  const values = { ...survivor };
  const left: Joined['left'] = [];
  const fields = new Map(catalogue?.fields.map((field) => [field.key, field]));
  for (const { sourceId, values: given } of others) {
    for (const [key, value] of Object.entries(given)) {
      const field = fields.get(key);
      if (isBlank(value) || ownFacts.test(field?.concept ?? '')) continue;
      const here = values[key];
      const concept = field?.concept ?? '';
      if (isBlank(here) || (refuses(concept, value) && !refuses(concept, here as Json))) values[key] = value;
      else if (refusals[concept] !== undefined) continue;
      else if (Array.isArray(here) || Array.isArray(value)) values[key] = union(here as Json, value);
      else if (canonicalJson(here as Json) !== canonicalJson(value))
        left.push({ sourceId, field: key, label: field?.label ?? key, value });
    }
  }
  return { values, left };
}

/** The items of both, the first one's first; an address that both have stands once, and only the first one's is primary. */
function union(first: Json, second: Json): Json[] {
  const items = listOf(first);
  const known = new Set(items.map(plainOf));
  const added = listOf(second).filter((item) => !known.has(plainOf(item)));
  return [...items, ...added.map(notPrimary)];
}

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

function plainOf(item: Json): string {
  const value = typeof item === 'object' && item !== null && !Array.isArray(item) ? (item['value'] ?? item) : item;
  return typeof value === 'string' ? value.trim().toLowerCase() : canonicalJson(value);
}

function notPrimary(item: Json): Json {
  const labelled = typeof item === 'object' && item !== null && !Array.isArray(item) && 'primary' in item;
  return labelled ? { ...item, primary: false } : item;
}
