import { PortageError } from '../model/errors.ts';
import type { Database } from '../store/database.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { getMigration, listMigrations } from '../store/migration-store.ts';

/** Among how many of the latest a short id is looked for. */
const latest = 1_000;

/** A migration by its id, by the end of it (as markers show it), or the newest by `last`. */
export async function findMigration(db: Database, tenantId: string, id: string): Promise<MigrationRow> {
  if (isWholeId(id)) return getMigration(db, id.toLowerCase(), tenantId);
  return pickShort(id, await listMigrations(db, tenantId, latest));
}

export function isWholeId(id: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}

/** The one that a short id means, of a list with the newest first. Never a guess between two. */
export function pickShort<T extends { id: string }>(id: string, newestFirst: readonly T[]): T {
  const isEnd = /^[\da-f-]{4,}$/i.test(id);
  const found =
    id === 'last' ? newestFirst.slice(0, 1) : newestFirst.filter((row) => isEnd && row.id.endsWith(id.toLowerCase()));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const several = found.length > 1;
  throw new PortageError(
    'config',
    several ? `${found.length} migrations end in ${id}` : `there is no migration ${id}`,
    {
      code: several ? 'migration_ambiguous' : 'migration_not_found',
      hint: 'portage list shows them. The last four characters of an id do where no other ends the same; `last` is the newest.',
    },
  );
}
