import type { Json } from '../../model/json.ts';
import { hashText } from './value-sketch.ts';

/** Records whose values are remembered for comparison; later ones are passed on without it. */
const maximumRecords = 300_000;

export interface Repeat {
  /** False for the first line that tells of the record. */
  known: boolean;
  /** Fields that this line fills and no earlier one did. */
  fresh: string[];
  /** Fields in which this line contradicts an earlier one: the earlier one counts. */
  conflicts: string[];
}

/** Watches the lines of a combined file that tell of one record again and again, by hashes of its values. */
export class RepeatWatch {
  readonly #fields: readonly string[];
  readonly #values = new Map<string, Int32Array>();
  readonly #links = new Set<number>();

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  see(sourceId: string, values: Readonly<Record<string, Json>>): Repeat {
    const seen = this.#values.get(sourceId);
    if (!seen) {
      if (this.#values.size < maximumRecords) this.#values.set(sourceId, this.#hashesOf(values));
      return { known: false, fresh: [], conflicts: [] };
    }
    const repeat: Repeat = { known: true, fresh: [], conflicts: [] };
    const hashes = this.#hashesOf(values);
    for (let index = 0; index < hashes.length; index++) {
      const now = hashes[index]!;
      if (now === 0 || now === seen[index]) continue;
      const field = this.#fields[index]!;
      if (seen[index] !== 0) repeat.conflicts.push(field);
      else {
        repeat.fresh.push(field);
        seen[index] = now;
      }
    }
    return repeat;
  }

  /** True where no earlier line of the record told of this link. */
  isNewLink(sourceId: string, kind: string, toId: string): boolean {
    const hash = hashText(`${sourceId}\n${kind}\n${toId}`);
    if (this.#links.has(hash)) return false;
    if (this.#links.size < maximumRecords) this.#links.add(hash);
    return true;
  }

  #hashesOf(values: Readonly<Record<string, Json>>): Int32Array {
    return Int32Array.from(this.#fields, (field) => {
      const value = values[field];
      return value === undefined || value === null ? 0 : hashText(JSON.stringify(value)) | 1;
    });
  }
}
