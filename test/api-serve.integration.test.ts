import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../src/api/api.ts';
import { type ServedApi, serveApi } from '../src/api/serve.ts';
import { connectTemporal, type TemporalClient } from '../src/runtime/temporal-client.ts';
import { type TestTenant, useApi } from './support/api.ts';
import { seedMigration } from './support/api-seed.ts';
import { readEvents } from './support/events.ts';
import { temporalTarget, uniqueTaskQueue } from './support/temporal.ts';

const api = useApi();
let temporal: TemporalClient;
let served: ServedApi;
let tenant: TestTenant;

beforeAll(async () => {
  temporal = await connectTemporal(temporalTarget());
  const limits = { ...api.deps.limits, uploadBytes: 8 * 1024 * 1024, decisionMs: 1_500 };
  served = await serveApi(createApi({ ...api.deps, temporal: temporal.client, taskQueue: uniqueTaskQueue(), limits }), {
    host: '127.0.0.1',
    port: 0,
  });
  tenant = await api.tenant('served');
});
afterAll(async () => {
  await served.close();
  await temporal.close();
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${served.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${tenant.keys.admin}`, ...(init.headers as Record<string, string>) },
  });

describe('over a real port and a real Temporal', () => {
  test('it is ready', async () => {
    expect(await (await call('/readyz')).json()).toEqual({ status: 'ok', database: 'ok', temporal: 'ok' });
  });

  test('a migration starts its workflow once, however often the request is repeated', async () => {
    const body = JSON.stringify({
      customer: 'Served Ltd',
      source: { system: 'pipedrive', connection: { credentials: { apiToken: 'x' } } },
      destination: { system: 'close', connection: { credentials: { apiKey: 'x' } } },
    });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'served-0001' };
    const first = await call('/api/v1/migrations', { method: 'POST', body, headers });
    const again = await call('/api/v1/migrations', { method: 'POST', body, headers });
    expect([first.status, again.status]).toEqual([201, 200]);
    const { id } = (await first.json()) as { id: string };
    const run = await temporal.client.workflow.getHandle(`migration:${id}`).describe();
    expect(run.status.name).toBe('RUNNING');
    await temporal.client.workflow.getHandle(`migration:${id}`).terminate();

    // the workflow is gone: a decision is told so instead of waiting
    const refused = await call(`/api/v1/migrations/${id}/signals/pause`, { method: 'POST' });
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 409,
      body: { code: 'not_running' },
    });
  });

  test('a decision that no worker takes up is answered, not waited for without end', async () => {
    const row = await seedMigration(api.db, tenant.tenantId, 'No worker Ltd');
    await temporal.client.workflow.start('migrationWorkflow', {
      workflowId: `migration:${row.id}`,
      taskQueue: uniqueTaskQueue(),
      args: [{ id: row.id }],
    });
    const answer = await call(`/api/v1/migrations/${row.id}/signals/pause`, { method: 'POST' });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 503,
      body: { code: 'no_worker' },
    });
    await temporal.client.workflow.getHandle(`migration:${row.id}`).terminate();
  });

  test('a client that goes away in the middle of an upload leaves nothing behind and harms nobody', async () => {
    const socket = connect(served.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /api/v1/uploads?fileName=a.csv HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tenant.keys.admin}\r\ncontent-length: 1000000\r\n\r\n${'x'.repeat(100_000)}`,
    );
    await new Promise<void>((resolve) => socket.end(() => resolve()));
    socket.destroy();
    expect((await call('/api/v1/me')).status).toBe(200);
    expect((await (await call('/api/v1/uploads')).json()) as object).toMatchObject({ items: [] });
  });

  test('a file that is too large is refused while it is being sent, and the next request is served', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 256) return controller.close();
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    // a server that answers early may close the connection before the client has read why
    const answer = await call('/api/v1/uploads?fileName=big.csv', {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit).catch(() => null);
    if (answer !== null) expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(200);
    expect((await call('/api/v1/me')).status).toBe(200);
  });

  test('closing ends event streams at once, lets open requests finish, and frees the port', async () => {
    const row = await seedMigration(api.db, tenant.tenantId, 'Closing Ltd');
    const second = await serveApi(createApi(api.deps), { host: '127.0.0.1', port: 0 });
    await expect(serveApi(createApi(api.deps), { host: '127.0.0.1', port: second.port })).rejects.toMatchObject({
      kind: 'config',
      code: 'port_taken',
    });
    const response = await fetch(`${second.url}/api/v1/migrations/${row.id}/events`, {
      headers: { authorization: `Bearer ${tenant.keys.viewer}` },
    });
    const events = readEvents(response);
    await events.next();
    const closed = second.close();
    for await (const _ of events);
    await closed;
    await expect(fetch(second.url)).rejects.toThrow();
    const third = await serveApi(createApi(api.deps), { host: '127.0.0.1', port: second.port });
    await third.close();
  });
});
