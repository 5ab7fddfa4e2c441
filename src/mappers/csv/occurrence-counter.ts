import { hashText } from './value-sketch.ts';

const fullAt = 0.8;

/**
 * How often each text was seen so far, exactly: the second of two equal rows must get the same number on every reading. Costs
 * about ten bytes a text, so ten million rows without ids need some hundred megabytes; rows with ids need none of it. Two texts
 * with the same 53-bit hash would only cost one of them a number it did not need: its identity stays unique and stable.
 */
export class OccurrenceCounter {
  #hashes = new Float64Array(1024).fill(-1);
  #size = 0;
  /** Only texts seen more than once. */
  readonly #repeated = new Map<number, number>();

  /** 1 for the first time. */
  next(text: string): number {
    const hash = hashText(text);
    const slot = this.#find(hash);
    if (this.#hashes[slot] === hash) {
      const count = (this.#repeated.get(hash) ?? 1) + 1;
      this.#repeated.set(hash, count);
      return count;
    }
    this.#hashes[slot] = hash;
    this.#size++;
    if (this.#size > this.#hashes.length * fullAt) this.#grow();
    return 1;
  }

  #find(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = (Math.floor(hash / 0x1_0000_0000) ^ (hash >>> 0)) & mask;
    while (this.#hashes[slot] !== -1 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#hashes;
    this.#hashes = new Float64Array(before.length * 2).fill(-1);
    for (const hash of before) if (hash !== -1) this.#hashes[this.#find(hash)] = hash;
  }
}
