import type { Comparing } from '../../mappers/compare/compare-record.ts';
import { isPortageError, messageOf, type PortageError } from '../../model/errors.ts';
import type { DestinationWriter } from '../../model/ports.ts';
import { createdIds, definedKeys, referenceKey, resolveReferences } from '../../store/crosswalk-store.ts';
import type { Database } from '../../store/database.ts';
import type { PairScope } from '../../store/scope.ts';
import {
  definitionsOfStaying,
  namedByStaying,
  stayingIds,
  type UndoCandidate,
  type UndoResult,
} from '../../store/undo-store.ts';
import { resolvePayload } from '../load/resolve.ts';
import { type UndoContext, undoOne } from './undo-one.ts';

const atOnce = 16;
/** A vendor in trouble is waited for, but one record that is never answered does not hold up the others for good. */
const triesEach = 5;
const retryInMs = 3_000;

export interface UndonePage {
  results: UndoResult[];
  notBeforeMs: number | null;
  /** The connection was lost: what is left of the page waits for a new key, it has not failed. */
  lost: PortageError | null;
}

export type UndoPage = (page: UndoCandidate[]) => Promise<UndonePage>;

/** Takes back pages of effects, children before parents: what something hangs on that stays must stay as well. */
export async function createUndo(
  db: Database,
  scope: PairScope,
  writer: DestinationWriter,
  comparing: Comparing,
  signal: AbortSignal,
): Promise<UndoPage> {
  const context: UndoContext = {
    writer,
    comparing,
    sent: async (effect) => {
      const [ids, defined] = await Promise.all([
        resolveReferences(db, scope, effect.references),
        definedKeys(db, scope),
      ]);
      const resolved = resolvePayload(effect, ids, defined);
      return resolved.ready ? resolved.payload : effect.payload;
    },
    ours: (objects, ids) => createdIds(db, scope, objects, ids),
    going: async (objects, ids) => {
      const [created, staying] = await Promise.all([
        createdIds(db, scope, objects, ids),
        stayingIds(db, scope, objects, ids),
      ]);
      return created.difference(staying);
    },
  };
  const named = await namedByStaying(db, scope);
  let defined: Set<string> | null = null;
  const tries = new Map<string, number>();

  async function reasonToStay({ effect }: UndoCandidate): Promise<string | null> {
    if (effect.operation === 'define') {
      // by now all records are done: definitions come last
      defined ??= await definitionsOfStaying(db, scope);
      return defined.has(effect.sourceId) ? 'records that stay at the destination use it' : null;
    }
    return effect.operation === 'create' && named.has(referenceKey(effect))
      ? 'records that stay at the destination belong to it'
      : null;
  }

  function note(result: UndoResult): UndoResult {
    const { effect } = result;
    if (result.result === 'reversed') return result;
    // a link that still stands holds its other end; one that a person has changed is work on the record that it belongs to
    const stands = effect.operation === 'create' || (effect.operation === 'link' && result.result === 'failed');
    if (stands) for (const reference of effect.references) named.add(referenceKey(reference));
    if (effect.operation === 'link') named.add(referenceKey({ ...effect, role: 'main' }));
    return result;
  }

  return async (page) => {
    const results: UndoResult[] = [];
    let notBeforeMs: number | null = null;
    let lost: PortageError | null = null;
    const queue = page.values();

    async function undo(candidate: UndoCandidate): Promise<void> {
      const { effect } = candidate;
      const reason = await reasonToStay(candidate);
      if (reason !== null) {
        results.push(note({ effect, result: 'kept', reason }));
        return;
      }
      const slot = await writer.reserve(
        effect.operation === 'define' ? 'define' : 'remove',
        effect.destinationObject,
        signal,
      );
      if ('notBeforeMs' in slot) {
        notBeforeMs = Math.max(notBeforeMs ?? 0, slot.notBeforeMs);
        return;
      }
      try {
        results.push(note(await undoOne(context, candidate, slot, signal)));
      } catch (error) {
        if (!isPortageError(error) || error.kind === 'bug') throw error;
        if (error.kind === 'auth') {
          lost = error;
          return;
        }
        const tried = (tries.get(effect.id) ?? 0) + 1;
        tries.set(effect.id, tried);
        if (passes(error) && tried < triesEach)
          notBeforeMs = Math.max(notBeforeMs ?? 0, error.retryAfterMs ?? retryInMs);
        else results.push(note({ effect, result: 'failed', reason: messageOf(error) }));
      } finally {
        slot.release();
      }
    }

    const work = async () => {
      for (const candidate of queue) {
        if (notBeforeMs !== null || lost !== null || signal.aborted) return;
        await undo(candidate);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return { results, notBeforeMs, lost };
  };
}

/** Removing twice is harmless, so an answer that never came is asked for again. */
function passes(error: PortageError): boolean {
  return error.kind === 'transient' || error.kind === 'rate_limited' || error.kind === 'in_doubt';
}
