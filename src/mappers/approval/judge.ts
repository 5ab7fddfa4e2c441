import type { MovedOutcomes, OutcomeCounts } from '../../model/approval.ts';
import type { Need } from '../../model/stage-results.ts';
import { counted, noun, number } from '../report/words.ts';

/** Above this share of rejected records of an object nothing goes on by itself. */
const rejectLimit = 0.05;
/** Above this share of changed outcomes since the approval a person looks again. */
const changeLimit = 0.01;
const shownReasons = 3;
const shownLines = 6;

/** Why records were rejected, and how many for each reason. */
export interface RejectReason {
  object: string;
  message: string;
  count: number;
}

export function rejectedShare(counts: Readonly<Record<string, number>>): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (counts['reject'] ?? 0) / all;
}

/**
 * More than 5 % of an object rejected holds the migration. Who has gone on all the same has done so for what there was then:
 * `accepted` are the rejections of that moment, and more of them is asked about anew.
 */
export function tooManyRejected(
  outcomes: OutcomeCounts,
  reasons: readonly RejectReason[],
  accepted: Readonly<Record<string, number>> | null,
): Need | null {
  const over = Object.entries(outcomes).filter(
    ([object, counts]) => rejectedShare(counts) > rejectLimit && (counts['reject'] ?? 0) > (accepted?.[object] ?? 0),
  );
  if (over.length === 0) return null;
  const lines = over.map(([object, counts]) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const why = reasons
      .filter((reason) => reason.object === object)
      .sort((a, b) => b.count - a.count)
      .slice(0, shownReasons)
      .map((reason) => `${reason.message} (${number(reason.count)})`);
    const because = why.length === 0 ? '' : `: ${why.join('; ')}`;
    return `${number(counts['reject'] ?? 0)} of ${number(total)} records of ${object} would be rejected (more than 5 %)${because}`;
  });
  return {
    code: 'too_many_rejected',
    message: lines.join('\n'),
    hint: 'Look at the reasons (portage dryrun), fix the mapping or the source; or override with a reason that is kept.',
    decision: 'override',
  };
}

/**
 * Compares what is planned now with what was approved, record by record: more than 1 % of an object's outcomes changed, or
 * anything newly rejected, goes back to a person with the difference.
 */
export function movedTooFar(moved: readonly MovedOutcomes[], approved: OutcomeCounts): Need | null {
  const byObject = Map.groupBy(moved, ({ object }) => object);
  const tooFar = [...byObject].flatMap(([object, lines]) => {
    const changed = lines.reduce((sum, line) => sum + line.count, 0);
    const rejected = lines.filter((line) => line.now === 'reject').reduce((sum, line) => sum + line.count, 0);
    const total = Object.values(approved[object] ?? {}).reduce((sum, count) => sum + count, 0);
    if (rejected === 0 && changed / Math.max(1, total) <= changeLimit) return [];
    const what = `${number(changed)} of ${number(total)} approved outcomes of ${object} differ`;
    return [rejected > 0 ? `${what}, ${number(rejected)} would be rejected now` : what];
  });
  if (tooFar.length === 0) return null;
  return {
    code: 'world_moved',
    message: `Since the approval the world has moved: ${tooFar.join('; ')}.\n${differenceText(moved)}`,
    hint: 'Look at the difference, then override with a reason that is kept, or change the mapping (requestChanges).',
    decision: 'override',
  };
}

/** The difference as lines that a person can read: `12 contacts: create → merge (4711, 4712 …)`. */
export function differenceText(moved: readonly MovedOutcomes[]): string {
  const sorted = [...moved].sort((a, b) => b.count - a.count);
  const lines = sorted.slice(0, shownLines).map((line) => {
    const of = `${counted(line.count, noun(line.object))}`;
    if (line.approved === null) return `- ${of} new at the source: ${line.now}`;
    if (line.now === null) return `- ${of} no longer there (${line.approved} was approved)`;
    return `- ${of}: ${line.approved} → ${line.now}`;
  });
  const rest = sorted.slice(shownLines).reduce((sum, line) => sum + line.count, 0);
  return [...lines, ...(rest > 0 ? [`- and ${counted(rest, 'other record')}`] : [])].join('\n');
}
