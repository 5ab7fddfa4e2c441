import type { Field, FieldOption, SystemUser } from '../../model/catalogue.ts';
import type { ValueType } from '../../model/concepts.ts';
import type { CustomFieldsDefinition } from '../../model/describe-definition.ts';
import type { Json } from '../../model/json.ts';
import type { Caller } from './caller.ts';
import { nothingWhereLacking } from './lacking.ts';
import { readWholeList } from './read-list.ts';
import { getterOf, idText } from './read-path.ts';
import { testOf } from './read-test.ts';
import { textOf } from './read-value.ts';

export interface FieldDefinitions {
  /** The account's own fields. */
  custom: Field[];
  /** What the definitions say of the vendor's fields, by their key. */
  builtIn: Map<string, { label: string; options?: FieldOption[] }>;
}

/** The definitions of the named objects' fields; two objects that share one list cost one reading. */
export async function describeCustomFields(
  definitions: Record<string, CustomFieldsDefinition>,
  used: ReadonlySet<string>,
  users: Promise<SystemUser[]>,
  caller: Caller,
  signal?: AbortSignal,
): Promise<Map<string, FieldDefinitions>> {
  const readings = new Map<string, Promise<Json[]>>();
  const read = (definition: CustomFieldsDefinition): Promise<Json[]> => {
    const key = JSON.stringify(definition.list.request);
    const reading =
      readings.get(key) ??
      readWholeList(caller, definition.list, { signal }).catch((error: unknown) => {
        if (definition.optional) return nothingWhereLacking(error);
        throw error;
      });
    readings.set(key, reading);
    return reading;
  };
  const wanted = Object.entries(definitions).filter(([name]) => used.has(name));
  return new Map(
    await Promise.all(
      wanted.map(async ([name, definition]) => {
        const people = (await users).map(({ id, name, email }) => ({ value: id, label: name ?? email ?? id }));
        return [name, fieldDefinitions(definition, await read(definition), people)] as const;
      }),
    ),
  );
}

function fieldDefinitions(
  definition: CustomFieldsDefinition,
  entries: Json[],
  people: FieldOption[],
): FieldDefinitions {
  const isPerson = definition.people === undefined ? () => false : testOf(definition.people);
  const isCustom = definition.only === undefined ? () => true : testOf(definition.only);
  const keyOf = getterOf(definition.key);
  const result: FieldDefinitions = { custom: [], builtIn: new Map() };
  for (const entry of entries) {
    const key = idText(keyOf(entry));
    if (key === undefined) continue;
    const label = idText(getterOf(definition.label)(entry)) ?? key;
    const custom = isCustom(entry);
    const options = custom && isPerson(entry) ? people : optionsOf(definition, entry);
    if (custom) result.custom.push(customField(definition, entry, { key, label, options }));
    else result.builtIn.set(key, options === undefined ? { label } : { label, options });
  }
  return result;
}

function customField(
  definition: CustomFieldsDefinition,
  entry: Json,
  { key, label, options }: { key: string; label: string; options?: FieldOption[] },
): Field {
  const vendorType = String(getterOf(definition.type)(entry));
  const many = definition.manyTypes.includes(vendorType) || isMany(definition, entry);
  const type = definition.types[vendorType] ?? 'text';
  const field: Field = {
    key: definition.keyForm.replaceAll('{key}', key),
    label,
    type: many ? severalOf(type) : type,
    custom: true,
    // a key may hold dots and brackets: where no path is said, it is one literal member
    path: definition.path?.replaceAll('{key}', key) ?? `['${definition.keyForm.replaceAll('{key}', key)}']`,
  };
  if (many) field.many = true;
  if (options !== undefined) field.options = options;
  if (definition.readOnly !== undefined && getterOf(definition.readOnly)(entry) === true) field.readOnly = true;
  if (definition.unique !== undefined && getterOf(definition.unique)(entry) === true) field.unique = true;
  return field;
}

function severalOf(type: ValueType): ValueType {
  return type === 'choice' ? 'choices' : type;
}

function isMany({ many }: CustomFieldsDefinition, entry: Json): boolean {
  if (many === undefined) return false;
  return typeof many === 'string' ? getterOf(many)(entry) === true : testOf(many)(entry);
}

function optionsOf(definition: CustomFieldsDefinition, entry: Json): FieldOption[] | undefined {
  const options = definition.options === undefined ? undefined : getterOf(definition.options)(entry);
  if (!Array.isArray(options) || options.length === 0) return undefined;
  const optionId = getterOf(definition.optionValue ?? '$');
  const optionLabel = getterOf(definition.optionLabel ?? definition.optionValue ?? '$');
  return options.flatMap((option) => {
    // unlike a link's id, 0 is a choice like any other
    const value = textOf(optionId(option));
    return value === undefined ? [] : [{ value, label: textOf(optionLabel(option)) ?? value }];
  });
}
