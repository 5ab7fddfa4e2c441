import type { Need } from '../../model/stage-results.ts';

const equalInARow = 25;
const shareOfLast = 0.2;
const window = 200;

/**
 * Stops an object that goes wrong: 25 equal failures in a row, or 20 % of the last 200. Pure; `codes` are those of the last
 * answers, newest first, null for success.
 */
function breakerOf(codes: readonly (string | null)[]): Need | null {
  const first = codes[0];
  if (first && codes.length >= equalInARow && codes.slice(0, equalInARow).every((code) => code === first)) {
    return trip(`the last ${equalInARow} records failed alike (${first})`);
  }
  const failed = codes.slice(0, window).filter((code) => code !== null).length;
  if (codes.length >= window && failed / window >= shareOfLast)
    return trip(`${failed} of the last ${window} records failed`);
  return null;
}

/** Watches the answers of one object as they come, so that no chunk runs on against a vendor who refuses everything. */
export class Breaker {
  readonly #codes: (string | null)[];
  #need: Need | null = null;

  /** `codes`: those of earlier answers, newest first. */
  constructor(codes: readonly (string | null)[]) {
    this.#codes = codes.slice(0, window);
  }

  /** What a person is asked, once it has tripped. */
  get need(): Need | null {
    return this.#need;
  }

  add(code: string | null): void {
    this.#codes.unshift(code);
    this.#codes.length = Math.min(this.#codes.length, window);
    if (code !== null) this.#need ??= breakerOf(this.#codes);
  }
}

function trip(message: string): Need {
  return {
    code: 'too_many_failures',
    message: `The import paused itself: ${message}.`,
    hint: 'Look at the failures (portage report), cure the cause, then resume: what failed can be retried alone afterwards.',
    decision: 'resume',
  };
}
