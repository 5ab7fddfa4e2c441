import { parseArgs } from 'node:util';
import { startSandbox } from './index.ts';

/** `node sandbox/serve.ts SYSTEM [--port P] [--records N] [--seed S] [--limit R/W] [--faults SPEC]` */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string' },
    records: { type: 'string' },
    seed: { type: 'string' },
    limit: { type: 'string' },
    faults: { type: 'string' },
  },
});

const wholeNumber = (name: string, value: string | undefined): number | undefined => {
  if (value !== undefined && !/^\d+$/.test(value)) throw new Error(`--${name} needs a whole number, not "${value}".`);
  return value === undefined ? undefined : Number(value);
};

try {
  const sandbox = await startSandbox(positionals[0] ?? '', {
    port: wholeNumber('port', values.port),
    records: wholeNumber('records', values.records),
    seed: wholeNumber('seed', values.seed),
    limit: values.limit,
    faults: values.faults,
  });
  const { system, url, credentials } = sandbox;
  process.stdout.write(`${JSON.stringify({ system, url, credentials })}\n`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
