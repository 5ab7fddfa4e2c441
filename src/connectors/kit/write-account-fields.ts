import type { Field, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import { topOf } from '../../model/json-path.ts';

interface KnownField {
  key: string;
  label: string;
}

/**
 * The account's custom fields, for look-ups that name them. Described when first needed, and once more where a payload
 * names a field that was not there then: another worker may have made it since.
 */
export class AccountFields {
  readonly #load: (signal?: AbortSignal) => Promise<SystemMetadata>;
  readonly #made = new Map<string, KnownField[]>();
  readonly #askedFor = new Set<string>();
  #metadata: Promise<SystemMetadata> | undefined;

  constructor(load: (signal?: AbortSignal) => Promise<SystemMetadata>, metadata: SystemMetadata | undefined) {
    this.#load = load;
    this.#metadata = metadata === undefined ? undefined : Promise.resolve(metadata);
  }

  know(metadata: SystemMetadata): void {
    this.#metadata = Promise.resolve(metadata);
  }

  /** A field that was just made. */
  add(object: string, field: KnownField): void {
    this.#made.set(object, [...(this.#made.get(object) ?? []), field]);
  }

  /** Key of the custom field with this label, among those of the payload. */
  async keyOfLabel(object: string, label: string, mentioned: string[], signal?: AbortSignal): Promise<string | null> {
    const fields = await this.#fields(object, mentioned, signal);
    return fields.find((field) => field.label.toLowerCase() === label.toLowerCase())?.key ?? null;
  }

  /** Names of all fields of an object as its records carry them: what a search is asked to show. */
  async names(
    object: string,
    definition: DestinationObject,
    mentioned: string[],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const { fields, id, version, createdAt, createdBy } = definition;
    const custom = await this.#fields(object, mentioned, signal);
    const listed = fields.map((field) => topOf(field.path ?? field.key));
    const paths = [id, version, createdAt, createdBy].flatMap((path) => (path === undefined ? [] : [topOf(path)]));
    return [...new Set([...paths, ...listed, ...custom.map((field) => field.key), ...mentioned])];
  }

  async #fields(object: string, mentioned: string[], signal?: AbortSignal): Promise<KnownField[]> {
    const known = await this.#custom(object, signal);
    const unknown = mentioned.filter((key) => !known.some((field) => field.key === key) && !this.#askedFor.has(key));
    if (unknown.length === 0) return known;
    for (const key of unknown) this.#askedFor.add(key);
    this.#metadata = undefined;
    return this.#custom(object, signal);
  }

  async #custom(object: string, signal?: AbortSignal): Promise<KnownField[]> {
    this.#metadata ??= this.#load(signal).catch((error: unknown) => {
      this.#metadata = undefined;
      throw error;
    });
    const { objects } = await this.#metadata;
    return [...(objects[object]?.fields ?? []).filter(isCustom).map(named), ...(this.#made.get(object) ?? [])];
  }
}

function isCustom(field: Field): boolean {
  return field.custom === true;
}

function named(field: Field): KnownField {
  return { key: field.key, label: field.label ?? field.key };
}
