import type { DestinationRecord } from '../../model/ports.ts';

type Records = Map<string, DestinationRecord>;
interface Listing {
  records: Promise<Records>;
  /** Unset while it is still read. */
  endedMs?: number;
}

/** As long as one listing answers for a record: those who read many records back ask for them within seconds. */
const freshMs = 5_000;

/** Whole lists, for vendors of whom nobody knows whether they show one record by its id. */
export class Listings {
  readonly #byObject = new Map<string, Listing>();

  /** The record with this id in the list of its kind; null where the list does not have it. */
  async find(object: string, id: string, list: () => Promise<DestinationRecord[]>): Promise<DestinationRecord | null> {
    const known = this.#byObject.get(object);
    const isFresh = known !== undefined && performance.now() - (known.endedMs ?? performance.now()) < freshMs;
    const { records } = isFresh ? known : this.#begin(object, list);
    return (await records).get(id) ?? null;
  }

  #begin(object: string, list: () => Promise<DestinationRecord[]>): Listing {
    const listing: Listing = {
      records: list().then((all) => {
        listing.endedMs = performance.now();
        return new Map(all.map((record) => [record.id, record]));
      }),
    };
    this.#byObject.set(object, listing);
    listing.records.catch(() => this.#byObject.delete(object));
    return listing;
  }
}
