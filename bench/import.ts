/**
 * Import of 100,000 contacts, ten a company, into the Close sandbox without a limit: one call a record. Prints also what
 * planning them and reading them back take.
 *
 *   node --expose-gc bench/import.ts [contacts]
 */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../src/activities/index.ts';
import type { ChunkProgress, LoadResult, ReconcileResult } from '../src/model/stage-results.ts';
import { type BareRequest, bareLoop } from './bare-loop.ts';
import { type Measured, type Memory, MemoryWatch, measure } from './measure.ts';
import { stageContacts } from './stage-contacts.ts';
import { benchMigration, type SandboxProcess, sandboxProcess, withSandboxes, withStore } from './support.ts';

export interface ImportResult {
  plan: Measured;
  materialise: Measured;
  /** The wave of contacts alone; their leads are there by then. */
  load: Measured;
  reconcile: Measured;
  drifted: number;
  /** The same requests in a bare loop, requests a second. */
  barePerSecond: number;
  memory: Memory;
}

const bareRequests = 20_000;
const requestsAtOnce = 48;

export async function benchImport(contacts: number): Promise<ImportResult> {
  const sandboxes = [
    sandboxProcess('pipedrive', '--records', '2000', '--limit', 'none'),
    sandboxProcess('close', '--records', '0', '--limit', 'none'),
  ];
  return withSandboxes(sandboxes, (source, destination) =>
    withStore(async (store) => {
      const bench = await benchMigration(store.db, {
        source: source as SandboxProcess,
        destination: destination as SandboxProcess,
        file: { objects: ['company', 'contact'] },
      });
      const activities = createActivities(bench.context);
      const environment = new MockActivityEnvironment();
      const run = <Input, Output>(activity: (input: Input) => Promise<Output>, input: Input) =>
        environment.run(activity, input) as Promise<Output>;
      const { id } = bench.migration;
      const { needs } = await run(activities.preflight, { id });
      if (needs !== null) throw new Error(needs.message);
      await stageContacts(bench.context, id, contacts);
      await run(activities.finishExport, { id, snapshot: 1 });
      const { version: mappingVersion } = await run(activities.proposeMapping, { id });
      const begin = () => measure(store, destination as SandboxProcess);

      const memory = new MemoryWatch(Math.min(10_000, contacts / 4));
      let done = 0;
      const progress = <Progress extends ChunkProgress>(chunk: Progress): Progress => {
        done += chunk.processed;
        memory.look(done);
        return chunk;
      };

      const endPlan = begin();
      await run(activities.beginPlan, { id, mappingVersion });
      while (!(await run(activities.indexChunk, { id, mappingVersion })).done);
      let planned = 0;
      for (;;) {
        const next = await run(activities.nextToPlan, { id, mappingVersion });
        if (next === null) break;
        planned += progress(await run(activities.planChunk, { id, mappingVersion, object: next.object })).processed;
      }
      await run(activities.judgeDryRun, { id });
      const plan = endPlan(planned);

      const endMaterialise = begin();
      const { effects } = await run(activities.materialise, { id });
      const materialise = endMaterialise(effects);

      let load: Measured | undefined;
      const since = new Date().toISOString();
      for (const wave of await run(activities.wavesOf, { id, sampleOnly: false })) {
        const endLoad = begin();
        let written = 0;
        for (;;) {
          const result: LoadResult = progress(
            await run(activities.loadChunk, { id, wave: wave.number, sampleOnly: false, since }),
          );
          written += result.written;
          if (result.needs !== null) throw new Error(result.needs.message);
          if (result.done) break;
        }
        if (wave.name === 'contact') load = endLoad(written);
      }
      if (load?.records !== contacts) throw new Error(`${load?.records ?? 0} of ${contacts} contacts were written`);

      const bodies = await lastBodies(destination as SandboxProcess);

      const endReconcile = begin();
      await run(activities.beginReconcile, { id, sampleOnly: false });
      let compared = 0;
      let drifted = 0;
      for (;;) {
        const chunk: ReconcileResult = progress(await run(activities.reconcileChunk, { id, sampleOnly: false }));
        compared += chunk.processed;
        drifted += chunk.drifted;
        if (chunk.done) break;
      }
      const reconcile = endReconcile(compared);
      await bench.close();
      const barePerSecond = await bareImport(destination as SandboxProcess, bodies);
      return { plan, materialise, load, reconcile, drifted, barePerSecond, memory: memory.result() };
    }),
  );
}

/** The sandbox keeps the bodies of its last requests. */
async function lastBodies(destination: SandboxProcess): Promise<BareRequest[]> {
  const { requests } = await destination.control<{ requests: number }>('stats');
  const log = await destination.control<{ method: string; path: string; body?: string }[]>(
    `requests?since=${Math.max(0, requests - 1_500)}&limit=1500`,
  );
  return log.flatMap(({ method, path, body }) =>
    method === 'POST' && body !== undefined ? [{ method, path, body }] : [],
  );
}

/** The same bodies again and again: the sandbox looks for no duplicates. */
async function bareImport(destination: SandboxProcess, bodies: BareRequest[]): Promise<number> {
  const repeated = Array.from({ length: bareRequests }, (_, index) => bodies[index % bodies.length] as BareRequest);
  const key = Buffer.from(`${destination.credentials['apiKey']}:`).toString('base64');
  return bareLoop(destination.url, { authorization: `Basic ${key}` }, repeated, requestsAtOnce);
}

if (import.meta.main) {
  const result = await benchImport(Number(process.argv[2] ?? 100_000));
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}
