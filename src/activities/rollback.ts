import { Context } from '@temporalio/activity';
import { isPortageError, messageOf } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { DefineKind, DestinationWriter, Slot, WriteOptions } from '../model/ports.ts';
import type { RollbackResult } from '../model/stage-results.ts';
import { unlockDestination } from '../store/lock-store.ts';
import { pairScopeOf, scopeOf, updateMigration } from '../store/migration-store.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { clearSample } from '../store/sample-store.ts';
import {
  forgetUndone,
  nextToUndo,
  saveUndo,
  type UndoCandidate,
  type UndoResult,
  undoTotals,
} from '../store/undo-store.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';

const chunkMs = 25_000;
const undoTimeoutMs = 30_000;
const atOnce = 16;

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
      while (Date.now() < stopAt && !activity.cancellationSignal.aborted) {
        const page = await nextToUndo(db, scope, input.sampleOnly, 100);
        if (page.length === 0) {
          if (input.sampleOnly) {
            await forgetUndone(db, scope);
            await clearSample(db, scope);
          }
          result.done = true;
          break;
        }
        const { results, notBeforeMs } = await undoPage(writer, page, activity.cancellationSignal);
        await saveUndo(db, scope, results);
        for (const entry of results) result[entry.result] += 1;
        result.processed += results.length;
        activity.heartbeat();
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

async function undoPage(
  writer: DestinationWriter,
  page: UndoCandidate[],
  signal: AbortSignal,
): Promise<{ results: UndoResult[]; notBeforeMs: number | null }> {
  const results: UndoResult[] = [];
  let notBeforeMs: number | null = null;
  const queue = page.values();
  const work = async () => {
    for (const candidate of queue) {
      if (notBeforeMs !== null || signal.aborted) return;
      const slot = await writer.reserve(
        candidate.effect.operation === 'define' ? 'define' : 'remove',
        candidate.effect.destinationObject,
        signal,
      );
      if ('notBeforeMs' in slot) {
        notBeforeMs = slot.notBeforeMs;
        return;
      }
      try {
        results.push(await undoOne(writer, candidate, slot, signal));
      } catch (error) {
        if (!isPortageError(error) || error.kind === 'bug') throw error;
        results.push({ effect: candidate.effect, result: 'failed', reason: messageOf(error) });
      } finally {
        slot.release();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { results, notBeforeMs };
}

async function undoOne(
  writer: DestinationWriter,
  candidate: UndoCandidate,
  slot: Slot,
  signal: AbortSignal,
): Promise<UndoResult> {
  const { effect } = candidate;
  const options: WriteOptions = { timeoutMs: undoTimeoutMs, slot, signal };
  const id = effect.destinationId as string;
  if (effect.operation === 'define') {
    await writer.undefine(
      effect.object.slice('define:'.length) as DefineKind,
      effect.destinationObject,
      definedId(candidate) ?? id,
      options,
    );
    return { effect, result: 'reversed', reason: null };
  }
  const current = await writer.get(effect.destinationObject, id, signal);
  if (current === null) return { effect, result: 'reversed', reason: 'it was gone already' };
  const changed = changedSince(candidate.after, current.data);
  if (effect.operation === 'update') return undoUpdate(writer, candidate, current.data, options);
  if (changed.length > 0)
    return { effect, result: 'kept', reason: `changed since at the destination: ${changed.slice(0, 5).join(', ')}` };
  await writer.remove(effect.destinationObject, id, options);
  // ended when a read by id shows it gone; where the vendor lags, the next reading shows it
  return { effect, result: 'reversed', reason: null };
}

function definedId(candidate: UndoCandidate): string | null {
  const id = candidate.after?.['id'];
  return typeof id === 'string' ? id : null;
}

/** Gives each field its earlier value back, but only where it still holds what we wrote. */
async function undoUpdate(
  writer: DestinationWriter,
  candidate: UndoCandidate,
  current: JsonObject,
  options: WriteOptions,
): Promise<UndoResult> {
  const { effect, before, after } = candidate;
  if (before === null || after === null)
    return { effect, result: 'failed', reason: 'its earlier values are not known' };
  const restore: JsonObject = {};
  const kept: string[] = [];
  for (const [key, value] of Object.entries(before)) {
    if (same(current[key] ?? null, after[key] ?? null)) restore[key] = value;
    else kept.push(key);
  }
  if (Object.keys(restore).length > 0)
    await writer.update(effect.destinationObject, effect.destinationId as string, restore, options);
  return kept.length > 0
    ? { effect, result: 'kept', reason: `changed since at the destination: ${kept.slice(0, 5).join(', ')}` }
    : { effect, result: 'reversed', reason: null };
}

/** Fields that no longer hold what our write left there: somebody has worked on the record. */
function changedSince(after: JsonObject | null, current: JsonObject): string[] {
  if (after === null) return [];
  return Object.entries(after).flatMap(([key, value]) => (same(current[key] ?? null, value) ? [] : [key]));
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
