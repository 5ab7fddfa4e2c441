import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { PortageError } from '../model/errors.ts';

/** Content on its way in: on disk and hashed, but nobody's yet. One of the two ends it. */
export interface StagedBlob {
  /** SHA-256 in hex. */
  hash: string;
  sizeBytes: number;
  keep(tenantId: string): Promise<void>;
  discard(): Promise<void>;
}

/** Files of tenants, named by their content. Each tenant's lie apart, so that one can be purged and none can be guessed. */
export interface BlobStore {
  /** Takes a stream in piece by piece; ends it with an error once it is larger than allowed. */
  stage(content: AsyncIterable<Uint8Array>, limits: { maxBytes: number }): Promise<StagedBlob>;
  open(tenantId: string, hash: string): Promise<Readable>;
  /** A local path of the content that ends in `name`, for readers that tell people which file they mean. */
  pathOf(tenantId: string, hash: string, name: string): Promise<string>;
  remove(tenantId: string, hash: string): Promise<void>;
}

/** A blob store in a folder, which all processes of a stack share. */
export function createFolderBlobs(root: string): BlobStore {
  const unfinished = join(root, 'unfinished');
  const fileOf = (tenantId: string, hash: string) =>
    join(root, checked(tenantId, tenantForm), hash.slice(0, 2), checked(hash, hashForm));
  const linksOf = (tenantId: string, hash: string) =>
    join(root, checked(tenantId, tenantForm), 'named', checked(hash, hashForm));

  return {
    async stage(content, { maxBytes }) {
      const path = join(unfinished, randomUUID());
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      const discard = () => rm(path, { force: true });
      try {
        const { hash, sizeBytes } = await write(path, content, maxBytes);
        return {
          hash,
          sizeBytes,
          discard,
          async keep(tenantId) {
            const target = fileOf(tenantId, hash);
            await mkdir(dirname(target), { recursive: true, mode: 0o700 });
            // the same content again replaces itself
            await rename(path, target);
          },
        };
      } catch (error) {
        await discard();
        throw diskError(error);
      }
    },

    async open(tenantId, hash) {
      const path = fileOf(tenantId, hash);
      await stat(path).catch((cause: unknown) => {
        throw blobGone(cause);
      });
      return createReadStream(path);
    },

    async pathOf(tenantId, hash, name) {
      const path = join(linksOf(tenantId, hash), safeName(name));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // a hard link, not a copy: a name costs nothing however large the file is
      await link(fileOf(tenantId, hash), path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw blobGone(error);
        if (error.code !== 'EEXIST') throw error;
      });
      return path;
    },

    async remove(tenantId, hash) {
      await rm(linksOf(tenantId, hash), { recursive: true, force: true });
      await rm(fileOf(tenantId, hash), { force: true });
    },
  };
}

const tenantForm = /^[\da-f-]{36}$/;
const hashForm = /^[\da-f]{64}$/;

/** Parts of paths come from the database and from callers: nothing but an id may become one. */
function checked(part: string, form: RegExp): string {
  if (form.test(part)) return part;
  throw new PortageError('bug', 'this is no part of a blob path', { code: 'blob_path_invalid' });
}

/** The name without folders and without what a file system or a terminal could take for something else. */
export function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .normalize('NFC')
    .replaceAll(/[\p{C}:*?"<>|]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  let short = plain;
  while (Buffer.byteLength(short) > maxNameBytes) short = short.slice(1);
  return short === '' ? 'file' : short;
}

/** File systems take 255; the end is kept, because it tells the kind. */
const maxNameBytes = 200;

async function write(
  path: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ hash: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of content) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await writeAll(file, piece);
    }
    // a row in the database must never name content that a power cut took away
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), sizeBytes };
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength; ) {
    done += (await file.write(piece, done, piece.byteLength - done)).bytesWritten;
  }
}

/** What to tell where a file is larger than allowed. */
export function tooLarge(maxBytes: number): PortageError {
  return new PortageError('config', `the file is larger than the ${Math.floor(maxBytes / 1024 / 1024)} MiB allowed`, {
    code: 'upload_too_large',
    hint: 'Split the export into several files of the same columns, or ask the operator to raise the limit.',
    status: 413,
  });
}

function diskError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new PortageError('transient', 'there is no space left to store the file', {
    code: 'disk_full',
    hint: 'Free space in the data folder, then send the file again: nothing of it was kept.',
    status: 507,
    cause: error,
  });
}

function blobGone(cause: unknown): PortageError {
  return new PortageError('config', 'the content of this file is no longer stored', {
    code: 'blob_gone',
    hint: 'Upload the file again.',
    status: 410,
    cause,
  });
}
