import { openCsvSource } from '../connectors/csv/source.ts';
import { createSourceReader } from '../connectors/kit/read-source.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import { createDestinationWriter } from '../connectors/kit/write-destination.ts';
import type { HttpConnection } from '../http/client.ts';
import type { Pacer } from '../model/pacing.ts';
import type { DestinationWriter, SourceReader } from '../model/ports.ts';
import { type ConnectionRow, getConnection } from '../store/connection-store.ts';
import type { Database } from '../store/database.ts';
import type { MigrationRow } from '../store/migration-store.ts';
import type { Log } from './logging.ts';
import type { SecretBox } from './secrets.ts';

export interface ConnectionDeps {
  db: Database;
  secrets: SecretBox;
  pacer: Pacer;
  log: Log;
  allowedHosts: readonly string[];
  /** Loopback sandboxes: only where the CLI runs everything on one machine, or the operator says so. */
  allowLoopback: boolean;
}

/** Opens readers and writers for migrations and keeps them while the worker lives: connections, tokens and prefetched slots. */
export class OpenConnections {
  readonly #deps: ConnectionDeps;
  readonly #sources = new Map<string, Promise<SourceReader>>();
  readonly #destinations = new Map<string, Promise<DestinationWriter>>();

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  source(migration: MigrationRow): Promise<SourceReader> {
    return keep(this.#sources, migration.id, async () => {
      const connection = await getConnection(this.#deps.db, migration.tenantId, migration.sourceConnectionId);
      if (migration.sourceSystem === 'csv') return openCsvSource(migration, connection);
      const http = httpConnection(this.#deps, connection, migration.sourceMetadata?.account.id ?? connection.id);
      return createSourceReader(connectorOf(migration.sourceSystem), http, {
        ...this.#httpDeps(migration),
        ...(migration.sourceMetadata && { metadata: migration.sourceMetadata }),
      });
    });
  }

  destination(migration: MigrationRow): Promise<DestinationWriter> {
    return keep(this.#destinations, migration.id, async () => {
      const connection = await getConnection(this.#deps.db, migration.tenantId, migration.destinationConnectionId);
      if (migration.destinationSystem === 'csv') {
        const { openCsvDestination } = await import('../connectors/csv/destination.ts');
        return openCsvDestination(connection);
      }
      const http = httpConnection(this.#deps, connection, migration.destinationMetadata?.account.id ?? connection.id);
      return createDestinationWriter(connectorOf(migration.destinationSystem), http, this.#httpDeps(migration));
    });
  }

  #httpDeps(migration: MigrationRow) {
    return {
      pacer: this.#deps.pacer,
      share: migration.file.share,
      priority: migration.stage === 'sample' ? ('sample' as const) : ('import' as const),
      egress: { allowedHosts: [...this.#deps.allowedHosts], allowLoopback: this.#deps.allowLoopback },
      log: this.#deps.log,
    };
  }

  async close(): Promise<void> {
    const open = [...this.#sources.values(), ...this.#destinations.values()];
    this.#sources.clear();
    this.#destinations.clear();
    await Promise.allSettled(open.map(async (connection) => (await connection).close()));
  }
}

function keep<T>(map: Map<string, Promise<T>>, key: string, open: () => Promise<T>): Promise<T> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const opening = open();
  map.set(key, opening);
  // what could not be opened is tried again the next time
  opening.catch(() => map.delete(key));
  return opening;
}

/** A stored connection with its credentials opened, for the HTTP client. */
export function httpConnection(deps: ConnectionDeps, connection: ConnectionRow, accountKey: string): HttpConnection {
  const credentials = JSON.parse(
    deps.secrets.open(connection.credentials, sealContext(connection.tenantId, connection.id)),
  ) as Record<string, string>;
  return {
    ...(connection.baseUrl !== null && { baseUrl: connection.baseUrl }),
    credentials,
    options: connection.options,
    accountKey,
  };
}

/** An envelope opens only for the row it was made for. */
export function sealContext(tenantId: string, connectionId: string): string {
  return `${tenantId}/${connectionId}`;
}
