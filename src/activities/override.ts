import { agreedBy, missingAgreements } from '../mappers/approval/agreements.ts';
import { readAgreements } from '../store/agreement-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { planOutcomes } from '../store/plan-store.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';

export function overrideActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Lets an import go on after a hold where two people have to agree: once both have, to this very difference. */
    async sealOverride(input: ById & { subject: string }): Promise<{ sealed: boolean }> {
      const row = await migrationOf(context, input);
      const agreements = await readAgreements(db, scopeOf(row), row.mappingVersion ?? 1, input.subject);
      if (missingAgreements(twoPeople, agreements).length > 0) return { sealed: false };
      const reasons = new Set(agreements.map(({ note }) => note ?? ''));
      await keepOverride(context, row, { by: agreedBy(agreements), reason: [...reasons].join('; ') });
      return { sealed: true };
    },
  };
}

/** Whom an override after the approval asks for. The customer has agreed to the sample, which stays as it is. */
export const twoPeople = { second: true, customer: false } as const;

/** An override before the approval is one person's: both look afterwards at what came of it. */
export function needsTwoPeople(row: MigrationRow): boolean {
  return row.file.approval?.second === true && row.stage === 'import';
}

/** Who went on all the same, why, and with how many rejected records: more of them is asked about anew. */
export async function keepOverride(
  { db }: ActivityContext,
  row: MigrationRow,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  const outcomes = Object.entries(await planOutcomes(db, scopeOf(row)));
  const rejected = Object.fromEntries(outcomes.map(([object, counts]) => [object, counts['reject'] ?? 0]));
  await updateMigration(db, scopeOf(row), { override: { by, reason, at: new Date().toISOString(), rejected } });
}
