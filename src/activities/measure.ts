import { Context } from '@temporalio/activity';
import type { MeasuredStream } from '../model/stage-results.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';

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
  };
}

function zero(objects: string[]): Record<string, number> {
  return Object.fromEntries(objects.map((object) => [object, 0]));
}

function sum(objects: Record<string, number>): number {
  return Object.values(objects).reduce((total, count) => total + count, 0);
}
