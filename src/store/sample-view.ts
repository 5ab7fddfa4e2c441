import type { ObjectCatalogue, SystemMetadata } from '../model/catalogue.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { carriedOtherwise, type Mapping } from '../model/mapping.ts';
import { labelOf } from '../model/record-name.ts';
import type { UrlOf } from '../model/record-url.ts';
import type { SampledRecord, SampleView } from '../model/sample.ts';
import { definedKeys } from './crosswalk-store.ts';
import type { Database } from './database.ts';
import { exampleFields } from './example-fields.ts';
import { getMapping } from './mapping-store.ts';
import { type MigrationRow, pairScopeOf, refusePurged, scopeOf } from './migration-row.ts';
import { type EffectDetail, type RecordDetail, readRecordDetails } from './record-detail-store.ts';
import { definedThings } from './report-details.ts';
import { show } from './report-fields.ts';
import { readGaps, readSample, type SampleLine } from './sample-store.ts';

/** The sample as a person looks at it: for each record the source, the plan and what the destination holds. */
export async function buildSampleView(db: Database, row: MigrationRow, urlOf: UrlOf): Promise<SampleView> {
  refusePurged(row);
  const scope = scopeOf(row);
  const [lines, gaps] = await Promise.all([readSample(db, scope), readGaps(db, scope)]);
  const end = (system: string, metadata: SystemMetadata | null) => ({
    system,
    account: metadata?.account.name ?? metadata?.account.id ?? null,
  });
  return {
    id: row.id,
    customer: row.customer,
    source: end(row.sourceSystem, row.sourceMetadata),
    destination: end(row.destinationSystem, row.destinationMetadata),
    mappingVersion: row.mappingVersion,
    stage: row.stage,
    gaps,
    records: lines.length === 0 ? [] : await recordsOf(db, row, lines, urlOf),
  };
}

async function recordsOf(
  db: Database,
  row: MigrationRow,
  lines: readonly SampleLine[],
  urlOf: UrlOf,
): Promise<SampledRecord[]> {
  const scope = scopeOf(row);
  const version = row.mappingVersion ?? 0;
  const [details, { document: mapping }, keys, defined] = await Promise.all([
    readRecordDetails(db, scope, version, lines),
    getMapping(db, scope, version),
    definedKeys(db, pairScopeOf(row)),
    definedThings(db, scope),
  ]);
  const names = new Map(defined.flatMap(({ key, name }): [string, string][] => (key === null ? [] : [[key, name]])));
  const byKey = new Map(details.map((detail) => [`${detail.object} ${detail.sourceId}`, detail]));
  const readable = readableValues(row.sourceMetadata);
  return lines.flatMap((line) => {
    const detail = byKey.get(`${line.object} ${line.sourceId}`);
    if (detail === undefined) return [];
    const catalogue = row.sourceMetadata?.objects[line.object];
    const values = readable(catalogue, detail.values as Record<string, Json>);
    const main = detail.effects.find(({ role }) => role === 'main') ?? detail.effects[0];
    const id = main?.destinationId ?? detail.matchedId;
    const object = main?.destinationObject ?? detail.destinationObject;
    const context = { mapping, keys, names, source: row.sourceMetadata, destination: row.destinationMetadata };
    return [
      {
        object: line.object,
        sourceId: line.sourceId,
        name: labelOf(catalogue, detail.values as Record<string, Json>),
        reason: line.reason,
        chosen: line.chosen,
        outcome: detail.outcome ?? 'waiting',
        result: resultOf(detail),
        destinationObject: object,
        destinationId: id,
        url: object === null || id === null ? null : urlOf(object, id, main?.after ?? null),
        problem: problemOf(detail.effects),
        notices: [...new Set(detail.reasons.map(({ message }) => message))],
        fields: main === undefined ? [] : fieldsOf(main, line.object, values, context),
        leftOut: leftOut(mapping, catalogue, line.object, object, values),
      },
    ];
  });
}

type FieldContext = Parameters<typeof exampleFields>[1];
function fieldsOf(
  effect: EffectDetail,
  object: string,
  values: JsonObject,
  context: FieldContext,
): SampledRecord['fields'] {
  const differing = new Set((effect.compared?.differences ?? []).map(({ field }) => field));
  const example = {
    object,
    destinationObject: effect.destinationObject,
    values,
    payload: effect.planned as JsonObject,
  };
  const lines = exampleFields({ ...example, after: effect.after as JsonObject | null }, context);
  const before = new Map(
    exampleFields({ ...example, after: effect.before as JsonObject | null }, context).map((line) => [
      line.field,
      line.found,
    ]),
  );
  return lines
    .map((line) => ({
      ...line,
      before: before.get(line.field) ?? '',
      differs: differing.has(line.field) || [...differing].some((name) => line.field.startsWith(`${name}.`)),
    }))
    .filter((line) => line.source !== '' || line.planned !== '' || line.found !== '');
}

function resultOf({ outcome, effects }: RecordDetail): SampledRecord['result'] {
  const states = effects.map(({ state }) => state);
  const compared = effects.map((effect) => effect.compared?.result);
  if (states.some((state) => state === 'failed' || state === 'blocked' || state === 'unresolved')) return 'failed';
  if (compared.includes('missing')) return 'missing';
  if (compared.includes('drifted')) return 'differs';
  if (states.length > 0 && states.every((state) => state === 'verified' || state === 'skipped')) return 'equal';
  if (states.some((state) => state === 'written' || state === 'verified')) return 'written';
  return outcome === 'merge' || outcome === 'skip' || outcome === 'update' ? 'joined' : 'waiting';
}

function problemOf(effects: readonly EffectDetail[]): string | null {
  const failed = effects.find(({ message }) => message !== null);
  if (failed === undefined) return null;
  return failed.hint === null ? failed.message : `${failed.message} → ${failed.hint}`;
}

/** Source fields that the record fills and the mapping takes nowhere, as its route says. */
function leftOut(
  mapping: Mapping,
  catalogue: ObjectCatalogue | undefined,
  object: string,
  to: string | null,
  values: JsonObject,
): SampledRecord['leftOut'] {
  const routes = mapping.routes.filter((route) => route.object === object && (to === null || route.to === to));
  const used = new Set(routes.flatMap((route) => route.fields.flatMap(({ from, fallback }) => [...from, ...fallback])));
  const unmapped = new Set(
    routes.flatMap((route) =>
      route.unmapped.flatMap(({ field, reason }) => (carriedOtherwise.has(reason) ? [] : [field])),
    ),
  );
  return [...unmapped]
    .filter((key) => !used.has(key))
    .map((key) => ({
      label: catalogue?.fields.find((field) => field.key === key)?.label ?? key,
      value: show(values[key]),
    }))
    .filter(({ value }) => value !== '');
}

/** People, stages and choices by their names, as the old system shows them, rather than by their ids. */
function readableValues(
  source: SystemMetadata | null,
): (catalogue: ObjectCatalogue | undefined, values: JsonObject) => JsonObject {
  const users = new Map(source?.users.map(({ id, name, email }) => [id, name ?? email ?? id]));
  const stages = new Map(
    source?.pipelines.flatMap(({ id, name, stages: list }) => [
      [id, name] as const,
      ...list.map((stage) => [stage.id, stage.name] as const),
    ]),
  );
  return (catalogue, values) => {
    const named = { ...values };
    for (const { key, concept, options } of catalogue?.fields ?? []) {
      const value = values[key];
      const words = concept?.endsWith('.owner')
        ? users
        : concept?.endsWith('.stage') || concept?.endsWith('.pipeline')
          ? stages
          : new Map(options?.map((option) => [option.value, option.label]));
      if (words.size === 0 || value === null || value === undefined) continue;
      const one = (item: Json): Json => words.get(String(item)) ?? item;
      named[key] = Array.isArray(value) ? value.map(one) : typeof value === 'object' ? value : one(value);
    }
    for (const [key, value] of Object.entries(named)) named[key] = moneyText(value) ?? value;
    return named;
  };
}

function moneyText(value: Json | undefined): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { amount, currency, ...others } = value;
  if (typeof amount !== 'number' || typeof currency !== 'string' || Object.keys(others).length > 0) return null;
  return `${amount} ${currency}`;
}
