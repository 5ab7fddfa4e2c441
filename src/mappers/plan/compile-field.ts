import type { Field } from '../../model/catalogue.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { FieldMapping } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';
import { compileTransforms } from '../transforms/compile.ts';
import { tablesOf } from '../transforms/tables.ts';
import type { ValueContext } from '../values/types.ts';
import { type Built, isBlank } from './built.ts';
import { fieldByLabel } from './field-by-label.ts';
import type { OwnerMatch } from './lookups.ts';
import type { Fill, RouteContext } from './payload-context.ts';
import { note, placeValue } from './place-value.ts';
import { targetField } from './target-field.ts';
import { putField } from './wire.ts';

/** Why somebody else, or nobody, gets the record; each is counted. */
const replacedBecause: Readonly<Record<OwnerMatch['how'], string>> = {
  email: 'its owner has another account there; the name is written down',
  name: 'its owner has another account there; the name is written down',
  chosen: 'its owner was replaced by the person who was named; the name is written down',
  departed: 'its owner has left: it goes to whoever takes those records, and the name is written down',
  default: 'its owner has no account there; the name is written down',
  nobody: 'its owner has no account there and nobody takes the place; the name is written down',
};

/** Compiles one line of a mapping into what fills its field. */
export function compileField(context: RouteContext, mapping: FieldMapping): Fill {
  const { lookups, object, sourceFields, concepts } = context;
  const base: ValueContext = {
    timezone: context.mapping.timezone,
    defaultCountry: context.mapping.defaultCountry,
    currency: context.mapping.currency,
  };
  const field = targetField(context, mapping);
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
    if (mapping.to.startsWith('footer:')) {
      const [key, ...more] = mapping.from;
      const isLength = key !== undefined && more.length === 0 && sourceFields.get(key)?.type === 'duration_s';
      const text = isLength && typeof value === 'number' ? lengthText(value) : value;
      built.footer.push(...footerLines(mapping.to.slice('footer:'.length), text));
    } else placeValue(built, field, value, valueContext, accountCurrency);
  };
}

/** Several source fields mean the same and the destination has room for one: the others are kept as text. */
function keepOthers(built: Built, keys: string[], record: RecordView, sourceFields: ReadonlyMap<string, Field>): void {
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

/** `1 h 30 min`: seconds without a word would be read as minutes. */
function lengthText(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const texts = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return texts.length === 0 ? '0 s' : texts.join(' ');
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
  sourceFields: ReadonlyMap<string, Field>,
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
