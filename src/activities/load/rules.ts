import { compareRecord } from '../../mappers/compare/compare-record.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import { pickText } from '../../model/json-path.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import type { CandidateRules } from './settle.ts';

/** How candidates of an unanswered create are told from other people's records, as the definition says. */
export function candidateRulesOf(
  definition: DestinationDefinition,
  fieldsOf: ReadonlyMap<string, ReadonlyMap<string, DestinationField>>,
  metadata: SystemMetadata,
  row: MigrationRow,
): (destinationObject: string) => CandidateRules {
  return (name) => {
    const object = definition.objects[name];
    const fields = fieldsOf.get(name);
    if (!object || !fields) throw new Error(`no destination object ${name}`);
    const sourceId = [...fields.values()].find(
      (field) => object.sourceIdField !== undefined && [field.key, field.label].includes(object.sourceIdField),
    )?.key;
    const context = {
      timezone: row.file.timezone ?? metadata.timezone ?? 'UTC',
      defaultCountry: row.file.defaultCountry ?? null,
      currency: metadata.currency,
    };
    const { createdAt, createdBy } = object;
    return {
      equal: (payload, record) => {
        // a vendor may have reshaped any other value; this one is nobody else's
        const own = sourceId === undefined ? undefined : payload[sourceId];
        if (sourceId !== undefined && own !== undefined && own !== null && own !== '')
          return String(record.data[sourceId] ?? '') === String(own);
        return compareRecord(fields, payload, record.data, context).length === 0;
      },
      createdAt: (record) => {
        const text = createdAt === undefined ? undefined : pickText(record.data, createdAt);
        const at = text === undefined ? Number.NaN : Date.parse(text);
        return Number.isNaN(at) ? null : new Date(at);
      },
      byUs: (record) => {
        const by = createdBy === undefined ? undefined : pickText(record.data, createdBy);
        return by === undefined || metadata.self === null ? null : by === metadata.self.id;
      },
    };
  };
}
