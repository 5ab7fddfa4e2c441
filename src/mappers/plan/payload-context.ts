import type { Field, ObjectCatalogue, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import type { Mapping } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';
import type { Built } from './built.ts';
import type { Lookups } from './lookups.ts';

/** What payloads are built from: the mapping and both sides' fields. */
export interface PayloadContext {
  mapping: Mapping;
  definition: DestinationDefinition;
  sourceObjects: Record<string, ObjectCatalogue>;
  destination: SystemMetadata;
  /** Objects that the migration file names, where it names any. */
  wanted?: readonly string[];
}

/** The same for one route. */
export interface RouteContext extends PayloadContext {
  lookups: Lookups;
  /** Destination object. */
  object: string;
  fields: ReadonlyMap<string, DestinationField>;
  sourceFields: ReadonlyMap<string, Field>;
  /** Concept → key of the source field that has it. */
  concepts: ReadonlyMap<string, string>;
}

/** Fills a part of a record's payload. */
export type Fill = (record: RecordView, built: Built) => void;
