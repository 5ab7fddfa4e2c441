/**
 * Export of 100,000 records from the Pipedrive sandbox (500 a page, no limit) into PostgreSQL.
 *
 *   node bench/export.ts [records]
 */
import { MockActivityEnvironment } from '@temporalio/testing';
import { exportActivities } from '../src/activities/export.ts';
import { benchMigration, sandboxProcess, withStore } from './support.ts';

const records = Number(process.argv[2] ?? 100_000);

export async function benchExport(): Promise<{ records: number; perSecond: number }> {
  const source = await sandboxProcess('pipedrive', '--records', String(records), '--limit', 'none');
  try {
    return await withStore(async (db) => {
      const bench = await benchMigration(db, {
        source: { system: 'pipedrive', ...source },
        destination: { system: 'close', ...source },
      });
      const activities = exportActivities(bench.context);
      const environment = new MockActivityEnvironment();
      const id = bench.migration.id;
      const begun = performance.now();
      const { snapshot } = await activities.beginSnapshot({ id });
      let processed = 0;
      for (;;) {
        const next = await activities.nextStream({ id, snapshot });
        if (next === null) break;
        const result = (await environment.run(activities.exportChunk, { id, snapshot, stream: next.stream })) as {
          processed: number;
        };
        processed += result.processed;
      }
      const seconds = (performance.now() - begun) / 1000;
      await bench.close();
      return { records: processed, perSecond: processed / seconds };
    });
  } finally {
    await source.stop();
  }
}

if (import.meta.main) {
  const result = await benchExport();
  console.log(`export: ${result.records} records, ${Math.round(result.perSecond)}/s (wanted: at least 10,000/s)`);
}
