import { foldKey, type KeyKind } from './fold-key.ts';
import { hashText, ValueSketch } from './value-sketch.ts';

const maximumKeys = 4_096;
const sketchCapacity = 65_536;

export interface KeyColumn {
  index: number;
  column: string;
  fold: KeyKind;
}

export interface KeyPart {
  fold: KeyKind;
  value: string;
}

/** The text that identifies a record by several columns; null where one of them is empty. */
export function keyText(parts: readonly KeyPart[]): string | null {
  const folded = parts.map((part) => foldKey(part.fold, part.value));
  return folded.some((text) => text === '') ? null : folded.join('|');
}

/** Hash of a key. First and last name give the hash of the whole name, so that `Ann` + `Lee` finds `Ann Lee`. */
function keyHash(parts: readonly KeyPart[]): number | null {
  const text = keyText(parts);
  if (text === null) return null;
  return hashText(parts.every(({ fold }) => fold === 'name') ? text.replaceAll('|', '') : text);
}

/**
 * Answers two questions about a possible key while the rows go by: is it unique, and which other columns does it decide? In a
 * combined file the company's key decides its street and its industry on every line; a column that it does not decide belongs
 * to the contact or the deal. Works on a sample of keys once a file has more than some thousands.
 */
export class KeyStudy {
  readonly columns: readonly KeyColumn[];
  readonly keys = new ValueSketch(sketchCapacity);
  #rows = 0;
  #without = 0;
  /** Per sampled key: for each column the hash of its first value, 0 where none was seen yet. */
  #first = new Map<number, Float64Array>();
  #level = 0;
  readonly #width: number;
  /** Per column: keys with differing values. */
  readonly #conflicts: Set<number>[];
  /** Per column: rows that fill it although the key is empty. */
  readonly #filledWithout: Uint32Array;

  /** `width`: number of columns to watch; 0 where only uniqueness is asked. */
  constructor(columns: readonly KeyColumn[], width: number) {
    this.columns = columns;
    this.#width = width;
    this.#conflicts = Array.from({ length: width }, () => new Set<number>());
    this.#filledWithout = new Uint32Array(width);
  }

  /** `hashes`: of each cell of the row, 0 where it is empty. */
  add(cells: readonly string[], hashes: Float64Array): void {
    this.#rows++;
    // A word that stands for an empty cell has no hash: it is no part of a key either.
    const filled = this.columns.every(({ index }) => hashes[index] !== 0);
    const hash = filled ? keyHash(this.columns.map(({ index, fold }) => ({ fold, value: cells[index] ?? '' }))) : null;
    if (hash === null) {
      this.#without++;
      for (let index = 0; index < this.#width; index++) if (hashes[index] !== 0) this.#filledWithout[index]!++;
      return;
    }
    this.keys.addHash(hash);
    if (this.#width === 0 || hash % 2 ** this.#level !== 0) return;
    const first = this.#first.get(hash) ?? this.#admit(hash);
    if (first) this.#compare(hash, first, hashes);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Share of rows in which every column of the key is filled. */
  get fill(): number {
    return this.#rows === 0 ? 0 : (this.#rows - this.#without) / this.#rows;
  }

  get unique(): boolean {
    return this.keys.exact ? this.keys.repeatedValues === 0 : this.keys.repeats < this.#rows / 1000;
  }

  get sampledKeys(): number {
    return this.#first.size;
  }

  /** Number of sampled keys whose rows show more than one value in this column; blanks do not count. */
  conflictsOf(index: number): number {
    return this.#conflicts[index]?.size ?? 0;
  }

  /** Sampled keys that differ in at least `least` of these columns: two records under one key rather than a typing error. */
  keysDifferingIn(indexes: readonly number[], least: number): number {
    const differences = new Map<number, number>();
    for (const index of indexes) {
      for (const hash of this.#conflicts[index] ?? []) differences.set(hash, (differences.get(hash) ?? 0) + 1);
    }
    return [...differences.values()].filter((count) => count >= least).length;
  }

  /** Sampled keys that differ both in one of these columns and in one of those. */
  keysDifferingInBoth(these: readonly number[], those: readonly number[]): number {
    const keysOf = (indexes: readonly number[]) =>
      new Set(indexes.flatMap((index) => [...(this.#conflicts[index] ?? [])]));
    const others = keysOf(those);
    return [...keysOf(these)].filter((key) => others.has(key)).length;
  }

  /** True where the column is filled on rows that lack the key: such rows tell of something else. */
  isFilledWithout(index: number): boolean {
    return (this.#filledWithout[index] ?? 0) > 0;
  }

  /** True where the column is filled only on rows that have the key, and some rows have none: the two belong together. */
  comesWith(index: number): boolean {
    return this.#without > 0 && this.#filledWithout[index] === 0;
  }

  /** True where nearly every key has a single value in this column. */
  decides(index: number): boolean {
    if (this.#width === 0 || this.sampledKeys === 0) return false;
    return this.conflictsOf(index) <= Math.max(0, Math.floor(this.sampledKeys * 0.02));
  }

  toJSON(): { columns: string[]; distinct: number; unique: boolean } {
    return { columns: this.columns.map(({ column }) => column), distinct: this.keys.distinct, unique: this.unique };
  }

  #admit(hash: number): Float64Array | null {
    if (this.#first.size >= maximumKeys) this.#halve();
    if (hash % 2 ** this.#level !== 0) return null;
    const first = new Float64Array(this.#width);
    this.#first.set(hash, first);
    return first;
  }

  #halve(): void {
    this.#level++;
    const divisor = 2 ** this.#level;
    for (const hash of [...this.#first.keys()]) if (hash % divisor !== 0) this.#first.delete(hash);
    for (const conflicts of this.#conflicts)
      for (const hash of conflicts) if (hash % divisor !== 0) conflicts.delete(hash);
  }

  #compare(key: number, first: Float64Array, hashes: Float64Array): void {
    for (let index = 0; index < this.#width; index++) {
      const hash = hashes[index];
      if (!hash) continue;
      if (first[index] === 0) first[index] = hash;
      else if (first[index] !== hash) this.#conflicts[index]?.add(key);
    }
  }
}
