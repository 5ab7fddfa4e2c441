import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalClient } from '../src/runtime/temporal-client.ts';
import { connectWorker, createWorker, type PortageWorker } from '../src/runtime/worker.ts';
import { bundleWorkflows } from '../src/runtime/workflow-bundle.ts';
import { temporalTarget, testLog, uniqueTaskQueue } from './support/temporal.ts';

const workflowsPath = fileURLToPath(new URL('./fixtures/workflows/waiting.ts', import.meta.url));
const taskQueue = uniqueTaskQueue();

let temporal: TemporalClient;
let worker: PortageWorker;
let closeWorkerConnection: () => Promise<void>;

beforeAll(async () => {
  temporal = await connectTemporal(temporalTarget());
  const connection = await connectWorker(temporalTarget(), testLog());
  closeWorkerConnection = () => connection.close();
  const { namespace } = temporalTarget();
  worker = await createWorker({
    ...{ connection, namespace, taskQueue, log: testLog() },
    activities: {},
    workflows: await bundleWorkflows(workflowsPath, testLog()),
  });
});

afterAll(async () => {
  await worker?.stop();
  await closeWorkerConnection?.();
  await temporal?.close();
});

/** Sends a signal as the Temporal UI does: with whatever payload somebody typed. */
async function sendRaw(handle: WorkflowHandle, payload: Payload): Promise<void> {
  await temporal.client.workflowService.signalWorkflowExecution({
    namespace: temporalTarget().namespace,
    workflowExecution: { workflowId: handle.workflowId },
    signalName: 'note',
    input: { payloads: [payload] },
    requestId: randomUUID(),
  });
}

const text = (value: string) => new TextEncoder().encode(value);

test('a workflow lives on after signals that nobody can decode, and still understands the next one', async () => {
  const handle = await temporal.client.workflow.start('waitingWorkflow', { taskQueue, workflowId: randomUUID() });
  await sendRaw(handle, { metadata: { encoding: text('json/protobuf') }, data: text('{"version":1}') });
  await sendRaw(handle, { metadata: { encoding: text('json/plain') }, data: text('{version') });
  await sendRaw(handle, { metadata: { encoding: text('json/plain') }, data: text('{"version":2}') });
  await sendRaw(handle, { data: text('no encoding') });
  await handle.signal('finish');
  expect(await handle.result()).toEqual([
    expect.stringContaining('refused {"__undecodable":true,"encoding":"json/protobuf"'),
    expect.stringContaining('"reason":"not valid JSON"'),
    'version 2',
    expect.stringContaining('"encoding":"none"'),
  ]);
});

test('the server knows the search attributes by which staff look for migrations', async () => {
  const workflowId = randomUUID();
  const searchAttributes = { PortageCustomer: ['Acme'], PortageNeedsApproval: [true], PortageFailed: [3] };
  const handle = await temporal.client.workflow.start('waitingWorkflow', { taskQueue, workflowId, searchAttributes });
  expect((await handle.describe()).searchAttributes).toMatchObject(searchAttributes);
  await handle.terminate();
});

test('a second worker takes the workflow code that the first one bundled', async () => {
  const [first, second] = [
    await bundleWorkflows(workflowsPath, testLog()),
    await bundleWorkflows(workflowsPath, testLog()),
  ];
  expect(first).toEqual({ codePath: expect.stringMatching(/\.js$/) });
  expect(second).toEqual(first);
});
