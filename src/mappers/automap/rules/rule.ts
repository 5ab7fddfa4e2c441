import type { Atom } from '../lexicon/atoms.ts';

/** A set of atoms that names a field of one object. */
export interface Rule {
  /** Part of the concept key after the object: `phone` in `contact.phone`. */
  field: string;
  needs: readonly Atom[];
  /** Atoms that may stand beside them. Any other known word breaks the rule. */
  may: ReadonlySet<Atom>;
  /** The header says the opposite of the field. */
  inverted: boolean;
  /** How often such a header means this field, before values and neighbours are heard. */
  sure: number;
}

export interface RuleOptions {
  may?: string;
  inverted?: boolean;
  sure?: number;
}

/** `rule('phone', 'phone', { may: 'work main' })`: atoms separated by blanks. */
export function rule(field: string, needs: string, options: RuleOptions = {}): Rule {
  return {
    field,
    needs: atoms(needs),
    may: new Set(atoms(options.may ?? '')),
    inverted: options.inverted ?? false,
    sure: options.sure ?? 0.97,
  };
}

function atoms(text: string): Atom[] {
  return text.split(' ').filter((word) => word !== '') as Atom[];
}

/** Words that tell addresses apart, phones and e-mails likewise. */
const addressWords =
  'address location work home personal other alternate primary main mailing postal billing shipping legal current name';
export const reachWords = 'work home personal other alternate primary main direct day evening current';

/** The parts of an address are named alike for people and companies. */
export const addressRules: readonly Rule[] = [
  rule('address.line1', 'street', { may: addressWords }),
  rule('address.line1', 'street number', { may: addressWords, sure: 0.6 }),
  rule('address.line1', 'address', { may: addressWords }),
  // `Street, flat`: the whole line in one cell
  rule('address.line1', 'street line2', { may: 'address', sure: 0.7 }),
  rule('address.line2', 'line2', { may: `${addressWords} number` }),
  rule('address.city', 'city', { may: `${addressWords} street` }),
  rule('address.region', 'region', { may: `${addressWords} street code id` }),
  rule('address.region', 'county', { may: addressWords, sure: 0.9 }),
  rule('address.region', 'county region', { may: addressWords }),
  rule('address.region', 'state_or_status', { may: addressWords, sure: 0.8 }),
  rule('address.postal_code', 'postal_code', { may: `${addressWords} street code` }),
  rule('address.country', 'country', { may: `${addressWords} street code id` }),
];

/** What every record of a customer's carries. */
export const commonRules: readonly Rule[] = [
  rule('source_id', 'id', { may: 'number code name' }),
  rule('source_id', 'external_id', { sure: 0.8 }),
  rule('owner', 'owner', { may: 'id name email full_name first_name last_name current phone code' }),
  rule('owner', 'user', { may: 'id name email full_name primary' }),
  rule('created_at', 'created', { may: 'date time' }),
  rule('updated_at', 'updated', { may: 'date time' }),
];
