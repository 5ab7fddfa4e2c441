import { createHttpClient, type HttpClient, type HttpClientOptions, type HttpConnection } from '../../http/client.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import { isPortageError, PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { PagingDefinition } from '../../model/paging-definition.ts';
import type { AccountInfo, RequestCounts, SourcePage, SourceReader, StreamInfo } from '../../model/ports.ts';
import type { SourceDefinition, StreamDefinition } from '../../model/source-definition.ts';
import { type Caller, createCaller } from './caller.ts';
import { withConnectionLimit } from './connection-limit.ts';
import { type DescribedObject, describeAccount, describeSystem } from './describe.ts';
import { inParallel } from './in-parallel.ts';
import { readListPage } from './read-list.ts';
import { type PageOptions, readStreamPage } from './read-page.ts';
import { passesOf } from './read-passes.ts';
import { type CompiledStream, compileStream, objectsOf, type RowHooks } from './read-stream.ts';
import { readTotal } from './read-total.ts';

export interface SourceReaderDeps extends Omit<HttpClientOptions, 'system' | 'definition' | 'connection'> {
  /** What `describe` found before: without it the account is described once more before the first page. */
  metadata?: SystemMetadata;
  /** Named code for rows that data cannot describe. */
  hooks?: RowHooks;
}

const probesAtOnce = 4;

/** Reads an account from its connector's definition alone. */
export function createSourceReader(
  connector: ConnectorDefinition,
  connection: HttpConnection,
  { metadata, hooks, ...http }: SourceReaderDeps,
): SourceReader {
  const { source, http: definition } = connector;
  if (source === undefined || definition === undefined) {
    throw new PortageError('config', `${connector.name} cannot be read from`, { code: 'not_a_source' });
  }
  const limited = withConnectionLimit(definition, connection.options?.limit);
  const client = createHttpClient({ ...http, system: connector.system, definition: limited, connection });
  return new DefinedSource(
    connector,
    source,
    { client, caller: createCaller(client, connector, connection), hooks },
    metadata,
  );
}

interface Parts {
  client: HttpClient;
  caller: Caller;
  hooks: RowHooks | undefined;
}

class DefinedSource implements SourceReader {
  readonly #connector: ConnectorDefinition;
  readonly #source: SourceDefinition;
  readonly #client: HttpClient;
  readonly #caller: Caller;
  readonly #hooks: RowHooks | undefined;
  readonly #compiled = new Map<string, CompiledStream>();
  #metadata: Promise<SystemMetadata> | undefined;

  constructor(
    connector: ConnectorDefinition,
    source: SourceDefinition,
    { client, caller, hooks }: Parts,
    metadata: SystemMetadata | undefined,
  ) {
    this.#connector = connector;
    this.#source = source;
    this.#client = client;
    this.#caller = caller;
    this.#hooks = hooks;
    this.#metadata = metadata === undefined ? undefined : Promise.resolve(metadata);
  }

  /** Asks for one row of every stream that must be there: a right that is missing shows before anything is read. */
  async check(signal?: AbortSignal): Promise<AccountInfo> {
    const info = await describeAccount(this.#source.describe, this.#caller, signal);
    const missing: string[] = [];
    await inParallel(Object.values(this.#source.streams), probesAtOnce, async (stream) => {
      if (!stream.optional && !(await this.#allows(stream, signal))) missing.push(...rightsOf(stream));
    });
    return { ...info, missingScopes: [...new Set([...info.missingScopes, ...missing])] };
  }

  async describe(signal?: AbortSignal): Promise<SystemMetadata> {
    const metadata = await describeSystem(this.#source.describe, describedObjects(this.#source), this.#caller, signal);
    await this.#addCounts(metadata, signal);
    this.#metadata = Promise.resolve(metadata);
    this.#compiled.clear();
    return metadata;
  }

  streams(): Promise<StreamInfo[]> {
    return Promise.resolve(
      Object.entries(this.#source.streams).map(([name, stream]) => ({
        name,
        objects: objectsOf(stream),
        incremental: stream.incremental !== undefined || stream.changes !== undefined,
      })),
    );
  }

  async readPage(stream: string, cursor: Json | null, options: PageOptions): Promise<SourcePage> {
    return readStreamPage(this.#caller, await this.#stream(stream, options.signal), cursor, options);
  }

  requestCounts(): RequestCounts {
    return this.#client.counts();
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #stream(name: string, signal?: AbortSignal): Promise<CompiledStream> {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const compiled = compileStream(name, this.#connector, await this.#described(signal), this.#hooks);
    this.#compiled.set(name, compiled);
    return compiled;
  }

  #described(signal?: AbortSignal): Promise<SystemMetadata> {
    this.#metadata ??= describeSystem(
      this.#source.describe,
      describedObjects(this.#source),
      this.#caller,
      signal,
    ).catch((error: unknown) => {
      // a failed or abandoned reading is not kept: the next page asks again
      this.#metadata = undefined;
      throw error;
    });
    return this.#metadata;
  }

  async #allows(stream: StreamDefinition, signal?: AbortSignal): Promise<boolean> {
    const pass = passesOf(stream, undefined)[0];
    if (pass === undefined) return true;
    const one = { request: pass.list.request, paging: withSize(pass.list.paging, 1) };
    try {
      await readListPage(this.#caller, one, null, { values: pass.values, signal });
      return true;
    } catch (error) {
      if (isPortageError(error, 'permission')) return false;
      throw error;
    }
  }

  /** Where the vendor counts by a request of its own, the catalogue says how many there are. */
  async #addCounts(metadata: SystemMetadata, signal?: AbortSignal): Promise<void> {
    await inParallel(Object.values(this.#source.streams), probesAtOnce, async (stream) => {
      const [object, ...others] = objectsOf(stream);
      const catalogue = object === undefined ? undefined : metadata.objects[object];
      if (typeof stream.total !== 'object' || catalogue === undefined || others.length > 0) return;
      const count = await readTotal(this.#caller, stream, undefined, signal).catch((error: unknown) => {
        if (stream.optional) return null;
        throw error;
      });
      if (count !== null) catalogue.count = (catalogue.count ?? 0) + count;
    });
  }
}

function rightsOf({ scopes, request }: StreamDefinition): string[] {
  return scopes.length > 0 ? scopes : [`${request.method} ${request.path}`];
}

function withSize(paging: PagingDefinition, size: number): PagingDefinition {
  return paging.type === 'none' ? paging : { ...paging, size };
}

/** What the streams say of each object together: several streams may give the same one. */
export function describedObjects(source: SourceDefinition): Record<string, DescribedObject> {
  const objects: Record<string, DescribedObject> = {};
  for (const stream of Object.values(source.streams)) {
    for (const object of objectsOf(stream)) {
      const described = objects[object] ?? { fields: [] };
      objects[object] = described;
      const fields = stream.fields.filter((field) => field.objects === undefined || field.objects.includes(object));
      const keys = new Set(described.fields.map(({ key }) => key));
      described.fields.push(...fields.filter(({ key }) => !keys.has(key)));
      described.customFields ??= stream.customFields;
    }
  }
  return objects;
}
