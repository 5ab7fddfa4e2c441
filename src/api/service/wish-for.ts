import { PortageError } from '../../model/errors.ts';
import { audit } from '../../store/audit-store.ts';
import type { Database } from '../../store/database.ts';
import { type MigrationRow, refusePurged, scopeOf } from '../../store/migration-row.ts';
import { addWishes, findNamed, type NamedRecord, readSample, readWishes } from '../../store/sample-store.ts';

export interface Wish {
  wish: string;
  /** What was found for it; null while nothing is planned yet. */
  found: NamedRecord[] | null;
}

export interface Wished {
  /** There is a sample already: the next one, after requestChanges, has them. */
  taken: boolean;
  wishes: Wish[];
}

/** Remembers records that have to be in the sample, and says which ones they are as far as that is known yet. */
export async function wishFor(
  db: Database,
  row: MigrationRow,
  wishes: readonly string[],
  { by, via }: { by: string; via: 'API' | 'CLI' },
): Promise<Wished> {
  refusePurged(row);
  if (pastApproval.has(row.stage)) {
    throw new PortageError('conflict', `the sample has been approved; the migration is at stage ${row.stage}`, {
      code: 'sample_approved',
      hint: 'Look at the record at the destination, or in the report.',
    });
  }
  await addWishes(db, scopeOf(row), wishes, by);
  // the trail outlives a purge: how many, not whom
  await audit(db, {
    ...{ tenantId: row.tenantId, migrationId: row.id, actor: by, via },
    ...{ action: 'includeInSample', accepted: true, payload: { records: wishes.length } },
  });
  const [all, sample] = await Promise.all([readWishes(db, scopeOf(row)), readSample(db, scopeOf(row))]);
  const version = row.mappingVersion;
  return {
    taken: sample.length > 0,
    wishes: await Promise.all(
      all.map(async (wish) => ({
        wish,
        found: version === null ? null : await findNamed(db, scopeOf(row), version, wish, roots),
      })),
    ),
  };
}

const pastApproval: ReadonlySet<string> = new Set(['import', 'reconcile', 'handover', 'closed']);
const roots = ['company', 'contact', 'lead', 'deal'];
