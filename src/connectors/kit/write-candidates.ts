import type { TemplateValues } from '../../http/template.ts';
import { compareRecord } from '../../mappers/compare/compare-record.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import type { DestinationObject, FindBy } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import type { ListDefinition } from '../../model/list-definition.ts';
import type { DestinationRecord } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { readWholeList } from './read-list.ts';
import type { AccountFields } from './write-account-fields.ts';
import { asksForFields, type CompiledObject } from './write-compile.ts';
import { idOfKey } from './write-define.ts';
import { recordIn, recordOf } from './write-record.ts';

export interface CandidateContext {
  caller: Caller;
  account: AccountFields;
  /** How keys of custom fields are formed, by the name in `describe.customFields`. */
  customFields: DescribeDefinition['customFields'];
}

interface Search {
  context: CandidateContext;
  name: string;
  object: CompiledObject;
  payload: JsonObject;
  signal: AbortSignal | undefined;
  /** Key of the field that holds the source id, where this payload has one. */
  sourceIdKey: string | null;
}

/**
 * Records that may be the one that an unanswered create made. The ways are tried in the definition's order; the first that
 * the payload has what it takes for gives the answer, also where that is "none". Null where there is no such way.
 */
export async function findCandidates(
  context: CandidateContext,
  name: string,
  object: CompiledObject,
  payload: JsonObject,
  signal?: AbortSignal,
): Promise<DestinationRecord[] | null> {
  const { definition } = object;
  const sourceIdKey = await sourceIdKeyOf(context, name, definition, payload, signal);
  const search: Search = { context, name, object, payload, signal, sourceIdKey };
  for (const rule of definition.findBy) {
    const found = await findBy(search, rule);
    if (found !== null) return found;
  }
  return null;
}

async function sourceIdKeyOf(
  { account }: CandidateContext,
  name: string,
  definition: DestinationObject,
  payload: JsonObject,
  signal?: AbortSignal,
): Promise<string | null> {
  const { sourceIdField } = definition;
  if (sourceIdField === undefined) return null;
  const own = definition.fields.find((field) => field.key === sourceIdField || field.label === sourceIdField);
  const key = own?.key ?? (await account.keyOfLabel(name, sourceIdField, customKeys(definition, payload), signal));
  return key !== null && isFilled(payload[key]) ? key : null;
}

/** Keys of a payload that are no fields of the definition. */
function customKeys({ fields, nest, references }: DestinationObject, payload: JsonObject): string[] {
  const known = new Set(fields.flatMap((field) => [field.key, (field.path ?? '').split(/[.[]/)[0] as string]));
  if (nest) known.add(nest.field);
  for (const reference of references) known.add(reference.field);
  return Object.keys(payload).filter((key) => !known.has(key));
}

async function findBy(search: Search, rule: FindBy): Promise<DestinationRecord[] | null> {
  const { payload, sourceIdKey } = search;
  switch (rule.kind) {
    case 'externalId': {
      if (sourceIdKey === null) return null;
      const value = payload[sourceIdKey] as Json;
      const found = await listed(search, rule.list, {
        field: sourceIdKey,
        fieldId: fieldIdOf(search, sourceIdKey),
        value,
      });
      return found.filter((record) => hasSourceId(search, record));
    }
    case 'uniqueKey': {
      const value = firstText(payload[rule.field]);
      return value === null ? null : listed(search, rule.list, { value });
    }
    case 'underParent': {
      const parent = payload[rule.parentField];
      if (!isFilled(parent)) return null;
      const children = await listed(search, rule.list, { parent });
      return children.filter((record) => isAlike(search, record, rule.compare));
    }
    case 'listed':
      return findInAll(search, rule);
  }
}

/** The definition's own id in a key such as `custom.cf_1`: searches name fields by it. */
function fieldIdOf({ context, object }: Search, key: string): string {
  const keyForm = context.customFields[object.definition.customFields ?? '']?.keyForm ?? '{key}';
  return idOfKey({ keyForm: keyForm.replaceAll('{key}', '{id}') }, key);
}

async function findInAll(search: Search, rule: Extract<FindBy, { kind: 'listed' }>): Promise<DestinationRecord[]> {
  const { narrowed } = rule;
  const value = narrowed === undefined ? null : firstText(search.payload[narrowed.field]);
  const all =
    narrowed !== undefined && value !== null ? await listed(search, narrowed.list, { value }) : await wholeList(search);
  return all.filter((record) => isAlike(search, record, rule.compare));
}

/**
 * Listings of a settling run, by the signal that stands for the run: its questions are due before it begins, so one
 * listing answers them all. A run without a signal lists each time.
 */
const listings = new WeakMap<AbortSignal, Map<string, Promise<DestinationRecord[]>>>();

function wholeList(search: Search): Promise<DestinationRecord[]> {
  const { signal, name, object } = search;
  if (signal === undefined) return listed(search, object.definition.list, {});
  const known = listings.get(signal) ?? new Map<string, Promise<DestinationRecord[]>>();
  listings.set(signal, known);
  const listing = known.get(name) ?? listed(search, object.definition.list, {});
  known.set(name, listing);
  listing.catch(() => known.delete(name));
  return listing;
}

async function listed(search: Search, list: ListDefinition, values: TemplateValues): Promise<DestinationRecord[]> {
  const { context, name, object, payload, signal } = search;
  const { definition } = object;
  const mentioned = customKeys(definition, payload);
  const fields = asksForFields(list.request) ? await context.account.names(name, definition, mentioned, signal) : [];
  const rows = await readWholeList(context.caller, list, { values: { ...values, fields }, signal });
  return rows.flatMap((row) => {
    const data = recordIn(row, '$');
    const record = data === null || object.isGone(data) ? null : recordOf(data, definition.id, definition.version);
    return record === null ? [] : [record];
  });
}

/** The source id decides where both have one; otherwise the values that the definition names are compared. */
function isAlike(search: Search, record: DestinationRecord, compare: string[]): boolean {
  const { payload, object, sourceIdKey } = search;
  if (sourceIdKey !== null) return hasSourceId(search, record);
  const fields = new Map(object.definition.fields.map((field) => [field.key, field] as const));
  const sent = Object.fromEntries(Object.entries(payload).filter(([key]) => compare.includes(key)));
  return compareRecord(fields, sent, record.data, comparing).length === 0;
}

/** Both sides are in the vendor's form already; nothing depends on a zone or country. */
const comparing = { timezone: 'UTC', defaultCountry: null, currency: null };

function hasSourceId({ payload, sourceIdKey }: Search, record: DestinationRecord): boolean {
  return sourceIdKey !== null && String(record.data[sourceIdKey] ?? '') === String(payload[sourceIdKey]);
}

/** The first text in a value: of a list of addresses the first address. */
function firstText(value: Json | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  if (first === undefined || first === null || first === '') return null;
  if (typeof first !== 'object') return String(first);
  return pickText(first, 'value') ?? pickText(first, 'email') ?? pickText(first, 'phone') ?? null;
}

function isFilled(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== '';
}
