import type { SystemMetadata } from '../model/catalogue.ts';
import { carriedOtherwise, type Mapping } from '../model/mapping.ts';
import type { Report } from '../model/report.ts';

/** A value of a record as a person reads it. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .map(show)
      .filter((text) => text !== '')
      .join(', ');
  if (typeof value === 'object') {
    const entry = value as Record<string, unknown>;
    const main = entry['value'] ?? entry['email'] ?? entry['phone'] ?? entry['url'] ?? entry['label'] ?? entry['name'];
    return main === undefined || main === null || typeof main === 'object' ? JSON.stringify(value) : String(main);
  }
  return String(value);
}

/** How a mapping names what it creates: the key at the destination is known once it is there. */
export const created = 'new:';

/** Source fields that the mapping leaves behind although records fill them. */
export function unmappedFields(
  mapping: Mapping | null,
  source: SystemMetadata | null,
  totals: Record<string, { total: number }>,
): Report['unmappedFields'] {
  const found = new Map<string, Report['unmappedFields'][number]>();
  for (const route of mapping?.routes ?? []) {
    if (route.to === null) continue;
    for (const { field: key, reason } of route.unmapped) {
      const field = source?.objects[route.object]?.fields.find((candidate) => candidate.key === key);
      const records = Math.round((field?.fill ?? 0) * (totals[route.object]?.total ?? 0));
      const name = field?.label ?? key;
      const carried = carriedOtherwise.has(reason);
      if (records > 0)
        found.set(`${route.object} ${key}`, { object: route.object, field: name, reason, records, carried });
    }
  }
  return [...found.values()].sort((a, b) => b.records - a.records);
}

/** Where the destination shows a person's consent: the field's name as its own pages show it. */
export function consentFields(mapping: Mapping | null, destination: SystemMetadata | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping?.consent.fields ?? {}).map(([object, key]): [string, string] => {
      const planned = mapping?.newFields.find((field) => `${created}${field.object}.${field.key}` === key);
      const known = destination?.objects[object]?.fields.find((field) => field.key === key);
      return [object, planned?.label ?? known?.label ?? key];
    }),
  );
}
