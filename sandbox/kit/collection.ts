import type { WriteOperation } from './types.ts';

export type CollectionOptions<T> = {
  /** What the API shows of a record, where it is more than the record itself. */
  render?: (record: T) => unknown;
  /** Default: the property `id`, as text. */
  idOf?: (record: T) => string;
};

export type CollectionHooks = {
  now(): number;
  lagMs(): number;
  wrote(operation: WriteOperation): void;
};

type Version<T> = { record: T; text?: string };
type Slot<T> = { id: string; current?: Version<T>; writtenAtMs: number; before?: Version<T>; position: number };
type Index<T> = { keysOf: (record: T) => readonly string[]; slots: Map<string, Set<Slot<T>>> };

/**
 * The records of one object, in order of creation.
 * A record is never changed in place: `update` stores a new one, so that its JSON text can be kept until then.
 * Reads by id see every write at once. `all`, `where` and `page` are what lists and searches see: they lag when told to.
 */
export class Collection<T extends object> {
  readonly object: string;
  readonly #slots = new Map<string, Slot<T>>();
  readonly #indexes = new Map<string, Index<T>>();
  readonly #sorted = new Map<string, { revision: number; records: T[] }>();
  readonly #hooks: CollectionHooks;
  readonly #render: (record: T) => unknown;
  readonly #idOf: (record: T) => string;
  #live: T[] = [];
  #liveIsStale = false;
  #revision = 0;
  #size = 0;

  constructor(object: string, hooks: CollectionHooks, options: CollectionOptions<T> = {}) {
    this.object = object;
    this.#hooks = hooks;
    this.#render = options.render ?? ((record) => record);
    this.#idOf = options.idOf ?? ((record) => String((record as { id?: unknown }).id));
  }

  /** How many records there are now, without any lag. */
  get size(): number {
    return this.#size;
  }

  /** Changes with every write: what was worked out for one revision holds until the next. */
  get revision(): number {
    return this.#revision;
  }

  get(id: string): T | undefined {
    return this.#slots.get(id)?.current?.record;
  }

  /** The record as a reader sees it who does not see the latest writes; a deleted one may still be there. */
  getLagged(id: string): T | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#visible(slot)?.record;
  }

  insert(record: T): T {
    const id = this.#idOf(record);
    const known = this.#slots.get(id);
    if (known?.current !== undefined) throw new Error(`${this.object} ${id} exists already`);
    const slot = known ?? { id, writtenAtMs: 0, position: -1 };
    if (known === undefined) this.#slots.set(id, slot);
    else this.#liveIsStale = true;
    this.#store(slot, { record });
    if (!this.#liveIsStale) {
      slot.position = this.#live.length;
      this.#live.push(record);
    }
    this.#size += 1;
    this.#hooks.wrote('create');
    return record;
  }

  /** Replaces a record by itself with some properties changed. */
  update(id: string, changes: Partial<T>): T | undefined {
    const current = this.get(id);
    return current === undefined ? undefined : this.replace(id, { ...current, ...changes });
  }

  replace(id: string, record: T): T | undefined {
    const slot = this.#slots.get(id);
    if (slot?.current === undefined) return undefined;
    this.#unindex(slot);
    this.#store(slot, { record });
    if (!this.#liveIsStale) this.#live[slot.position] = record;
    this.#hooks.wrote('update');
    return record;
  }

  remove(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot?.current === undefined) return false;
    this.#unindex(slot);
    this.#store(slot, undefined);
    this.#liveIsStale = true;
    this.#size -= 1;
    this.#hooks.wrote('delete');
    return true;
  }

  /** Forgets the JSON text of a record whose rendering holds other records that changed. */
  touch(id: string): void {
    const version = this.#slots.get(id)?.current;
    if (version !== undefined) version.text = undefined;
  }

  /** The same for all of them: a label that each of them shows has changed. */
  touchAll(): void {
    for (const slot of this.#slots.values()) if (slot.current !== undefined) slot.current.text = undefined;
  }

  /** All records in order of creation, as lists and searches see them. The array must not be altered. */
  all(): readonly T[] {
    if (this.#hooks.lagMs() > 0) {
      const records: T[] = [];
      for (const slot of this.#slots.values()) {
        const version = this.#visible(slot);
        if (version !== undefined) records.push(version.record);
      }
      return records;
    }
    return this.current();
  }

  /** All records in order of creation, without any lag: for dumps, not for what the API answers. */
  current(): readonly T[] {
    if (this.#liveIsStale) this.#rebuild();
    return this.#live;
  }

  /** All records in another order; sorted once, and again only after a write. `name` must stand for the comparison. */
  sorted(name: string, compare: (left: T, right: T) => number): readonly T[] {
    if (this.#hooks.lagMs() > 0) return [...this.all()].sort(compare);
    const known = this.#sorted.get(name);
    if (known?.revision === this.#revision) return known.records;
    const records = [...this.all()].sort(compare);
    this.#sorted.set(name, { revision: this.#revision, records });
    return records;
  }

  /**
   * The records that have a key under a named index, in no fixed order, as searches see them. The index is built at
   * the first call and kept up to date from then on: `keysOf` must be the same function of the record each time.
   */
  where(name: string, key: string, keysOf: (record: T) => readonly string[]): T[] {
    if (this.#hooks.lagMs() > 0) return this.all().filter((record) => keysOf(record).includes(key));
    return this.whereCurrent(name, key, keysOf);
  }

  /** The same without any lag: for what is nested in a record that is read by id. */
  whereCurrent(name: string, key: string, keysOf: (record: T) => readonly string[]): T[] {
    const index = this.#indexes.get(name) ?? this.#buildIndex(name, keysOf);
    const found: T[] = [];
    for (const slot of index.slots.get(key) ?? []) found.push(slot.current!.record);
    return found;
  }

  /** The JSON text of a record as the API shows it, made once for each version of it. */
  text(record: T): string {
    const slot = this.#slots.get(this.#idOf(record));
    const version = slot?.current?.record === record ? slot.current : slot?.before;
    if (version?.record !== record) return JSON.stringify(this.#render(record));
    version.text ??= JSON.stringify(this.#render(record));
    return version.text;
  }

  /** A record as the API shows it. */
  view(record: T): unknown {
    return this.#render(record);
  }

  /** The JSON text of a list of records. */
  texts(records: readonly T[]): string {
    let text = '[';
    for (let index = 0; index < records.length; index += 1)
      text += (index === 0 ? '' : ',') + this.text(records[index]!);
    return `${text}]`;
  }

  #store(slot: Slot<T>, version: Version<T> | undefined): void {
    const now = this.#hooks.now();
    const lagMs = this.#hooks.lagMs();
    // Under lag the version to show is the last one older than the lag, not merely the one before this write.
    if (lagMs > 0 && now - slot.writtenAtMs >= lagMs) slot.before = slot.current;
    else if (lagMs === 0) slot.before = undefined;
    slot.current = version;
    slot.writtenAtMs = now;
    this.#revision += 1;
    if (version === undefined) return;
    for (const index of this.#indexes.values()) addToIndex(index, slot);
  }

  #visible(slot: Slot<T>): Version<T> | undefined {
    const fresh = this.#hooks.now() - slot.writtenAtMs < this.#hooks.lagMs();
    return fresh ? slot.before : slot.current;
  }

  #rebuild(): void {
    this.#live = [];
    for (const slot of this.#slots.values()) {
      if (slot.current === undefined) continue;
      slot.position = this.#live.length;
      this.#live.push(slot.current.record);
    }
    this.#liveIsStale = false;
  }

  #buildIndex(name: string, keysOf: (record: T) => readonly string[]): Index<T> {
    const index: Index<T> = { keysOf, slots: new Map() };
    for (const slot of this.#slots.values()) if (slot.current !== undefined) addToIndex(index, slot);
    this.#indexes.set(name, index);
    return index;
  }

  #unindex(slot: Slot<T>): void {
    for (const index of this.#indexes.values()) {
      for (const key of index.keysOf(slot.current!.record)) {
        const slots = index.slots.get(key);
        slots?.delete(slot);
        if (slots?.size === 0) index.slots.delete(key);
      }
    }
  }
}

function addToIndex<T>(index: Index<T>, slot: Slot<T>): void {
  for (const key of index.keysOf(slot.current!.record)) {
    const slots = index.slots.get(key);
    if (slots === undefined) index.slots.set(key, new Set([slot]));
    else slots.add(slot);
  }
}
