import type { Json } from '../../model/json.ts';
import { HashIndex } from './hash-index.ts';
import { hashText } from './value-sketch.ts';

/** Records whose values are remembered for comparison; later ones are passed on without it, and merged where they are stored. */
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
  readonly #records = new HashIndex();
  /** One 32-bit hash for each field of each record; 0: not filled yet. */
  #values: Int32Array;
  readonly #links = new HashIndex();

  constructor(fields: readonly string[]) {
    this.#fields = fields;
    this.#values = new Int32Array(fields.length * 1024);
  }

  see(sourceId: string, values: Readonly<Record<string, Json>>): Repeat {
    const repeat: Repeat = { known: true, fresh: [], conflicts: [] };
    const place = this.#placeOf(hashText(sourceId));
    if (place.record === -1) return { ...repeat, known: false };
    const start = place.record * this.#fields.length;
    this.#fields.forEach((field, index) => {
      const value = values[field];
      if (value === undefined || value === null) return;
      // Acme and ACME are no contradiction.
      const now = hashText(JSON.stringify(value).toLowerCase()) | 1;
      const before = this.#values[start + index];
      if (before === 0) {
        this.#values[start + index] = now;
        repeat.fresh.push(field);
      } else if (before !== now) repeat.conflicts.push(field);
    });
    return place.isNew ? { known: false, fresh: [], conflicts: [] } : repeat;
  }

  /** True where no earlier line of the record told of this link. */
  isNewLink(sourceId: string, kind: string, toId: string): boolean {
    return this.#isNew(`${sourceId}\n${kind}\n${toId}`);
  }

  /** True where no earlier line contradicted the record in this field: it is told once. */
  isNewDifference(sourceId: string, field: string): boolean {
    return this.#isNew(`${sourceId}\n\n${field}`);
  }

  #isNew(text: string): boolean {
    const hash = hashText(text);
    if (this.#links.find(hash) !== -1) return false;
    if (this.#links.size < maximumRecords) this.#links.add(hash);
    return true;
  }

  #placeOf(hash: number): { record: number; isNew: boolean } {
    const known = this.#records.find(hash);
    if (known !== -1) return { record: known, isNew: false };
    if (this.#records.size >= maximumRecords) return { record: -1, isNew: true };
    const record = this.#records.add(hash);
    if ((record + 1) * this.#fields.length > this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    return { record, isNew: true };
  }
}
