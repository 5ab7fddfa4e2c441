import { createHash } from 'node:crypto';
import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { Pipeline, SystemMetadata } from '../../model/catalogue.ts';
import { PortageError } from '../../model/errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts';
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
import { assembleFiles } from './assemble-files.ts';
import { csvDestination } from './destination-objects.ts';
import { type RowPlace, RowStore } from './row-store.ts';
import { writeError } from './write-error.ts';

const pageRows = 500;
/** Definitions (fields, pipelines, stages) are kept like rows, under a name that no object has. */
const definitions = '@definitions';
/** A local file needs no leave; the slot only has to outlive the write. */
const slotMs = 60_000;

/** What the destination needs to know: the folder, and whether Excel is to open the files by a double click. */
export interface CsvDestinationSettings {
  options: Record<string, Json>;
}

/** Opens a folder as a destination: rows are kept one by one and assembled to linked files at the end. */
export function openCsvDestination({ options }: CsvDestinationSettings): DestinationWriter {
  const folder = options['path'];
  if (typeof folder !== 'string' || folder === '') {
    throw new PortageError('config', 'No output folder is given', {
      code: 'no_folder',
      hint: 'Set destination.path.',
      location: 'destination.path',
    });
  }
  return new FolderDestination(folder, options['byteOrderMark'] === true);
}

class FolderDestination implements DestinationWriter {
  readonly #folder: string;
  readonly #mark: boolean;
  readonly #rows: RowStore;
  #writes = 0;

  constructor(folder: string, mark: boolean) {
    this.#folder = folder;
    this.#mark = mark;
    this.#rows = new RowStore(folder);
  }

  async check(): Promise<AccountInfo> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await access(this.#folder, constants.W_OK);
      return { id: await realpath(this.#folder), name: this.#folder, user: null, missingScopes: [] };
    } catch (cause) {
      throw writeError(this.#folder, cause);
    }
  }

  async describe(): Promise<SystemMetadata> {
    const objects: SystemMetadata['objects'] = {};
    for (const [object, { label, fields }] of Object.entries(csvDestination.objects)) {
      objects[object] = {
        object,
        label,
        fields: fields.map(({ key, label: name, type, concept, many, custom }) => ({
          key,
          label: name,
          type,
          concept,
          many,
          custom,
        })),
      };
    }
    const account = await this.check();
    const metadata: SystemMetadata = {
      account: { id: account.id, name: account.name },
      self: null,
      timezone: null,
      currency: null,
      objects,
      users: [],
      pipelines: [],
      recordStatuses: [],
      automations: [],
    };
    for await (const { data } of this.#rows.rows(definitions)) addDefinition(metadata, data);
    return metadata;
  }

  async reserve(): Promise<WriteSlot> {
    return { validUntilMs: performance.now() + slotMs, release: () => {} };
  }

  /**
   * The id of a new row is the hash of what it says, its source id included: the same create twice is one row, whether its
   * answer was lost, its process killed, or two workers sent it.
   */
  async create(object: string, payload: JsonObject, _options: WriteOptions): Promise<DestinationRecord> {
    const id = rowId(object, payload);
    this.#writes++;
    return (await this.#rows.get(object, id)) ?? (await this.#rows.put(object, id, payload));
  }

  async update(
    object: string,
    id: string,
    changes: JsonObject,
    _options: WriteOptions,
  ): Promise<DestinationRecord | null> {
    const row = await this.#rows.get(object, id);
    if (!row)
      throw new PortageError('record', 'The row is no longer in the output folder', {
        code: 'gone_at_destination',
        hint: 'Run a top-up: it will be written again.',
      });
    this.#writes++;
    return this.#rows.put(object, id, { ...row.data, ...changes });
  }

  get(object: string, id: string): Promise<DestinationRecord | null> {
    return this.#rows.get(object, id);
  }

  async remove(object: string, id: string, _options: WriteOptions): Promise<void> {
    this.#writes++;
    await this.#rows.remove(object, id);
  }

  async list(object: string, cursor: Json | null): Promise<DestinationPage> {
    const { rows, next } = await this.#rows.page(object, placeOf(cursor), pageRows);
    return { records: rows, cursor: next === null ? null : { shard: next.shard, after: next.after }, total: null };
  }

  total(object: string): Promise<number> {
    return this.#rows.count(object);
  }

  /** A row that goes takes no other row with it. */
  async takenWith(): Promise<TakenRecords[]> {
    return [];
  }

  async namedBy(): Promise<TakenRecords[]> {
    return [];
  }

  async candidates(object: string, payload: JsonObject): Promise<DestinationRecord[]> {
    const row = await this.#rows.get(object, rowId(object, payload));
    return row ? [row] : [];
  }

  async define(
    kind: DefineKind,
    object: string,
    payload: JsonObject,
    _options: WriteOptions,
  ): Promise<{ id: string; key: string }> {
    const name = String(payload['label'] ?? payload['name'] ?? '');
    const parent = kind === 'stage' ? String(payload['pipeline'] ?? '') : object;
    await this.#rows.put(definitions, definitionId(kind, parent, name), {
      ...payload,
      kind,
      object,
      parent,
      name,
      stageKind: payload['kind'] ?? null,
    });
    this.#writes++;
    return { id: name, key: name };
  }

  async undefine(kind: DefineKind, object: string, id: string, _options: WriteOptions): Promise<void> {
    for await (const row of this.#rows.rows(definitions)) {
      const { kind: its, name, object: owner } = row.data;
      if (its === kind && name === id && (kind === 'stage' || owner === object))
        await this.#rows.remove(definitions, row.id);
    }
  }

  requestCounts(): RequestCounts {
    return { total: this.#writes, throttled: 0 };
  }

  async finish(): Promise<void> {
    const columns = Object.fromEntries(
      Object.entries(csvDestination.objects).map(([object, { fields }]) => [object, fields.map(({ key }) => key)]),
    );
    await assembleFiles(this.#folder, this.#rows, { columns, byteOrderMark: this.#mark, except: [definitions] });
  }

  async close(): Promise<void> {}
}

function rowId(object: string, payload: JsonObject): string {
  return createHash('sha256').update(object).update('\n').update(canonicalJson(payload)).digest('hex').slice(0, 24);
}

function definitionId(kind: string, parent: string, name: string): string {
  return createHash('sha256').update(`${kind}\n${parent}\n${name}`).digest('hex').slice(0, 24);
}

function placeOf(cursor: Json | null): RowPlace | null {
  if (cursor === null || typeof cursor !== 'object' || Array.isArray(cursor)) return null;
  const { shard, after } = cursor;
  return typeof shard === 'number' && typeof after === 'string' ? { shard, after } : null;
}

function addDefinition(metadata: SystemMetadata, data: JsonObject): void {
  const name = String(data['name']);
  if (data['kind'] === 'field') {
    const catalogue = metadata.objects[String(data['object'])];
    if (!catalogue?.fields.some(({ key }) => key === name))
      catalogue?.fields.push({ key: name, label: name, type: 'text', custom: true });
    return;
  }
  if (data['kind'] !== 'pipeline' && data['kind'] !== 'stage') return;
  const pipeline = pipelineNamed(metadata, data['kind'] === 'pipeline' ? name : String(data['parent']));
  if (data['kind'] === 'pipeline') return;
  const stageKind = data['stageKind'];
  pipeline.stages.push({
    id: name,
    name,
    kind: stageKind === 'won' || stageKind === 'lost' ? stageKind : 'open',
    order: Number(data['order'] ?? pipeline.stages.length),
  });
  pipeline.stages.sort((a, b) => a.order - b.order);
}

function pipelineNamed(metadata: SystemMetadata, name: string): Pipeline {
  let pipeline = metadata.pipelines.find(({ id }) => id === name);
  if (!pipeline) {
    pipeline = { id: name, name, stages: [] };
    metadata.pipelines.push(pipeline);
  }
  return pipeline;
}
