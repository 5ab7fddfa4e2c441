import type { Agreement, AgreementNeeds } from '../../model/approval.ts';

/** Who still has to agree before the full import; empty when it may begin. */
export type Missing = 'staff' | 'second' | 'customer';

/**
 * Counts people, not signatures: the same person twice is one. Where a second person is required both have signed in to the
 * API as themselves; a program's key, and whoever sits at the machine or types a signal, prove nobody.
 */
export function missingAgreements(needs: AgreementNeeds, agreements: readonly Agreement[]): Missing[] {
  const staff = agreements.filter(({ kind }) => kind === 'staff');
  const people = new Set(
    staff.map(({ principal }) => principal).filter((principal) => !needs.second || principal.startsWith('user:')),
  );
  const missing: Missing[] = [];
  if (people.size === 0) missing.push('staff');
  if (needs.second && people.size < 2) missing.push('second');
  if (needs.customer && !agreements.some(({ kind }) => kind === 'customer')) missing.push('customer');
  return missing;
}

const words: Readonly<Record<Missing, string>> = {
  staff: 'one of us',
  second: 'a second person (another user of the API than the first)',
  customer: 'the customer (by the link that portage sample --link makes)',
};

export function missingText(missing: readonly Missing[]): string {
  return missing.map((who) => words[who]).join(', and ');
}

/** Who agreed, for the approval that is kept: staff by name, the customer as such. */
export function agreedBy(agreements: readonly Agreement[]): string {
  const staff = [...new Set(agreements.filter(({ kind }) => kind === 'staff').map(({ actor }) => actor))];
  const customer = agreements.some(({ kind }) => kind === 'customer') ? ['the customer'] : [];
  return [...staff, ...customer].join(' and ');
}
