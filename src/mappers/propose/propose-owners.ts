import type { SystemUser } from '../../model/catalogue.ts';
import type { Mapping } from '../../model/mapping.ts';
import { plainName } from './propose-pipelines.ts';

export interface OwnersInput {
  source: SystemUser[];
  destination: SystemUser[];
  /** Records by source user id. */
  counts: Record<string, number>;
  /** E-mail of the person who stands in for unmatched owners; default: the connecting user. */
  defaultOwner: string | undefined;
  self: SystemUser | null;
}

/** Owners by e-mail, then by name where just one person has it. Users are never created or invited. */
export function proposeOwners(input: OwnersInput): Mapping['owners'] {
  const active = input.destination.filter((user) => user.active);
  const chosen = active.find((user) => user.email?.toLowerCase() === input.defaultOwner?.toLowerCase());
  const fallback = (input.defaultOwner ? chosen : input.self)?.id ?? null;
  const byId: Mapping['owners']['byId'] = {};
  for (const user of input.source) {
    const email = user.email?.toLowerCase();
    const sameEmail = email ? active.find((candidate) => candidate.email?.toLowerCase() === email) : undefined;
    const sameName = user.name
      ? active.filter((candidate) => candidate.name && plainName(candidate.name) === plainName(user.name as string))
      : [];
    const match = sameEmail ?? (sameName.length === 1 ? sameName[0] : undefined);
    byId[user.id] = {
      name: user.name,
      email: user.email,
      active: user.active,
      to: match?.id ?? fallback,
      how: sameEmail ? 'email' : match ? 'name' : fallback === null ? 'nobody' : 'default',
      records: input.counts[user.id] ?? 0,
    };
  }
  return { fallback, byId };
}
