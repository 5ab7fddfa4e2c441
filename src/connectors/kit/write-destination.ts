import { createHttpClient, type HttpClient, type HttpClientOptions, type HttpConnection } from '../../http/client.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import { isPortageError, PortageError } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import { isNotBefore, type Pacer } from '../../model/pacing.ts';
import type { PageCursor } from '../../model/paging-definition.ts';
import type {
  AccountInfo,
  DefineKind,
  DestinationPage,
  DestinationRecord,
  DestinationWriter,
  RequestCounts,
  TakenRecords,
  WriteOptions,
  WriteSlot,
} from '../../model/ports.ts';
import { type Caller, createCaller } from './caller.ts';
import { withConnectionOptions } from './connection-options.ts';
import { describeAccount, describeSystem } from './describe.ts';
import { readListPage } from './read-list.ts';
import { readTotal } from './read-total.ts';
import { namingAccount } from './write-account.ts';
import { AccountFields } from './write-account-fields.ts';
import { type CandidateContext, findCandidates } from './write-candidates.ts';
import { checkDestination } from './write-checks.ts';
import { type CompiledObject, compileObjects, type WriteOperation } from './write-compile.ts';
import { Listings } from './write-listings.ts';
import { missingRights } from './write-probes.ts';
import { recordIn, recordOf, shownRecord } from './write-record.ts';
import { WriteSender } from './write-sender.ts';
import { SettingsWriter } from './write-settings.ts';
import { readNaming, readTaken, readTakenRows } from './write-taken.ts';

export interface DestinationWriterDeps extends Omit<HttpClientOptions, 'system' | 'definition' | 'connection'> {
  /** What `describe` found before: without it the account is described when a look-up first needs its custom fields. */
  metadata?: SystemMetadata;
}

/**
 * A longer wait for leave to write is the workflow's to sleep. It is as long as some dozens of requests in flight take to
 * draw from a slow budget one after another: less would end a chunk for every few requests.
 */
const reserveWaitMs = 15_000;

/** What a read by id is answered with where the record, or the address, is not there. */
const notThere = [404, 405, 410, 501];

/** Writes into an account from its connector's definition alone: only the requests that stand there can be sent. */
export function createDestinationWriter(
  connector: ConnectorDefinition,
  connection: HttpConnection,
  { metadata, ...deps }: DestinationWriterDeps,
): DestinationWriter {
  const { destination, http } = connector;
  if (destination === undefined || http === undefined) {
    throw new PortageError('config', `${connector.name} cannot be written to`, { code: 'not_a_destination' });
  }
  checkDestination(connector);
  const definition = withConnectionOptions(http, connector.options, connection.options ?? {});
  const client = createHttpClient({ ...deps, system: connector.system, definition, connection });
  const caller = namingAccount(createCaller(client, connector, connection), destination.describe.account, connection);
  return new DefinedDestination({ connector, destination, client, caller, pacer: deps.pacer, deps }, metadata);
}

interface Parts {
  connector: ConnectorDefinition;
  destination: DestinationDefinition;
  client: HttpClient;
  caller: Caller;
  pacer: Pacer;
  deps: Pick<DestinationWriterDeps, 'priority'>;
}

class DefinedDestination implements DestinationWriter {
  readonly #parts: Parts;
  readonly #objects: ReadonlyMap<string, CompiledObject>;
  readonly #account: AccountFields;
  readonly #sender: WriteSender;
  readonly #settings: SettingsWriter;
  readonly #listings = new Listings();

  constructor(parts: Parts, metadata: SystemMetadata | undefined) {
    const { connector, destination, client, caller } = parts;
    this.#parts = parts;
    this.#sender = new WriteSender(client, connector.name);
    this.#settings = new SettingsWriter(destination, caller, client, this.#sender);
    this.#objects = compileObjects(destination, client);
    this.#account = new AccountFields((signal) => this.#describe(signal), metadata);
  }

  async check(signal?: AbortSignal): Promise<AccountInfo> {
    const { destination, caller } = this.#parts;
    const info = await describeAccount(destination.describe, caller, signal);
    const missing = await missingRights(destination.probes, caller, signal);
    return { ...info, missingScopes: [...new Set([...info.missingScopes, ...missing])] };
  }

  async describe(signal?: AbortSignal): Promise<SystemMetadata> {
    const metadata = await this.#describe(signal);
    this.#account.know(metadata);
    return metadata;
  }

  async reserve(
    operation: WriteOperation | 'define',
    object: string,
    signal?: AbortSignal,
  ): Promise<WriteSlot | { notBeforeMs: number }> {
    const { pacer, deps } = this.#parts;
    const draws = operation === 'define' ? this.#settings.draws(object) : this.#object(object).draws[operation];
    try {
      const slot = await pacer.acquire(draws, { signal, priority: deps.priority, maxWaitMs: reserveWaitMs });
      return isNotBefore(slot) ? { notBeforeMs: Math.max(0, slot.notBeforeMs - Date.now()) } : slot;
    } catch (error) {
      // to be told to stop while waiting is no failure: nothing was sent
      if (signal?.aborted) return { notBeforeMs: 0 };
      throw error;
    }
  }

  async create(name: string, payload: JsonObject, options: WriteOptions): Promise<DestinationRecord> {
    const object = this.#object(name);
    object.guard(payload);
    const { create } = object.definition;
    const answer = await this.#sender.send(
      this.#parts.caller.prepare(create.request, { payload }),
      options,
      object.definition.label,
    );
    const data = shownRecord(answer.body, create.record, create.id);
    const record = data === null ? null : recordOf(data, create.id, create.version ?? object.definition.version);
    if (record !== null) return record;
    // the vendor said yes and not which one: it is found by a look-up like a write that was not answered
    throw new PortageError('in_doubt', `The vendor's answer to a new ${object.definition.label} has no id`, {
      code: 'created_without_id',
      hint: 'It is looked up before anything is sent again.',
    });
  }

  async update(
    name: string,
    id: string,
    changes: JsonObject,
    options: WriteOptions,
  ): Promise<DestinationRecord | null> {
    const object = this.#object(name);
    const { update, id: idPath, version } = object.definition;
    if (update === undefined) {
      throw new PortageError('record', `The vendor cannot change a ${object.definition.label}`, {
        code: 'update_unsupported',
        hint: 'Change it at the destination by hand.',
      });
    }
    object.guard(changes);
    const request = this.#parts.caller.prepare(update.request, { id, payload: changes });
    // the same change twice is the same as once: an answer that is lost costs a repetition, not a look-up
    const answer = await this.#sender.send(request, options, object.definition.label, true);
    const data = shownRecord(answer.body, update.record, idPath);
    return data === null ? null : recordOf(data, idPath, version);
  }

  async get(name: string, id: string, signal?: AbortSignal): Promise<DestinationRecord | null> {
    const { definition, isGone } = this.#object(name);
    try {
      const answer = await this.#parts.caller.send(this.#parts.caller.prepare(definition.get.request, { id }), {
        signal,
      });
      const data = shownRecord(answer.body, definition.get.record, definition.id);
      return data === null || isGone(data) ? null : recordOf(data, definition.id, definition.version);
    } catch (error) {
      if (!isPortageError(error) || !notThere.includes(error.status ?? 0)) throw error;
      if (definition.get.orListed) return this.#listings.find(name, id, () => this.#wholeList(name, signal));
      if (error.status === 405 || error.status === 501) throw error;
      return null;
    }
  }

  async remove(name: string, id: string, options: WriteOptions): Promise<void> {
    const object = this.#object(name);
    const request = this.#parts.caller.prepare(object.definition.remove.request, { id });
    await this.#sender.remove(request, options, object.definition.label);
  }

  async list(name: string, cursor: Json | null, signal?: AbortSignal): Promise<DestinationPage> {
    const { definition, isGone, listNeedsFields } = this.#object(name);
    const { caller } = this.#parts;
    const values = listNeedsFields ? { fields: await this.#account.names(name, definition, [], signal) } : {};
    const page = await readListPage(caller, definition.list, cursor as PageCursor | null, { values, signal });
    const records = page.rows.flatMap((row) => {
      const data = recordIn(row, '$');
      const record = data === null || isGone(data) ? null : recordOf(data, definition.id, definition.version);
      return record === null ? [] : [record];
    });
    const counted = typeof definition.total === 'string' || cursor === null;
    return {
      records,
      cursor: page.next,
      total: counted ? await readTotal(caller, definition, page.body, signal) : null,
    };
  }

  async total(name: string, signal?: AbortSignal): Promise<number | null> {
    const { definition } = this.#object(name);
    if (definition.total === undefined) return null;
    if (typeof definition.total === 'string') return (await this.list(name, null, signal)).total;
    return readTotal(this.#parts.caller, definition, undefined, signal);
  }

  takenWith(name: string, record: DestinationRecord, signal?: AbortSignal): Promise<TakenRecords[]> {
    return readTaken(this.#parts.caller, this.#object(name).definition.remove.takes, record, signal);
  }

  async namedBy(name: string, record: DestinationRecord, signal?: AbortSignal): Promise<TakenRecords[]> {
    const { nest } = this.#object(name).definition;
    const parentId = nest && pickText(record.data, nest.field);
    if (nest === undefined || parentId === undefined) return [];
    const { takes } = this.#object(nest.under).definition.remove;
    const fieldsOf = (objects: readonly string[]) =>
      objects
        .flatMap((other) => this.#objects.get(other)?.definition.references ?? [])
        .flatMap(({ field, to }) => (to === name ? [field] : []));
    const naming = takes.filter(({ objects }) => fieldsOf(objects).length > 0);
    if (naming.length === 0) return [];
    const read = async () => {
      const parent = await this.get(nest.under, parentId, signal);
      return parent === null ? [] : readTakenRows(this.#parts.caller, naming, parent, signal);
    };
    return readNaming(record.id, parentId, fieldsOf, read, signal);
  }

  candidates(name: string, payload: JsonObject, signal?: AbortSignal): Promise<DestinationRecord[] | null> {
    const { caller, destination } = this.#parts;
    const { customFields } = destination.describe;
    const context: CandidateContext = { caller, account: this.#account, customFields };
    return findCandidates(context, name, this.#object(name), payload, signal);
  }

  now(): Date | null {
    return this.#parts.client.vendorNow();
  }

  async define(
    kind: DefineKind,
    object: string,
    payload: JsonObject,
    options: WriteOptions,
  ): Promise<{ id: string; key: string }> {
    const made = await this.#settings.define(kind, object, payload, options);
    if (kind === 'field') this.#account.add(object, { key: made.key, label: String(payload['label'] ?? made.key) });
    return made;
  }

  undefine(kind: DefineKind, object: string, id: string, options: WriteOptions): Promise<void> {
    return this.#settings.undefine(kind, object, id, options);
  }

  requestCounts(): RequestCounts {
    return this.#parts.client.counts();
  }

  finish(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#parts.client.close();
  }

  async #wholeList(name: string, signal?: AbortSignal): Promise<DestinationRecord[]> {
    const all: DestinationRecord[] = [];
    let cursor: Json | null = null;
    do {
      const page: DestinationPage = await this.list(name, cursor, signal);
      all.push(...page.records);
      cursor = page.cursor;
    } while (cursor !== null);
    return all;
  }

  #describe(signal?: AbortSignal): Promise<SystemMetadata> {
    const { destination, caller } = this.#parts;
    return describeSystem(destination.describe, destination.objects, caller, signal);
  }

  #object(name: string): CompiledObject {
    const object = this.#objects.get(name);
    if (object !== undefined) return object;
    const known = [...this.#objects.keys()].join(', ');
    throw new PortageError('config', `${this.#parts.connector.name} has no object "${name}"; it has: ${known}`, {
      code: 'unknown_object',
    });
  }
}
