import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RowStore } from './row-store.ts';
import { writeError } from './write-error.ts';
import { cellTextOf, csvLine } from './write-line.ts';

/** More rows than this keep the order of the store: sorting them would take a hundred megabytes. */
const maximumSorted = 500_000;
/** ACC-2 before ACC-10. */
const naturally = new Intl.Collator('en', { numeric: true });

export interface AssembleOptions {
  /** Columns that come first, by object, in this order; what rows hold beyond these follows in the order of the alphabet. */
  columns?: Readonly<Record<string, readonly string[]>>;
  /** Excel reads UTF-8 only with a mark; other programs show the mark as three odd letters in the first name. */
  byteOrderMark?: boolean;
  /** Objects that get no file. */
  except?: readonly string[];
}

export interface AssembledFile {
  object: string;
  file: string;
  rows: number;
  sha256: string;
}

/**
 * Writes one CSV for each object from the row store. Each file is written beside the old one and takes its place by a rename:
 * a reader sees the whole old file or the whole new one, and assembling again changes nothing but the time. Where no row is
 * left after a roll back, a file that the manifest names goes.
 */
export async function assembleFiles(
  folder: string,
  store: RowStore,
  options: AssembleOptions = {},
): Promise<AssembledFile[]> {
  const files: AssembledFile[] = [];
  const earlier = await earlierFiles(folder);
  for (const object of await store.objects()) {
    if (options.except?.includes(object)) continue;
    const found = await survey(store, object, options.columns?.[object] ?? []);
    if (found === null) {
      const name = fileNameOf(object);
      if (earlier.has(name)) await rm(join(folder, name), { force: true });
      continue;
    }
    files.push(await assemble(folder, store, object, found, options.byteOrderMark ?? false));
  }
  const manifest = `${JSON.stringify({ schemaVersion: 1, files }, null, 2)}\n`;
  await replaceFile(join(folder, 'manifest.json'), async (file) => {
    await file.write(manifest);
  });
  return files;
}

const manifestSchema = z.object({ files: z.array(z.object({ file: z.string() })) });

/** Names of the files that an earlier manifest says are ours. */
async function earlierFiles(folder: string): Promise<Set<string>> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    return new Set(manifest.files.map(({ file }) => file));
  } catch {
    // none yet, or one that somebody has changed: what it does not name is not ours to remove
    return new Set();
  }
}

/** `company` becomes `companies.csv`. */
function fileNameOf(object: string): string {
  const name = object.replace(/[^\p{L}\p{N}_-]+/gu, '-');
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies.csv`;
  return /s$/.test(name) ? `${name}.csv` : `${name}s.csv`;
}

interface Survey {
  columns: string[];
  /** Ids in the order of the source's own; null where there are too many to sort in memory. */
  order: string[] | null;
}

/** A first pass for the names of all columns and the order of the rows; null where no row is left. */
async function survey(store: RowStore, object: string, first: readonly string[]): Promise<Survey | null> {
  const seen = new Set<string>();
  let keys: [source: string, id: string][] | null = [];
  let rows = 0;
  for await (const { id, data } of store.rows(object)) {
    rows++;
    for (const key of Object.keys(data)) seen.add(key);
    if (rows > maximumSorted) keys = null;
    keys?.push([cellTextOf(data['source_id']), id]);
  }
  if (rows === 0) return null;
  const rest = [...seen].filter((key) => key !== 'id' && !first.includes(key)).sort();
  const columns = ['id', ...first.filter((key) => key !== 'id' && seen.has(key)), ...rest];
  return { columns, order: keys?.sort(bySource).map(([, id]) => id) ?? null };
}

function bySource([a, first]: [string, string], [b, second]: [string, string]): number {
  return naturally.compare(a, b) || (first < second ? -1 : 1);
}

async function assemble(
  folder: string,
  store: RowStore,
  object: string,
  { columns, order }: Survey,
  mark: boolean,
): Promise<AssembledFile> {
  const name = fileNameOf(object);
  const hash = createHash('sha256');
  let rows = 0;
  await replaceFile(join(folder, name), async (file) => {
    const output = new BlockWriter(file, hash);
    await output.add((mark ? '\uFEFF' : '') + csvLine(columns));
    for await (const { id, data } of order === null ? store.rows(object) : store.rowsOf(object, order)) {
      rows++;
      await output.add(csvLine(columns.map((column) => (column === 'id' ? id : (data[column] ?? null)))));
    }
    await output.flush();
  });
  return { object, file: name, rows, sha256: hash.digest('hex') };
}

/** Writes a file under another name, forces it to the disk and puts it in its place. */
async function replaceFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    throw writeError(path, cause);
  }
}

/** Gathers lines to blocks, so that a million short lines are not a million writes. */
class BlockWriter {
  readonly #file: FileHandle;
  readonly #hash: Hash;
  #text = '';

  constructor(file: FileHandle, hash: Hash) {
    this.#file = file;
    this.#hash = hash;
  }

  async add(line: string): Promise<void> {
    this.#text += line;
    if (this.#text.length >= 256 * 1024) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.from(this.#text, 'utf8');
    this.#text = '';
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += (await this.#file.write(bytes, at)).bytesWritten;
  }
}
