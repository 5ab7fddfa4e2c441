import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ActivityMeter, RequestMeter } from '../model/metering.ts';
import { type CounterChange, watchCounters } from '../store/counter-store.ts';
import type { Database } from '../store/database.ts';
import { countOpenMigrations, countWaitingMigrations } from '../store/progress-store.ts';

/** Everything that Prometheus is told. Labels are systems, objects and outcomes: never a customer, never an id. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const registers = [registry];

const requests = new Counter({
  name: 'portage_requests_total',
  help: 'Requests to vendors by outcome: ok, throttled, refused, failed, in_doubt.',
  labelNames: ['side', 'system', 'outcome'] as const,
  registers,
});
const requestSeconds = new Histogram({
  name: 'portage_request_seconds',
  help: 'Time from sending a request to its whole answer.',
  labelNames: ['side', 'system'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  registers,
});
const pacingWaitSeconds = new Counter({
  name: 'portage_pacing_wait_seconds_total',
  help: 'Time that requests waited for their share of a vendor limit, of all requests together.',
  labelNames: ['side', 'system'] as const,
  registers,
});
const records = new Counter({
  name: 'portage_records_total',
  help: 'Records by step (export, plan, reconcile) and what became of them there.',
  labelNames: ['step', 'object', 'outcome'] as const,
  registers,
});
const effects = new Counter({
  name: 'portage_effects_total',
  help: 'Changes at destinations by the state they came to: written, failed, planned (sent again), skipped, blocked, unresolved, undone.',
  labelNames: ['object', 'state'] as const,
  registers,
});
const activitySeconds = new Histogram({
  name: 'portage_activity_seconds',
  help: 'Run time of activities.',
  labelNames: ['activity', 'outcome'] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
  registers,
});
const activitiesRunning = new Gauge({
  name: 'portage_activities_running',
  help: 'Activities that run in this worker now.',
  labelNames: ['activity'] as const,
  registers,
});

/** Counts the requests of one side of migrations, or of connection tests. */
export function requestMeter(side: 'source' | 'destination' | 'test', system: string): RequestMeter {
  return {
    answered: (outcome) => requests.inc({ side, system, outcome }),
    took: (seconds) => requestSeconds.observe({ side, system }, seconds),
    waited: (seconds) => pacingWaitSeconds.inc({ side, system }, seconds),
  };
}

export const activityMeter: ActivityMeter = {
  started(activity) {
    activitiesRunning.inc({ activity });
    const end = activitySeconds.startTimer({ activity });
    return (outcome) => {
      activitiesRunning.dec({ activity });
      end({ outcome });
    };
  },
};

watchCounters(countChange);

function countChange({ scope, object, name, by }: CounterChange): void {
  // taken back for planning anew, or a detail of what is counted already
  if (by <= 0 || (scope !== 'effects' && name.includes(':'))) return;
  // a customer's own objects are named by the customer
  const known = object.startsWith('custom:') ? 'custom' : object;
  if (scope === 'effects') effects.inc({ object: known, state: name.split(':').at(-1) ?? name }, by);
  else records.inc({ step: scope, object: known, outcome: name }, by);
}

/** Migrations as the store has them whenever somebody asks: for the process that serves the API, and once for each registry. */
export function collectMigrations(db: Database, into: Registry = registry): void {
  new Gauge({
    name: 'portage_migrations',
    help: 'Migrations that are not closed, by stage and status.',
    labelNames: ['stage', 'status'] as const,
    registers: [into],
    async collect() {
      const rows = await countOpenMigrations(db);
      this.reset();
      for (const { stage, status, count } of rows) this.inc({ stage, status }, count);
    },
  });
  new Gauge({
    name: 'portage_migrations_waiting',
    help: 'Migrations that wait for a person, by what for and which decision goes on.',
    labelNames: ['code', 'decision'] as const,
    registers: [into],
    async collect() {
      const rows = await countWaitingMigrations(db);
      this.reset();
      for (const { code, decision, count } of rows) this.inc({ code, decision }, count);
    },
  });
}

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
