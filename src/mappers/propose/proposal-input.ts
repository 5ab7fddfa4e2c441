import type { SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { MigrationFile } from '../../model/migration-file.ts';
import type { StatusValue } from './propose-statuses.ts';

export interface ProposalInput {
  file: MigrationFile;
  marker: string;
  source: {
    system: string;
    version: string;
    metadata: SystemMetadata;
    /** Objects that hold records. */
    objects: string[];
    ownerCounts: Record<string, number>;
    /** Records that need a parent at the destination and have none: what `orphans` decides about. */
    orphans: number;
    /** Records by the word for a currency that they hold. */
    currencies?: Record<string, number>;
    /** Words for a company's status that records hold. */
    statuses?: StatusValue[];
  };
  destination: { system: string; version: string; metadata: SystemMetadata; definition: DestinationDefinition };
}
