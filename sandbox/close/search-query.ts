import { type Collection, isObject, type JsonObject } from '../kit/index.ts';
import { invalid } from './replies.ts';
import { readCondition } from './search-conditions.ts';
import type { CloseState } from './state.ts';
import type { Contact } from './types.ts';

type Row = Record<string, unknown>;

/** A part of a query over one kind of object. */
export type Query = {
  test: (row: Row) => boolean;
  /** All that may match, where an index can tell. */
  candidates?: () => Row[];
  /** Only records whose property is at least this can match. */
  from?: { key: string; value: string };
};

/** The collections that can be searched, by the vendor's names. */
export function searchable(state: CloseState, objectType: string): Collection<Row> | undefined {
  const known: Record<string, unknown> = {
    lead: state.leads,
    contact: state.contacts,
    opportunity: state.opportunities,
    task: state.tasks,
    'activity.note': state.activities.note,
    'activity.call': state.activities.call,
    'activity.email': state.activities.email,
    'activity.meeting': state.activities.meeting,
  };
  return known[objectType] as Collection<Row> | undefined;
}

/** The object type that a query asks for: it stands somewhere in the outermost `and`. */
export function objectTypeOf(query: unknown): string {
  if (isObject(query) && query['type'] === 'object_type') return String(query['object_type']);
  const parts = isObject(query) && query['type'] === 'and' && Array.isArray(query['queries']) ? query['queries'] : [];
  const found = parts.find((part) => isObject(part) && part['type'] === 'object_type');
  const nested = parts.filter((part) => isObject(part) && part['type'] === 'and');
  if (isObject(found)) return String(found['object_type']);
  if (nested.length > 0) return objectTypeOf(nested[0]);
  throw invalid({ query: 'The query needs an object_type.' });
}

export function readQuery(state: CloseState, query: unknown, objectType: string): Query {
  if (!isObject(query)) throw invalid({ query: 'A query must be an object.' });
  const read = readKind(state, query, objectType);
  return query['negate'] === true ? { test: (row) => !read.test(row) } : read;
}

function readKind(state: CloseState, query: JsonObject, objectType: string): Query {
  switch (query['type']) {
    case 'and':
    case 'or':
      return combine(
        query['type'],
        listOf(query['queries']).map((part) => readQuery(state, part, objectType)),
      );
    case 'object_type':
    case 'match_all':
      return { test: () => true };
    case 'id':
      return { test: (row) => row['id'] === query['value'] };
    case 'field_condition':
      return readFieldCondition(state, query, objectType);
    case 'has_related':
      return readRelated(state, query, objectType);
    default:
      throw invalid({ query: `The query type '${String(query['type'])}' is not known.` });
  }
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw invalid({ query: 'and, or: a list of queries is needed.' });
  return value;
}

function combine(type: 'and' | 'or', parts: Query[]): Query {
  if (type === 'or') return { test: (row) => parts.length === 0 || parts.some((part) => part.test(row)) };
  const candidates = parts.find((part) => part.candidates !== undefined)?.candidates;
  const from = parts.find((part) => part.from !== undefined)?.from;
  return { test: (row) => parts.every((part) => part.test(row)), candidates, from };
}

function readFieldCondition(state: CloseState, query: JsonObject, objectType: string): Query {
  const valuesOf = readField(state, query['field'], objectType);
  const { test, exact, from } = readCondition(query['condition']);
  const key = keyOf(query['field']);
  const collection = searchable(state, objectType);
  const name = `search:${JSON.stringify(query['field'])}`;
  const keysOf = (row: Row) => valuesOf(row).map((value) => String(value).toLowerCase());
  const candidates =
    exact === undefined || collection === undefined ? undefined : () => collection.where(name, exact, keysOf);
  return {
    test: (row) => test(valuesOf(row)),
    candidates,
    from: from === undefined ? undefined : { key, value: from },
  };
}

/** The property of a record that a field stands for. */
export function keyOf(field: unknown): string {
  if (!isObject(field)) throw invalid({ query: 'A field is needed.' });
  return field['type'] === 'custom_field' ? `custom.${String(field['custom_field_id'])}` : String(field['field_name']);
}

/** How to get a field's values out of a record. */
function readField(state: CloseState, field: unknown, objectType: string): (row: Row) => unknown[] {
  if (!isObject(field)) throw invalid({ query: 'A field condition needs a field.' });
  if (field['type'] === 'custom_field') {
    const id = String(field['custom_field_id']);
    if (state.customFields.get(id) === undefined) throw invalid({ query: `There is no custom field '${id}'.` });
    return (row) => present(row[`custom.${id}`]);
  }
  const name = String(field['field_name']);
  if (field['type'] !== 'regular_field' || field['object_type'] !== objectType) {
    throw invalid({ query: `'${name}' is not a field of ${objectType}.` });
  }
  if (name === 'display_name') return (row) => present(row['name']);
  if (name === 'status_type' || name === 'pipeline_id') {
    return (row) => {
      const status = state.opportunityStatuses.get(String(row['status_id']));
      return present(name === 'pipeline_id' ? status?.pipeline_id : status?.type);
    };
  }
  return (row) => present(row[name]);
}

function present(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** Objects that are part of another and have no id: a contact's addresses and numbers. */
const PARTS: Record<string, 'emails' | 'phones' | 'urls'> = {
  contact_email: 'emails',
  contact_phone: 'phones',
  contact_url: 'urls',
};

function readRelated(state: CloseState, query: JsonObject, objectType: string): Query {
  const related = String(query['related_object_type']);
  const inner = readQuery(state, query['related_query'], related);
  const part = PARTS[related];
  if (part !== undefined) {
    const ofContact = partOfContact(state, query['related_query'], part, inner);
    return objectType === 'contact' ? ofContact : throughLead(state, 'contact', ofContact, objectType);
  }
  if (searchable(state, related) === undefined) throw invalid({ query: `'${related}' cannot be related to.` });
  return throughLead(state, related, inner, objectType);
}

/** An exact address or number is looked up by an index over contacts. */
function partOfContact(state: CloseState, query: unknown, part: 'emails' | 'phones' | 'urls', inner: Query): Query {
  const test = (row: Row) => (row[part] as Row[]).some((item) => inner.test(item));
  const name = { emails: 'email', phones: 'phone', urls: 'url' }[part];
  const keysOf = (contact: Contact) => contact[part].map((item) => String((item as Row)[name]).toLowerCase());
  const exact = exactOf(query, name);
  const candidates = exact === undefined ? undefined : () => state.contacts.where(name, exact, keysOf) as Row[];
  return { test, candidates };
}

function exactOf(query: unknown, name: string): string | undefined {
  if (!isObject(query) || query['negate'] === true) return undefined;
  if (query['type'] === 'and' && Array.isArray(query['queries'])) {
    return query['queries'].map((part) => exactOf(part, name)).find((exact) => exact !== undefined);
  }
  const { field, condition } = query;
  const isText = query['type'] === 'field_condition' && isObject(field) && field['field_name'] === name;
  return isText ? readCondition(condition).exact : undefined;
}

/** Everything is related through its lead: a lead to what belongs to it, and that to its lead. */
function throughLead(state: CloseState, related: string, inner: Query, objectType: string): Query {
  if (related === 'lead') {
    return { test: (row) => testRow(state.leads.get(String(row['lead_id'])), inner) };
  }
  if (objectType !== 'lead') {
    const key = `${related}_id`;
    const collection = searchable(state, related)!;
    return { test: (row) => testRow(collection.get(String(row[key])), inner) };
  }
  const collection = searchable(state, related)!;
  const childrenOf = (leadId: string) => collection.whereCurrent('lead_id', leadId, (row) => [String(row['lead_id'])]);
  const candidates = inner.candidates && (() => leadsOf(state, inner.candidates!()));
  return { test: (row) => childrenOf(String(row['id'])).some((child) => inner.test(child)), candidates };
}

function testRow(row: Row | undefined, inner: Query): boolean {
  return row !== undefined && inner.test(row);
}

function leadsOf(state: CloseState, rows: Row[]): Row[] {
  const ids = new Set(rows.map((row) => String(row['lead_id'])));
  return [...ids].flatMap((id) => state.leads.getLagged(id) ?? []);
}
