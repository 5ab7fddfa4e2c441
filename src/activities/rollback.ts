import { Context } from '@temporalio/activity';
import type { RollbackResult } from '../model/stage-results.ts';
import { unlockDestination } from '../store/lock-store.ts';
import { pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { clearSample } from '../store/sample-store.ts';
import { ownDoubts } from '../store/settle-store.ts';
import { forgetUndone, nextToUndo, saveUndo, undoTotals } from '../store/undo-store.ts';
import { chunkMs } from './chunk.ts';
import { comparingOf } from './compared-fields.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';
import { settle, settleAfterMs } from './load.ts';
import { createUndo, type UndoPage } from './undo/undo-page.ts';

/** Stored together: at a few requests in a second a page must end well before an activity is given up. */
const pageSize = 200;

export function rollbackActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Takes back what is proven ours; each record ends as reversed, kept with the reason, or failed with the reason. */
    async rollbackChunk(input: ById & { sampleOnly: boolean }): Promise<RollbackResult> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const writer = await context.openDestination(row);
      const activity = Context.current();
      const before = writer.requestCounts();
      const stopAt = Date.now() + chunkMs;
      const result: RollbackResult = { done: false, notBeforeMs: null, processed: 0, reversed: 0, kept: 0, failed: 0 };
      // what was cancelled before its answer came may be there: that is known before anything is taken back
      const doubts = await ownDoubts(db, scope, input.sampleOnly, settleAfterMs(context, row));
      if (doubts !== null && doubts.settleInMs >= 0) return { ...result, notBeforeMs: doubts.settleInMs + 50 };
      if (doubts !== null) await settle(context, row, row, { wave: null, sampleOnly: input.sampleOnly });
      let undo: UndoPage | null = null;
      while (Date.now() < stopAt && !activity.cancellationSignal.aborted) {
        const page = await nextToUndo(db, scope, input.sampleOnly, pageSize);
        if (page.length === 0) {
          if (input.sampleOnly) {
            await forgetUndone(db, scope);
            await clearSample(db, scope);
          } else await writer.finish();
          result.done = true;
          break;
        }
        // one that was cancelled early may have no mapping, and has written nothing
        undo ??= await createUndo(db, scope, writer, await comparingOf(context, row), activity.cancellationSignal);
        const { results, notBeforeMs, lost } = await undo(page);
        await saveUndo(db, scope, results);
        if (lost !== null) throw lost;
        for (const entry of results) result[entry.result] += 1;
        result.processed += results.length;
        if (notBeforeMs !== null) {
          result.notBeforeMs = notBeforeMs;
          break;
        }
      }
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      return result;
    },

    async endRolledBack(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const totals = await undoTotals(db, scope);
      await updateMigration(db, scope, { status: 'rolled_back' });
      await unlockDestination(db, scope);
      await context.notify(row, {
        event: 'finished',
        subject: `${row.customer}: rolled back`,
        text: `${totals.reversed} reversed, ${totals.kept} kept because a person changed them or built on them, ${totals.failed} failed.`,
      });
    },
  };
}
