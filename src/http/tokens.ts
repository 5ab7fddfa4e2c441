import type { Clock } from './clock.ts';

/** What the vendor gave for our credentials. Secret: only ever in the store's encrypted envelope and in memory. */
export interface TokenSet {
  accessToken: string;
  refreshToken?: string;
  /** Epoch milliseconds. */
  expiresAtMs?: number;
  /** Host that the vendor told us to use. */
  baseUrl?: string;
}

/** Where a connection's tokens are kept, for all workers. */
export interface TokenStore {
  read(): Promise<TokenSet | null>;
  /** Stored for good when it resolves. */
  write(tokens: TokenSet): Promise<void>;
  /** Runs the work while no other worker runs its own for this connection. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Tokens of one process: for files, tests and connections whose tokens cost nothing to get again. */
export function memoryTokens(initial: TokenSet | null = null): TokenStore {
  let kept = initial;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    read: async () => kept,
    write: async (tokens) => {
      kept = tokens;
    },
    exclusive: (work) => {
      const result = tail.then(work);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}

/** Refreshed this long before the vendor's own expiry, so that a request does not meet it on the way. */
const earlyMs = 60_000;

/**
 * One connection's current token. However many requests find it refused, it is renewed once: by this worker, or by another
 * whose result is read from the store. A new token is stored before it is used, because a rotated refresh token that is
 * lost locks the customer out.
 */
export class TokenSession {
  readonly #store: TokenStore;
  readonly #obtain: (kept: TokenSet | null) => Promise<TokenSet>;
  readonly #clock: Clock;
  #current: TokenSet | null = null;
  #unsaved: TokenSet | null = null;
  #renewing: Promise<TokenSet> | null = null;

  constructor(store: TokenStore, obtain: (kept: TokenSet | null) => Promise<TokenSet>, clock: Clock) {
    this.#store = store;
    this.#obtain = obtain;
    this.#clock = clock;
  }

  async current(): Promise<TokenSet> {
    if (this.#current === null) this.#current = await this.#store.read();
    return this.#current !== null && this.#isFresh(this.#current) ? this.#current : this.renew();
  }

  /** A token other than the refused one. */
  async renew(refused?: string): Promise<TokenSet> {
    if (this.#usable(this.#current, refused)) return this.#current;
    this.#renewing ??= this.#store
      .exclusive(() => this.#renew(refused))
      .finally(() => {
        this.#renewing = null;
      });
    return this.#renewing;
  }

  async #renew(refused?: string): Promise<TokenSet> {
    if (this.#unsaved === null) {
      const kept = await this.#store.read();
      // another worker was here first
      if (this.#usable(kept, refused)) {
        this.#current = kept;
        return kept;
      }
      this.#unsaved = await this.#obtain(kept);
    }
    // a token that could not be stored is kept for the next try: the vendor gives a rotated one only once
    await this.#store.write(this.#unsaved);
    this.#current = this.#unsaved;
    this.#unsaved = null;
    return this.#current;
  }

  #usable(tokens: TokenSet | null, refused: string | undefined): tokens is TokenSet {
    return tokens !== null && tokens.accessToken !== refused && this.#isFresh(tokens);
  }

  #isFresh(tokens: TokenSet): boolean {
    return tokens.expiresAtMs === undefined || tokens.expiresAtMs - earlyMs > this.#clock.now();
  }
}
