import type { Command } from 'commander';
import type { DuplicateGroupView } from '../model/report.ts';
import type { DuplicateList } from './desk.ts';
import { wholeNumber } from './options.ts';
import { atDesk, type Where, withWhere } from './where.ts';

const help = `
What is done with them is part of the mapping (portage mapping export, then apply):

  duplicates:
    contact:
      otherwise: apart          # merge, apart or hold: for all groups
      groups: { "1042": merge } # for the group of this record

Example:
  portage duplicates last`;

/** `portage duplicates ID`. */
export function duplicatesCommand(program: Command): void {
  withWhere(program.command('duplicates'))
    .description('groups of source records that may be the same, for a person to merge or keep apart')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--limit <number>', 'how many groups', wholeNumber, 100)
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (id: string, options: Where & { limit: number; json?: boolean }) => {
      const found = await atDesk(options, (desk) => desk.duplicates(id, options.limit));
      process.stdout.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : duplicatesText(found));
    });
}

function duplicatesText({ totals, items }: DuplicateList): string {
  if (totals.length === 0) return 'No two records of the source look like the same one.\n';
  const heads = totals.map(
    ({ object, groups, records, merged }) =>
      `${object}: ${records} records in ${groups} group${groups === 1 ? '' : 's'} may be the same; ${merged} become part of another one.`,
  );
  return `${heads.join('\n')}\n\n${items.map(groupText).join('\n')}\n`;
}

function groupText({ object, groupId, decision, kinds, records }: DuplicateGroupView): string {
  const lines = records.map(
    ({ sourceId, name, mergedInto }) =>
      `  ${sourceId}  ${name ?? '(no name)'}${mergedInto === null ? '' : `  → becomes part of ${mergedInto}`}`,
  );
  return `${object} group ${groupId}, same ${kinds.join(', ')}: ${decision}\n${lines.join('\n')}\n`;
}
