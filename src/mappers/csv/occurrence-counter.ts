import { HashIndex } from './hash-index.ts';
import { hashText } from './value-sketch.ts';

/**
 * How often each text was seen so far, exactly: the second of two equal rows must get the same number on every reading. Costs
 * some twenty bytes a text. Two texts with the same 53-bit hash would only cost one of them a number that it did not need: its
 * identity stays unique and stable.
 */
export class OccurrenceCounter {
  readonly #seen = new HashIndex();
  /** Only texts seen more than once. */
  readonly #repeated = new Map<number, number>();

  /** 1 for the first time. */
  next(text: string): number {
    const hash = hashText(text);
    if (this.#seen.find(hash) === -1) {
      this.#seen.add(hash);
      return 1;
    }
    const count = (this.#repeated.get(hash) ?? 1) + 1;
    this.#repeated.set(hash, count);
    return count;
  }
}
