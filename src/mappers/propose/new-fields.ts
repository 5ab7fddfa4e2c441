import type { Field } from '../../model/catalogue.ts';
import type { NewField } from '../../model/mapping.ts';
import { plainWords } from '../values/plain-name.ts';

/** `Häufigkeit (p.a.)` → `haufigkeit_p_a`: a stable key for a field that does not exist yet. */
export function slug(label: string): string {
  return plainWords(label).replaceAll(' ', '_').slice(0, 40) || 'field';
}

/** `annualrevenue` stays, `hs_lead_status` becomes `Hs lead status`: a label a person can read. */
export function labelOf(field: Field): string {
  const label = field.label ?? field.key;
  return label.trim() === '' ? field.key : label.trim().slice(0, 100);
}

/** Definitions to create, one for each destination object and label, however many source fields ask for it. */
export class NewFields {
  private readonly byKey = new Map<string, NewField>();
  private readonly existing: ReadonlyMap<string, ReadonlyMap<string, string>>;
  private readonly supported: ReadonlySet<string>;

  /** `existing`: labels (lower case) of the destination's own custom fields → key, per object. */
  constructor(supported: ReadonlySet<string>, existing: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    this.supported = supported;
    this.existing = existing;
  }

  can(object: string): boolean {
    return this.supported.has(object);
  }

  /** Key by which a field mapping names the field: an existing one of that label, or a new one. Null where none can be made. */
  want(field: Omit<NewField, 'key'>): string | null {
    const known = this.existing.get(field.object)?.get(field.label.toLowerCase());
    if (known !== undefined) return known;
    if (!this.supported.has(field.object)) return null;
    const key = slug(field.label);
    const name = `${field.object}.${key}`;
    const planned = this.byKey.get(name);
    // two source objects that share a field's label share its choices too; where one takes any word, the field does
    const isFree = field.options.length === 0 || planned?.options.length === 0;
    const options = isFree ? [] : [...new Set([...(planned?.options ?? []), ...field.options])];
    const long = planned?.long || field.long;
    this.byKey.set(name, { ...(planned ?? field), ...(long && { long }), key, options });
    return `new:${name}`;
  }

  all(): NewField[] {
    return [...this.byKey.values()];
  }
}
