import { expect, test } from 'vitest';
import { createLog } from '../src/runtime/logging.ts';
import { registry, serveMetrics } from '../src/runtime/metrics.ts';
import { createShutdown } from '../src/runtime/shutdown.ts';

const log = createLog({ level: 'silent' });

test('things are stopped in the opposite order of their start, each once, though one of them fails', async () => {
  const stopped: string[] = [];
  const shutdown = createShutdown(log);
  const add = (name: string) => shutdown.add(name, async () => void stopped.push(name));
  add('database');
  shutdown.add('broken', () => Promise.reject(new Error('stuck')));
  const remove = add('migration that is over');
  add('worker');
  remove();
  await Promise.all([shutdown.run(), shutdown.run()]);
  await shutdown.run();
  expect(stopped).toEqual(['worker', 'database']);
});

test('a worker tells its health and its metrics, and that it is stopping', async () => {
  let healthy = true;
  const server = await serveMetrics({ host: '127.0.0.1', port: 0, isHealthy: () => healthy });
  const ask = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } });
  try {
    expect((await ask('/healthz')).status).toBe(200);
    healthy = false;
    expect((await ask('/healthz')).status).toBe(503);
    expect(await (await ask('/metrics')).text()).toContain('portage_requests_total');
    expect(registry.getSingleMetric('portage_effects_total')).toBeDefined();
    expect((await ask('/etc/passwd')).status).toBe(404);
  } finally {
    await server.stop();
  }
});
