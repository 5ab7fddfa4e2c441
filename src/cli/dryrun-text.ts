import { rejectedShare } from '../mappers/approval/judge.ts';
import { counted, cut, number } from '../mappers/report/words.ts';
import type { DryRun, FirstPreview } from '../model/dry-run.ts';
import { outcomes } from '../model/plan.ts';
import { table } from './table.ts';

const shownReasons = 25;
const shownPreview = 100;

const unmatched =
  'First records, before matching with what is already there: some that are created here will be an update or a merge';

/** The dry run for a terminal: outcomes by object, the reasons, and the records that were planned first. */
export function dryRunText(dryRun: DryRun, options: { preview?: boolean } = {}): string {
  const objects = Object.entries(dryRun.objects);
  if (dryRun.mappingVersion === null || objects.length === 0) return 'Nothing is planned yet.\n';
  const planned = objects.reduce((sum, [, object]) => sum + object.planned, 0);
  const total = objects.reduce((sum, [, object]) => sum + object.total, 0);
  const rows = objects.map(([object, { outcomes: counts, total: all }]) => [
    rejectedShare(counts) > 0.05 ? `${object} !` : object,
    all,
    ...outcomes.map((outcome) => counts[outcome] ?? 0),
  ]);
  const lines = [
    `Dry run of mapping version ${dryRun.mappingVersion}: ${dryRun.complete ? `all ${counted(total, 'record')}` : `${number(planned)} of ${counted(total, 'record')} so far`}`,
    '',
    table(['object', 'records', ...outcomes], rows),
    '',
  ];
  if (objects.some(([, { outcomes: counts }]) => rejectedShare(counts) > 0.05))
    lines.push(
      '! more than 5 % rejected: the way to the sample is closed until the mapping or the source is mended',
      '',
    );
  if (dryRun.reasons.length > 0) {
    const reasons = dryRun.reasons
      .slice(0, shownReasons)
      .map((reason) => [reason.count, reason.object, reason.outcome, cut(reason.message, 90)]);
    lines.push('Why', table(['records', 'object', 'outcome', 'reason'], reasons));
    const rest = dryRun.reasons.length - shownReasons;
    lines.push(rest > 0 ? `and ${counted(rest, 'more reason')} (--json)` : '', '');
  }
  if (dryRun.preview.length > 0 && (options.preview || !dryRun.complete)) {
    const preview = dryRun.preview
      .slice(0, shownPreview)
      .map((line) => [
        line.object,
        cut(line.sourceId, 24),
        cut(line.name ?? '', 40),
        line.outcome + (line.destinationObject === null ? '' : ` → ${line.destinationObject}`),
        cut(line.reasons.join('; '), 80),
      ]);
    lines.push(
      dryRun.previewMatched ? 'First records' : unmatched,
      table(['object', 'id', 'name', 'outcome', 'reasons'], preview),
      '',
    );
  }
  return `${lines.join('\n')}\n`.replaceAll(/\n{3,}/g, '\n\n');
}

/** What a few records become, told while the destination is still being read. */
export function firstPreviewLines({ records, outcomes: counts }: FirstPreview): string[] {
  const objects = Object.entries(counts).map(
    ([object, of]) =>
      `${object} ${Object.entries(of)
        .map(([outcome, count]) => `${number(count)} ${outcome}`)
        .join(', ')}`,
  );
  return [
    `The first ${counted(records, 'record')}, before matching with what is already there: ${objects.join('; ')}`,
    'What is there is still being read; the dry run of all records replaces this (one by one: portage dryrun).',
  ];
}
