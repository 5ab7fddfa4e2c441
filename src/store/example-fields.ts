import type { Field, SystemMetadata } from '../model/catalogue.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { pick } from '../model/json-path.ts';
import type { Mapping } from '../model/mapping.ts';
import type { Report } from '../model/report.ts';
import { created, show } from './report-fields.ts';

interface ExampleContext {
  mapping: Mapping | null;
  /** Keys at the destination of what was created for this migration: fields, pipelines, stages. */
  keys: ReadonlyMap<string, string>;
  /** Names of what was created, by that key. */
  names: ReadonlyMap<string, string>;
  source: SystemMetadata | null;
  destination: SystemMetadata | null;
}

type ExampleField = Report['examples'][number]['fields'][number];

/** What was sent for a record beside what stands in the source and what the destination answered, all as a person reads it. */
export function exampleFields(
  example: {
    object: string;
    destinationObject: string;
    values: JsonObject;
    payload: JsonObject;
    after: JsonObject | null;
  },
  context: ExampleContext,
): ExampleField[] {
  const { mapping, keys, destination } = context;
  const sources = (mapping?.routes ?? [])
    .filter((route) => route.object === example.object && route.to === example.destinationObject)
    .flatMap((route) => route.fields);
  const known = destination?.objects[example.destinationObject]?.fields ?? [];
  const newLabels = new Map(mapping?.newFields.map((field) => [`${created}${field.object}.${field.key}`, field.label]));
  const text = valueTexts(context);
  const said = sourceTexts(context.source, example.object);
  const line = (field: Field, to: string, planned: Json | undefined, found: Json | undefined): ExampleField => ({
    field: field.key,
    label: newLabels.get(to) ?? field.label ?? field.key,
    source: sourceText(
      sources.find((entry) => entry.to === to),
      example.values,
      said,
    ),
    planned: text(field, planned),
    found: text(field, found),
  });
  return Object.entries(example.payload).flatMap(([name, planned]) => {
    const key = name.startsWith(created) ? (keys.get(name.slice(created.length)) ?? name) : name;
    const parts = known.filter((field) => field.key !== key && topOf(field.path) === key);
    if (parts.length > 0)
      return parts.map((field) =>
        line(field, field.key, pick(example.payload, field.path as string), pick(example.after, field.path as string)),
      );
    const field = known.find((candidate) => candidate.key === key) ?? { key, type: 'text' as const };
    return [line(field, name, planned, example.after?.[key])];
  });
}

/** The member of a record in which a field stands among others: an address's city. */
function topOf(path: string | undefined): string | null {
  return path === undefined || path.startsWith('[') ? null : (/^[^.[]+/.exec(path)?.[0] ?? null);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Values as a person reads them: names for ids, amounts with their decimals, moments in one writing. */
function valueTexts({ keys, names, destination }: ExampleContext): (field: Field, value: Json | undefined) => string {
  const known = new Map([...namesIn(destination), ...names]);
  const decimals = decimalsOf(destination?.currency ?? null);
  return (field, value) => {
    if (typeof value === 'number' && field.comparator === 'minor_units')
      return (value / 10 ** decimals).toFixed(decimals);
    if (typeof value !== 'string') return show(value);
    const id = value.startsWith(created) ? (keys.get(value.slice(created.length)) ?? value) : value;
    if (instant.test(id)) return `${new Date(id).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return known.get(id) ?? id;
  };
}

/** Names of an account's people, statuses, pipelines and stages, by id. */
function namesIn(account: SystemMetadata | null): [string, string][] {
  return [
    ...(account?.users ?? []).map(({ id, name, email }): [string, string] => [id, name ?? email ?? id]),
    ...(account?.recordStatuses ?? []).map(({ id, name }): [string, string] => [id, name]),
    ...(account?.pipelines ?? []).flatMap(({ id, name, stages }): [string, string][] => [
      [id, name],
      ...stages.map((stage): [string, string] => [stage.id, stage.name]),
    ]),
  ];
}

/** A value of the source: owners, pipelines and stages by their names, everything else as it stands there. */
function sourceTexts(source: SystemMetadata | null, object: string): (key: string, value: Json | undefined) => string {
  const named = new Map<string, ReadonlyMap<string, string>>();
  const people = new Map((source?.users ?? []).map(({ id, name, email }) => [id, name ?? email ?? id]));
  const pipelines = new Map((source?.pipelines ?? []).map(({ id, name }) => [id, name]));
  const stages = new Map(
    (source?.pipelines ?? []).flatMap((pipeline) => pipeline.stages).map(({ id, name }) => [id, name]),
  );
  for (const { key, concept } of source?.objects[object]?.fields ?? []) {
    if (concept?.endsWith('.owner')) named.set(key, people);
    if (concept === 'deal.pipeline') named.set(key, pipelines);
    if (concept === 'deal.stage') named.set(key, stages);
  }
  return (key, value) => named.get(key)?.get(String(value)) ?? show(value);
}

function decimalsOf(currency: string | null): number {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The source fields that a mapping reads, as they stand there; several joined as a person would. */
function sourceText(
  field: Mapping['routes'][number]['fields'][number] | undefined,
  values: JsonObject,
  said: (key: string, value: Json | undefined) => string,
): string {
  if (field === undefined) return '';
  const textsOf = (keys: string[]) => keys.map((key) => said(key, values[key])).filter((text) => text !== '');
  const main = textsOf(field.from);
  return (main.length > 0 ? main : textsOf(field.fallback)).join(' · ');
}
