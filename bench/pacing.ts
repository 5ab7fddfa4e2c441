/**
 * How much of an allowed share the pacer uses, and whether the vendor ever refuses: two processes share the budget of one
 * account at a server that refuses whatever exceeds its limit in any window that slides (the strictest there is).
 *
 *   node bench/pacing.ts [--json]        DATABASE_URL, or an embedded PostgreSQL started for it
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '../src/http/client.ts';
import { type PreparedRequest, prepareRequest } from '../src/http/template.ts';
import { httpDefinitionSchema } from '../src/model/http-definition.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { createPacer } from '../src/store/pacing.ts';
import { withPostgres } from './support.ts';

interface Scenario {
  name: string;
  /** The first budget holds for all requests, a further one for paths that begin with its prefix. */
  budgets: { limit: number; windowMs: number; prefix?: string }[];
  /** What the lanes ask for, in turn. */
  paths: string[];
  share: number;
  durationMs: number;
  lanes: number;
}

const plain = { paths: ['/ping'], share: 0.9, lanes: 8 };
const scenarios: Scenario[] = [
  { ...plain, name: '40 per second', budgets: [{ limit: 40, windowMs: 1000 }], durationMs: 20_000 },
  { ...plain, name: '40 per second, share 1', budgets: [{ limit: 40, windowMs: 1000 }], share: 1, durationMs: 10_000 },
  {
    ...plain,
    name: '500 per 9 seconds (500 per 15 minutes, 100 times faster)',
    budgets: [{ limit: 500, windowMs: 9000 }],
    durationMs: 18_000,
  },
  {
    ...plain,
    name: '190 per 10 seconds, of which search 5 per second',
    budgets: [
      { limit: 190, windowMs: 10_000 },
      { limit: 5, windowMs: 1000, prefix: '/search' },
    ],
    paths: ['/ping', '/search'],
    durationMs: 20_000,
  },
  { ...plain, name: '2,000 per second', budgets: [{ limit: 2000, windowMs: 1000 }], durationMs: 10_000, lanes: 48 },
];

export interface PacingResult {
  name: string;
  served: number;
  refused: number;
  /** Served, as a part of what our share of the limit allows while all lanes run; by budget. */
  shareUsed: number[];
  /** Most requests in any window, as a part of the vendor's limit; by budget. */
  fullestWindow: number[];
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
  const counters = scenario.budgets.map((budget) => ({ budget, arrivals: [] as number[] }));
  let refused = 0;
  const server = await startServer((path) => {
    const nowMs = performance.now();
    const drawn = counters.filter(({ budget }) => path.startsWith(budget.prefix ?? ''));
    const admitted = drawn.every(
      ({ budget, arrivals }) => arrivals.length - firstAfter(arrivals, nowMs - budget.windowMs) < budget.limit,
    );
    if (admitted) for (const { arrivals } of drawn) arrivals.push(nowMs);
    else refused += 1;
    return admitted;
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = `bench-${process.pid}-${scenarios.indexOf(scenario)}`;
  const workers = [1, 2].map(() =>
    fork(import.meta.filename, ['--worker', JSON.stringify({ scenario, databaseUrl, baseUrl, account })]),
  );
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  server.closeAllConnections();
  server.close();
  return {
    name: scenario.name,
    served: counters[0]?.arrivals.length ?? 0,
    refused,
    shareUsed: counters.map(({ budget, arrivals }) => {
      // the first half second starts the two processes, and at the end the lanes stop one by one
      const from = (arrivals[0] ?? 0) + 500;
      const to = (arrivals[0] ?? 0) + scenario.durationMs - 500;
      const counted = arrivals.filter((at) => at > from && at <= to).length;
      return counted / ((budget.limit * scenario.share * (to - from)) / budget.windowMs);
    }),
    fullestWindow: counters.map(({ budget, arrivals }) => {
      const counts = arrivals.map((at, index) => index + 1 - firstAfter(arrivals, at - budget.windowMs));
      return Math.max(0, ...counts) / budget.limit;
    }),
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
  const { budgets, paths, share, lanes, durationMs } = scenario;
  const client = createHttpClient({
    system: 'bench',
    definition: httpDefinitionSchema.parse({
      baseUrl: 'https://vendor.example',
      auth: [{ type: 'bearer' }],
      connections: lanes,
      limits: {
        budgets: budgets.map(({ prefix, ...budget }, index) => ({
          ...budget,
          kind: 'window',
          name: `b${index}`,
          groups: prefix === undefined ? undefined : [{ pathPrefix: prefix }],
        })),
      },
    }),
    connection: { baseUrl, credentials: { accessToken: 'x' }, accountKey: account },
    pacer,
    share,
    egress: { allowLoopback: true },
  });
  const requests = paths.map((path) => prepareRequest(requestTemplateSchema.parse({ path })));
  const endMs = performance.now() + durationMs;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < endMs) await client.send(requests[lane % requests.length] as PreparedRequest);
    }),
  );
  await client.close();
  await pacer.close();
  await db.destroy();
}

async function startServer(admit: (path: string) => boolean): Promise<Server> {
  const server = createServer((request, response) => {
    response.writeHead(admit(request.url ?? '') ? 200 : 429, { 'content-type': 'application/json' });
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

function withDatabase<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const given = process.env.DATABASE_URL;
  return given ? use(given) : withPostgres(({ url }) => use(url));
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
      const percent = (parts: number[]) => parts.map((part) => `${(part * 100).toFixed(1)} %`).join(' and ');
      process.stdout.write(
        `${name}: ${served} served, ${refused} refused (429), ${percent(shareUsed)} of the allowed share used, fullest window ${percent(fullestWindow)} of the limit\n`,
      );
    }
  }
  process.exit(0);
}
