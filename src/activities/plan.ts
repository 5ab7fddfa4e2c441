import { Context } from '@temporalio/activity';
import { tooManyRejected } from '../mappers/approval/judge.ts';
import { type KeySource, matchKeysOf } from '../mappers/plan/match-keys.ts';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import type { Mapping } from '../model/mapping.ts';
import type { ChunkProgress, DryRunResult, Need } from '../model/stage-results.ts';
import { decideDuplicates } from '../store/duplicate-store.ts';
import { indexStates, nextIndexObject, saveIndexState } from '../store/index-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { clearIndex, saveIndexPage } from '../store/match-store.ts';
import { pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { objectLeftToPlan, recordsToPlan, stagedObjects } from '../store/plan-page-store.ts';
import { forgetPlans, planOutcomes, savePlans } from '../store/plan-store.ts';
import { reasonCounts } from '../store/report-store.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { takeStatistics } from '../store/statistics.ts';
import { followSurvivors } from '../store/survivor-store.ts';
import { chunkMs } from './chunk.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';
import { type PlanChunkInput, pageGatherer, plannerOf, planOrder } from './plan-page.ts';

const pageSize = 500;

export function planActivities(context: ActivityContext) {
  const { db } = context;
  return {
    async beginPlan(input: ById & { mappingVersion: number }): Promise<void> {
      const row = await migrationOf(context, input);
      const { document } = await getMapping(db, scopeOf(row), input.mappingVersion);
      await decideDuplicates(db, pairScopeOf(row), document.duplicates);
      await forgetPlans(db, scopeOf(row), input.mappingVersion, row.snapshot);
      await clearIndex(db, scopeOf(row));
      await indexStates(db, scopeOf(row), objectsToIndex(document, destinationOf(context, row)));
    },

    /** Lists what the destination holds, so that existing records are matched. */
    async indexChunk(input: ById & { mappingVersion: number }): Promise<ChunkProgress> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const writer = await context.openDestination(row);
      const definition = destinationOf(context, row);
      const before = writer.requestCounts();
      const stopAt = Date.now() + chunkMs;
      let processed = 0;
      for (;;) {
        const state = await nextIndexObject(db, scope);
        if (state === null) break;
        const sources = destinationKeys(definition, state.object);
        const page = await writer.list(state.object, state.cursor, Context.current().cancellationSignal);
        await saveIndexPage(
          db,
          scope,
          state.object,
          page.records.map((record) => ({
            id: record.id,
            keys: matchKeysOf(record.data, sources),
            values: record.data,
          })),
        );
        await saveIndexState(db, scope, state.object, page.cursor, page.total);
        processed += page.records.length;
        Context.current().heartbeat();
        if (Date.now() > stopAt) {
          await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
          return { done: false, notBeforeMs: null, processed };
        }
      }
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      return { done: true, notBeforeMs: null, processed };
    },

    async nextToPlan(input: ById & { mappingVersion: number }): Promise<{ object: string } | null> {
      const row = await migrationOf(context, input);
      const { document } = await getMapping(db, scopeOf(row), input.mappingVersion);
      const object = await objectLeftToPlan(
        db,
        scopeOf(row),
        input.mappingVersion,
        planOrder(document, destinationOf(context, row), await stagedObjects(db, scopeOf(row))),
      );
      if (object !== null) return { object };
      await followSurvivors(db, scopeOf(row), input.mappingVersion);
      return null;
    },

    /** Plans pages of one object for about 25 seconds: the mapping over every record. */
    async planChunk(input: PlanChunkInput): Promise<ChunkProgress> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const { document } = await getMapping(db, scope, input.mappingVersion);
      const gather = pageGatherer(context, row, document, input);
      const planner = plannerOf(context, row, document);
      const stopAt = Date.now() + chunkMs;
      let processed = 0;
      for (;;) {
        const page = await recordsToPlan(db, scope, input.mappingVersion, input.object, pageSize);
        if (page.length === 0) return { done: true, notBeforeMs: null, processed };
        await gather(page);
        await savePlans(db, scope, input.mappingVersion, page.map(planner));
        processed += page.length;
        Context.current().heartbeat();
        if (Date.now() > stopAt || Context.current().cancellationSignal.aborted)
          return { done: false, notBeforeMs: null, processed };
      }
    },

    async judgeDryRun(input: ById): Promise<DryRunResult> {
      const row = await migrationOf(context, input);
      await takeStatistics(db, 'plan');
      const outcomes = await planOutcomes(db, scopeOf(row));
      const rejected = Object.values(outcomes).some((counts) => (counts['reject'] ?? 0) > 0);
      const reasons = rejected ? await reasonCounts(db, scopeOf(row), row.mappingVersion ?? 1) : [];
      const why = reasons.filter((reason) => reason.outcome === 'reject');
      return { outcomes, needs: tooManyRejected(outcomes, why, row.override?.rejected ?? null) };
    },

    async quietPlan(input: ById): Promise<Need> {
      const row = await migrationOf(context, input);
      const outcomes = await planOutcomes(db, scopeOf(row));
      const automations = row.destinationMetadata?.automations ?? null;
      const active = automations?.filter((automation) => automation.active) ?? [];
      const created = Object.entries(outcomes)
        .map(([object, counts]) => `${counts['create'] ?? 0} × ${object}`)
        .join(', ');
      const fire =
        automations === null
          ? 'The destination does not tell which automations are on; look there.'
          : active.length === 0
            ? 'No automation was found switched on.'
            : `These automations may fire: ${active.map((automation) => `${automation.name} (${automation.effect})`).join('; ')}.`;
      return {
        code: 'quiet_plan',
        message: `About to write for the first time (${created}). ${fire}`,
        hint: 'Switch off what may write to people, then confirm the quiet plan with your name.',
        decision: 'confirmQuiet',
      };
    },
  };
}

/** Objects at the destination that a route may match: those with mode other than create. */
function objectsToIndex(mapping: Mapping, definition: DestinationDefinition): string[] {
  const wanted = mapping.routes.filter(
    (route) => route.to !== null && route.mode !== 'create' && route.matchOn.length > 0,
  );
  return [...new Set(wanted.map((route) => route.to as string))].filter(
    (object) => definition.objects[object] !== undefined,
  );
}

function destinationKeys(definition: DestinationDefinition, object: string): KeySource[] {
  const { fields, matchOn } = definition.objects[object] ?? { fields: [], matchOn: [] };
  return fields.flatMap((field) =>
    matchOn
      .filter(
        (concept) => field.concept === concept || (concept === 'company.domain' && field.concept === 'company.website'),
      )
      .map((concept) => ({ concept, key: field.key, path: field.path })),
  );
}
