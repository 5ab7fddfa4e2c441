import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDataFolders, dataLayout, findFreePort } from '../src/runtime/paths.ts';
import { startPostgres } from '../src/runtime/postgres.ts';
import { startReaper } from '../src/runtime/reaper.ts';
import { findTemporalBinary } from '../src/runtime/temporal-binary.ts';
import { startTemporalServer } from '../src/runtime/temporal-server.ts';
import { temporalTarget, testLog } from './support/temporal.ts';

const reaper = startReaper();
const log = testLog();
let folder: string;
let other: Server;
let takenPort: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-ports-'));
  await createDataFolders(dataLayout(folder));
  other = createServer((socket) => socket.destroy());
  takenPort = await findFreePort();
  await new Promise<void>((resolve) => other.listen(takenPort, '127.0.0.1', resolve));
});
afterAll(async () => {
  reaper.close();
  await new Promise((resolve) => other.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** The first look finds a port that somebody takes before the server opens it. */
function takenMeanwhile(port: number): typeof findFreePort {
  let looks = 0;
  return async () => (looks++ === 0 ? port : findFreePort());
}

test('PostgreSQL starts on another port where its own was taken between the look and the start', async () => {
  const { postgres, postgresPassword, logs } = dataLayout(folder);
  const running = await startPostgres({
    ...{ folder: postgres, passwordFile: postgresPassword, logFile: `${logs}/postgres.log` },
    ...{ log, reaper, durable: false, findPort: takenMeanwhile(takenPort) },
  });
  expect(running.port).not.toBe(takenPort);
  await running.stop();
});

test('a stack never takes the Temporal server of another for its own, whoever was first at the port', async () => {
  const { connection, namespace } = temporalTarget();
  const theirs = Number(String(connection.address).split(':')[1]);
  const running = await startTemporalServer({
    ...{ binary: await findTemporalBinary(folder, log), logFile: join(folder, 'temporal.log'), namespace },
    ...{ headless: true, log, reaper, findPort: takenMeanwhile(theirs) },
  });
  expect(running.port).not.toBe(theirs);
  await running.stop();
});
