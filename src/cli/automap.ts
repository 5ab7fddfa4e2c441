import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { automapJsonl } from '../mappers/automap/jsonl.ts';
import { messageOf, PortageError } from '../model/errors.ts';

/** `portage automap --jsonl FILE`: what the columns of header rows mean. */
export function automapCommand(program: Command): void {
  program
    .command('automap')
    .description('say for each column of header rows which field it is, or none')
    .requiredOption(
      '--jsonl <file>',
      'a JSON object a line: {"object","columns":[{"header","samples"}]}; - reads standard input',
    )
    .addHelpText('after', '\nExample:\n  portage automap --jsonl headers.jsonl > mapped.jsonl')
    .action(async ({ jsonl: path }: { jsonl: string }) => {
      const input = path === '-' ? process.stdin : createReadStream(path);
      const failed = new Promise<never>((_, reject) => {
        input.once('error', (cause: unknown) => reject(unreadable(path, cause)));
      });
      const done = (async () => {
        for await (const line of automapJsonl(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })))
          process.stdout.write(`${line}\n`);
      })();
      await Promise.race([done, failed]);
    });
}

function unreadable(path: string, cause: unknown): PortageError {
  return new PortageError('config', `cannot read ${path}: ${messageOf(cause)}`, {
    code: 'file_unreadable',
    location: path,
    hint: 'Check the path.',
    cause,
  });
}
