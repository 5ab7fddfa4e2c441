import type { Account, Resource } from './records.ts';

/** People already there, for look-ups before a create: most are clients, some share an address with a lead. */
export function seed(account: Account): void {
  const { generate, random, records: count } = account.context;
  for (let index = 0; index < count; index += 1) {
    const person = generate.person(index);
    const { first, last, name, email, phone } = person;
    const shared = { email: random.chance(0.9) ? email : null, phone, notes: generate.awkwardText() };
    const kind = random.pick(['clients', 'clients', 'leads', 'contacts'] as const);
    const names = kind === 'leads' ? { name } : { first_name: first, last_name: last };
    add(account, kind, { ...names, ...shared, contact_type: kind === 'contacts' ? 'vendor' : undefined });
    if (kind === 'clients' && random.chance(0.05)) add(account, 'leads', { name, ...shared });
  }
}

function add({ context, records, assumptions }: Account, resource: Resource, values: Record<string, unknown>): void {
  const created = context.generate.instant(2021, 2025);
  const stamps = { archived_at: null, created_at: created, updated_at: created };
  // Ids come from the seed, so that two runs have the same ones.
  const hex = Array.from({ length: 32 }, () => context.random.integer(0, 15).toString(16)).join('');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  records[resource].insert({ id, ...assumptions.valuesOf(resource, values), ...stamps });
}
