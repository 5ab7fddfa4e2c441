import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything that Prometheus is told. Labels are systems, objects and outcomes: never a customer, never an id. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const registers = [registry];

export const metrics = {
  requests: new Counter({
    name: 'portage_requests_total',
    help: 'Requests to vendors by outcome: ok, throttled, refused, failed, in_doubt.',
    labelNames: ['side', 'system', 'outcome'] as const,
    registers,
  }),
  requestSeconds: new Histogram({
    name: 'portage_request_seconds',
    help: 'Time from sending a request to its whole answer.',
    labelNames: ['side', 'system'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  }),
  pacingWaitSeconds: new Counter({
    name: 'portage_pacing_wait_seconds_total',
    help: 'Time that requests waited for their share of a vendor limit.',
    labelNames: ['system'] as const,
    registers,
  }),
  records: new Counter({
    name: 'portage_records_total',
    help: 'Records by stage and outcome.',
    labelNames: ['stage', 'object', 'outcome'] as const,
    registers,
  }),
  effects: new Counter({
    name: 'portage_effects_total',
    help: 'Changes at destinations by operation and state.',
    labelNames: ['system', 'operation', 'state'] as const,
    registers,
  }),
  migrations: new Gauge({
    name: 'portage_migrations',
    help: 'Migrations by stage.',
    labelNames: ['stage'] as const,
    registers,
  }),
  activitySeconds: new Histogram({
    name: 'portage_activity_seconds',
    help: 'Run time of activities.',
    labelNames: ['activity', 'outcome'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers,
  }),
};

/** Serves `/metrics` and `/healthz` for a process that has no API of its own, such as a worker. */
export async function serveMetrics(options: {
  host: string;
  port: number;
  isHealthy: () => boolean;
}): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === '/healthz') {
      const healthy = options.isHealthy();
      response.writeHead(healthy ? 200 : 503, { 'content-type': 'text/plain' }).end(healthy ? 'ok\n' : 'stopping\n');
    } else if (request.url === '/metrics') {
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
