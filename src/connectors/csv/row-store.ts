import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type JsonObject } from '../../model/json.ts';
import { writeError } from './write-error.ts';

/** One record of the output, before the files are assembled. */
export interface StoredRow {
  id: string;
  data: JsonObject;
  /** Changes with every change of the data. */
  version: string;
}

export interface RowPage {
  rows: StoredRow[];
  /** Where the next page begins; null at the end. */
  next: RowPlace | null;
}

export interface RowPlace {
  shard: number;
  after: string;
}

const shards = 256;
const safeId = /^[A-Za-z0-9_-]{1,120}$/;

/**
 * Records of a file destination, one small file each: `.rows/<object>/<shard>/<id>.json`. A row appears by a rename, so it is
 * there whole or not at all, and writing it again is harmless: a process may be killed at any moment and the same work done anew.
 */
export class RowStore {
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes a row, whether it is new or not. */
  async put(object: string, id: string, data: JsonObject): Promise<StoredRow> {
    const path = this.#path(object, id);
    const text = canonicalJson({ id, data });
    try {
      await this.#makeFolder(join(path, '..'));
      const temporary = `${path}.${randomUUID()}.tmp`;
      await writeFile(temporary, text);
      await rename(temporary, path);
    } catch (cause) {
      throw writeError(this.#folder, cause);
    }
    return { id, data, version: versionOf(text) };
  }

  async get(object: string, id: string): Promise<StoredRow | null> {
    return readRow(this.#path(object, id));
  }

  async remove(object: string, id: string): Promise<void> {
    await rm(this.#path(object, id), { force: true });
  }

  /** Every object that has rows. */
  async objects(): Promise<string[]> {
    return (await names(join(this.#folder, '.rows'))).map(decodeURIComponent).sort();
  }

  /** Rows in the order of their shards and ids: a place stays valid however many rows come and go around it. */
  async page(object: string, from: RowPlace | null, size: number): Promise<RowPage> {
    const rows: StoredRow[] = [];
    for (let shard = from?.shard ?? 0; shard < shards; shard++) {
      const folder = this.#shardFolder(object, shard);
      const files = (await rowNames(folder)).sort();
      for (const name of files) {
        if (from && shard === from.shard && name <= from.after) continue;
        const row = await readRow(join(folder, name));
        if (row) rows.push(row);
        if (rows.length >= size) return { rows, next: { shard, after: name } };
      }
    }
    return { rows, next: null };
  }

  async count(object: string): Promise<number> {
    let count = 0;
    for (let shard = 0; shard < shards; shard++) count += (await rowNames(this.#shardFolder(object, shard))).length;
    return count;
  }

  async *rows(object: string): AsyncGenerator<StoredRow> {
    let place: RowPlace | null = null;
    do {
      const page: RowPage = await this.page(object, place, 500);
      yield* page.rows;
      place = page.next;
    } while (place !== null);
  }

  /** Rows by their ids, in this order; those that are gone are left out. */
  async *rowsOf(object: string, ids: readonly string[]): AsyncGenerator<StoredRow> {
    for (let at = 0; at < ids.length; at += 200) {
      const rows = await Promise.all(ids.slice(at, at + 200).map((id) => this.get(object, id)));
      for (const row of rows) if (row) yield row;
    }
  }

  #path(object: string, id: string): string {
    const digest = createHash('sha256').update(id).digest();
    // What cannot be a file name is named by its hash; the id itself stands inside.
    const name = safeId.test(id) ? id : `h-${digest.toString('hex').slice(0, 40)}`;
    return join(this.#shardFolder(object, digest[0]!), `${name}.json`);
  }

  #shardFolder(object: string, shard: number): string {
    return join(this.#folder, '.rows', encodeURIComponent(object), shard.toString(16).padStart(2, '0'));
  }

  async #makeFolder(path: string): Promise<void> {
    if (this.#made.has(path)) return;
    await mkdir(path, { recursive: true });
    this.#made.add(path);
  }
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

async function readRow(path: string): Promise<StoredRow | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const { id, data } = JSON.parse(text) as { id: string; data: JsonObject };
  return { id, data, version: versionOf(text) };
}

async function rowNames(folder: string): Promise<string[]> {
  return (await names(folder)).filter((name) => name.endsWith('.json'));
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
