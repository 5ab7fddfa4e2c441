/**
 * Remembers the last answers of a slow pure function. Bounded, because a worker reads millions of values: two generations
 * are kept, and the older one is dropped whole when the younger is full, so an answer that is asked for often survives.
 */
export class BoundedCache<V> {
  readonly #limit: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The remembered answer for a key, worked out where there is none. */
  get(key: string, work: () => V): V {
    let value = this.#young.get(key);
    if (value !== undefined) return value;
    value = this.#old.get(key) ?? work();
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
