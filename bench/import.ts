/**
 * Import of 100,000 contacts, ten a company, into the Close sandbox without a limit: one call a record. Tells also what
 * planning them and reading them back take.
 *
 *   node --expose-gc bench/import.ts [contacts]
 */
import { type BareRequest, bareLoop } from './bare-loop.ts';
import { type Measured, type Memory, MemoryWatch, measure } from './measure.ts';
import { Stages } from './stages.ts';
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

const contactPath = '/api/v1/contact/';
const bareRequests = 20_000;
const requestsAtOnce = 48;

export async function benchImport(contacts: number): Promise<ImportResult> {
  const starting = [
    sandboxProcess('pipedrive', '--records', '2000', '--limit', 'none'),
    sandboxProcess('close', '--records', '0', '--limit', 'none'),
  ];
  return withSandboxes(starting, (source, destination) =>
    withStore(async (store) => {
      const file = { objects: ['company', 'contact'] };
      const bench = await benchMigration(store.db, { source, destination, file });
      const memory = new MemoryWatch(Math.min(10_000, contacts / 4));
      let done = 0;
      const stages = new Stages(bench, (processed) => {
        done += processed;
        memory.look(done);
      });
      await stages.begin(contacts);
      const begin = () => measure(store, destination);

      const endPlan = begin();
      const plan = endPlan(await stages.plan());
      const endMaterialise = begin();
      const materialise = endMaterialise(await stages.materialise());
      const loads: Record<string, Measured> = {};
      for (const wave of await stages.waves()) {
        const endLoad = begin();
        loads[wave.name] = endLoad(await stages.load(wave.number));
      }
      const load = loads['contact'];
      if (load?.records !== contacts) throw new Error(`${load?.records ?? 0} of ${contacts} contacts were written`);
      const bodies = await lastBodies(destination);
      const endReconcile = begin();
      const { compared, drifted } = await stages.reconcile();
      const reconcile = endReconcile(compared);
      await bench.close();
      const barePerSecond = await bareImport(destination, bodies);
      return { plan, materialise, load, reconcile, drifted, barePerSecond, memory: memory.result() };
    }),
  );
}

/** Contacts as they were sent: the sandbox keeps the bodies of its last requests. */
async function lastBodies(destination: SandboxProcess): Promise<BareRequest[]> {
  const { requests } = await destination.control<{ requests: number }>('stats');
  const log = await destination.control<{ method: string; path: string; body?: string }[]>(
    `requests?since=${Math.max(0, requests - 1_500)}&limit=1500`,
  );
  return log.flatMap(({ method, path, body }) =>
    method === 'POST' && path === contactPath && body !== undefined ? [{ method, path, body }] : [],
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
