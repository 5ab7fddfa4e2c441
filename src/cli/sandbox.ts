import { type Command, InvalidArgumentError } from 'commander';
import { sandboxSystems, startSandbox } from '../../sandbox/index.ts';
import { messageOf, PortageError } from '../model/errors.ts';
import { port, wholeNumber } from './options.ts';

interface SandboxCommandOptions {
  port?: number;
  records?: number;
  seed?: number;
  limit?: string;
  faults?: string;
}

const help = `
Prints one line of JSON when it is ready: {"system", "url", "credentials"}. What limits and faults can be: sandbox/README.md.

Examples:
  portage sandbox list
  portage sandbox pipedrive --port 9101 --records 500
  portage sandbox close --port 9102 --limit 40/1 --faults 'drop-after:0.01,429:0.05'`;

/** `portage sandbox list` and `portage sandbox SYSTEM`: look-alikes of vendors' APIs on this machine. */
export function sandboxCommand(program: Command): void {
  program
    .command('sandbox')
    .description("a look-alike of a vendor's API on loopback, until Ctrl-C")
    .argument('<system>', `list, or one of: ${sandboxSystems.join(', ')}`, knownSystem)
    .option('--port <number>', 'where it listens (default: a free port)', port)
    .option('--records <number>', 'main records at the start; what hangs on them comes on top', wholeNumber)
    .option('--seed <number>', 'the same seed gives the same records and faults', wholeNumber)
    .option('--limit <requests/seconds>', "such as 40/1, or none (default: the vendor's own)")
    .option('--faults <spec>', 'what goes wrong')
    .addHelpText('after', help)
    .action(async (system: string, options: SandboxCommandOptions) => {
      if (system === 'list') {
        process.stdout.write(`${sandboxSystems.join('\n')}\n`);
        return;
      }
      const sandbox = await startSandbox(system, options).catch((cause: unknown) => {
        throw cannotStart(system, cause);
      });
      const { url, credentials } = sandbox;
      process.stdout.write(`${JSON.stringify({ system, url, credentials })}\n`);
      const seeded = Object.entries(sandbox.seedRecords).filter(([, count]) => count > 0);
      process.stderr.write(`${system} sandbox with ${seeded.map(([object, count]) => `${count} ${object}`).join(', ')}. Ctrl-C stops it.
`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      });
      await sandbox.close();
    });
}

function knownSystem(system: string): string {
  if (system === 'list' || sandboxSystems.includes(system)) return system;
  throw new InvalidArgumentError(`There is no sandbox of "${system}".`);
}

function cannotStart(system: string, cause: unknown): PortageError {
  const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
  return new PortageError(
    'config',
    `the ${system} sandbox cannot start: ${taken ? 'the port is taken' : messageOf(cause)}`,
    {
      code: taken ? 'port_taken' : 'sandbox_refused',
      hint: taken
        ? 'Choose another --port, or leave it out for a free one.'
        : 'portage sandbox --help shows examples; sandbox/README.md has every setting.',
      cause,
    },
  );
}
