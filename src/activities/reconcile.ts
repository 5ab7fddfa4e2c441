import { Context } from '@temporalio/activity';
import { inParallel } from '../connectors/kit/in-parallel.ts';
import { type Comparing, compareRecord } from '../mappers/compare/compare-record.ts';
import type { ValueContext } from '../mappers/values/types.ts';
import type { DestinationField } from '../model/destination-object.ts';
import { isPortageError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { DestinationRecord, DestinationWriter } from '../model/ports.ts';
import type { ReconcileResult } from '../model/stage-results.ts';
import {
  type Comparison,
  forgetComparisons,
  saveComparisons,
  uncompared,
  type WrittenEffect,
  writtenAmong,
  writtenCounts,
} from '../store/compare-store.ts';
import { definedKeys, resolveReferences } from '../store/crosswalk-store.ts';
import { forgetDoubles, saveDoubles } from '../store/double-store.ts';
import { indexStates, nextIndexObject, saveIndexState } from '../store/index-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { addRequestCounts } from '../store/request-store.ts';
import type { PairScope } from '../store/scope.ts';
import { chunkMs } from './chunk.ts';
import { comparingOf } from './compared-fields.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';
import { traceReader } from './doubles.ts';
import { definedName, resolvePayload } from './load/resolve.ts';

/** Below this many written records of an object, reading each by its id costs less than walking lists. */
const listFrom = 60;
const readersAtOnce = 8;

export function reconcileActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Sets up the read back. The sample is read by id; a full import by lists where that costs less. */
    async beginReconcile(input: ById & { sampleOnly: boolean }): Promise<void> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      await forgetComparisons(db, scope);
      await forgetDoubles(db, scope);
      const counts = input.sampleOnly ? [] : await writtenCounts(db, scope);
      await indexStates(
        db,
        scope,
        counts.filter((entry) => entry.count >= listFrom).map((entry) => entry.destinationObject),
      );
    },

    async reconcileChunk(input: ById & { sampleOnly: boolean }): Promise<ReconcileResult> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const writer = await context.openDestination(row);
      const comparing = await comparingOf(context, row);
      const judge = createJudge(context, scope, writer, comparing);
      const { document } = await getMapping(db, scope, row.mappingVersion ?? 1);
      const before = writer.requestCounts();
      const result: ReconcileResult = { done: false, notBeforeMs: null, processed: 0, verified: 0, drifted: 0 };
      const stopAt = Date.now() + chunkMs;
      const { cancellationSignal: signal } = Context.current();
      const add = (comparisons: Comparison[]) => {
        result.processed += comparisons.length;
        result.verified += comparisons.filter((entry) => entry.result === 'equal').length;
        result.drifted += comparisons.filter((entry) => entry.result !== 'equal').length;
        Context.current().heartbeat();
      };
      while (Date.now() < stopAt && !signal.aborted) {
        const walk = await nextIndexObject(db, scope);
        if (walk !== null) {
          const page = await writer.list(walk.object, walk.cursor, signal);
          const records = new Map(page.records.map((record) => [record.id, record]));
          const written = await writtenAmong(db, scope, walk.object, [...records.keys()]);
          add(await judge(written, (id) => Promise.resolve(records.get(id) ?? null)));
          const ours = new Set(written.map((entry) => entry.effect.destinationId));
          const traceOf = traceReader(destinationOf(context, row), comparing, walk.object, document.marker);
          const others = page.records.filter((record) => !ours.has(record.id));
          await saveDoubles(
            db,
            scope,
            walk.object,
            document.routes.map((route) => route.object),
            others.flatMap((record) => traceOf?.(record) ?? []),
          );
          await saveIndexState(db, scope, walk.object, page.cursor, page.total);
          continue;
        }
        const left = await uncompared(db, scope, input.sampleOnly, 200);
        if (left.length === 0) {
          result.done = true;
          break;
        }
        add(await judge(left, null));
      }
      await addRequestCounts(db, scope, 'destination', before, writer.requestCounts());
      return result;
    },
  };
}

type Judge = (
  written: WrittenEffect[],
  shown: ((id: string) => Promise<DestinationRecord | null>) | null,
) => Promise<Comparison[]>;

/** Compares effects with what the destination shows. What a list misses or shows different is read again by its id. */
function createJudge(
  { db }: ActivityContext,
  scope: PairScope,
  writer: DestinationWriter,
  { fields, values }: Comparing,
): Judge {
  return async (written, shown) => {
    const [ids, defined] = await Promise.all([
      resolveReferences(
        db,
        scope,
        written.flatMap((entry) => entry.effect.references),
      ),
      definedKeys(db, scope),
    ]);
    const compareOne = async (entry: WrittenEffect): Promise<Comparison> => {
      const { effect } = entry;
      const resolved = resolvePayload(effect, ids, defined);
      const sent = withCreateOnly(
        resolved.ready ? resolved.payload : effect.payload,
        effect.operation,
        fields.get(effect.destinationObject),
      );
      const overwritten = new Set([...entry.overwritten].map((key) => definedName(key, defined)));
      const payload = Object.fromEntries(Object.entries(sent).filter(([key]) => !overwritten.has(key)));
      const known = fields.get(effect.destinationObject) ?? new Map();
      const fromList = shown === null ? null : await shown(effect.destinationId as string);
      if (fromList !== null && compareRecord(known, payload, fromList.data, values).length === 0)
        return { effect, result: 'equal', differences: [] };
      const record = await readAgain(writer, effect.destinationObject, effect.destinationId as string);
      if (record === null) return { effect, result: 'missing', differences: [] };
      const differences = compareRecord(known, payload, record.data, values);
      if (differences.length === 0) return { effect, result: 'equal', differences: [] };
      return {
        effect,
        result: editedSince(entry, record, differences, known, values) ? 'edited' : 'drifted',
        differences,
      };
    };
    const comparisons = await inParallel(written, readersAtOnce, compareOne);
    await saveComparisons(db, scope, comparisons);
    return comparisons;
  };
}

/** True where the answer to our write showed what was planned, and the record has a newer version now: somebody changed it since. */
function editedSince(
  entry: WrittenEffect,
  record: DestinationRecord,
  differences: { field: string }[],
  fields: ReadonlyMap<string, DestinationField>,
  values: ValueContext,
): boolean {
  if (entry.after === null || entry.version === null || record.version === null || record.version === entry.version)
    return false;
  const answered = compareRecord(fields, entry.after, record.data, values).map((difference) => difference.field);
  return differences.every((difference) => answered.includes(difference.field));
}

/** Fields that can only be set at creation cannot have been set by an update. */
function withCreateOnly(
  payload: JsonObject,
  operation: string,
  fields: ReadonlyMap<string, DestinationField> | undefined,
): JsonObject {
  if (operation !== 'update') return payload;
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !fields?.get(key)?.createOnly));
}

async function readAgain(writer: DestinationWriter, object: string, id: string): Promise<DestinationRecord | null> {
  try {
    return await writer.get(object, id);
  } catch (error) {
    if (isPortageError(error, 'record')) return null;
    throw error;
  }
}
