import type { SystemMetadata, SystemUser } from '../../model/catalogue.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import type { Mapping } from '../../model/mapping.ts';
import type { MigrationFile } from '../../model/migration-file.ts';
import { plainName } from '../values/plain-name.ts';

export interface OwnersInput {
  source: SystemUser[];
  destination: SystemUser[];
  /** Records by source user id. */
  counts: Record<string, number>;
  /** E-mail of the person who stands in for unmatched owners; default: the connecting user. */
  defaultOwner: string | undefined;
  /** Named replacements, and the rule for people who have left. */
  rule: MigrationFile['owners'];
  self: SystemUser | null;
}

type Owners = Mapping['owners'];
type Owner = Owners['byId'][string];

/** What a migration file writes where nobody shall own the records. */
const nobody = 'nobody';

/**
 * A replacement that was named, else the same e-mail address, else the same name where just one person has it; those who have
 * left go by their own rule, everybody else to the default. Users are never created or invited.
 */
export function proposeOwners(input: OwnersInput): Owners {
  const { rule } = input;
  const active = input.destination.filter((user) => user.active);
  const idOf = (email: string) => active.find((user) => sameAddress(user.email, email))?.id;
  // an address that nobody has stays as it stands, so that the check names it; files have no users at all
  const chosen = (email: string) => (email === nobody || active.length === 0 ? null : (idOf(email) ?? email));
  const fallback = (input.defaultOwner ? chosen(input.defaultOwner) : input.self?.id) ?? null;
  const departed = rule?.departed === undefined ? undefined : chosen(rule.departed);
  const byId: Owners['byId'] = {};
  for (const user of input.source) {
    byId[user.id] = {
      name: user.name,
      email: user.email,
      active: user.active,
      ...decide(user, active, chosen, { replace: rule?.replace ?? {}, departed, fallback }),
      records: input.counts[user.id] ?? 0,
    };
  }
  return {
    fallback,
    ...(departed !== undefined && { departed }),
    ...(rule?.keepNameIn !== undefined && { keepNameIn: rule.keepNameIn }),
    byId,
  };
}

function decide(
  user: SystemUser,
  active: SystemUser[],
  chosen: (email: string) => string | null,
  rule: { replace: Record<string, string>; departed: string | null | undefined; fallback: string | null },
): Pick<Owner, 'to' | 'how'> {
  const named = Object.entries(rule.replace).find(([who]) => isCalled(user, who));
  if (named) return { to: chosen(named[1]), how: named[1] === nobody ? 'nobody' : 'chosen' };
  const sameEmail = user.email ? active.find((candidate) => sameAddress(candidate.email, user.email)) : undefined;
  if (sameEmail) return { to: sameEmail.id, how: 'email' };
  const sameName = active.filter(
    ({ name }) => name !== null && user.name !== null && plainName(name) === plainName(user.name),
  );
  if (sameName.length === 1 && sameName[0]) return { to: sameName[0].id, how: 'name' };
  if (!user.active && rule.departed !== undefined)
    return { to: rule.departed, how: rule.departed === null ? 'nobody' : 'departed' };
  return { to: rule.fallback, how: rule.fallback === null ? 'nobody' : 'default' };
}

function isCalled(user: SystemUser, who: string): boolean {
  return (
    user.id === who || sameAddress(user.email, who) || (user.name !== null && plainName(user.name) === plainName(who))
  );
}

function sameAddress(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}

type OwnerKeys = Pick<MigrationFile, 'defaultOwner' | 'owners'>;

/**
 * Owners as a corrected migration file says, or null where they stay: what a person has decided in the mapping itself is not
 * overwritten, unless it names somebody whom the destination does not know.
 */
export function retakeOwners(
  latest: Owners,
  files: { before: OwnerKeys; now: OwnerKeys },
  source: SystemMetadata,
  destination: SystemMetadata,
): Owners | null {
  const counts = Object.fromEntries(Object.entries(latest.byId).map(([id, { records }]) => [id, records]));
  const by = ({ defaultOwner, owners }: OwnerKeys) =>
    proposeOwners({
      source: source.users,
      destination: destination.users,
      counts,
      defaultOwner,
      rule: owners,
      self: destination.self,
    });
  const isSame = (a: Owners, b: Owners) => canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
  const known = new Set([...destination.users.map(({ id }) => id), destination.self?.id, null, undefined]);
  const named = [latest.fallback, latest.departed, ...Object.values(latest.byId).map(({ to }) => to)];
  const mayChange = isSame(by(files.before), latest) || named.some((to) => !known.has(to));
  const now = by(files.now);
  return mayChange && !isSame(now, latest) ? now : null;
}
