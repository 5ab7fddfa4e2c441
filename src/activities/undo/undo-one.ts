import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts';
import type { DefineKind, DestinationWriter, Slot, WriteOptions } from '../../model/ports.ts';
import type { UndoCandidate, UndoResult } from '../../store/undo-store.ts';

const undoTimeoutMs = 30_000;

/** Takes one effect back, if what it left is still as it left it. */
export async function undoOne(
  writer: DestinationWriter,
  candidate: UndoCandidate,
  slot: Slot,
  signal: AbortSignal,
): Promise<UndoResult> {
  const { effect } = candidate;
  const options: WriteOptions = { timeoutMs: undoTimeoutMs, slot, signal };
  const id = effect.destinationId as string;
  if (effect.operation === 'define') {
    const kind = effect.object.slice('define:'.length) as DefineKind;
    await writer.undefine(kind, effect.destinationObject, definedId(candidate) ?? id, options);
    return { effect, result: 'reversed', reason: null };
  }
  const current = await writer.get(effect.destinationObject, id, signal);
  if (current === null) return { effect, result: 'reversed', reason: 'it was gone already' };
  if (effect.operation === 'update') return undoUpdate(writer, candidate, current.data, options);
  const changed = changedSince(candidate.after, current.data);
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

/** Gives fields that still hold what we wrote their earlier values. */
async function undoUpdate(
  writer: DestinationWriter,
  { effect, before, after }: UndoCandidate,
  current: JsonObject,
  options: WriteOptions,
): Promise<UndoResult> {
  if (before === null || after === null)
    return { effect, result: 'failed', reason: 'its earlier values are not known' };
  const restore: JsonObject = {};
  const kept: string[] = [];
  for (const [key, value] of Object.entries(before)) {
    const now = current[key] ?? null;
    // an earlier try of this roll back may have been done without an answer
    if (same(now, value)) continue;
    if (same(now, after[key] ?? null)) restore[key] = value;
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

/** The database keeps the keys of objects in an order of its own. */
function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
