import { v7 as newId } from 'uuid';
import type { Comparing } from '../../mappers/compare/compare-record.ts';
import type { DestinationWriter, WriteSlot } from '../../model/ports.ts';
import { type Answer, storeAnswers } from '../../store/answer-store.ts';
import type { Database } from '../../store/database.ts';
import {
  type EffectRow,
  type Intent,
  intend,
  nextEffects,
  type QueueFilter,
  takeLane,
} from '../../store/effect-store.ts';
import { beforeImage, standingOf, storeBeforeImage } from '../../store/image-store.ts';
import type { PairScope } from '../../store/scope.ts';
import { Backlog } from './backlog.ts';
import { createBatcher } from './batcher.ts';
import type { Breaker } from './breaker.ts';
import { prepare, type Ready } from './prepare.ts';
import { openedTooLate, type Sent, sendEffect } from './send.ts';

export interface LoadChunkOptions {
  filter: QueueFilter;
  /** Effects at most, and the time after which no more requests are opened. */
  maxEffects: number;
  budgetMs: number;
  requestTimeoutMs: number;
  concurrency: number;
  comparing: Comparing;
  breaker: Breaker;
  signal: AbortSignal;
}

export interface LoadChunkResult {
  sent: number;
  written: number;
  failed: number;
  blocked: number;
  /** Effects whose parent is not decided yet: they stay planned. */
  deferred: number;
  doubtful: number;
  /** Nothing can be sent before this long from now: the workflow sleeps. */
  notBeforeMs: number | null;
  /** A right or the connection was lost: the run pauses and asks. */
  lost: { code: string; message: string; hint: string } | null;
}

/** Answers that may wait to be stored, for each request that may be open: what a crash now would leave in doubt. */
const answersBehind = 2;

/**
 * Between the end of a request's time-out and its deadline: half of it for the way from the intent to the open request, half
 * for an answer on its way to the store. It follows the time-out, for nothing is settled earlier than both together.
 */
function deadlineMarginMs(requestTimeoutMs: number): number {
  return Math.min(5_000, Math.max(500, requestTimeoutMs / 4));
}

/**
 * Writes the next effects of a wave, each exactly once: leave to send is drawn, the intent is stored, the request opens, the
 * answer is stored under the lane's fence. Ends when its requests are answered; aborting stops new requests, never open ones.
 */
export async function loadChunk(
  db: Database,
  writer: DestinationWriter,
  scope: PairScope,
  options: LoadChunkOptions,
): Promise<LoadChunkResult> {
  const lane = `wave-${options.filter.wave}`;
  const fence = await takeLane(db, scope, lane);
  const effects = await nextEffects(db, scope, options.filter, options.maxEffects);
  const { ready, deferred, blocked } = await prepare(db, scope, effects);
  const result: LoadChunkResult = {
    sent: 0,
    written: 0,
    failed: 0,
    blocked,
    deferred,
    doubtful: 0,
    notBeforeMs: null,
    lost: null,
  };

  const startIntent = createBatcher<Intent, boolean>(
    async (intents) => {
      const allowed = await intend(db, scope, lane, fence, intents);
      return intents.map((intent) => allowed.has(intent.effectId));
    },
    { maxItems: options.concurrency, maxDelayMs: 2 },
  );
  const saveAnswer = createBatcher<Answer, void>(
    async (answers) => {
      await storeAnswers(db, scope, fence, answers);
      return answers.map(() => undefined);
    },
    { maxItems: options.concurrency, maxDelayMs: 20 },
  );

  const storing = new Backlog(options.concurrency * answersBehind);
  const stopAt = performance.now() + options.budgetMs;
  let stopped = false;
  const queue = ready.values();
  const { breaker, signal } = options;
  const open = () =>
    !stopped && !storing.broken && breaker.need === null && !signal.aborted && performance.now() < stopAt;

  function stop(error: unknown): never {
    stopped = true;
    throw error;
  }

  async function lead(): Promise<void> {
    while (open()) {
      const next = queue.next();
      if (next.done) return;
      const slot = await writer.reserve(
        operationOf(next.value.effect),
        next.value.effect.destinationObject,
        options.signal,
      );
      if ('notBeforeMs' in slot) {
        stopped = true;
        result.notBeforeMs = Math.max(result.notBeforeMs ?? 0, slot.notBeforeMs);
        return;
      }
      try {
        await sendOne(next.value, slot);
      } finally {
        slot.release();
      }
    }
  }

  async function sendOne({ effect, payload, was }: Ready, slot: WriteSlot): Promise<void> {
    const requestId = newId();
    const marginMs = deadlineMarginMs(options.requestTimeoutMs);
    const deadlineMs = options.requestTimeoutMs + marginMs;
    const openByMs = performance.now() + marginMs / 2;
    const mine = await startIntent({ effectId: effect.id, requestId, deadlineMs });
    if (!mine) {
      stopped = true; // another worker holds the lane now
      return;
    }
    // a slot used late would break the vendor's limit, a request opened late could outlive its deadline
    const late = performance.now() > Math.min(slot.validUntilMs, openByMs);
    const sent: Sent = late
      ? { result: 'again', error: openedTooLate }
      : await sendEffect(
          {
            writer,
            comparing: options.comparing,
            was,
            timeoutMs: options.requestTimeoutMs,
            openByMs,
            signal: neverAborted,
            saveBefore: (id, image) => storeBeforeImage(db, scope, id, image),
            loadBefore: (id) => beforeImage(db, scope, id),
            loadStanding: (of) => standingOf(db, scope, of),
          },
          effect,
          payload,
          slot,
        );
    if (!late) result.sent += 1;
    if (sent.result === 'doubt') {
      result.doubtful += 1;
      return;
    }
    if (sent.result === 'again') noteRefusal(sent);
    if (sent.result === 'written') {
      result.written += 1;
      breaker.add(null);
    }
    if (sent.result === 'failed') {
      result.failed += 1;
      breaker.add(sent.code);
    }
    // the next request need not wait until this answer is on disk
    await storing.add(saveAnswer(toAnswer(effect, requestId, sent)));
  }

  function noteRefusal(sent: Extract<Sent, { result: 'again' }>): void {
    const { error } = sent;
    if (error === openedTooLate) return;
    if (error.kind === 'auth' || error.kind === 'permission') {
      stopped = true;
      result.lost = {
        code: error.code,
        message: error.message,
        hint: `${(error.hint ?? 'Reconnect').replace(/\.$/, '')}; then resume: nothing is sent until then.`,
      };
    } else if (error.kind === 'transient') {
      // the vendor is in trouble: let the workflow wait rather than try the whole queue against it
      stopped = true;
      result.notBeforeMs = Math.max(result.notBeforeMs ?? 0, error.retryAfterMs ?? 5_000);
    }
  }

  // one that breaks stops the others from opening more; all that is open is waited for
  const leads = await Promise.allSettled(Array.from({ length: options.concurrency }, () => lead().catch(stop)));
  await storing.settled();
  for (const ended of leads) if (ended.status === 'rejected') throw ended.reason;
  return result;
}

function operationOf(effect: EffectRow): 'create' | 'update' | 'define' {
  return effect.operation === 'create' || effect.operation === 'define' ? effect.operation : 'update';
}

function toAnswer(effect: EffectRow, requestId: string, sent: Exclude<Sent, { result: 'doubt' }>): Answer {
  const base = { effect, requestId, destinationId: null, code: null, message: null, hint: null };
  switch (sent.result) {
    case 'written':
      return {
        ...{ ...base, state: 'written', destinationId: sent.destinationId, version: sent.version },
        ...(sent.after && { after: sent.after }),
      };
    case 'skipped':
      return { ...base, state: 'skipped', destinationId: effect.destinationId };
    case 'failed':
      return { ...base, state: 'failed', code: sent.code, message: sent.message, hint: sent.hint };
    case 'again':
      return { ...base, state: 'planned' };
  }
}

/** A write under way is never aborted: pause and cancel drain. */
const neverAborted = new AbortController().signal;
