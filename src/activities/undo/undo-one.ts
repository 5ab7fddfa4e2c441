import { type Comparing, differingKeys } from '../../mappers/compare/compare-record.ts';
import type { JsonObject } from '../../model/json.ts';
import type { DefineKind, DestinationWriter, TakenRecords, WriteOptions, WriteSlot } from '../../model/ports.ts';
import type { EffectRow } from '../../store/effect-store.ts';
import type { UndoCandidate, UndoResult } from '../../store/undo-store.ts';

const undoTimeoutMs = 30_000;

export interface UndoContext {
  writer: DestinationWriter;
  comparing: Comparing;
  /** What an effect has sent, as far as it can be told now. */
  sent(effect: EffectRow): Promise<JsonObject>;
  /** Of these ids, those that we created as one of the objects. */
  ours(objects: readonly string[], ids: string[]): Promise<ReadonlySet<string>>;
  /** The same without those that stay. */
  going(objects: readonly string[], ids: string[]): Promise<ReadonlySet<string>>;
}

/** Takes one effect back, if what it left still says what it left: a vendor's own formatting is nobody's work. */
export async function undoOne(
  context: UndoContext,
  candidate: UndoCandidate,
  slot: WriteSlot,
  signal: AbortSignal,
): Promise<UndoResult> {
  const { writer, comparing } = context;
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
  if (effect.operation === 'update' || effect.operation === 'link')
    return undoUpdate(context, candidate, current.data, options);
  const changed = changedSince(comparing, effect.destinationObject, candidate.after ?? {}, current.data);
  if (changed.length > 0) return { effect, result: 'kept', reason: changedReason(changed) };
  const added = await ofOthers(await writer.takenWith(effect.destinationObject, current, signal), context.ours);
  if (added.length > 0)
    return { effect, result: 'kept', reason: `somebody has added to it at the destination: ${added.join(', ')}` };
  const naming = await ofOthers(await writer.namedBy(effect.destinationObject, current, signal), context.going);
  if (naming.length > 0)
    return { effect, result: 'kept', reason: `records that stay at the destination refer to it: ${naming.join(', ')}` };
  await writer.remove(effect.destinationObject, id, options);
  // ended when a read by id shows it gone; where the vendor lags, the next reading shows it
  return { effect, result: 'reversed', reason: null };
}

/** Kinds of records of which some are not ours. */
async function ofOthers(found: TakenRecords[], ours: UndoContext['ours']): Promise<string[]> {
  const kinds: string[] = [];
  for (const { label, objects, ids } of found) {
    const created = await ours(objects, ids);
    if (ids.some((id) => !created.has(id))) kinds.push(label);
  }
  return kinds;
}

function definedId(candidate: UndoCandidate): string | null {
  const id = candidate.after?.['id'];
  return typeof id === 'string' ? id : null;
}

/** Gives fields that still hold what we wrote their earlier values. */
async function undoUpdate(
  { writer, comparing, sent }: UndoContext,
  { effect, before, after }: UndoCandidate,
  current: JsonObject,
  options: WriteOptions,
): Promise<UndoResult> {
  if (before === null) return { effect, result: 'failed', reason: 'its earlier values are not known' };
  const object = effect.destinationObject;
  // an earlier try of this roll back may have been done without an answer
  const written = new Set(changedSince(comparing, object, before, current));
  const edited = new Set(
    changedSince(comparing, object, { ...nothing(before), ...(after ?? only(await sent(effect), before)) }, current),
  );
  const restore = Object.fromEntries(Object.entries(before).filter(([key]) => written.has(key) && !edited.has(key)));
  const kept = [...written].filter((key) => edited.has(key));
  if (Object.keys(restore).length > 0) await writer.update(object, effect.destinationId as string, restore, options);
  return kept.length > 0
    ? { effect, result: 'kept', reason: changedReason(kept) }
    : { effect, result: 'reversed', reason: null };
}

function only(payload: JsonObject, image: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => Object.hasOwn(image, key)));
}

function nothing(image: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(image).map((key) => [key, null]));
}

function changedReason(keys: string[]): string {
  return `changed since at the destination: ${keys.slice(0, 5).join(', ')}`;
}

/** Fields that no longer say what an image of them says: somebody has worked on the record. */
function changedSince(comparing: Comparing, object: string, image: JsonObject, current: JsonObject): string[] {
  const differing = new Set(differingKeys(comparing, object, image, current));
  return Object.keys(image).filter((key) => differing.has(key) || hasMore(comparing, object, key, image, current));
}

/** Of a list whose first item has fields of its own (addresses), a further item is somebody's work as well. */
function hasMore({ fields }: Comparing, object: string, key: string, image: JsonObject, current: JsonObject): boolean {
  const [earlier, now] = [image[key], current[key]];
  if (fields.get(object)?.has(key) || !Array.isArray(now)) return false;
  return now.length > (Array.isArray(earlier) ? earlier.length : 0);
}
