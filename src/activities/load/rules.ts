import { compareRecord } from '../../mappers/compare/compare-record.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition, DestinationField } from '../../model/connector.ts';
import { pickText } from '../../model/json-path.ts';
import type { MigrationRow } from '../../store/migration-store.ts';
import type { CandidateRules } from './settle.ts';

/** How candidates of an unanswered create are told from other people's records, as the definition says. */
export function candidateRulesOf(
  definition: DestinationDefinition,
  metadata: SystemMetadata,
  row: MigrationRow,
): (destinationObject: string) => CandidateRules {
  return (name) => {
    const object = definition.objects[name];
    if (!object) throw new Error(`no destination object ${name}`);
    const fields = new Map<string, DestinationField>([
      ...(metadata.objects[name]?.fields ?? []).map((field) => [field.key, field] as const),
      ...object.fields.map((field) => [field.key, field] as const),
    ]);
    const context = {
      timezone: row.file.timezone ?? metadata.timezone ?? 'UTC',
      defaultCountry: row.file.defaultCountry ?? null,
      currency: metadata.currency,
    };
    const { createdAt, createdBy } = object;
    return {
      exact: object.findBy.some((find) => find.kind === 'externalId'),
      equal: (payload, record) => compareRecord(fields, payload, record.data, context).length === 0,
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
