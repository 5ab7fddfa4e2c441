import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { connectorOf } from '../connectors/kit/registry.ts';
import { renderSampleHtml } from '../mappers/sample/page.ts';
import type { SampleView } from '../model/sample.ts';
import { wholeNumber } from './options.ts';
import { sampleText, wishesText } from './sample-text.ts';
import { atDesk, type Where, withWhere } from './where.ts';

const formats = ['text', 'html', 'json'] as const;
type Format = (typeof formats)[number];

const help = `
Examples:
  portage sample last                                   why each record is in it, and what differs
  portage sample last --format html --out sample.html   every value side by side, for the customer
  portage sample last --add "Northwind" contact:4711    records that it has to have
  portage sample last --link "Cy at Acme" --url https://portage.example.com   a page for the customer`;

interface SampleOptions extends Where {
  format: Format;
  out?: string;
  add?: string[];
  link?: string;
  days: number;
}

/** `portage sample ID`. */
export function sampleCommand(program: Command): void {
  withWhere(program.command('sample'))
    .description('the sample side by side: source, plan, and what the destination holds')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .addOption(new Option('--format <format>', 'what to make of it').choices(formats).default('text'))
    .option('--out <file>', 'write it there (default: standard output)')
    .option('--add <record...>', 'records that the sample has to have: object:id, an id, or a text that stands in them')
    .option('--link <recipient>', 'make a link by which the customer sees the sample and nothing else (with --url)')
    .option('--days <number>', 'how long the link lasts', wholeNumber, 14)
    .addHelpText('after', help)
    .action(async (id: string, options: SampleOptions) => {
      const { add, link } = options;
      if (link !== undefined) {
        const { url, expiresAt } = await atDesk(options, (desk) => desk.link(id, link, options.days));
        process.stdout.write(`${url}\n`);
        process.stderr.write(
          `For ${link}, until ${expiresAt}. It is shown this once; whoever has it sees the sample.\n`,
        );
        return;
      }
      if (add !== undefined) {
        process.stdout.write(wishesText(await atDesk(options, (desk) => desk.include(id, add)), id));
        return;
      }
      const text = formatSample(await atDesk(options, (desk) => desk.sample(id)), options.format);
      if (options.out === undefined) process.stdout.write(text);
      else {
        // it names people: for its owner only, until they pass it on
        await writeFile(options.out, text, { mode: 0o600 });
        process.stderr.write(`Written to ${options.out}\n`);
      }
    });
}

function formatSample(view: SampleView, format: Format): string {
  if (format === 'json') return `${JSON.stringify(view, null, 2)}\n`;
  return format === 'html'
    ? renderSampleHtml(view, { systems: (system) => connectorOf(system).name })
    : sampleText(view);
}
