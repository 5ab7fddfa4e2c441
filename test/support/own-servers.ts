import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataFolders, dataLayout } from '../../src/runtime/paths.ts';
import { createDatabase, startPostgres } from '../../src/runtime/postgres.ts';
import { endProcess } from '../../src/runtime/processes.ts';
import { startReaper } from '../../src/runtime/reaper.ts';
import { findTemporalBinary } from '../../src/runtime/temporal-binary.ts';
import type { TemporalTarget } from '../../src/runtime/temporal-client.ts';
import { startTemporalServer } from '../../src/runtime/temporal-server.ts';
import { testLog } from './temporal.ts';

/** A server that a test may take away and give back, at the same address. */
export interface OwnServer {
  /** Dies at once, as by a power cut: connections break, nothing is said. */
  crash(): Promise<void>;
  start(): Promise<void>;
}

export interface OwnServers {
  databaseUrl: string;
  temporal: TemporalTarget;
  postgres: OwnServer;
  temporalServer: OwnServer;
  stop(): Promise<void>;
}

/** A PostgreSQL and a Temporal of the test's own, both on disk: what others share must not be killed. */
export async function startOwnServers(): Promise<OwnServers> {
  const folder = await mkdtemp(join(tmpdir(), 'portage-own-'));
  const layout = dataLayout(folder);
  await createDataFolders(layout);
  const [log, reaper, binary] = [testLog(), startReaper(), await findTemporalBinary(layout.root, testLog())];

  const openPostgres = (preferredPorts: number[]) =>
    startPostgres({
      folder: layout.postgres,
      passwordFile: layout.postgresPassword,
      logFile: `${layout.logs}/postgres.log`,
      ...{ preferredPorts, log, reaper },
    });
  const openTemporal = (preferredPorts: number[]) =>
    startTemporalServer({
      databaseFile: layout.temporalDatabase,
      logFile: `${layout.logs}/temporal.log`,
      namespace: 'default',
      headless: true,
      ...{ binary, preferredPorts, log, reaper },
    });
  let [postgres, temporal] = await Promise.all([openPostgres([]), openTemporal([])]);
  await createDatabase(postgres.url('postgres'), 'portage');
  return {
    databaseUrl: postgres.url('portage'),
    temporal: { namespace: 'default', connection: { address: temporal.address } },
    postgres: {
      crash: () => endProcess(postgres.pid, 'SIGQUIT'),
      async start() {
        postgres = await openPostgres([postgres.port]);
      },
    },
    temporalServer: {
      crash: () => endProcess(temporal.pid, 'SIGKILL'),
      async start() {
        temporal = await openTemporal([temporal.port]);
      },
    },
    async stop() {
      await Promise.all([postgres.stop(), temporal.stop()]);
      reaper.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
