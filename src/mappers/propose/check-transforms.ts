import { messageOf, PortageError } from '../../model/errors.ts';
import type { FieldMapping, Mapping } from '../../model/mapping.ts';
import { compileTransforms } from '../transforms/compile.ts';
import { tablesOf } from '../transforms/tables.ts';
import { checkContext } from '../values/normalise.ts';
import type { MappingProblem } from './check-mapping.ts';

/** Zone, country and currency by which all values are read. */
export function checkSettings(mapping: Mapping): MappingProblem[] {
  const { timezone, defaultCountry, currency } = mapping;
  const neutral = { timezone: 'UTC', defaultCountry: null };
  const settings = [
    ['timezone', { ...neutral, timezone }],
    ['defaultCountry', { ...neutral, defaultCountry }],
    ['currency', { ...neutral, currency }],
  ] as const;
  return settings.flatMap(([place, context]) => {
    try {
      checkContext(context);
      return [];
    } catch (error) {
      return [problemOf(error, place)];
    }
  });
}

/**
 * Transforms are compiled as the planner will do it: an unknown field or table, a pattern that RE2 does not know, a look-up
 * that leads back to itself, an expression that means nothing. The first fault of a list hides those behind it.
 */
export function checkTransforms(
  mapping: Mapping,
  field: FieldMapping,
  place: string,
  sourceFields: ReadonlySet<string>,
): MappingProblem[] {
  if (field.transforms === undefined) return [];
  try {
    compileTransforms(field.transforms, {
      // the mapping's own settings are checked once, not for each field
      timezone: 'UTC',
      defaultCountry: null,
      tables: tablesOf(mapping),
      fields: sourceFields,
      location: place,
    });
    return [];
  } catch (error) {
    return [problemOf(error, place)];
  }
}

function problemOf(error: unknown, place: string): MappingProblem {
  if (!(error instanceof PortageError)) throw error;
  const at = error.location ?? place;
  const message = messageOf(error);
  return {
    place: at,
    message: message.startsWith(`${at}: `) ? message.slice(at.length + 2) : message,
    hint: error.hint ?? 'docs/transforms.md shows each transform with an example.',
  };
}
