import { type Command, InvalidArgumentError } from 'commander';
import { planFiles } from '../connectors/csv/plan-files.ts';
import { inspectionJson, inspectionText } from './inspection-text.ts';

interface InspectOptions {
  json?: boolean;
  encoding?: string;
  delimiter?: string;
}

const help = `
Files that belong together are given together: then it says how they link. Nothing is sent anywhere.

Examples:
  portage inspect contacts.csv
  portage inspect accounts.csv contacts.csv deals.csv
  portage inspect export.csv --encoding windows-1252 --json`;

/** `portage inspect FILE…`: what was found in a customer's files, and what is wrong with them. */
export function inspectCommand(program: Command): void {
  program
    .command('inspect')
    .description('encoding, columns, problems with line numbers, and how files link')
    .argument('<files...>', 'CSV files')
    .option('--json', 'as JSON')
    .option('--encoding <name>', 'where the recognised one is wrong')
    .option('--delimiter <character>', 'where the recognised one is wrong; \\t for a tab', delimiter)
    .addHelpText('after', help)
    .action(async (paths: string[], options: InspectOptions) => {
      const given = paths.map((path) => ({
        path,
        ...(options.encoding !== undefined && { encoding: options.encoding }),
        ...(options.delimiter !== undefined && { delimiter: options.delimiter }),
      }));
      const { plan, inspections } = await planFiles(given);
      if (options.json) process.stdout.write(`${JSON.stringify(inspectionJson(inspections, plan), null, 2)}\n`);
      else process.stdout.write(inspectionText(inspections, plan));
    });
}

function delimiter(text: string): string {
  const character = text === '\\t' ? '\t' : text;
  if (character.length !== 1) throw new InvalidArgumentError('It needs one character.');
  return character;
}
