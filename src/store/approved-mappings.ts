import { approvalSchema } from '../model/approval.ts';
import { metadataSchema, type SystemMetadata } from '../model/catalogue.ts';
import { type Mapping, mappingSchema } from '../model/mapping.ts';
import type { Executor } from './database.ts';

/** A mapping that a person has approved, beside the one that was proposed: the difference is what they decided. */
export interface ApprovedMapping {
  customer: string;
  approvedAt: string;
  proposed: Mapping;
  approved: Mapping;
  /** What the destination held: names for its ids. */
  destination: SystemMetadata;
}

/** Older decisions hardly add anything, and each costs two documents. */
const mostMappings = 10;

/**
 * Mappings that were approved between the same two systems, the latest first, of this tenant only: another one's decisions,
 * words and customers are nobody else's business.
 */
export async function approvedMappings(
  db: Executor,
  tenantId: string,
  pair: { sourceSystem: string; destinationSystem: string; notMigration: string },
): Promise<ApprovedMapping[]> {
  const rows = await db
    .selectFrom('migrations as m')
    .innerJoin('mappings as first', (join) =>
      join
        .onRef('first.migration_id', '=', 'm.id')
        .onRef('first.tenant_id', '=', 'm.tenant_id')
        .on('first.version', '=', 1),
    )
    .innerJoin('mappings as last', (join) =>
      join
        .onRef('last.migration_id', '=', 'm.id')
        .onRef('last.tenant_id', '=', 'm.tenant_id')
        .onRef('last.version', '=', 'm.mapping_version'),
    )
    .select([
      'm.customer',
      'm.approval',
      'm.destination_metadata as destination',
      'first.document as proposed',
      'last.document as approved',
    ])
    .where('m.tenant_id', '=', tenantId)
    .where('m.source_system', '=', pair.sourceSystem)
    .where('m.destination_system', '=', pair.destinationSystem)
    .where('m.id', '!=', pair.notMigration)
    .where('m.approval', 'is not', null)
    .where('m.destination_metadata', 'is not', null)
    .orderBy('m.created_at', 'desc')
    .limit(mostMappings)
    .execute();
  return rows.flatMap((row): ApprovedMapping[] => {
    const approval = approvalSchema.safeParse(row.approval);
    const proposed = mappingSchema.safeParse(row.proposed);
    const approved = mappingSchema.safeParse(row.approved);
    const destination = metadataSchema.safeParse(row.destination);
    // a document of an older version that no longer reads is no template
    if (!approval.success || !proposed.success || !approved.success || !destination.success) return [];
    if (approval.data.voided) return [];
    return [
      {
        customer: row.customer,
        approvedAt: approval.data.at,
        proposed: proposed.data,
        approved: approved.data,
        destination: destination.data,
      },
    ];
  });
}
