/**
 * Records what the replay test replays: the histories of one small migration and of its steps, from preflight to roll back.
 * Run it after workflow code was changed on purpose: node test/histories/record.ts
 */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../../sandbox/index.ts';
import { decide } from '../../src/api/service/decide.ts';
import { startMigration } from '../../src/api/service/start.ts';
import { workflowIdOf } from '../../src/model/workflow-id.ts';
import { openSession } from '../../src/cli/session.ts';
import type { DecisionName } from '../../src/model/decisions.ts';
import { migrationFileSchema } from '../../src/model/migration-file.ts';
import { getMigration } from '../../src/store/migration-store.ts';
import { type MigrationRow } from '../../src/store/migration-row.ts';

const by = 'ann@acme.example';
const saved = new Set<string>();
const folder = import.meta.dirname;
const dataDir = await mkdtemp(join(tmpdir(), 'portage-histories-'));
const session = await openSession({ dataDir, worker: true, quiet: true });
const source = await startSandbox('pipedrive', { records: 20, limit: 'none' });
const destination = await startSandbox('close', { records: 0, limit: 'none' });
try {
  const id = await live();
  for (const name of await readdir(folder)) if (name.endsWith('.json')) await rm(join(folder, name));
  await save(workflowIdOf(id), undefined, 'migration');
} finally {
  await source.close();
  await destination.close();
  await session.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** One migration with all that people do to it: a refusal, a pause, an approval, a top-up, a roll back. */
async function live(): Promise<string> {
  const { migration } = await startMigration(session.service, {
    ...{ tenantId: session.tenantId, fileKey: 'histories', by, via: 'CLI' },
    file: migrationFileSchema.parse({
      customer: 'Acme Ltd',
      source: { system: source.system, connection: connectionTo(source) },
      destination: { system: destination.system, connection: connectionTo(destination) },
      orphans: 'each',
      sample: { size: 3 },
    }),
  });
  const { id } = migration;
  const handle = session.engine.temporal.workflow.getHandle(workflowIdOf(id));
  const say = async (name: DecisionName, payload: object = {}) =>
    decide(session.service, await getMigration(session.engine.db, id), name, { by, ...payload }, 'CLI');
  await until(id, (row) => row.waitingFor?.decision === 'approve');
  await handle.signal('approve', { by });
  await say('pause');
  await say('resume');
  await say('approve', { mappingVersion: 1 });
  await until(id, handedOver);
  await say('topUp');
  await until(id, (row) => row.status === 'running');
  await until(id, handedOver);
  await say('rollback', { customer: 'Acme Ltd' });
  await handle.result();
  return id;
}

function connectionTo(sandbox: typeof source) {
  return { baseUrl: sandbox.url, credentials: sandbox.credentials, options: { limit: 'none' } };
}

function handedOver(row: MigrationRow): boolean {
  return row.stage === 'handover' && row.status.startsWith('completed');
}

async function until(id: string, wanted: (row: MigrationRow) => boolean): Promise<void> {
  for (;;) {
    const row = await getMigration(session.engine.db, id);
    if (wanted(row)) return;
    if (row.status === 'failed') throw new Error(`it failed: ${row.error?.message}`);
    await delay(50);
  }
}

interface HistoryEvent {
  childWorkflowExecutionStartedEventAttributes?: { workflowExecution: { workflowId: string; runId: string } };
}

/** Writes the history of a workflow, then those of its children, each once by its name. */
async function save(workflowId: string, runId: string | undefined, name: string): Promise<void> {
  saved.add(name);
  const history = await session.engine.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const { events } = JSON.parse(withoutMachine(JSON.stringify(history))) as { events: HistoryEvent[] };
  const lines = events.map((event) => JSON.stringify(event));
  await writeFile(join(folder, `${name}.json`), `{"workflowId":"${workflowId}","events":[\n${lines.join(',\n')}\n]}\n`);
  process.stdout.write(`${name}: ${events.length} events\n`);
  for (const event of events) {
    const child = event.childWorkflowExecutionStartedEventAttributes?.workflowExecution;
    const step = child?.workflowId.split('/').slice(1).join('-');
    // the export of a top-up is the same code again
    if (child && step && step !== 'export-2' && !saved.has(step)) await save(child.workflowId, child.runId, step);
  }
}

/** Processes and machines have names that nobody else needs to know. */
function withoutMachine(json: string): string {
  return json
    .replaceAll(/"identity": *"[^"]*"/g, '"identity":"recorder"')
    .replaceAll(/\d+@[\w.-]+/g, 'recorder')
    .replaceAll(hostname(), 'machine');
}
