/**
 * Export of 100,000 records from the Pipedrive sandbox (500 a page, no limit) into PostgreSQL.
 *
 *   node --expose-gc bench/export.ts [records]
 */
import { MockActivityEnvironment } from '@temporalio/testing';
import { exportActivities } from '../src/activities/export.ts';
import { type BareRequest, bareLoop } from './bare-loop.ts';
import { type Measured, type Memory, MemoryWatch, measure } from './measure.ts';
import { benchMigration, type SandboxProcess, sandboxProcess, withSandboxes, withStore } from './support.ts';

export interface ExportResult {
  export: Measured;
  /** The same pages fetched and parsed, four at a time: records a second. */
  barePerSecond: number;
  memory: Memory;
}

export async function benchExport(records: number): Promise<ExportResult> {
  const sandbox = sandboxProcess('pipedrive', '--records', String(records), '--limit', 'none');
  return withSandboxes([sandbox], (source) =>
    withStore(async (store) => {
      const bench = await benchMigration(store.db, { source, destination: { ...source, system: 'close' } });
      const activities = exportActivities(bench.context);
      const environment = new MockActivityEnvironment();
      const { id } = bench.migration;
      const memory = new MemoryWatch(Math.min(10_000, records / 4));
      let pages = 0;
      environment.on('heartbeat', () => memory.look(pages++ * 500));
      let processed = 0;
      const end = measure(store, source);
      const { snapshot } = await activities.beginSnapshot({ id });
      for (;;) {
        const next = await activities.nextStream({ id, snapshot });
        if (next === null) break;
        const chunk = (await environment.run(activities.exportChunk, { id, snapshot, stream: next.stream })) as {
          processed: number;
        };
        processed += chunk.processed;
      }
      const result = end(processed);
      await bench.close();
      return { export: result, memory: memory.result(), barePerSecond: await bareExport(source, processed) };
    }),
  );
}

async function bareExport(source: SandboxProcess, records: number): Promise<number> {
  const log = await source.control<{ path: string; query: string }[]>('requests?limit=1000000');
  const requests = log.map(
    ({ path, query }): BareRequest => ({ method: 'GET', path: query === '' ? path : `${path}?${query}` }),
  );
  const headers = { 'x-api-token': source.credentials['apiToken'] ?? '' };
  const perSecond = await bareLoop(source.url, headers, requests, 4);
  return (perSecond * records) / requests.length;
}

if (import.meta.main) {
  const result = await benchExport(Number(process.argv[2] ?? 100_000));
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}
