import { Context } from '@temporalio/activity';
import type { SystemMetadata } from '../model/catalogue.ts';
import type { JsonObject } from '../model/json.ts';
import type { DefineKind } from '../model/ports.ts';
import type { LoadResult, Need } from '../model/stage-results.ts';
import { readCounters } from '../store/counter-store.ts';
import { leftInWave, recentCodes } from '../store/effect-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { recordMatches } from '../store/materialise-store.ts';
import { type MigrationRow, pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { earlierDoubts, type SettleFilter } from '../store/settle-store.ts';
import { releaseBlocked, releaseFailed, wavesLeft } from '../store/wave-store.ts';
import { chunkMs } from './chunk.ts';
import { comparedFields, comparingOf } from './compared-fields.ts';
import { type ActivityContext, type ById, destinationOf, metadataOf, migrationOf } from './context.ts';
import { Breaker } from './load/breaker.ts';
import { loadChunk } from './load/load-chunk.ts';
import { candidateRulesOf } from './load/rules.ts';
import { settleChunk } from './load/settle-chunk.ts';
import { materialiseAll } from './materialise.ts';

/** A chunk ends after about this many effects as well. */
const chunkEffects = 2_000;
const requestTimeoutMs = 30_000;
const requestsAtOnce = 48;

export interface WaveInput extends ById {
  wave: number;
  sampleOnly: boolean;
}

export function loadActivities(context: ActivityContext) {
  const { db } = context;
  return {
    async wavesOf(input: ById & { sampleOnly: boolean }): Promise<{ number: number; name: string }[]> {
      const row = await migrationOf(context, input);
      return wavesLeft(db, scopeOf(row), input.sampleOnly);
    },

    async materialise(input: ById): Promise<{ effects: number }> {
      const row = await migrationOf(context, input);
      const { document } = await getMapping(db, scopeOf(row), row.mappingVersion ?? 1);
      await recordMatches(db, pairScopeOf(row), row.mappingVersion ?? 1);
      const effects = await materialiseAll(context, row, document, false);
      await releaseBlocked(db, scopeOf(row));
      return { effects };
    },

    async loadChunk(input: WaveInput & { since: string }): Promise<LoadResult> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const writer = await context.openDestination(row);
      const filter = { wave: input.wave, sampleOnly: input.sampleOnly };
      const activity = Context.current();
      const before = writer.requestCounts();
      const failures = (await readCounters(db, scope)).some(
        ({ scope, name }) => scope === 'effects' && name === 'failed',
      );
      const breaker = new Breaker(failures ? await recentCodes(db, scope, input.wave, new Date(input.since), 200) : []);
      const result = await loadChunk(db, writer, scope, {
        filter,
        maxEffects: chunkEffects,
        budgetMs: chunkMs,
        requestTimeoutMs: timeoutOf(row),
        // a definition may need the one before it: pipelines before their stages
        concurrency: input.wave < 10 ? 1 : requestsAtOnce,
        comparing: await comparingOf(context, row),
        breaker,
        signal: activity.cancellationSignal,
      });
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      const left = await leftInWave(db, scope, filter, settleAfterMs(context, row));
      const needs: Need | null = result.lost
        ? {
            code: result.lost.code,
            message: `destination ${row.destinationSystem}: ${result.lost.message}`,
            hint: result.lost.hint,
            decision: 'resume',
          }
        : left.planned > 0
          ? breaker.need
          : null;
      const stuck = left.planned > 0 && result.sent + result.blocked === 0 && result.notBeforeMs === null;
      return {
        done: left.planned === 0 && left.intended === 0,
        notBeforeMs: result.notBeforeMs ?? (stuck && left.intended === 0 ? 1_000 : null),
        processed: result.sent,
        written: result.written,
        failed: result.failed,
        settleInMs: left.intended > 0 && (left.planned === 0 || stuck) ? Math.max(0, left.settleInMs ?? 0) + 50 : null,
        needs,
      };
    },

    async settleChunk(input: WaveInput): Promise<{ settled: number }> {
      const row = await migrationOf(context, input);
      return settle(context, row, row, { wave: input.wave, sampleOnly: input.sampleOnly });
    },

    /**
     * Decides what earlier migrations of the same accounts left in doubt, so that nothing of it is created a second time. Says
     * how long to wait where something is not due yet; null once nothing is left.
     */
    async settleEarlier(input: ById): Promise<{ settleInMs: number | null }> {
      const row = await migrationOf(context, input);
      const doubts = await earlierDoubts(db, pairScopeOf(row), settleAfterMs(context, row));
      const due = doubts.filter((doubt) => doubt.settleInMs < 0);
      for (const { migrationId } of due) {
        const earlier = await migrationOf(context, { id: migrationId });
        await settle(context, row, earlier, { wave: null, sampleOnly: false });
      }
      if (doubts.length === 0) return { settleInMs: null };
      return { settleInMs: Math.max(50, ...doubts.map((doubt) => doubt.settleInMs + 50)) };
    },

    async releaseFailed(input: ById & { object: string | null }): Promise<{ released: number }> {
      const row = await migrationOf(context, input);
      return { released: await releaseFailed(db, scopeOf(row), input.object) };
    },
  };
}

/** Settles what `owner` has in doubt, over the connection of `row`: both write into the same account. */
export async function settle(
  context: ActivityContext,
  row: MigrationRow,
  owner: MigrationRow,
  filter: SettleFilter,
): Promise<{ settled: number }> {
  const { db } = context;
  const writer = await context.openDestination(row);
  const { cancellationSignal: signal } = Context.current();
  const before = writer.requestCounts();
  const fields = await comparedFields(context, owner);
  const result = await settleChunk(db, writer, pairScopeOf(owner), {
    filter,
    settleAfterMs: settleAfterMs(context, row),
    limit: 1_000,
    signal,
    rulesFor: candidateRulesOf(destinationOf(context, row), fields, metadataOf(row).destination, owner),
    findDefinition: async (kind, object, payload) => definitionIn(await writer.describe(signal), kind, object, payload),
  });
  await addRequestCounts(db, scopeOf(row), 'destination', before, writer.requestCounts());
  return result;
}

/** The key of a field, or the id of a pipeline, stage or status, that has the name which was about to be made. */
function definitionIn(metadata: SystemMetadata, kind: DefineKind, object: string, payload: JsonObject): string | null {
  const label = String(payload['label'] ?? payload['name'] ?? '').toLowerCase();
  const named = (candidate: { name: string }) => candidate.name.toLowerCase() === label;
  switch (kind) {
    case 'field': {
      const fields = metadata.objects[object]?.fields ?? [];
      return fields.find((field) => field.custom && field.label?.toLowerCase() === label)?.key ?? null;
    }
    case 'pipeline':
      return metadata.pipelines.find(named)?.id ?? null;
    case 'stage': {
      const pipeline = metadata.pipelines.find((candidate) => candidate.id === payload['pipeline']);
      return pipeline?.stages.find(named)?.id ?? null;
    }
    case 'recordStatus':
      return metadata.recordStatuses.find(named)?.id ?? null;
  }
}

function timeoutOf(row: MigrationRow): number {
  const wanted = row.file.destination.connection?.options['requestTimeoutMs'];
  return typeof wanted === 'number' ? wanted : requestTimeoutMs;
}

/** How long after its deadline an unanswered write may be looked for: what the vendor needs, unless the connection says otherwise. */
export function settleAfterMs(context: ActivityContext, row: MigrationRow): number {
  const definition = destinationOf(context, row);
  const { options } = row.file.destination.connection ?? { options: {} as Record<string, unknown> };
  const of = (name: string, fallback: number) =>
    typeof options[name] === 'number' ? (options[name] as number) : fallback;
  return of('settleMs', definition.settleMs) + of('searchLagMs', definition.searchLagMs);
}
