import { type Comparing, differingKeys } from '../../mappers/compare/compare-record.ts';
import { isPortageError, messageOf, PortageError } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { DefineKind, DestinationRecord, DestinationWriter, WriteSlot } from '../../model/ports.ts';
import type { EffectRow } from '../../store/effect-store.ts';
import type { Standing } from '../../store/image-store.ts';

export type Sent =
  /** Without an after-image the one that is stored still holds. */
  | { result: 'written'; destinationId: string; after?: JsonObject; version: string | null }
  /** An update that had nothing left to change. */
  | { result: 'skipped' }
  /** The vendor refused the record: final until a person corrects it. */
  | { result: 'failed'; code: string; message: string; hint: string }
  /** Certainly not applied: planned again, drawn anew from the budgets. */
  | { result: 'again'; error: PortageError }
  /** Nobody knows whether it was applied: left intended, settled by look-up later. */
  | { result: 'doubt' };

export interface SendContext {
  writer: DestinationWriter;
  /** Tells what an update would change from what the vendor only writes in its own way. */
  comparing: Comparing;
  /** What must still stand in fields that are emptied: where somebody has set something else, that stays. */
  was: JsonObject;
  timeoutMs: number;
  /** On this process's monotonic clock: a request opened later could outlive its deadline. */
  openByMs: number;
  signal: AbortSignal;
  /** Keeps what an update is about to change; what an earlier try has kept stays. Returns all that is kept. */
  saveBefore(effectId: string, image: JsonObject): Promise<JsonObject>;
  /** What earlier tries of an update have kept, or null. */
  loadBefore(effectId: string): Promise<JsonObject | null>;
  /** What we have written on the record before; null where it is not ours. */
  loadStanding(effect: EffectRow): Promise<Standing | null>;
}

/** Nothing was sent: planned again without a word. */
export const openedTooLate = new PortageError('transient', 'too late to open the request', { code: 'opened_too_late' });

/** Sends one effect and tells what became of it. Never throws for what the vendor did; throws for faults of our own. */
export async function sendEffect(
  context: SendContext,
  effect: EffectRow,
  payload: JsonObject,
  slot: WriteSlot,
): Promise<Sent> {
  const options = { timeoutMs: context.timeoutMs, slot, signal: context.signal };
  try {
    if (effect.operation === 'define') {
      const kind = effect.object.slice('define:'.length) as DefineKind;
      const made = await context.writer.define(kind, effect.destinationObject, payload, options);
      return { result: 'written', destinationId: made.key, after: { ...payload, id: made.id }, version: null };
    }
    if (effect.operation === 'create') {
      const record = await context.writer.create(effect.destinationObject, payload, options);
      return written(record, payload);
    }
    return await sendUpdate(context, effect, payload, options);
  } catch (error) {
    return clashesWithItself(effect, error) ? { result: 'doubt' } : judge(error);
  }
}

/** How often a create that clashes with something there is looked for before the clash is believed. */
const lookUps = 3;

/** "There already", said to a create that was tried before: it may be the earlier try, which a list did not show yet. */
function clashesWithItself({ operation, attempts }: EffectRow, error: unknown): boolean {
  const before = operation === 'create' && attempts > 0 && attempts < lookUps;
  return before && isPortageError(error, 'record') && error.status === 409;
}

async function sendUpdate(
  context: SendContext,
  effect: EffectRow,
  payload: JsonObject,
  options: { timeoutMs: number; slot: WriteSlot; signal: AbortSignal },
): Promise<Sent> {
  if (effect.destinationId === null) throw new Error('an update without a destination id');
  const current = await context.writer.get(effect.destinationObject, effect.destinationId, context.signal);
  if (current === null) {
    return {
      result: 'failed',
      code: 'gone_at_destination',
      message: 'the record that it was matched with no longer exists at the destination',
      hint: 'Start a top-up: it will be matched or created again.',
    };
  }
  const differing = new Set(differingKeys(context.comparing, effect.destinationObject, payload, current.data));
  const standing = differing.size > 0 && effect.operation === 'update' ? await context.loadStanding(effect) : null;
  const edited = editedKeys(context.comparing, effect, standing, [...differing], current.data);
  const stays = (key: string) =>
    edited.has(key) || (Object.hasOwn(context.was, key) && current.data[key] !== context.was[key]);
  const changes = Object.fromEntries(Object.entries(payload).filter(([key]) => differing.has(key) && !stays(key)));
  if (Object.keys(changes).length === 0) {
    // an earlier try may have been applied without an answer: then this is our write, and can be taken back
    const kept = effect.attempts > 0 ? await context.loadBefore(effect.id) : null;
    if (kept === null) return { result: 'skipped' };
    // a person's work on a field of ours: undo and reading back find it by what we had written
    if (Object.keys(payload).some((key) => differing.has(key)))
      return { result: 'written', destinationId: effect.destinationId, version: null };
    return updated(effect.destinationId, payload, kept, current);
  }
  const before = await context.saveBefore(
    effect.id,
    Object.fromEntries(Object.keys(changes).map((key) => [key, current.data[key] ?? null])),
  );
  // reading the record took its time: meanwhile somebody else may have been allowed to decide about it
  if (performance.now() > context.openByMs) return { result: 'again', error: openedTooLate };
  const record = await context.writer.update(effect.destinationObject, effect.destinationId, changes, options);
  const sent = updated(effect.destinationId, payload, before, record);
  if (standing === null || edited.size === 0 || sent.result !== 'written') return sent;
  // reading back tells an edit by what we had written and by a version that is newer than ours
  const ours = Object.fromEntries([...edited].map((key) => [key, standing.image[key] ?? null]));
  return { ...sent, after: { ...sent.after, ...ours }, version: standing.version };
}

/** Fields of ours in which a person has put something else since: that stays, whatever the source says by now. */
function editedKeys(
  comparing: Comparing,
  { destinationObject }: EffectRow,
  standing: Standing | null,
  keys: string[],
  current: JsonObject,
): Set<string> {
  if (standing === null) return new Set();
  const ours = Object.fromEntries(
    keys.flatMap((key) =>
      Object.hasOwn(standing.image, key) && !standing.unanswered.has(key) ? [[key, standing.image[key] as Json]] : [],
    ),
  );
  return new Set(differingKeys(comparing, destinationObject, ours, current));
}

/** The after-image of an update: what the destination shows of each field whose earlier value is kept. */
function updated(
  destinationId: string,
  payload: JsonObject,
  before: JsonObject,
  record: DestinationRecord | null,
): Sent {
  const keys = Object.keys(before).filter((key) => Object.hasOwn(payload, key));
  const after = Object.fromEntries(keys.map((key) => [key, record?.data[key] ?? payload[key] ?? null]));
  return { result: 'written', destinationId, after, version: record?.version ?? null };
}

function written(record: DestinationRecord, payload: JsonObject): Sent {
  // only what we wrote: the rest of the answer is the vendor's and may hold other people's data
  const after = Object.fromEntries(Object.keys(payload).map((key) => [key, record.data[key] ?? payload[key] ?? null]));
  return { result: 'written', destinationId: record.id, after, version: record.version };
}

function judge(error: unknown): Sent {
  if (!isPortageError(error)) throw error;
  switch (error.kind) {
    case 'in_doubt':
      return { result: 'doubt' };
    case 'record':
    case 'contract':
    case 'config':
      return {
        result: 'failed',
        code: error.code,
        message: messageOf(error),
        hint: error.hint ?? 'Correct the value and retry this record.',
      };
    case 'rate_limited':
    case 'transient':
    case 'auth':
    case 'permission':
    case 'conflict':
      return { result: 'again', error };
    case 'bug':
      throw error;
  }
}
