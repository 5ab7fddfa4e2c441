/**
 * Counts the values of a column in bounded memory and compares two columns. Up to its capacity it is exact. Beyond it, only
 * values whose hash ends in enough zero bits are kept (adaptive distinct sampling, Gibbons 2001), the same values in every
 * sketch: so the share of one column's values that stand in another can still be told when both are samples.
 * Values are kept as 53-bit hashes: at a million values the chance of a single collision is about one in twenty thousand.
 */
const initialSlots = 64;
const fullAt = 0.6;

export interface Overlap {
  /** Rows and distinct values of this column, and how many of them stand in the other. */
  rows: number;
  rowsFound: number;
  values: number;
  valuesFound: number;
  /** Of these: values that stand in several rows of the other column. */
  rowsAmbiguous: number;
  valuesAmbiguous: number;
  exact: boolean;
}

/** 53-bit hash of a text (two 32-bit multiplicative lanes). Not for secrets: for counting. */
export function hashText(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return mix(a, b);
}

/**
 * Hash of a name without regard to case, spaces and punctuation: equal to `hashText(foldName(name))`, without making the folded
 * text where the name is plain ASCII. Null where it is not.
 */
export function hashAsciiName(text: string): number | null {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  let letters = 0;
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index);
    if (code > 126 || code < 32) return null;
    if (code >= 65 && code <= 90) code += 32;
    else if ((code < 97 || code > 122) && (code < 48 || code > 57)) continue;
    letters++;
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return letters === 0 ? null : mix(a, b);
}

/** Hash of a sequence of hashes, in their order. */
export function hashSequence(hashes: Float64Array): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index] ?? 0;
    a = Math.imul(a ^ (hash >>> 0), 2654435761);
    b = Math.imul(b ^ (hash >>> 0) ^ Math.floor(hash / 0x1_0000_0000), 1597334677);
  }
  return mix(a, b);
}

function mix(first: number, second: number): number {
  let a = first;
  let b = second;
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >>> 11) * 0x1_0000_0000 + (a >>> 0);
}

export class ValueSketch {
  readonly #capacity: number;
  #hashes = new Float64Array(initialSlots).fill(-1);
  #counts = new Uint32Array(initialSlots);
  #size = 0;
  #level = 0;

  constructor(capacity = 65_536) {
    this.#capacity = capacity;
  }

  add(text: string): number {
    return this.addHash(hashText(text));
  }

  /** Returns how often the value was seen, itself included; 0 where it is not in the sample. */
  addHash(hash: number, times = 1): number {
    if (!inSample(hash, this.#level)) return 0;
    let slot = this.#find(hash);
    if (this.#hashes[slot] === -1) {
      if (this.#size + 1 > this.#hashes.length * fullAt) {
        this.#makeRoom();
        if (!inSample(hash, this.#level)) return 0;
        slot = this.#find(hash);
      }
      this.#hashes[slot] = hash;
      this.#size++;
    }
    const count = (this.#counts[slot] ?? 0) + times;
    this.#counts[slot] = count;
    return count;
  }

  /** How many times the value was seen; 0 where it was not, or is not in the sample. */
  count(hash: number): number {
    const slot = this.#find(hash);
    return this.#hashes[slot] === -1 ? 0 : (this.#counts[slot] ?? 0);
  }

  get exact(): boolean {
    return this.#level === 0;
  }

  /** Number of distinct values; an estimate once the sketch is no longer exact. */
  get distinct(): number {
    return this.#size * 2 ** this.#level;
  }

  /** Distinct values that were seen more than once. */
  get repeatedValues(): number {
    let repeated = 0;
    for (const [, count] of this.entries()) if (count > 1) repeated++;
    return repeated * 2 ** this.#level;
  }

  /** Times a value was seen again: rows beyond the first of each value. */
  get repeats(): number {
    let repeats = 0;
    for (const [, count] of this.entries()) repeats += count - 1;
    return repeats * 2 ** this.#level;
  }

  *entries(): Generator<[hash: number, count: number]> {
    for (let slot = 0; slot < this.#hashes.length; slot++) {
      const hash = this.#hashes[slot] ?? -1;
      if (hash !== -1) yield [hash, this.#counts[slot] ?? 0];
    }
  }

  /** How much of this column stands in the other one. */
  overlap(other: ValueSketch): Overlap {
    const level = Math.max(this.#level, other.#level);
    const result = { rows: 0, rowsFound: 0, values: 0, valuesFound: 0, rowsAmbiguous: 0, valuesAmbiguous: 0 };
    for (const [hash, count] of this.entries()) {
      if (!inSample(hash, level)) continue;
      result.rows += count;
      result.values++;
      const found = other.count(hash);
      if (found === 0) continue;
      result.rowsFound += count;
      result.valuesFound++;
      if (found === 1) continue;
      result.rowsAmbiguous += count;
      result.valuesAmbiguous++;
    }
    const scale = 2 ** level;
    const scaled = Object.fromEntries(Object.entries(result).map(([key, value]) => [key, value * scale]));
    return { ...(scaled as typeof result), exact: level === 0 };
  }

  toJSON(): { distinct: number; exact: boolean } {
    return { distinct: this.distinct, exact: this.exact };
  }

  #find(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = (Math.floor(hash / 0x1_0000_0000) ^ ((hash >>> 0) >>> 7)) & mask;
    while (this.#hashes[slot] !== -1 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #makeRoom(): void {
    if (this.#size < this.#capacity) {
      this.#rebuild(this.#hashes.length * 2);
      return;
    }
    while (this.#size >= this.#capacity / 2) {
      this.#level++;
      this.#rebuild(this.#hashes.length);
    }
  }

  #rebuild(slots: number): void {
    const hashes = this.#hashes;
    const counts = this.#counts;
    this.#hashes = new Float64Array(slots).fill(-1);
    this.#counts = new Uint32Array(slots);
    this.#size = 0;
    for (let slot = 0; slot < hashes.length; slot++) {
      const hash = hashes[slot] ?? -1;
      if (hash === -1 || !inSample(hash, this.#level)) continue;
      const target = this.#find(hash);
      this.#hashes[target] = hash;
      this.#counts[target] = counts[slot] ?? 0;
      this.#size++;
    }
  }
}

/** True where the lowest `level` bits of the hash are zero. */
function inSample(hash: number, level: number): boolean {
  return level === 0 || ((hash >>> 0) & (2 ** level - 1)) === 0;
}
