import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { Json } from '../../model/json.ts';
import { nameOf } from '../../model/record-name.ts';
import { textsIn } from '../values/text.ts';
import { domainKey } from './domain-key.ts';
import { emailKey } from './email-key.ts';
import { isFreeMailDomain } from './free-mail.ts';
import { nameKey } from './name-key.ts';
import { phoneKey } from './phone-key.ts';

/** By what two records of one source may be the same. `name` counts for people only together with their company. */
export const duplicateKinds = ['email', 'phone', 'domain', 'name'] as const;
export type DuplicateKind = (typeof duplicateKinds)[number];

export interface GroupKey {
  kind: DuplicateKind;
  key: string;
}

const kindsOf: Record<string, { kind: DuplicateKind; concepts: RegExp }[]> = {
  contact: [
    { kind: 'email', concepts: /^contact\.email(_secondary)?$/ },
    { kind: 'phone', concepts: /^contact\.phone(_mobile|_secondary)?$/ },
  ],
  company: [{ kind: 'domain', concepts: /^company\.(domain|website)$/ }],
};
kindsOf['lead'] = kindsOf['contact'] ?? [];

/** Objects of which one source may hold the same thing twice. */
export const groupedObjects: readonly string[] = Object.keys(kindsOf);

/**
 * Keys under which a record meets those that may be the same. What says nothing gives none: placeholder addresses, numbers
 * such as 0000000, domains of free mail.
 */
export function groupKeysOf(
  catalogue: ObjectCatalogue | undefined,
  values: Record<string, Json>,
  defaultCountry: string | null,
): GroupKey[] {
  if (!catalogue) return [];
  const found = new Map<string, GroupKey>();
  const add = (kind: DuplicateKind, key: string | null) => {
    if (key !== null) found.set(`${kind} ${key}`, { kind, key });
  };
  for (const { kind, concepts } of kindsOf[catalogue.object] ?? []) {
    const fields = catalogue.fields.filter((field) => field.concept && concepts.test(field.concept));
    for (const text of fields.flatMap((field) => textsIn(values[field.key]))) {
      if (kind === 'email') add(kind, emailKey(text));
      else if (kind === 'phone') add(kind, phoneKey(text, defaultCountry));
      else add(kind, companyDomain(text));
    }
  }
  const name = nameOf(catalogue, values);
  // where nothing else names a person, nameOf falls back to the address, which is no name
  if (name !== null && !name.includes('@'))
    add('name', nameKey(name, catalogue.object === 'company' ? 'company' : 'person'));
  return [...found.values()];
}

function companyDomain(text: string): string | null {
  const domain = domainKey(text);
  return domain === null || isFreeMailDomain(domain) ? null : domain;
}
