import type { SystemMetadata } from '../model/catalogue.ts';
import type { ConnectorDefinition } from '../model/connector.ts';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import { PortageError } from '../model/errors.ts';
import type { ActivityMeter } from '../model/metering.ts';
import type { DestinationWriter, SourceReader } from '../model/ports.ts';
import type { Database } from '../store/database.ts';
import { type MigrationRow, refusePurged } from '../store/migration-row.ts';
import { getMigration } from '../store/migration-store.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What is told to people outside: by mail and webhook. */
export interface Notice {
  event: 'sampleReady' | 'needsYou' | 'paused' | 'finished' | 'failed';
  subject: string;
  text: string;
}

/** Everything an activity needs of the world, handed in once when the worker starts. */
export interface ActivityContext {
  db: Database;
  log: Log;
  connector(system: string): ConnectorDefinition;
  openSource(migration: MigrationRow): Promise<SourceReader>;
  openDestination(migration: MigrationRow): Promise<DestinationWriter>;
  notify(migration: MigrationRow, notice: Notice): Promise<void>;
  /** True for destinations that cannot wake anybody: loopback sandboxes and files. */
  harmlessDestination(migration: MigrationRow): Promise<boolean>;
  meter?: ActivityMeter;
  /** A live run: another host than loopback. */
  liveDestination(migration: MigrationRow): Promise<boolean>;
}

export interface ById {
  id: string;
}

export async function migrationOf(context: ActivityContext, input: ById): Promise<MigrationRow> {
  const row = await getMigration(context.db, input.id);
  refusePurged(row);
  return row;
}

export function destinationOf(context: ActivityContext, migration: MigrationRow): DestinationDefinition {
  const { destination, name } = context.connector(migration.destinationSystem);
  if (!destination) {
    throw new PortageError('config', `${name} cannot be written to`, {
      code: 'not_a_destination',
      hint: 'portage connectors lists the destinations.',
    });
  }
  return destination;
}

export function metadataOf(migration: MigrationRow): { source: SystemMetadata; destination: SystemMetadata } {
  if (migration.sourceMetadata === null || migration.destinationMetadata === null) {
    throw new PortageError('bug', 'metadata is read at preflight', { code: 'no_metadata' });
  }
  return { source: migration.sourceMetadata, destination: migration.destinationMetadata };
}
