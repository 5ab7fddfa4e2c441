import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { createLog } from '../src/runtime/logging.ts';
import { dataConverter } from '../src/runtime/temporal-client.ts';
import { installTemporalRuntime } from '../src/runtime/temporal-runtime.ts';
import { bundleWorkflows } from '../src/runtime/workflow-bundle.ts';

const folder = fileURLToPath(new URL('./histories', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => basename(name, '.json'));
const log = createLog({ level: 'silent' });

interface Recorded {
  workflowId: string;
  events: object[];
}

const textOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');

/** Feeds a recorded history to workflow code: every command must be the one that was recorded. */
async function replay(name: string, path: string): Promise<void> {
  installTemporalRuntime(log);
  const { workflowId, ...recorded } = JSON.parse(textOf(name)) as Recorded;
  const history = proto.temporal.api.history.v1.History.fromObject(recorded);
  const workflowBundle = await bundleWorkflows(fileURLToPath(new URL(path, import.meta.url)), log);
  await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, workflowId);
}

test('recorded are a migration with all that people do to it, and each of its steps', () => {
  expect(names).toEqual(
    expect.arrayContaining(['migration', 'export-1', 'plan-1', 'sample-load', 'load', 'reconcile', 'rollback']),
  );
});

test.each(names)('the workflow code goes on with what is running: the history of %s replays', async (name) => {
  await replay(name, '../src/workflows/index.ts');
});

test('a change that running migrations would stumble over is found out', async () => {
  await expect(replay('migration', './fixtures/workflows/changed.ts')).rejects.toThrow(
    /not compatible with the history/,
  );
});

test('histories hold ids, counts and decisions: nobody but who decided, no secret', () => {
  for (const name of names) {
    const text = textOf(name);
    const payloads = [...text.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
      Buffer.from(data ?? '', 'base64').toString(),
    );
    const all = [text, ...payloads].join('\n');
    const addresses = new Set(all.match(/[\w.+-]+@[\w.-]+\.[a-z]{2,}/gi));
    expect([...addresses].filter((one) => one !== 'ann@acme.example' && one !== 'you@example.com')).toEqual([]);
    expect(all).not.toMatch(/api_sandbox|sandbox-pipedrive|apiKey|apiToken|authorization/i);
  }
});
