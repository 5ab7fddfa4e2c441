/** Work that goes on behind its caller, up to a bound: beyond it the caller waits. A failure is kept until the end. */
export class Backlog {
  readonly #most: number;
  readonly #pending = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #error: { cause: unknown } | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  /** True once something failed: nothing more should be begun. */
  get broken(): boolean {
    return this.#error !== null;
  }

  /** Takes work on, and resolves as soon as there is room for more. */
  async add(work: Promise<void>): Promise<void> {
    const watched: Promise<void> = work
      .catch((cause: unknown) => {
        this.#error ??= { cause };
      })
      .finally(() => {
        this.#pending.delete(watched);
        this.#waiting.shift()?.();
      });
    this.#pending.add(watched);
    // each piece that ends lets one caller go on
    if (this.#pending.size > this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Waits for all of it; throws the first failure. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
    if (this.#error !== null) throw this.#error.cause;
  }
}
