/** What the Temporal UI shows at the top of a run, as Markdown. Pure. */
import { exampleOf } from '../model/decisions.ts';
import type { FirstPreview } from '../model/dry-run.ts';
import type { FinalResult, Need } from '../model/stage-results.ts';
import type { RunStatus, Stage } from '../model/states.ts';
import type { Refusal } from './messages.ts';

export interface DetailsView {
  stage: Stage;
  status: RunStatus;
  mappingVersion: number | null;
  need: Need | null;
  refused: readonly Refusal[];
  result: FinalResult | null;
  /** Planned before the destination was read. */
  firstPreview: FirstPreview | null;
  /** The child that works now, by its name in the tree. */
  child: string | null;
}

/** The UI's box cuts off the last line of what it shows: this one may go. */
const lastLine = '\u00a0';

/** What a person must do comes first. */
export function currentDetails(view: DetailsView, extra = ''): string {
  const { need, result, child } = view;
  const last = view.refused.at(-1);
  const where = [
    view.stage === 'closed' ? '**closed**' : `**${view.status.replaceAll('_', ' ')}** at stage **${view.stage}**`,
  ];
  if (view.mappingVersion !== null) where.push(`mapping version ${view.mappingVersion}`);
  if (child !== null) where.push(`working: \`${child}\``);
  return [
    where.join(' · '),
    ...(need === null
      ? []
      : [`### Needs you: ${need.decision}`, need.message, codeJson(need.hint), ...howTo(view, need)]),
    ...(result === null ? [] : [resultText(result)]),
    ...(view.firstPreview === null ? [] : [previewText(view.firstPreview)]),
    ...(extra === '' ? [] : [extra]),
    ...(last === undefined ? [] : [`**Last refused:** \`${last.name}\` at ${last.at}: ${codeJson(last.reason)}`]),
    lastLine,
  ].join('\n\n');
}

/** What to send, where the hint does not say it. */
function howTo(view: DetailsView, need: Need): string[] {
  if (need.hint.includes('{"')) return [];
  const example = exampleOf(need.decision).replace(/(?<="mappingVersion": )\d+/, String(view.mappingVersion ?? 1));
  return [`Send a Signal › \`${need.decision}\`: \`${example}\``];
}

/** The UI turns plain quotation marks into typographic ones, and JSON that is copied from there is none any more. */
function codeJson(text: string): string {
  return text.replaceAll(/\{"[^{}]*\}/g, '`$&`');
}

/** Marked for what it is: nobody is to take a record for new that is there already. */
function previewText({ records, outcomes }: FirstPreview): string {
  const lines = Object.entries(outcomes).map(([object, counts]) => {
    const parts = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
    return `- ${object}: ${parts.join(', ')}`;
  });
  return `**The first ${records} records, before matching with what is already there** (the dry run replaces this)\n\n${lines.join('\n')}`;
}

function resultText(result: FinalResult): string {
  return `**Result:** ${result.balanced ? 'balanced' : 'not balanced'}, ${result.failed} failed, ${result.held} held, ${result.drifted} drifted, ${result.doubles} doubled`;
}
