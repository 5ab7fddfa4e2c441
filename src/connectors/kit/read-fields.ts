import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { Json } from '../../model/json.ts';
import type { RecordProblem } from '../../model/record.ts';
import type { SourceField, StreamDefinition } from '../../model/source-definition.ts';
import type { Names } from './names.ts';
import { getterOf, isEmpty } from './read-path.ts';
import { testOf } from './read-test.ts';
import { rawReader, unreadable, valueReader } from './read-value.ts';

/** Fills the values of one record from its row. */
export type FieldsReader = (row: unknown) => { values: Record<string, Json>; problems: RecordProblem[] };

type OneField = (row: unknown, values: Record<string, Json>) => boolean;

/** All fields of one object of a stream as one function. What a row does not say is left out, not set to null. */
export function fieldsReader(
  fields: SourceField[],
  stream: Pick<StreamDefinition, 'times'>,
  catalogue: ObjectCatalogue,
  names: Names,
): FieldsReader {
  const readers = fields.map((field) => ({ key: field.key, read: fieldReader(field, stream, catalogue, names) }));
  return (row) => {
    const values: Record<string, Json> = {};
    const problems: RecordProblem[] = [];
    for (const { key, read } of readers) {
      if (!read(row, values)) {
        problems.push({ code: 'value_unreadable', message: 'The value is not of its field’s type.', field: key });
      }
    }
    return { values, problems };
  };
}

/** Sets the field's value where there is one; false where what is there cannot be read. */
function fieldReader(
  field: SourceField,
  { times }: Pick<StreamDefinition, 'times'>,
  catalogue: ObjectCatalogue,
  names: Names,
): OneField {
  const labels = labelsOf(field, catalogue, names);
  const read = valueReader(field, { labels, times });
  const raw = field.instead.length === 0 ? rawReader(field) : withInstead(field, rawReader(field));
  const { key, except } = field;
  if (field.many === true || field.type === 'choices') return listReader(field, raw, read);
  return (row, values) => {
    const value = read(raw(row));
    if (value === undefined) return true;
    if (value === unreadable) return false;
    if (!except.some((other) => values[other] === value)) values[key] = value;
    return true;
  };
}

const noLabels: ReadonlyMap<string, string> = new Map();

function labelsOf(field: SourceField, catalogue: ObjectCatalogue, names: Names): ReadonlyMap<string, string> {
  if (field.namesOf !== undefined) return names[field.namesOf];
  if (field.type !== 'choice' && field.type !== 'choices') return noLabels;
  const options = catalogue.fields.find((known) => known.key === field.key)?.options ?? [];
  return new Map(options.map((option) => [option.value, option.label]));
}

function listReader(
  field: SourceField,
  raw: (row: unknown) => unknown,
  read: ReturnType<typeof valueReader>,
): OneField {
  const { key, separator, except } = field;
  return (row, values) => {
    let readable = true;
    const list: Json[] = [];
    for (const item of itemsOf(raw(row), separator)) {
      const value = read(item);
      if (value === unreadable) readable = false;
      else if (value !== undefined && !list.includes(value) && !except.some((other) => values[other] === value)) {
        list.push(value);
      }
    }
    if (list.length > 0) values[key] = list;
    return readable;
  };
}

function itemsOf(raw: unknown, separator: string | undefined): unknown[] {
  if (Array.isArray(raw)) return raw;
  if (isEmpty(raw)) return [];
  if (separator === undefined || typeof raw !== 'string') return [raw];
  return raw.split(separator).map((part) => part.trim());
}

function withInstead(field: SourceField, raw: (row: unknown) => unknown): (row: unknown) => unknown {
  const rules = field.instead.map((rule) => ({ holds: testOf(rule), fill: templateOf(rule.value) }));
  return (row) => {
    const rule = rules.find(({ holds }) => holds(row));
    return rule === undefined ? raw(row) : rule.fill(row);
  };
}

/** `{pipeline_id}:won` as a function of the row. */
function templateOf(text: string): (row: unknown) => string {
  const parts = text.split(/\{([^{}]+)\}/).map((part, index) => (index % 2 === 0 ? part : getterOf(part)));
  return (row) => parts.map((part) => (typeof part === 'string' ? part : String(part(row) ?? ''))).join('');
}
