import { Context } from '@temporalio/activity';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import { isPortageError } from '../model/errors.ts';
import type { Mapping } from '../model/mapping.ts';
import type { DestinationWriter } from '../model/ports.ts';
import type { MeasuredStream } from '../model/stage-results.ts';
import { getMapping } from '../store/mapping-store.ts';
import { scopeOf } from '../store/migration-row.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { saveTotals } from '../store/total-store.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';

export function measureActivities(context: ActivityContext) {
  return {
    /**
     * How much there is to read, as far as one page of each stream tells; files are read to their end, which is cheap. Stores
     * nothing.
     */
    async measureSource(input: ById): Promise<MeasuredStream[]> {
      const row = await migrationOf(context, input);
      const source = await context.openSource(row);
      const isFile = context.connector(row.sourceSystem).http === undefined;
      const { cancellationSignal: signal } = Context.current();
      const measured: MeasuredStream[] = [];
      for (const stream of await source.streams()) {
        const objects: Record<string, number> = {};
        let page = await source.readPage(stream.name, null, { signal });
        const count = () => {
          for (const { object } of page.records) objects[object] = (objects[object] ?? 0) + 1;
        };
        count();
        while (isFile && page.cursor !== null) {
          page = await source.readPage(stream.name, page.cursor, { signal });
          count();
          Context.current().heartbeat();
        }
        measured.push({
          stream: stream.name,
          objects: Object.keys(objects).length > 0 || page.cursor === null ? objects : zero(stream.objects),
          total: page.cursor === null ? sum(objects) : page.total,
          skipped: page.skipped ?? null,
        });
        Context.current().heartbeat();
      }
      return measured;
    },

    /** How many records of each object that is written the destination says it holds: before the first write, and after the last. */
    async measureDestination(input: ById & { when: 'before' | 'after' }): Promise<void> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const writer = await context.openDestination(row);
      const { document } = await getMapping(context.db, scope, row.mappingVersion ?? 1);
      const before = writer.requestCounts();
      const totals = new Map<string, number | null>();
      for (const object of writtenObjects(document, destinationOf(context, row)))
        totals.set(object, await toldTotal(writer, object, Context.current().cancellationSignal));
      await saveTotals(context.db, scope, input.when, totals);
      await addRequestCounts(context.db, scope, 'destination', before, writer.requestCounts());
    },
  };
}

/** Objects that the mapping's routes lead to, and the parents that they bring. */
function writtenObjects({ routes }: Mapping, { objects, order }: DestinationDefinition): string[] {
  const named = new Set(routes.flatMap(({ to }) => (to === null ? [] : [to, objects[to]?.nest?.under])));
  return order.filter((object) => named.has(object));
}

/** A count is for the eye: a vendor that refuses it stops nothing. */
async function toldTotal(writer: DestinationWriter, object: string, signal: AbortSignal): Promise<number | null> {
  try {
    return await writer.total(object, signal);
  } catch (error) {
    if (isPortageError(error, 'record') || isPortageError(error, 'contract')) return null;
    throw error;
  }
}

function zero(objects: string[]): Record<string, number> {
  return Object.fromEntries(objects.map((object) => [object, 0]));
}

function sum(objects: Record<string, number>): number {
  return Object.values(objects).reduce((total, count) => total + count, 0);
}
