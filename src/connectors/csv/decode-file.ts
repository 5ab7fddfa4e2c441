import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { characterEdge } from './scan-bytes.ts';

const blockBytes = 256 * 1024;
const longestLineBytes = 1024 * 1024;

export interface DecodeOptions {
  encoding: string;
  /** Bytes to read, for looking at the beginning only. */
  limitBytes?: number;
  signal?: AbortSignal;
}

/** The text of a file in pieces of some 256 KiB, without byte order mark and without NUL characters (PostgreSQL has none). */
export async function* decodeFile(path: string, options: DecodeOptions): AsyncGenerator<string> {
  const bytes = createReadStream(path, {
    highWaterMark: blockBytes,
    ...(options.limitBytes === undefined ? {} : { end: options.limitBytes - 1 }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }) as AsyncIterable<Buffer>;
  const texts = options.encoding === 'utf-8' ? decodeUtf8(bytes) : decodeOther(bytes, options.encoding);
  let first = true;
  for await (const text of texts) {
    const marked = first && text.startsWith('\uFEFF') ? text.slice(1) : text;
    if (text !== '') first = false;
    const clean = marked.includes('\0') ? marked.replaceAll('\0', '') : marked;
    if (clean !== '') yield clean.isWellFormed() ? clean : clean.toWellFormed();
  }
}

/** Decodes whole lines at a time, so that a line that is no UTF-8 can be read as Windows-1252 without spoiling its neighbours. */
async function* decodeUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const breakAt = all.lastIndexOf(10) + 1;
    const end = breakAt > 0 ? breakAt : all.length > longestLineBytes ? characterEdge(all) : 0;
    yield decodeLines(all.subarray(0, end));
    rest = all.subarray(end);
  }
  yield decodeLines(rest);
}

function decodeLines(block: Buffer): string {
  if (isUtf8(block)) return block.toString('utf8');
  let text = '';
  let start = 0;
  while (start < block.length) {
    const found = block.indexOf(10, start);
    const end = found === -1 ? block.length : found + 1;
    const line = block.subarray(start, end);
    text += isUtf8(line) ? line.toString('utf8') : iconv.decode(line, 'windows-1252');
    start = end;
  }
  return text;
}

async function* decodeOther(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of bytes) yield decoder.write(chunk);
  yield decoder.end() ?? '';
}
