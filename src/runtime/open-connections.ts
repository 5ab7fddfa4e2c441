import { openCsvDestination } from '../connectors/csv/destination.ts';
import { openCsvSource } from '../connectors/csv/source.ts';
import { createSourceReader } from '../connectors/kit/read-source.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import { createDestinationWriter } from '../connectors/kit/write-destination.ts';
import type { HttpConnection } from '../http/client.ts';
import type { TokenStore } from '../http/tokens.ts';
import { canonicalJson } from '../model/json.ts';
import type { Pacer } from '../model/pacing.ts';
import type { DestinationWriter, SourceReader } from '../model/ports.ts';
import type { StoredReadingPlan } from '../model/reading-plan.ts';
import { stagesBeforeExport } from '../model/states.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { type ConnectionRow, getConnection, sealContextOf } from '../store/connection-store.ts';
import type { Database } from '../store/database.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { resolveUploads } from '../store/upload-store.ts';
import type { Log } from './logging.ts';
import { requestMeter } from './metrics.ts';
import type { SecretBox } from './secrets.ts';
import { storedTokens } from './stored-tokens.ts';

const closeAfterMs = 150_000;

export interface ConnectionDeps {
  db: Database;
  secrets: SecretBox;
  pacer: Pacer;
  blobs: BlobStore;
  log: Log;
  allowedHosts: readonly string[];
  /** Those of them that may stand in a private network. */
  privateHosts: readonly string[];
  /** Loopback sandboxes: only where the CLI runs everything on one machine, or the operator says so. */
  allowLoopback: boolean;
}

/** What testing a connection needs: no files, no blobs. */
export type HttpConnectionDeps = Omit<ConnectionDeps, 'blobs'>;

/** Opens readers and writers for migrations and keeps them while the worker lives: connections, tokens and prefetched slots. */
export class OpenConnections {
  readonly #deps: ConnectionDeps;
  readonly #sources = new Map<string, Kept<SourceReader>>();
  readonly #destinations = new Map<string, Kept<DestinationWriter>>();

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  async source(migration: MigrationRow): Promise<SourceReader> {
    const connection = await getConnection(this.#deps.db, migration.tenantId, migration.sourceConnectionId);
    const account = migration.sourceMetadata?.account.id ?? connection.id;
    const plan = fixedPlanOf(migration);
    const state = `${stateOf(connection, account, migration)} ${plan?.version ?? 0}`;
    return keep(this.#sources, migration.id, state, async () => {
      if (migration.sourceSystem === 'csv') {
        const { customer, file, sourceMetadata } = await this.#withUploads(migration);
        return openCsvSource({ customer, file, sourceMetadata, readingPlan: plan?.plan ?? null }, connection);
      }
      const http = httpConnection(this.#deps, connection, account);
      return createSourceReader(connectorOf(migration.sourceSystem), http, {
        ...this.#httpDeps(migration),
        ...tokensOf(this.#deps, connection, http),
        meter: requestMeter('source', connection.system),
        ...(migration.sourceMetadata && { metadata: migration.sourceMetadata }),
      });
    });
  }

  async destination(migration: MigrationRow): Promise<DestinationWriter> {
    const connection = await getConnection(this.#deps.db, migration.tenantId, migration.destinationConnectionId);
    const account = migration.destinationMetadata?.account.id ?? connection.id;
    return keep(this.#destinations, migration.id, stateOf(connection, account, migration), async () => {
      if (migration.destinationSystem === 'csv') return openCsvDestination(connection);
      const http = httpConnection(this.#deps, connection, account);
      return createDestinationWriter(connectorOf(migration.destinationSystem), http, {
        ...this.#httpDeps(migration),
        ...tokensOf(this.#deps, connection, http),
        meter: requestMeter('destination', connection.system),
      });
    });
  }

  /** Files that came through the API are named `upload:<id>`; here they become files again. */
  async #withUploads(migration: MigrationRow): Promise<MigrationRow> {
    const { files } = migration.file.source;
    if (files === undefined) return migration;
    const resolved = await resolveUploads(this.#deps.db, this.#deps.blobs, migration.tenantId, files);
    return { ...migration, file: { ...migration.file, source: { ...migration.file.source, files: resolved } } };
  }

  #httpDeps(migration: MigrationRow) {
    return {
      pacer: this.#deps.pacer,
      share: migration.file.share,
      priority: migration.stage === 'sample' ? ('sample' as const) : ('import' as const),
      egress: egressOf(this.#deps),
      log: this.#deps.log,
    };
  }

  async close(): Promise<void> {
    const open = [...this.#sources.values(), ...this.#destinations.values()];
    this.#sources.clear();
    this.#destinations.clear();
    await Promise.allSettled(open.map(async ({ opened }) => (await opened).close()));
  }
}

interface Kept<T> {
  state: string;
  opened: Promise<T>;
}

/** What a connection was opened with: another key, host, account or stage opens it anew. */
function stateOf(connection: ConnectionRow, account: string, migration: MigrationRow): string {
  return canonicalJson([
    connection.credentials,
    connection.baseUrl,
    connection.options,
    account,
    migration.stage === 'sample',
  ]);
}

function keep<T extends { close(): Promise<void> }>(
  map: Map<string, Kept<T>>,
  id: string,
  state: string,
  open: () => Promise<T>,
): Promise<T> {
  const known = map.get(id);
  if (known?.state === state) return known.opened;
  // what is open under the old state is closed once nobody can be using it any more: requests take two minutes at most
  if (known !== undefined)
    setTimeout(
      () =>
        void known.opened.then(
          (old) => old.close(),
          () => undefined,
        ),
      closeAfterMs,
    ).unref();
  const opened = open();
  const entry = { state, opened };
  map.set(id, entry);
  // what could not be opened is tried again the next time
  opened.catch(() => {
    if (map.get(id) === entry) map.delete(id);
  });
  return opened;
}

export function httpConnection(
  deps: HttpConnectionDeps,
  connection: ConnectionRow,
  accountKey: string,
): HttpConnection {
  const credentials = JSON.parse(
    deps.secrets.open(connection.credentials, sealContextOf(connection.tenantId, connection.id)),
  ) as Record<string, string>;
  return {
    ...(connection.baseUrl !== null && { baseUrl: connection.baseUrl }),
    credentials,
    options: connection.options,
    accountKey,
  };
}

/** Until the first record is read, preflight looks at the files anew; from then on they are read as it was decided there. */
function fixedPlanOf({ stage, readingPlan }: MigrationRow): StoredReadingPlan | null {
  return stagesBeforeExport.has(stage) ? null : readingPlan;
}

/** Where a connection may lead, as the operator says. */
export function egressOf({ allowedHosts, privateHosts, allowLoopback }: HttpConnectionDeps) {
  return { allowedHosts, privateHosts, allowLoopback };
}

/** Tokens that vendors rotate are shared by all processes. */
export function tokensOf(
  { db, secrets }: HttpConnectionDeps,
  { tenantId, id, system }: ConnectionRow,
  { credentials }: HttpConnection,
): { tokens?: TokenStore } {
  const tokens = storedTokens(db, secrets, { tenantId, connectionId: id, system, credentials });
  return tokens === undefined ? {} : { tokens };
}
