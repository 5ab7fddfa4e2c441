import type { Field, ObjectCatalogue, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { FieldMapping, Mapping, Route } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';
import { compileTransforms } from '../transforms/compile.ts';
import { tablesOf } from '../transforms/tables.ts';
import type { ValueContext } from '../values/types.ts';
import { type Built, isBlank } from './built.ts';
import { fieldByLabel } from './field-by-label.ts';
import { createLookups, type Lookups, type OwnerMatch } from './lookups.ts';
import { note, placeValue } from './place-value.ts';
import { putField } from './wire.ts';

export interface PayloadContext {
  mapping: Mapping;
  definition: DestinationDefinition;
  sourceObjects: Record<string, ObjectCatalogue>;
  destination: SystemMetadata;
}

type Fill = (record: RecordView, built: Built) => void;

/** Compiles a route into a function that builds the payload of one record. Done once per mapping, run once per record. */
export function createPayloadBuilder(context: PayloadContext): (route: Route, record: RecordView) => Built {
  const lookups = createLookups(context.mapping, context.destination);
  const compiled = new Map<Route, Fill[]>();
  return (route, record) => {
    let fills = compiled.get(route);
    if (!fills) {
      fills = compileRoute(context, lookups, route);
      compiled.set(route, fills);
    }
    const built: Built = {
      payload: {},
      footer: [],
      reasons: [],
      rejected: false,
      overflow: [],
      stageKind: null,
      stoodIn: new Set(),
    };
    for (const fill of fills) fill(record, built);
    return built;
  };
}

function compileRoute(context: PayloadContext, lookups: Lookups, route: Route): Fill[] {
  const object = route.to === null ? undefined : context.definition.objects[route.to];
  if (!object || route.to === null) return [];
  const fields = new Map(object.fields.map((field) => [field.key, field]));
  const source = context.sourceObjects[route.object];
  const sourceFields = new Map((source?.fields ?? []).map((field) => [field.key, field]));
  const concepts = new Map(
    (source?.fields ?? []).flatMap((field) => (field.concept ? [[field.concept, field.key] as const] : [])),
  );
  // stages and statuses go through the mapping's tables even where a source field is named for them; a person's constant or
  // transform counts more
  const chosen = new Set(
    route.fields.filter((field) => field.constant !== undefined || field.transforms).map((field) => field.to),
  );
  const structural = object.fields.flatMap((field) => {
    const fill = chosen.has(field.key) ? null : structuralFill(field, lookups, concepts);
    return fill === null ? [] : [[field.key, fill] as const];
  });
  const decided = new Set(structural.map(([key]) => key));
  const mapped = route.fields.filter((mapping) => !decided.has(mapping.to));
  // the stage first: other fields depend on its kind
  const fills = [
    ...structural.map(([, fill]) => fill),
    ...[...mapped]
      .sort((a, b) => rank(fields.get(a.to)) - rank(fields.get(b.to)))
      .map((mapping) => compileField(context, lookups, route.to as string, mapping, fields, sourceFields, concepts)),
  ];
  const filled = new Set(mapped.map((mapping) => mapping.to));
  for (const field of object.fields) {
    if (field.default === undefined || filled.has(field.key) || decided.has(field.key)) continue;
    const { default: value } = field;
    fills.push((_, built) => putField(built.payload, field, value));
  }
  fills.push((_, built) => checkRequired(object.fields, built));
  return fills;
}

function rank(field: DestinationField | undefined): number {
  return field?.concept === 'deal.stage' ? 0 : 1;
}

/** Stage, pipeline and status come from the mapping's tables, not from a field of the record alone. */
function structuralFill(field: DestinationField, lookups: Lookups, concepts: Map<string, string>): Fill | null {
  const conceptValue = (record: RecordView, concept: string) => record.values[concepts.get(concept) ?? ''];
  if (field.concept === 'deal.stage' || field.concept === 'deal.pipeline') {
    return (record, built) => {
      const found = lookups.stage(
        conceptValue(record, 'deal.pipeline'),
        conceptValue(record, 'deal.stage'),
        conceptValue(record, 'deal.status'),
      );
      if (found === null || found.stage.to === null || found.pipeline.to === null) {
        if (field.concept === 'deal.stage' && !built.rejected) {
          built.rejected = true;
          built.reasons.push({
            code: 'stage_without_counterpart',
            message: 'its stage has no counterpart at the destination',
            field: field.key,
            hint: 'Map the stage in the mapping, or let it be created.',
          });
        }
        return;
      }
      built.stageKind = found.stage.kind;
      putField(built.payload, field, field.concept === 'deal.stage' ? found.stage.to : found.pipeline.to);
    };
  }
  if (field.concept === 'company.status' && field.type === 'reference') {
    return (record, built) => {
      const said = conceptValue(record, 'company.status');
      const named = lookups.recordStatus(said) ?? lookups.recordStatus(conceptValue(record, 'company.lifecycle_stage'));
      if (lookups.recordStatus(said) === null && !isBlank(said)) {
        built.footer.push(`${field.label ?? field.key} at the source: ${String(said)}`);
        built.reasons.push({
          code: 'status_without_counterpart',
          message: 'the destination has no status of this name; it is kept as a line of text',
          field: field.key,
          reshaping: true,
        });
      }
      // else derived: a company with a won deal is a customer
      const derived = record.linkedFacts['deal.status']?.some((status) => /^won$|closed won/i.test(status))
        ? lookups.recordStatus('Customer')
        : null;
      const to = named ?? derived;
      if (to !== null) putField(built.payload, field, to);
    };
  }
  return null;
}

/** Why somebody else, or nobody, gets the record; each is counted. */
const replacedBecause: Readonly<Record<OwnerMatch['how'], string>> = {
  email: 'its owner has another account there; the name is written down',
  name: 'its owner has another account there; the name is written down',
  chosen: 'its owner was replaced by the person who was named; the name is written down',
  departed: 'its owner has left: it goes to whoever takes those records, and the name is written down',
  default: 'its owner has no account there; the name is written down',
  nobody: 'its owner has no account there and nobody takes the place; the name is written down',
};

function compileField(
  context: PayloadContext,
  lookups: Lookups,
  object: string,
  mapping: FieldMapping,
  fields: Map<string, DestinationField>,
  sourceFields: Map<string, Field>,
  concepts: Map<string, string>,
): Fill {
  const base: ValueContext = {
    timezone: context.mapping.timezone,
    defaultCountry: context.mapping.defaultCountry,
    currency: context.mapping.currency,
  };
  const field = targetField(context, object, mapping, fields, sourceFields);
  const currencyKey = concepts.get('deal.currency') ?? concepts.get('product.currency');
  const accountCurrency = field.currencyField === undefined ? context.destination.currency : null;
  const transform = mapping.transforms
    ? compileTransforms(mapping.transforms, { ...base, tables: tablesOf(context.mapping), location: mapping.to })
    : null;
  const owner =
    field.type === 'reference' && mapping.from.some((key) => sourceFields.get(key)?.concept?.endsWith('.owner'));
  // such a transform puts the fields together itself; any other takes the first that is filled
  const readsRecord = mapping.transforms?.some(
    ({ type }) => type === 'join' || type === 'template' || type === 'expression',
  );
  const { keepNameIn } = context.mapping.owners;
  const formerOwnerKey = owner && keepNameIn !== undefined ? fieldByLabel(context, object, keepNameIn) : null;
  const { currencies = {} } = context.mapping;
  const currencyMeant = (word: Json): Json =>
    typeof word === 'string' && Object.hasOwn(currencies, word) ? (currencies[word]?.to ?? word) : word;
  const read = (record: RecordView, keys: string[]): Json[] =>
    keys
      .map((key) => (key === '@sourceId' ? record.sourceId : (record.values[key] ?? null)))
      .filter((value) => !isBlank(value));

  return (record, built) => {
    if (field.stageKinds && (built.stageKind === null || !field.stageKinds.includes(built.stageKind))) return;
    let found = read(record, mapping.from);
    if (mapping.constant !== undefined) found = [mapping.constant];
    if (owner) {
      const match = lookups.owner(found[0]);
      if (mapping.to.startsWith('footer:')) {
        if (match) built.footer.push(`Original owner: ${[match.name, match.email].filter(Boolean).join(' ')}`);
        return;
      }
      if (match?.to) putField(built.payload, field, match.to);
      if (match && !match.matched) {
        const name = [match.name, match.email].filter(Boolean).join(' ');
        built.reasons.push({ code: 'owner_replaced', message: replacedBecause[match.how], reshaping: true });
        if (formerOwnerKey === null) built.footer.push(`Original owner: ${name}`);
        else built.payload[formerOwnerKey] = name;
      }
      return;
    }
    let value: Json = field.many ? labelled(found, field, mapping, record, sourceFields) : (found[0] ?? null);
    if (transform) {
      const result = transform(value, record.values);
      value = result.value;
      if (result.overflow) built.overflow.push({ label: field.label ?? field.key, text: result.overflow });
      for (const problem of result.problems) note(built, field, problem.code, problem.message);
    }
    if (isBlank(value)) {
      const key = mapping.fallback.find((candidate) => !isBlank(record.values[candidate]));
      if (key === undefined) return;
      value = record.values[key] ?? null;
      built.stoodIn.add(key);
    }
    if (isBlank(value)) return;
    if (mapping.to.startsWith('footer:') && mapping.from.every((key) => built.stoodIn.has(key))) return;
    if (!field.many && !readsRecord) keepOthers(built, mapping.from, record, sourceFields);
    if (field.type === 'currency') value = currencyMeant(value);
    const currency = currencyKey ? currencyMeant(record.values[currencyKey] ?? null) : null;
    const valueContext =
      field.type === 'money' && typeof currency === 'string' && currency !== '' ? { ...base, currency } : base;
    if (mapping.to.startsWith('footer:')) built.footer.push(...footerLines(mapping.to.slice('footer:'.length), value));
    else placeValue(built, field, value, valueContext, accountCurrency);
  };
}

/** Several source fields mean the same and the destination has room for one: the others are kept as text. */
function keepOthers(built: Built, keys: string[], record: RecordView, sourceFields: Map<string, Field>): void {
  const [first, ...others] = keys.filter((key) => !isBlank(record.values[key]));
  if (first === undefined) return;
  const seen = new Set([JSON.stringify(record.values[first])]);
  for (const key of others) {
    const value = record.values[key] ?? null;
    if (seen.has(JSON.stringify(value))) continue;
    seen.add(JSON.stringify(value));
    built.footer.push(...footerLines(sourceFields.get(key)?.label ?? key, value));
  }
}

function targetField(
  context: PayloadContext,
  object: string,
  mapping: FieldMapping,
  fields: Map<string, DestinationField>,
  sourceFields: Map<string, Field>,
): DestinationField {
  const known =
    fields.get(mapping.to) ?? context.destination.objects[object]?.fields.find((field) => field.key === mapping.to);
  // a custom field of plain text takes what we put there the way we put it when we made it
  if (known && !fields.has(known.key) && known.type === 'text') {
    const type = sourceFields.get(mapping.from[0] ?? '')?.type ?? 'text';
    return type === 'choice' || type === 'choices' ? known : { ...known, type, form: newFieldForm(type) };
  }
  if (known) return known;
  const planned = context.mapping.newFields.find((field) => `new:${field.object}.${field.key}` === mapping.to);
  const source = sourceFields.get(mapping.from[0] ?? '');
  const type = (planned?.type ?? source?.type ?? 'text') as Field['type'];
  const isChoice = type === 'choice' || type === 'choices';
  return {
    key: mapping.to,
    type: type === 'choice' ? 'text' : type,
    label: planned?.label ?? mapping.to,
    many: planned?.many,
    form: newFieldForm(type),
    // a field that is made with choices takes no other word; one without takes any
    ...(isChoice &&
      planned?.options && { options: planned.options.map((option) => ({ value: option, label: option })) }),
  };
}

function newFieldForm(type: Field['type']): DestinationField['form'] {
  if (type === 'money') return 'text';
  return type === 'boolean' || type === 'currency' || type === 'country' || type === 'duration_s' ? 'text' : undefined;
}

/** One line a value: `Priority: high`. */
function footerLines(label: string, value: Json): string[] {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.map((item) =>
    item !== null && typeof item === 'object'
      ? String((item as JsonObject)['value'] ?? JSON.stringify(item))
      : String(item),
  );
  return texts.length === 0 ? [] : [`${label}: ${texts.join(', ')}`];
}

/** Items of a list keep a label: their own, or the one that the destination gives to values of that meaning. */
function labelled(
  found: Json[],
  field: DestinationField,
  mapping: FieldMapping,
  record: RecordView,
  sourceFields: Map<string, Field>,
): Json {
  if (found.length === 0) return null;
  if (mapping.constant !== undefined) return found;
  return mapping.from.flatMap((key) => {
    const value = record.values[key];
    if (isBlank(value)) return [];
    const concept = sourceFields.get(key)?.concept;
    const label = field.also?.find((entry) => entry.concept === concept)?.label ?? null;
    return (Array.isArray(value) ? value : [value as Json]).map((item) =>
      item !== null && typeof item === 'object' ? item : label === null ? item : ({ value: item, label } as Json),
    );
  });
}

function checkRequired(fields: DestinationField[], built: Built): void {
  for (const field of fields) {
    if (!field.required || built.payload[field.key] !== undefined || field.path !== undefined) continue;
    if (field.type === 'reference') continue; // parents are found by links
    built.rejected = true;
    built.reasons.push({
      code: 'required_missing',
      message: `${field.label ?? field.key} is required and empty`,
      field: field.key,
      hint: 'Fill it at the source, or give the mapping a default.',
    });
  }
}
