import { matchOptions } from '../mappers/propose/match-options.ts';
import type { FieldOption } from '../model/catalogue.ts';
import type { FieldMapping, Mapping, Route } from '../model/mapping.ts';
import { transformsSchema } from '../model/transforms.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { distinctValues } from '../store/profile-store.ts';
import { type ActivityContext, destinationOf, metadataOf } from './context.ts';

/** A field with more different values than this is no picklist. */
const mostValues = 300;
const namedValues = 8;

/** Adds, for fields that take only certain values, what each of the source's values means there. */
export async function withOptionMaps(context: ActivityContext, row: MigrationRow, mapping: Mapping): Promise<Mapping> {
  const definition = destinationOf(context, row);
  const { destination } = metadataOf(row);
  const optionsOf = (object: string, key: string): FieldOption[] =>
    [...(definition.objects[object]?.fields ?? []), ...(destination.objects[object]?.fields ?? [])].find(
      (field) => field.key === key && (field.options?.length ?? 0) > 0,
    )?.options ?? [];

  async function mapField(route: Route, field: FieldMapping): Promise<FieldMapping> {
    const options = route.to === null ? [] : optionsOf(route.to, field.to);
    const [from] = field.from;
    if (options.length === 0 || from === undefined || field.from.length > 1 || from.startsWith('@')) return field;
    if (field.transforms !== undefined && field.transforms.length > 0) return field;
    const values = await distinctValues(context.db, scopeOf(row), route.object, from, mostValues + 1);
    if (values.length > mostValues) return field;
    const { matched, unknown } = matchOptions(values, options);
    const reason = reasonOf(field.reason, matched.length, unknown);
    if (matched.length === 0) return { ...field, reason };
    const map = Object.fromEntries(matched.map(({ from: value, to }) => [value, to]));
    return {
      ...field,
      // what is not in the map is told by the planner, record by record
      transforms: transformsSchema.parse([{ type: 'value_map', map, unmatched: 'keep' }]),
      confidence: Math.min(field.confidence, ...matched.map(({ confidence }) => confidence)),
      reason,
    };
  }

  const routes: Route[] = [];
  for (const route of mapping.routes) {
    const fields: FieldMapping[] = [];
    for (const field of route.fields) fields.push(await mapField(route, field));
    routes.push({ ...route, fields });
  }
  return { ...mapping, routes };
}

function reasonOf(reason: string, matched: number, unknown: readonly string[]): string {
  if (matched === 0 && unknown.length === 0) return reason;
  const named = unknown.slice(0, namedValues).map((value) => `"${value}"`);
  const more = unknown.length > namedValues ? ` and ${unknown.length - namedValues} more` : '';
  return [
    reason,
    ...(matched > 0 ? [`${matched} value${matched === 1 ? '' : 's'} matched by name`] : []),
    ...(unknown.length > 0 ? [`not known there, kept as text: ${named.join(', ')}${more}`] : []),
  ].join('; ');
}
