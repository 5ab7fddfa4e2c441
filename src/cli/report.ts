import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { type ReportFormat, reportFormats } from './desk.ts';
import { atDesk, type Where, withWhere } from './where.ts';

const help = `
Examples:
  portage report last --out report.html            the page for the customer
  portage report last --format csv > problems.csv  one line for each problem
  portage report last --format json | jq .balanced`;

/** `portage report ID`. */
export function reportCommand(program: Command): void {
  withWhere(program.command('report'))
    .description('the report: a page for the customer, JSON for programs, or a table of problems')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .addOption(new Option('--format <format>', 'what to make of it').choices(reportFormats).default('html'))
    .option('--out <file>', 'write it there (default: standard output)')
    .addHelpText('after', help)
    .action(async (id: string, options: Where & { format: ReportFormat; out?: string }) => {
      const text = await atDesk(options, (desk) => desk.report(id, options.format));
      if (options.out === undefined) process.stdout.write(text);
      else {
        // it names people: for its owner only, until they pass it on
        await writeFile(options.out, text, { mode: 0o600 });
        process.stderr.write(`Written to ${options.out}\n`);
      }
    });
}
