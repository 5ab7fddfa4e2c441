import type { AssociationKind } from './association-types.ts';

/** One record that another is associated with, and in which ways. */
export type Link = { id: string; typeIds: readonly number[] };

const NO_LINKS: readonly Link[] = [];

/** All associations of a portal, kept in both directions. */
export class Associations {
  readonly #kinds: Map<string, AssociationKind[]>;
  readonly #links = new Map<string, Map<string, Link[]>>();
  #nextTypeId = 100;

  constructor(kinds: Map<string, AssociationKind[]>) {
    this.#kinds = kinds;
  }

  /** The kinds from one object type to another, the unlabelled one first; undefined: the two cannot be associated. */
  kinds(from: string, to: string): readonly AssociationKind[] | undefined {
    return this.#kinds.get(`${from}>${to}`);
  }

  of(from: string, id: string, to: string): readonly Link[] {
    return this.#links.get(`${from}>${to}`)?.get(id) ?? NO_LINKS;
  }

  /** Adds kinds to a pair, and their counterparts in the other direction; what is there already stays. */
  add(from: string, fromId: string, to: string, toId: string, typeIds: readonly number[]): readonly number[] {
    const forth = this.#kinds.get(`${from}>${to}`)!;
    const back = this.#kinds.get(`${to}>${from}`)!;
    const inverse = typeIds.map((typeId) => back[forth.findIndex((kind) => kind.typeId === typeId)]!.typeId);
    this.#merge(to, toId, from, fromId, [back[0]!.typeId, ...inverse]);
    return this.#merge(from, fromId, to, toId, [forth[0]!.typeId, ...typeIds]);
  }

  remove(from: string, fromId: string, to: string, toId: string): void {
    this.#drop(from, fromId, to, toId);
    this.#drop(to, toId, from, fromId);
  }

  /** A label of the portal's own, for both directions. */
  define(from: string, to: string, label: string, inverseLabel: string, name: string): AssociationKind[] {
    const pair = [label, inverseLabel].map((text) => {
      this.#nextTypeId += 1;
      return { typeId: this.#nextTypeId, category: 'USER_DEFINED' as const, label: text, name };
    });
    this.#kinds.get(`${from}>${to}`)!.push(pair[0]!);
    this.#kinds.get(`${to}>${from}`)!.push(pair[1]!);
    return pair;
  }

  #merge(from: string, fromId: string, to: string, toId: string, typeIds: readonly number[]): readonly number[] {
    const key = `${from}>${to}`;
    const byRecord = this.#links.get(key) ?? new Map<string, Link[]>();
    this.#links.set(key, byRecord);
    const links = byRecord.get(fromId);
    const known = links?.find((link) => link.id === toId);
    const all = known === undefined ? distinct(typeIds) : distinct([...known.typeIds, ...typeIds]);
    if (known !== undefined) known.typeIds = all;
    else if (links === undefined) byRecord.set(fromId, [{ id: toId, typeIds: all }]);
    else links.push({ id: toId, typeIds: all });
    return all;
  }

  #drop(from: string, fromId: string, to: string, toId: string): void {
    const byRecord = this.#links.get(`${from}>${to}`);
    const left = byRecord?.get(fromId)?.filter((link) => link.id !== toId);
    if (left !== undefined) byRecord!.set(fromId, left);
  }
}

/** Most pairs have one of a few combinations; sharing them saves memory on large accounts. */
const combinations = new Map<string, readonly number[]>();

function distinct(typeIds: readonly number[]): readonly number[] {
  const key = [...new Set(typeIds)].join();
  const known = combinations.get(key) ?? [...new Set(typeIds)];
  combinations.set(key, known);
  return known;
}
