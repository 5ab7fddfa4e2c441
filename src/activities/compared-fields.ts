import type { Comparing } from '../mappers/compare/compare-record.ts';
import type { DestinationField } from '../model/destination-object.ts';
import { definedKeys } from '../store/crosswalk-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { type MigrationRow, pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { type ActivityContext, destinationOf, metadataOf } from './context.ts';

/** How values at the destination of a migration are compared: by its fields, read as its mapping says. */
export async function comparingOf(context: ActivityContext, row: MigrationRow): Promise<Comparing> {
  const { document } = await getMapping(context.db, scopeOf(row), row.mappingVersion ?? 1);
  const { timezone, defaultCountry, currency } = document;
  return { fields: await comparedFields(context, row), values: { timezone, defaultCountry, currency } };
}

/** Fields of the destination by object and key: the definition's, the account's own, and those that this migration made. */
export async function comparedFields(
  context: ActivityContext,
  row: MigrationRow,
): Promise<Map<string, Map<string, DestinationField>>> {
  const definition = destinationOf(context, row);
  const { destination } = metadataOf(row);
  const { document } = await getMapping(context.db, scopeOf(row), row.mappingVersion ?? 1);
  const defined = row.pairId === null ? new Map<string, string>() : await definedKeys(context.db, pairScopeOf(row));
  return new Map(
    Object.entries(definition.objects).map(([name, object]) => {
      const fields = new Map<string, DestinationField>(object.fields.map((field) => [field.key, field]));
      for (const field of destination.objects[name]?.fields ?? [])
        if (!fields.has(field.key)) fields.set(field.key, field);
      for (const field of document.newFields) {
        const key = field.object === name ? defined.get(`${name}.${field.key}`) : undefined;
        const type =
          field.type === 'choice' || field.type === 'choices' || field.type === 'money'
            ? 'text'
            : (field.type as DestinationField['type']);
        if (key !== undefined) fields.set(key, { key, label: field.label, type, many: field.many });
      }
      return [name, fields];
    }),
  );
}
