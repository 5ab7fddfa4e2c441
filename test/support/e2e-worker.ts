/** A worker in a process of its own, as production runs it: tests kill it and start it again. */
import { readConfig } from '../../src/runtime/config.ts';
import { openEngine } from '../../src/runtime/engine.ts';
import { createLog } from '../../src/runtime/logging.ts';
import { createShutdown, stopOnSignals } from '../../src/runtime/shutdown.ts';

const config = readConfig();
if (config.databaseUrl === undefined || config.temporal === undefined) throw new Error('the test names both servers');
const log = createLog({ level: config.log.level, format: 'line' });
const shutdown = createShutdown(log);
stopOnSignals(shutdown, log);
const engine = await openEngine({
  databaseUrl: config.databaseUrl,
  temporal: config.temporal,
  secretKeyFile: '',
  blobFolder: '',
  config,
  log,
  shutdown,
  allowLoopback: true,
});
await engine.startWorker();
process.stdout.write('ready\n');
