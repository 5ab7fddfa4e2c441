import { urlsOf } from '../model/record-url.ts';
import type { FinalResult } from '../model/stage-results.ts';
import { buildReport } from '../store/build-report.ts';
import { unlockDestination } from '../store/lock-store.ts';
import { pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { recordMerged } from '../store/survivor-store.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';

export function handoverActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** After the import was read back: output is completed and everybody is told. */
    async finishImport(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      const writer = await context.openDestination(row);
      await writer.finish();
      if (row.pairId !== null) await recordMerged(db, pairScopeOf(row));
      const report = await buildReport(db, row, urlsOf(destinationOf(context, row)));
      await context.notify(row, {
        event: 'finished',
        subject: `${row.customer}: migration finished, ${report.balanced ? 'every record is accounted for' : 'it needs a look'}`,
        text: `Failed: ${report.failuresTotal}. Waiting for a person to decide: ${report.heldTotal}. Read back other than planned: ${report.driftTotal}. There twice: ${report.doublesTotal}. The report has the details.`,
      });
    },

    /** The end state, and the destination free for others. The migration stays open for top-up, retry and rollback. */
    async handOver(input: ById): Promise<FinalResult> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const report = await buildReport(db, { ...row, stage: 'handover' }, urlsOf(destinationOf(context, row)));
      const status = report.status === 'completed' ? 'completed' : 'completed_with_errors';
      await updateMigration(db, scope, { status, waitingFor: null });
      await unlockDestination(db, scope);
      return {
        status,
        balanced: report.balanced,
        failed: report.failuresTotal,
        held: report.heldTotal,
        drifted: report.driftTotal,
        doubles: report.doublesTotal,
      };
    },
  };
}
