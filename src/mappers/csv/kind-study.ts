/** More different cells than this make no type column. */
const maximumKinds = 60;

export interface KindFill {
  rows: number;
  /** Filled cells by column. */
  filled: number[];
}

/** In a file that mixes kinds by a type column: which columns each kind fills. A call's body is not where an e-mail's is. */
export class KindStudy {
  readonly index: number;
  readonly column: string;
  readonly #width: number;
  #kinds: Map<string, KindFill> | null = new Map();

  constructor(index: number, column: string, width: number) {
    this.index = index;
    this.column = column;
    this.#width = width;
  }

  add(kind: string, hashes: Float64Array): void {
    if (this.#kinds === null) return;
    const key = kind.trim().toLowerCase();
    let fill = this.#kinds.get(key);
    if (!fill) {
      if (this.#kinds.size >= maximumKinds) {
        this.#kinds = null;
        return;
      }
      fill = { rows: 0, filled: Array.from({ length: this.#width }, () => 0) };
      this.#kinds.set(key, fill);
    }
    fill.rows++;
    for (let index = 0; index < this.#width; index++) if (hashes[index] !== 0) fill.filled[index]!++;
  }

  /** Share of rows of these kinds that fill the column. */
  fillOf(kinds: readonly string[], column: number): number {
    let rows = 0;
    let filled = 0;
    for (const kind of kinds) {
      const fill = this.#kinds?.get(kind);
      rows += fill?.rows ?? 0;
      filled += fill?.filled[column] ?? 0;
    }
    return rows === 0 ? 0 : filled / rows;
  }

  /** Every cell of the type column, in small letters. */
  get kinds(): string[] {
    return [...(this.#kinds?.keys() ?? [])];
  }

  toJSON(): string {
    return this.column;
  }
}
