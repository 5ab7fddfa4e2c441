import { credentialsOf } from '../../model/auth-definition.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import { canonicalObjects, settingObjects } from '../../model/record.ts';
import type { StreamDefinition } from '../../model/source-definition.ts';

/** A connector as people choose one: what it can do and what it asks for. */
export interface ConnectorSummary {
  system: string;
  name: string;
  roles: ('source' | 'destination')[];
  /** Objects that are read or written. */
  objects: string[];
  reads: string[];
  writes: string[];
  /** Each way of signing in, with the names of the credentials it needs. */
  auth: { type: string; credentials: string[] }[];
  status: string;
  version: string;
  baseUrl: string | null;
  options: Record<string, string>;
  assumed: string[];
}

export function describeConnector(definition: ConnectorDefinition): ConnectorSummary {
  const reads = readsOf(definition);
  const writes = Object.keys(definition.destination?.objects ?? {});
  return {
    system: definition.system,
    name: definition.name,
    roles: [...(reads.length > 0 ? ['source' as const] : []), ...(writes.length > 0 ? ['destination' as const] : [])],
    objects: [...new Set([...reads, ...writes])],
    reads,
    writes,
    auth: (definition.http?.auth ?? []).map((way) => ({ type: way.type, credentials: credentialsOf(way) })),
    status: definition.status,
    version: definition.version,
    baseUrl: definition.http?.baseUrl ?? null,
    options: definition.options,
    assumed: definition.destination?.assumed ?? [],
  };
}

/** Files have no API and no streams: any object may stand in one. */
export function readsFiles(definition: ConnectorDefinition): boolean {
  return definition.http === undefined;
}

function readsOf(definition: ConnectorDefinition): string[] {
  if (readsFiles(definition)) return canonicalObjects.filter((object) => !settingObjects.has(object));
  return [...new Set(Object.values(definition.source?.streams ?? {}).flatMap(objectsOf))];
}

function objectsOf({ object }: StreamDefinition): string[] {
  if (typeof object === 'string') return [object];
  return [...Object.values(object.map), ...(object.otherwise === null ? [] : [object.otherwise])];
}
