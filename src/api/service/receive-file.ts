import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { PortageError } from '../../model/errors.ts';
import { type BlobStore, type StagedBlob, safeName, tooLarge } from '../../store/blob-store.ts';

export interface ReceiveOptions {
  blobs: BlobStore;
  maxBytes: number;
  /** From the query; a form names its file itself. */
  fileName: string | undefined;
}

export interface ReceivedFile {
  fileName: string;
  blob: StagedBlob;
}

/** What a form may hold beside its file: boundaries, headers, a few fields. */
const formOverheadBytes = 64 * 1024;

/** Streams the file of a request into the blob store. Whatever breaks on the way leaves nothing behind. */
export async function receiveFile(request: Request, options: ReceiveOptions): Promise<ReceivedFile> {
  const declaredBytes = Number(request.headers.get('content-length') ?? 0);
  // said beforehand, refused beforehand: no byte of it is taken
  if (declaredBytes > options.maxBytes + formOverheadBytes) throw tooLarge(options.maxBytes);
  if (request.body === null) throw noFile('the request has no body');
  const body = tolerant(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]));
  try {
    const contentType = request.headers.get('content-type') ?? '';
    return /^multipart\/form-data\b/i.test(contentType)
      ? await receiveForm(body, contentType, options)
      : await receiveRaw(body, options);
  } catch (error) {
    body.destroy();
    throw asUploadError(error);
  }
}

async function receiveRaw(body: Readable, { blobs, maxBytes, fileName }: ReceiveOptions): Promise<ReceivedFile> {
  if (fileName === undefined) {
    throw new PortageError('config', 'the file has no name', {
      code: 'no_file_name',
      hint: 'Add ?fileName=contacts.csv, or send a multipart form.',
      location: 'query.fileName',
    });
  }
  return { fileName: safeName(fileName), blob: await stage(blobs, body, maxBytes) };
}

async function receiveForm(body: Readable, contentType: string, options: ReceiveOptions): Promise<ReceivedFile> {
  const form = tolerant(
    new Busboy({
      headers: { 'content-type': contentType },
      limits: { fields: 10, fieldSize: 1_000, fieldNameSize: 100, parts: 12, headerPairs: 50 },
    }),
  );
  let file: { fileName: string; blob: Promise<StagedBlob> } | undefined;
  let files = 0;
  form.on('file', (_field, content, name) => {
    files += 1;
    tolerant(content);
    if (file) content.resume();
    else file = { fileName: safeName(options.fileName ?? name), blob: stageFrom(options, content, body) };
  });
  try {
    await pipeline(body, form);
    if (!file) throw noFile('the form holds no file');
    if (files > 1) throw tooMany();
    return { fileName: file.fileName, blob: await file.blob };
  } catch (error) {
    // the reason why the file was refused counts more than that the form broke off because of it
    const reason = await file?.blob.then((blob) => blob.discard()).catch((cause: unknown) => cause);
    throw reason ?? error;
  }
}

/**
 * A stream whose error waits for whoever reads it. A request may break off at any moment, also while nobody reads yet, and an
 * error that nobody listens to ends the process.
 */
function tolerant<Stream extends Readable | Writable>(stream: Stream): Stream {
  stream.on('error', () => undefined);
  return stream;
}

/** Stages one file of a form; where that fails the rest of the request is not read to its end. */
function stageFrom(options: ReceiveOptions, content: Readable, body: Readable): Promise<StagedBlob> {
  const bytes = tolerant(new PassThrough());
  content.on('error', (error) => bytes.destroy(error));
  content.pipe(bytes);
  const staged = stage(options.blobs, bytes, options.maxBytes);
  staged.catch((error: Error) => body.destroy(error));
  return staged;
}

async function stage(blobs: BlobStore, bytes: Readable, maxBytes: number): Promise<StagedBlob> {
  const blob = await blobs.stage(bytes, { maxBytes });
  if (blob.sizeBytes > 0) return blob;
  await blob.discard();
  throw new PortageError('config', 'the file is empty', {
    code: 'file_empty',
    hint: 'Export it again: the export may still have been running.',
  });
}

function noFile(message: string): PortageError {
  return new PortageError('config', message, { code: 'no_file', hint: 'Send the bytes of one file.' });
}

function tooMany(): PortageError {
  return new PortageError('config', 'the form holds more than one file', {
    code: 'several_files',
    hint: 'Send one request for each file.',
  });
}

/** A form that cannot be read, or a client that went away, is not our mistake. */
function asUploadError(error: unknown): unknown {
  if (error instanceof PortageError || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  return new PortageError('config', 'the upload broke off or cannot be read', {
    code: 'upload_incomplete',
    hint: 'Send the file again: nothing of it was kept.',
    status: 400,
    cause: error,
  });
}
