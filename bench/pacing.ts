/**
 * How much of an allowed share the pacer uses, and whether the vendor ever refuses: two processes share the budget of one
 * account at a server that refuses whatever exceeds its limit in any window that slides (the strictest there is).
 *
 *   node bench/pacing.ts [--json]        DATABASE_URL, or an embedded PostgreSQL started for it
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpClient } from '../src/http/client.ts';
import { prepareRequest } from '../src/http/template.ts';
import { httpDefinitionSchema, requestTemplateSchema } from '../src/model/http-definition.ts';
import { createLog } from '../src/runtime/logging.ts';
import { createDatabase, startPostgres } from '../src/runtime/postgres.ts';
import { startReaper } from '../src/runtime/reaper.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { createPacer } from '../src/store/pacing.ts';

interface Scenario {
  name: string;
  limit: number;
  windowMs: number;
  durationMs: number;
  lanes: number;
}

const share = 0.9;
const scenarios: Scenario[] = [
  { name: '40 per second', limit: 40, windowMs: 1000, durationMs: 20_000, lanes: 8 },
  {
    name: '500 per 9 seconds (500 per 15 minutes, 100 times faster)',
    limit: 500,
    windowMs: 9000,
    durationMs: 18_000,
    lanes: 8,
  },
  { name: '2,000 per second', limit: 2000, windowMs: 1000, durationMs: 10_000, lanes: 48 },
];

export interface PacingResult {
  name: string;
  served: number;
  refused: number;
  /** Served, as a part of what our share of the limit allows in the time from the first request to the last. */
  shareUsed: number;
  /** Most requests in any window, as a part of the vendor's limit. */
  fullestWindow: number;
}

export async function benchPacing(databaseUrl: string): Promise<PacingResult[]> {
  const db = openDatabase(databaseUrl, { max: 1 });
  await migrate(db as never);
  await db.destroy();
  const results: PacingResult[] = [];
  for (const scenario of scenarios) results.push(await run(scenario, databaseUrl));
  return results;
}

async function run(scenario: Scenario, databaseUrl: string): Promise<PacingResult> {
  const arrivals: number[] = [];
  let refused = 0;
  const server = await startServer(() => {
    const nowMs = performance.now();
    const inWindow = arrivals.length - firstAfter(arrivals, nowMs - scenario.windowMs);
    if (inWindow >= scenario.limit) refused += 1;
    else arrivals.push(nowMs);
    return inWindow < scenario.limit;
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = `bench-${process.pid}-${scenario.limit}`;
  const workers = [1, 2].map(() =>
    fork(import.meta.filename, ['--worker', JSON.stringify({ scenario, databaseUrl, baseUrl, account })], {
      execArgv: process.execArgv,
    }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  server.closeAllConnections();
  server.close();
  const spanMs = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  const allowed = (scenario.limit * share * spanMs) / scenario.windowMs;
  const fullest = Math.max(...arrivals.map((at, index) => index + 1 - firstAfter(arrivals, at - scenario.windowMs)));
  return {
    name: scenario.name,
    served: arrivals.length,
    refused,
    shareUsed: arrivals.length / allowed,
    fullestWindow: fullest / scenario.limit,
  };
}

async function work(input: {
  scenario: Scenario;
  databaseUrl: string;
  baseUrl: string;
  account: string;
}): Promise<void> {
  const { scenario, databaseUrl, baseUrl, account } = input;
  const db = openDatabase(databaseUrl, { max: 2 });
  const pacer = createPacer(db);
  const { limit, windowMs, lanes, durationMs } = scenario;
  const client = createHttpClient({
    system: 'bench',
    definition: httpDefinitionSchema.parse({
      baseUrl: 'https://vendor.example',
      auth: [{ type: 'bearer' }],
      connections: lanes,
      limits: { budgets: [{ name: 'all', kind: 'window', limit, windowMs }] },
    }),
    connection: { baseUrl, credentials: { accessToken: 'x' }, accountKey: account },
    pacer,
    share,
    egress: { allowLoopback: true },
  });
  const request = prepareRequest(requestTemplateSchema.parse({ path: '/ping' }));
  const endMs = performance.now() + durationMs;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < endMs) await client.send(request);
    }),
  );
  await client.close();
  await pacer.close();
  await db.destroy();
}

async function startServer(admit: () => boolean): Promise<Server> {
  const server = createServer((_, response) => {
    response.writeHead(admit() ? 200 : 429, { 'content-type': 'application/json' });
    response.end('{"ok":true}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Index of the first arrival after a moment; arrivals are in order. */
function firstAfter(arrivals: number[], moment: number): number {
  let low = 0;
  let high = arrivals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((arrivals[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function withDatabase<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return use(given);
  const folder = await mkdtemp(join(tmpdir(), 'portage-bench-'));
  const reaper = startReaper();
  const log = createLog({ level: 'warn', format: 'line' });
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    passwordFile: join(folder, 'password'),
    logFile: join(folder, 'postgres.log'),
    log,
    reaper,
  });
  try {
    await createDatabase(postgres.url('postgres'), 'bench');
    return await use(postgres.url('bench'));
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const worker = process.argv.indexOf('--worker');
  if (worker > 0) {
    await work(JSON.parse(process.argv[worker + 1] as string));
    process.exit(0);
  }
  const results = await withDatabase(benchPacing);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(results)}\n`);
  else {
    for (const { name, served, refused, shareUsed, fullestWindow } of results) {
      const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
      process.stdout.write(
        `${name}: ${served} served, ${refused} refused (429), ${percent(shareUsed)} of the allowed share used, fullest window ${percent(fullestWindow)} of the limit\n`,
      );
    }
  }
  process.exit(0);
}
