/** How many records and links ended where: the numbers of the report, from what the store counted. */
import { settingObjects } from '../model/record.ts';
import { emptyCounts, type LinkCounts, type ObjectCounts, type Report } from '../model/report.ts';
import type { MigrationRow } from './migration-row.ts';
import type { recordTotals } from './profile-store.ts';
import type { linkStates, recordStates } from './report-store.ts';
import type { DestinationTotal } from './total-store.ts';

/** The counts of each object: what its records became, and what the destination held before and after. */
export function objectCounts(
  totals: Awaited<ReturnType<typeof recordTotals>>,
  states: Awaited<ReturnType<typeof recordStates>>,
  implied: Record<string, number>,
  there: ReadonlyMap<string, DestinationTotal>,
): Record<string, ObjectCounts> {
  const objects: Record<string, ObjectCounts> = {};
  for (const [object, total] of Object.entries(totals)) {
    if (settingObjects.has(object)) continue;
    const counts = emptyCounts();
    counts.source = total.total;
    counts.implied = implied[object] ?? 0;
    objects[object] = counts;
  }
  for (const line of states) {
    const counts = objects[line.object];
    if (!counts) continue;
    addState(counts, line);
  }
  for (const counts of Object.values(objects)) {
    counts.before = totalOf(counts, there, 'before');
    counts.after = totalOf(counts, there, 'after');
  }
  return objects;
}

/** What the destination holds of the objects that a source object became; null where it does not tell of one of them. */
function totalOf(
  { to }: ObjectCounts,
  there: ReadonlyMap<string, DestinationTotal>,
  when: keyof DestinationTotal,
): number | null {
  const totals = Object.keys(to).map((object) => there.get(object)?.[when] ?? null);
  return totals.length === 0 || totals.includes(null)
    ? null
    : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0);
}

function addState(counts: ObjectCounts, line: Awaited<ReturnType<typeof recordStates>>[number]): void {
  const { outcome, state, count } = line;
  if (outcome === 'exclude') counts.excluded += count;
  else if (outcome === 'hold') counts.held += count;
  else if (outcome === 'reject') counts.failed += count;
  else if (outcome === 'merge' && state === 'none') counts.merged += count;
  else if (outcome === 'skip' || state === 'skipped') counts.skipped += count;
  else if (state === 'failed' || state === 'blocked' || state === 'unresolved') {
    counts.failed += count;
    if (state === 'blocked') counts.blocked += count;
    if (state === 'unresolved') counts.unresolved += count;
  } else if (state === 'written' || state === 'verified' || state === 'undone') {
    if (outcome === 'create') counts.created += count;
    else counts.updated += count;
    if (state === 'verified') counts.verified += count;
    if (line.result === 'drifted' || line.result === 'missing') counts.drifted += count;
  }
  const joined = (outcome === 'merge' && state === 'none') || outcome === 'skip';
  const arrived = state === 'written' || state === 'verified' || joined;
  if (line.destinationObject && arrived)
    counts.to[line.destinationObject] = (counts.to[line.destinationObject] ?? 0) + count;
}

/** The counts of each kind of link, named by the object that carries it: `contact.company`. */
export function countLinks(lines: Awaited<ReturnType<typeof linkStates>>): Record<string, LinkCounts> {
  const links: Record<string, LinkCounts> = {};
  for (const line of lines) {
    const name = `${line.from}.${line.kind}`;
    const counts = links[name] ?? { source: 0, linked: 0, missing: 0, ambiguous: 0 };
    counts.source += line.count;
    if (line.state === 'linked' || line.state === 'missing' || line.state === 'ambiguous')
      counts[line.state] += line.count;
    links[name] = counts;
  }
  return links;
}

const doneNames = {
  create: 'created',
  update: 'updated',
  merge: 'merged',
  skip: 'skipped',
  hold: 'held',
  reject: 'failed',
  exclude: 'excluded',
} as const;

/** What was approved of each object beside what was done. */
export function approvedAgainstDone(row: MigrationRow, objects: Record<string, ObjectCounts>): Report['approved'] {
  const approved: Report['approved'] = {};
  for (const [object, outcomes] of Object.entries(row.approval?.outcomes ?? {})) {
    approved[object] = Object.fromEntries(
      Object.entries(outcomes).map(([outcome, planned]) => {
        const name = doneNames[outcome as keyof typeof doneNames] ?? 'failed';
        return [name, { planned, done: objects[object]?.[name] ?? 0 }];
      }),
    );
  }
  return approved;
}
