import type { Body } from './body.ts';
import { parseDate, parseInstant } from './moments.ts';
import type { CloseState } from './state.ts';
import type { CustomField, CustomValues } from './types.ts';

/**
 * Reads the `custom.cf_…` keys of a body for one kind of record. An id that the organization does not have is
 * accepted and its value lost, without a word: that is how the vendor does it.
 */
export function readCustomValues(
  state: CloseState,
  object: string,
  body: Body,
  before: CustomValues = {},
): CustomValues {
  const changes: CustomValues = {};
  for (const [key, value] of Object.entries(body.values)) {
    if (!key.startsWith('custom.cf_')) continue;
    const [, id, operation] = key.split('.');
    const field = state.customFields.get(id!);
    if (field === undefined || !belongs(field, object)) continue;
    const name = `custom.${id}` as const;
    if (operation === undefined) changes[name] = readValue(state, field, body, key, value);
    else if (field.accepts_multiple_values) {
      const known = asList(changes[name] ?? before[name]);
      const given = asList(readValue(state, field, body, key, value));
      if (operation === 'add') changes[name] = [...known, ...given.filter((item) => !known.includes(item))];
      else if (operation === 'remove') changes[name] = known.filter((item) => !given.includes(item));
    } else body.refuse(key, 'This field does not accept multiple values.');
  }
  return changes;
}

function belongs(field: CustomField, object: string): boolean {
  return field.object === object || (field.object === 'shared' && field.associations.includes(object));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The value as it will be shown; undefined where there is none or where it was refused. */
function readValue(state: CloseState, field: CustomField, body: Body, key: string, value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value) && !field.accepts_multiple_values) {
    return body.refuse(key, 'This field does not accept multiple values.');
  }
  const items = asList(value).map((item) => readItem(state, field, item));
  const problem = items.find((item) => 'problem' in item);
  if (problem !== undefined && 'problem' in problem) return body.refuse(key, problem.problem);
  const values = items.map((item) => ('value' in item ? item.value : undefined));
  return field.accepts_multiple_values ? values : values[0];
}

type Item = { value: unknown } | { problem: string };

function readItem(state: CloseState, field: CustomField, value: unknown): Item {
  switch (field.type) {
    case 'number':
      return readNumber(value);
    case 'choices':
      return field.choices.includes(String(value)) && typeof value === 'string'
        ? { value }
        : { problem: `'${String(value)}' is not a valid choice.` };
    case 'date':
      return orProblem(typeof value === 'string' ? parseDate(value.slice(0, 10)) : undefined, 'Not a valid date.');
    case 'datetime':
      return orProblem(typeof value === 'string' ? parseInstant(value) : undefined, 'Not a valid datetime.');
    case 'user':
      return state.users.get(String(value)) === undefined ? { problem: 'Not a valid user.' } : { value };
    case 'contact':
      return state.contacts.get(String(value)) === undefined ? { problem: 'Not a valid contact.' } : { value };
    case 'text':
    case 'textarea':
      return typeof value === 'string' ? { value } : { problem: 'Input should be a valid string' };
  }
}

function readNumber(value: unknown): Item {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? { value: number } : { problem: 'Not a valid number.' };
}

function orProblem(value: string | undefined, problem: string): Item {
  return value === undefined ? { problem } : { value };
}
