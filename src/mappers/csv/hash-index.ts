const fullAt = 0.8;

/** Numbers hashes in the order in which they first come, in about fifteen bytes each and off the JavaScript heap. */
export class HashIndex {
  #hashes = new Float64Array(1024).fill(-1);
  #places = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a hash, or -1. */
  find(hash: number): number {
    const slot = this.#slot(hash);
    return this.#hashes[slot] === -1 ? -1 : this.#places[slot]!;
  }

  /** Numbers a hash that is not there yet. */
  add(hash: number): number {
    if (this.#size + 1 > this.#hashes.length * fullAt) this.#grow();
    const slot = this.#slot(hash);
    this.#hashes[slot] = hash;
    this.#places[slot] = this.#size;
    return this.#size++;
  }

  #slot(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = (Math.floor(hash / 0x1_0000_0000) ^ (hash >>> 0)) & mask;
    while (this.#hashes[slot] !== -1 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const places = this.#places;
    this.#hashes = new Float64Array(hashes.length * 2).fill(-1);
    this.#places = new Uint32Array(hashes.length * 2);
    hashes.forEach((hash, index) => {
      if (hash === -1) return;
      const slot = this.#slot(hash);
      this.#hashes[slot] = hash;
      this.#places[slot] = places[index]!;
    });
  }
}
