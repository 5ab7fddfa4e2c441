import type { Json } from '../model/json.ts';
import type { PreparedPage } from '../store/staging-store.ts';

/** What waits to be stored is held to this much text, or to one page where that is larger, and to this many pages. */
const mostCharacters = 2_000_000;
const mostPages = 4;

type Save = (from: Json | null, pages: PreparedPage[]) => Promise<boolean>;

/**
 * Stores pages behind the one who reads them, in their order: whatever came in while a transaction was under way goes into
 * the next one together, so that a slow disk makes fewer transactions, not a slower export.
 */
export class PageSink {
  readonly #save: Save;
  #waiting: { from: Json | null; page: PreparedPage }[] = [];
  #storing: Promise<void> | null = null;
  #stopped = false;
  #error: { cause: unknown } | null = null;

  /** `save` tells false where somebody else has stored the pages meanwhile. */
  constructor(save: Save) {
    this.#save = save;
  }

  /** Resolves when there is room for the next page; false where there is no use in reading on. */
  async add(from: Json | null, page: PreparedPage): Promise<boolean> {
    this.#waiting.push({ from, page });
    this.#store();
    while (this.#storing !== null && this.#isFull()) await this.#storing;
    return !this.#stopped;
  }

  /** Waits until all is stored. False where the stream has moved on without us; throws what storing threw. */
  async finish(): Promise<boolean> {
    while (this.#storing !== null) await this.#storing;
    if (this.#error !== null) throw this.#error.cause;
    return !this.#stopped;
  }

  #isFull(): boolean {
    const characters = this.#waiting.reduce((sum, { page }) => sum + page.characters, 0);
    return this.#waiting.length >= mostPages || characters >= mostCharacters;
  }

  #store(): void {
    const [first] = this.#waiting;
    if (this.#storing !== null || this.#stopped || first === undefined) return;
    const pages = this.#waiting.splice(0).map(({ page }) => page);
    this.#storing = this.#save(first.from, pages)
      .then((stored) => {
        this.#stopped = !stored;
      })
      .catch((cause: unknown) => {
        this.#error = { cause };
        this.#stopped = true;
      })
      .finally(() => {
        this.#storing = null;
        this.#store();
      });
  }
}
