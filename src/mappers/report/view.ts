import type { AmbiguousParent, ObjectCounts, Report } from '../../model/report.ts';
import { cut, noun, sentence, systemName } from './words.ts';

export interface ReportNames {
  /** The name of a system by its key: `hubspot` is HubSpot. */
  systems?: (system: string) => string;
}

/** A report with the names that its sections use. */
export interface View {
  report: Report;
  from: string;
  to: string;
}

export function viewOf(report: Report, names: ReportNames): View {
  const name = names.systems ?? systemName;
  const [from, to] = [name(report.source.system), name(report.destination.system)];
  return { report, from, to: from === to ? `the new ${to}` : to };
}

/** Names that several records answer to: one question, whatever kinds of records hang on the answer. */
export function questionsOf(report: Report): AmbiguousParent[][] {
  return [...Map.groupBy(report.ambiguousParents, ({ toObject, key }) => `${toObject}\n${key}`).values()];
}

export function cameAcross(counts: ObjectCounts): number {
  return counts.created + counts.updated + counts.merged + counts.skipped;
}

/** The members of the balance, in the order in which a line of the table adds them up. */
export const balanceParts = ['created', 'updated', 'merged', 'skipped', 'excluded', 'held', 'failed'] as const;
export type BalancePart = (typeof balanceParts)[number];

export const partNames: Readonly<Record<BalancePart, string>> = {
  created: 'Created',
  updated: 'Filled in',
  merged: 'Merged',
  skipped: 'Already there',
  excluded: 'Left out',
  held: 'Waiting',
  failed: 'Failed',
};

export const partMeanings: Readonly<Record<BalancePart, string>> = {
  created: 'new records at the destination',
  updated: 'records that were there already and got the values that they lacked',
  merged: 'joined another record that means the same',
  skipped: 'had come across before and has not changed since',
  excluded: 'left out on purpose, as the plan says',
  held: 'waits for a decision of yours',
  failed: 'did not come across; each is listed with the reason',
};

export function unaccounted(counts: ObjectCounts): number {
  return counts.source - balanceParts.reduce((sum, part) => sum + counts[part], 0);
}

/** The lines of all objects as one. */
export function totalCounts(report: Report): Record<BalancePart | 'source', number> {
  const total = { source: 0, created: 0, updated: 0, merged: 0, skipped: 0, excluded: 0, held: 0, failed: 0 };
  for (const counts of Object.values(report.objects)) {
    for (const part of ['source', ...balanceParts] as const) total[part] += counts[part];
  }
  return total;
}

/** A record as a person calls it, with its id to find it by. */
export function recordName(record: { object: string; sourceId: string; name: string | null }): string {
  return record.name === null ? `${sentence(noun(record.object))} ${cut(record.sourceId, 40)}` : cut(record.name, 60);
}
