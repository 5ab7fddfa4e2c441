import { type Command, Option } from 'commander';
import { createApi } from '../api/api.ts';
import { serveApi } from '../api/serve.ts';
import { connectorOf, connectors } from '../connectors/kit/registry.ts';
import { renderReportHtml, reportCsv } from '../mappers/report/index.ts';
import { renderSampleHtml } from '../mappers/sample/page.ts';
import { PortageError } from '../model/errors.ts';
import { collectMigrations, registry, serveMetrics } from '../runtime/metrics.ts';
import { findFreePort } from '../runtime/paths.ts';
import { updateStackRecord } from '../runtime/stack-lock.ts';
import { createConnectionTester } from '../runtime/test-connection.ts';
import { ensureFirstKey } from '../store/api-key-store.ts';
import { createFolderBlobs } from '../store/blob-store.ts';
import { createPacer } from '../store/pacing.ts';
import { problemsOf } from './mapping.ts';
import { port } from './options.ts';
import { openSession, type Session } from './session.ts';
import { withDataDir } from './where.ts';

interface UpOptions {
  port?: number;
  only?: 'api' | 'worker';
  dataDir?: string;
}

const help = `
Without DATABASE_URL and TEMPORAL_ADDRESS it brings up PostgreSQL and Temporal on this machine. Where a default port is taken
a free one is used and printed.

Examples:
  portage up
  portage up --only worker        one more worker beside a running stack`;

/** `portage up`: servers, worker and API until Ctrl-C. */
export function upCommand(program: Command): void {
  withDataDir(program.command('up'))
    .description('PostgreSQL, Temporal, a worker and the API, until Ctrl-C')
    .option('--port <number>', 'where the API listens (default: PORTAGE_PORT, else 8080)', port)
    .addOption(new Option('--only <part>', 'only this part in this process').choices(['api', 'worker']))
    .addHelpText('after', help)
    .action(async (options: UpOptions) => {
      const session = await openSession({
        dataDir: options.dataDir,
        worker: options.only !== 'api',
        allowLoopback: isOnOneMachine(),
      });
      try {
        if (session.joined && options.only === undefined) throw runsAlready(session);
        const say = speaker(session);
        if (options.only === 'worker') await startWorkerHealth(session, say);
        else await startApi(session, options.port, say);
        if (session.stack.temporal.uiUrl) say('Temporal UI', session.stack.temporal.uiUrl);
        say('Data folder', session.stack.layout.root);
        say('Ctrl-C stops everything in good order.');
        await session.untilInterrupted();
        say('Stopping once open requests are answered …');
      } finally {
        await session.close();
      }
    });
}

/** Sandboxes on loopback are for whoever runs all of it alone: not for a server with its own database. */
function isOnOneMachine(): boolean {
  return !process.env['DATABASE_URL'];
}

async function startApi(session: Session, wanted: number | undefined, say: Say): Promise<void> {
  const { config, engine, log, shutdown, stack } = session;
  const pacer = createPacer(engine.db);
  shutdown.add('pacer', () => pacer.close());
  collectMigrations(engine.db);
  const allowLoopback = isOnOneMachine();
  const { allowedHosts, privateHosts } = config;
  const api = createApi({
    ...session.service,
    blobs: createFolderBlobs(stack.layout.blobs),
    connectors,
    allowedHosts,
    allowLoopback,
    testConnection: createConnectionTester({
      db: engine.db,
      secrets: engine.secrets,
      pacer,
      log,
      allowedHosts,
      privateHosts,
      allowLoopback,
    }),
    checkMapping: problemsOf,
    renderReport: {
      html: (report) => renderReportHtml(report, { systems: (system) => connectorOf(system).name }),
      csv: reportCsv,
    },
    renderSample: (view, form) =>
      renderSampleHtml(view, { systems: (system) => connectorOf(system).name }, form ?? null),
    links: engine.links,
    metrics: { contentType: registry.contentType, metrics: () => registry.metrics() },
    log,
    publicUrl: config.api.publicUrl ?? null,
  });
  const served = await serveApi(api, { host: config.api.host, port: await choosePort(wanted, config.api.port) });
  shutdown.add('API', () => served.close());
  if (!session.joined) await updateStackRecord(stack.layout, { apiUrl: served.url });
  say('API', `${served.url}   (reference: ${served.url}/docs)`);
  if (isForMachines(session)) return;
  const key = await ensureFirstKey(engine.db, session.tenantId);
  if (key !== null) say('API key', `${key}   (admin; shown this once: export PORTAGE_API_KEY=…)`);
}

/** A port that somebody asked for is taken or refused; the default one gives way. */
async function choosePort(wanted: number | undefined, configured: number): Promise<number> {
  if (wanted !== undefined) return wanted;
  return process.env['PORTAGE_PORT'] ? configured : findFreePort([configured]);
}

async function startWorkerHealth({ config, shutdown }: Session, say: Say): Promise<void> {
  if (config.metricsPort === undefined) return;
  let isHealthy = true;
  const served = await serveMetrics({ host: config.api.host, port: config.metricsPort, isHealthy: () => isHealthy });
  shutdown.add('metrics', () => served.stop());
  // last added, first stopped: told unhealthy before the worker drains
  shutdown.add('health', async () => {
    isHealthy = false;
  });
  say('Metrics', `http://${config.api.host}:${served.port}/metrics`);
}

function runsAlready({ stack }: Session): PortageError {
  return new PortageError('conflict', `A stack runs on ${stack.layout.root} already`, {
    code: 'stack_running',
    hint: 'Use it as it is (portage list), add a worker (portage up --only worker), or choose another --data-dir.',
  });
}

type Say = (text: string, value?: string) => void;

/** Where every line is to be JSON it becomes one of the log's; a log that is collected is no place for a key either. */
function isForMachines({ config }: Session): boolean {
  return config.log.format === 'json';
}

function speaker(session: Session): Say {
  return (text, value) => {
    if (isForMachines(session)) session.log.info(value === undefined ? text : `${text}: ${value}`);
    else process.stderr.write(`${value === undefined ? text : `${text.padEnd(13)}${value}`}\n`);
  };
}
