/** A sample older than this no longer says where the clocks stand: they drift apart by up to 0.1 ms a second. */
const trustMs = 60_000;

/**
 * The database's clock as this process's monotonic clock sees it. Moments are never read too early: an answer tells the
 * database's time at some point before it arrived, so what lies between is never less than the true distance of the clocks.
 * The smallest of the recent distances is the nearest to the truth.
 */
export class DatabaseClock {
  readonly #monotonic: () => number;
  #best = Number.POSITIVE_INFINITY;
  #next = Number.POSITIVE_INFINITY;
  #turnsAtMs = 0;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** Takes note of an answer that has just arrived. */
  heard(databaseMs: number): void {
    const nowMs = this.#monotonic();
    const distance = nowMs - databaseMs;
    if (nowMs > this.#turnsAtMs) {
      this.#best = this.#next;
      this.#next = Number.POSITIVE_INFINITY;
      this.#turnsAtMs = nowMs + trustMs;
    }
    // the database's clock was set back: what was learnt before would make every slot early
    if (distance > this.#best + 1000 && distance > this.#next + 1000) this.#best = distance;
    this.#best = Math.min(this.#best, distance);
    this.#next = Math.min(this.#next, distance);
  }

  toMonotonic(databaseMs: number): number {
    return databaseMs + this.#best;
  }
}
