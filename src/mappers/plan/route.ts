import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { Condition, Mapping, Route } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';

/** Finds the route of a record: the first of its object whose conditions all hold. */
export function createRouter(
  mapping: Mapping,
  catalogues: Record<string, ObjectCatalogue>,
): (record: RecordView) => Route | null {
  const routes = Map.groupBy(mapping.routes, (route) => route.object);
  const keys = new Map(
    Object.values(catalogues).map((catalogue) => [catalogue.object, keysByConcept(catalogue)] as const),
  );
  return (record) =>
    routes
      .get(record.object)
      ?.find((route) => route.when.every((condition) => holds(condition, record, keys.get(record.object)))) ?? null;
}

function keysByConcept(catalogue: ObjectCatalogue): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const field of catalogue.fields)
    if (field.concept) map.set(field.concept, [...(map.get(field.concept) ?? []), field.key]);
  return map;
}

function holds(condition: Condition, record: RecordView, concepts: Map<string, string[]> | undefined): boolean {
  const found = [condition.field, ...condition.also].flatMap((field) => valuesOf(field, record, concepts));
  if (condition.is === 'filled') return found.length > 0;
  if (condition.is === 'empty') return found.length === 0;
  const wanted = condition.values.map(plain);
  return condition.is === 'oneOf'
    ? found.some((value) => wanted.includes(value))
    : found.some((value) => wanted.some((word) => words(value).includes(` ${word} `)));
}

function valuesOf(field: string, record: RecordView, concepts: Map<string, string[]> | undefined): string[] {
  const linked = record.linkedFacts[field];
  if (linked) return linked.map(plain);
  const keys = concepts?.get(field) ?? [field];
  return keys.flatMap((key) => {
    const value = record.values[key];
    const items = Array.isArray(value) ? value : [value];
    return items
      .filter((item) => item !== null && item !== undefined && item !== '')
      .map((item) => plain(String(item)));
  });
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ');
}

/** ` past client; vip ` → ` past client vip `: whole words are found, parts of words are not. */
function words(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
