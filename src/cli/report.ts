import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { reportSchema } from '../model/report.ts';
import { type Desk, reportFormats } from './desk.ts';
import { reportText } from './report-text.ts';
import { atDesk, type Where, withWhere } from './where.ts';

/** `text` is made here, for whoever sits at the terminal. */
const formats = [...reportFormats, 'text'] as const;
type Format = (typeof formats)[number];

const help = `
Examples:
  portage report last                              what a person at a terminal wants to know
  portage report last --out report.html            the page for the customer
  portage report last --format csv > problems.csv  one line for each problem
  portage report last --format json | jq .balanced`;

/** `portage report ID`. */
export function reportCommand(program: Command): void {
  withWhere(program.command('report'))
    .description('the report: a page for the customer, JSON for programs, or a table of problems')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .addOption(new Option('--format <format>', 'default: text in a terminal, else html').choices(formats))
    .option('--out <file>', 'write it there (default: standard output)')
    .addHelpText('after', help)
    .action(async (id: string, options: Where & { format?: Format; out?: string }) => {
      const format = options.format ?? (options.out === undefined && process.stdout.isTTY ? 'text' : 'html');
      const text = await atDesk(options, (desk) => reportAs(desk, id, format));
      if (options.out === undefined) process.stdout.write(text);
      else {
        // it names people: for its owner only, until they pass it on
        await writeFile(options.out, text, { mode: 0o600 });
        process.stderr.write(`Written to ${options.out}\n`);
      }
    });
}

async function reportAs(desk: Desk, id: string, format: Format): Promise<string> {
  if (format !== 'text') return desk.report(id, format);
  return reportText(reportSchema.parse(JSON.parse(await desk.report(id, 'json'))));
}
