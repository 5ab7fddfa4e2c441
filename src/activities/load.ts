import { Context } from '@temporalio/activity';
import type { LoadResult, Need } from '../model/stage-results.ts';
import { leftInWave, recentCodes } from '../store/effect-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { recordMatches } from '../store/materialise-store.ts';
import { type MigrationRow, pairScopeOf, scopeOf, updateMigration } from '../store/migration-store.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { releaseFailed, wavesLeft } from '../store/wave-store.ts';
import { comparedFields } from './compared-fields.ts';
import { type ActivityContext, type ById, destinationOf, metadataOf, migrationOf } from './context.ts';
import { breakerOf } from './load/breaker.ts';
import { loadChunk } from './load/load-chunk.ts';
import { candidateRulesOf } from './load/rules.ts';
import { settleChunk } from './load/settle-chunk.ts';
import { materialiseAll } from './materialise.ts';

/** Chunks end after about this many effects or this long, so that pause and cancel are never far away. */
const chunkEffects = 2_000;
const chunkMs = 25_000;
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
      return { effects: await materialiseAll(context, row, document, false) };
    },

    async loadChunk(input: WaveInput & { since: string }): Promise<LoadResult> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const writer = await context.openDestination(row);
      const filter = { wave: input.wave, sampleOnly: input.sampleOnly };
      const activity = Context.current();
      const before = writer.requestCounts();
      const result = await loadChunk(db, writer, scope, {
        filter,
        maxEffects: chunkEffects,
        budgetMs: chunkMs,
        requestTimeoutMs: timeoutOf(row),
        // a definition may need the one before it: pipelines before their stages
        concurrency: input.wave < 10 ? 1 : requestsAtOnce,
        signal: activity.cancellationSignal,
      });
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      const left = await leftInWave(db, scope, filter, settleAfterMs(context, row));
      const codes = await recentCodes(db, scope, input.wave, new Date(input.since), 200);
      const needs: Need | null = result.lost
        ? { code: result.lost.code, message: result.lost.message, hint: result.lost.hint, decision: 'resume' }
        : left.planned > 0
          ? breakerOf(codes)
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
      const scope = pairScopeOf(row);
      const writer = await context.openDestination(row);
      const definition = destinationOf(context, row);
      const activity = Context.current();
      const before = writer.requestCounts();
      const fields = await comparedFields(context, row);
      const rules = candidateRulesOf(definition, fields, metadataOf(row).destination, row);
      const result = await settleChunk(db, writer, scope, {
        filter: { wave: input.wave, sampleOnly: input.sampleOnly },
        settleAfterMs: settleAfterMs(context, row),
        limit: 1_000,
        signal: activity.cancellationSignal,
        rulesFor: rules,
        async findDefinition(kind, object, payload) {
          const metadata = await writer.describe(activity.cancellationSignal);
          const label = String(payload['label'] ?? payload['name'] ?? '').toLowerCase();
          if (kind === 'field')
            return (
              metadata.objects[object]?.fields.find((field) => field.custom && field.label?.toLowerCase() === label)
                ?.key ?? null
            );
          if (kind === 'pipeline')
            return metadata.pipelines.find((pipeline) => pipeline.name.toLowerCase() === label)?.id ?? null;
          if (kind === 'stage') {
            const pipeline = metadata.pipelines.find((candidate) => candidate.id === payload['pipeline']);
            return pipeline?.stages.find((stage) => stage.name.toLowerCase() === label)?.id ?? null;
          }
          return metadata.recordStatuses.find((status) => status.name.toLowerCase() === label)?.id ?? null;
        },
      });
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      return result;
    },

    async releaseFailed(input: ById & { object: string | null }): Promise<{ released: number }> {
      const row = await migrationOf(context, input);
      return { released: await releaseFailed(db, scopeOf(row), input.object) };
    },

    /** Before the first write of the full import: connections, metadata, and whether everything is planned again. */
    async checkBeforeImport(input: ById): Promise<{ needs: Need | null; planAgain: boolean }> {
      const row = await migrationOf(context, input);
      const writer = await context.openDestination(row);
      const account = await writer.check(Context.current().cancellationSignal);
      if (account.id !== metadataOf(row).destination.account.id) {
        return {
          needs: {
            code: 'other_account',
            message: 'the connection now leads to another account than the one that was sampled',
            hint: 'Restore the connection, then resume.',
            decision: 'resume',
          },
          planAgain: false,
        };
      }
      const metadata = await writer.describe(Context.current().cancellationSignal);
      await updateMigration(db, scopeOf(row), { destinationMetadata: metadata });
      const approvedMs = Date.parse(row.approval?.at ?? '');
      const sampledMs = Date.now() - approvedMs;
      const waitedMs = (row.timings['approval'] ?? 0) * 1000;
      // minutes after the sample the world has hardly moved; the crosswalk and look-ups guard what did
      return { needs: null, planAgain: waitedMs + sampledMs > 10 * 60_000 };
    },
  };
}

function timeoutOf(row: MigrationRow): number {
  const wanted = row.file.destination.connection?.options['requestTimeoutMs'];
  return typeof wanted === 'number' ? wanted : requestTimeoutMs;
}

/** How long after its deadline an unanswered write may be looked for: what the vendor needs, unless the connection says otherwise. */
function settleAfterMs(context: ActivityContext, row: MigrationRow): number {
  const definition = destinationOf(context, row);
  const { options } = row.file.destination.connection ?? { options: {} as Record<string, unknown> };
  const of = (name: string, fallback: number) =>
    typeof options[name] === 'number' ? (options[name] as number) : fallback;
  return of('settleMs', definition.settleMs) + of('searchLagMs', definition.searchLagMs);
}
