import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const headBytes = 64 * 1024;
const sampleBytes = 64 * 1024;
const keptLines = 20;

/** What one pass over the bytes of a file shows: enough to choose its encoding without guessing from the first page. */
export interface ByteScan {
  sizeBytes: number;
  sha256: string;
  head: Buffer;
  /** Lines with bytes above 127: valid and invalid as UTF-8. */
  utf8Lines: number;
  invalidLines: number;
  firstInvalidLines: number[];
  nulLines: number;
  firstNulLines: number[];
  /** Those lines themselves, as many as fit: an accent on line 900,000 counts as much as one on line 2. */
  sample: Buffer;
}

/** Reads the file once, by blocks of whole lines. */
export async function scanBytes(path: string): Promise<ByteScan> {
  const hash = createHash('sha256');
  const scan = new LineScan();
  const heads: Buffer[] = [];
  let size = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 512 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (size < headBytes) heads.push(chunk.subarray(0, headBytes - size));
    size += chunk.length;
    const cut = chunk.lastIndexOf(10) + 1;
    // A line longer than this is cut: its two parts are judged apart, at the edge of a character.
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = cut > 0 ? all.length - (chunk.length - cut) : all.length > 4 * 2 ** 20 ? characterEdge(all) : 0;
    scan.add(all.subarray(0, end));
    rest = Buffer.from(all.subarray(end));
  }
  scan.add(rest);
  const { line: _, ...found } = scan;
  return {
    ...found,
    sizeBytes: size,
    sha256: hash.digest('hex'),
    head: Buffer.concat(heads),
    sample: Buffer.concat(scan.samples),
  };
}

/** The last position at which no UTF-8 character is cut in two. */
export function characterEdge(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? end - 1 : bytes.length;
}

class LineScan {
  line = 1;
  utf8Lines = 0;
  invalidLines = 0;
  readonly firstInvalidLines: number[] = [];
  nulLines = 0;
  readonly firstNulLines: number[] = [];
  readonly samples: Buffer[] = [];
  #sampled = 0;

  add(block: Buffer): void {
    const hasNul = block.includes(0);
    if (isAscii(block) && !hasNul) {
      this.line += countBreaks(block);
      return;
    }
    // A whole block of valid UTF-8 needs its lines only while the sample is not full.
    if (!hasNul && this.#sampled >= sampleBytes && isUtf8(block)) {
      this.utf8Lines++;
      this.line += countBreaks(block);
      return;
    }
    let start = 0;
    while (start < block.length) {
      const found = block.indexOf(10, start);
      const end = found === -1 ? block.length : found + 1;
      this.#addLine(block.subarray(start, end));
      if (found !== -1) this.line++;
      start = end;
    }
  }

  #addLine(line: Buffer): void {
    if (line.includes(0)) {
      this.nulLines++;
      if (this.firstNulLines.length < keptLines) this.firstNulLines.push(this.line);
    }
    if (isAscii(line)) return;
    if (isUtf8(line)) this.utf8Lines++;
    else {
      this.invalidLines++;
      if (this.firstInvalidLines.length < keptLines) this.firstInvalidLines.push(this.line);
    }
    if (this.#sampled >= sampleBytes) return;
    const piece = Buffer.from(line.subarray(0, Math.min(line.length, sampleBytes - this.#sampled)));
    this.samples.push(piece);
    this.#sampled += piece.length;
  }
}

function countBreaks(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(10); at !== -1; at = block.indexOf(10, at + 1)) count++;
  return count;
}
