import type { SystemMetadata } from '../model/catalogue.ts';
import type { Mapping } from '../model/mapping.ts';
import type { Report } from '../model/report.ts';
import type { Values } from './report-store.ts';

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

interface ExampleContext {
  mapping: Mapping | null;
  /** Keys at the destination of the fields that were created for this migration. */
  keys: ReadonlyMap<string, string>;
  destination: SystemMetadata | null;
}

const created = 'new:';

/** What was sent for a record beside what stands in the source and what the destination answered. */
export function exampleFields(
  example: { object: string; destinationObject: string; values: Values; payload: Values; after: Values | null },
  { mapping, keys, destination }: ExampleContext,
): Report['examples'][number]['fields'] {
  const fields = (mapping?.routes ?? [])
    .filter((route) => route.object === example.object && route.to === example.destinationObject)
    .flatMap((route) => route.fields);
  const labels = new Map(
    destination?.objects[example.destinationObject]?.fields.map((field) => [field.key, field.label ?? field.key]),
  );
  const newLabels = new Map(mapping?.newFields.map((field) => [`${created}${field.object}.${field.key}`, field.label]));
  return Object.entries(example.payload).map(([field, planned]) => {
    const key = field.startsWith(created) ? (keys.get(field.slice(created.length)) ?? field) : field;
    return {
      field: key,
      label: newLabels.get(field) ?? labels.get(key) ?? key,
      source: sourceText(
        fields.find((entry) => entry.to === field),
        example.values,
      ),
      planned: show(planned),
      found: show(example.after?.[key]),
    };
  });
}

/** The source fields that a mapping reads, as they stand there; several joined as a person would. */
function sourceText(field: Mapping['routes'][number]['fields'][number] | undefined, values: Values): string {
  if (field === undefined) return '';
  const main = field.from.map((key) => show(values[key])).filter((text) => text !== '');
  const texts = main.length > 0 ? main : field.fallback.map((key) => show(values[key])).filter((text) => text !== '');
  return texts.join(' · ');
}

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
      if (records > 0) found.set(`${route.object} ${key}`, { object: route.object, field: name, reason, records });
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
