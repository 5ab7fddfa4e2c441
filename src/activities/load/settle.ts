import type { JsonObject } from '../../model/json.ts';
import type { DestinationRecord } from '../../model/ports.ts';

/** What is known of an unanswered create when it is settled. */
export interface Question {
  /** Identical effects have equal keys: same parent, same payload. */
  key: string;
  intendedAt: Date;
  payload: JsonObject;
}

export interface CandidateRules {
  /** True where the record is what this payload makes: by its source id where it carries one, else by all that was sent. */
  equal(payload: JsonObject, record: DestinationRecord): boolean;
  /** When the vendor made the record, if it tells. */
  createdAt(record: DestinationRecord): Date | null;
  /** Whether our user made it; null where the vendor does not tell. */
  byUs(record: DestinationRecord): boolean | null;
}

export type Settlement =
  | { state: 'written'; record: DestinationRecord }
  | { state: 'planned' }
  | { state: 'unresolved'; candidates: string[] };

/** Clocks of two machines differ; a record made this much before the intent cannot be ours. */
const clockToleranceMs = 120_000;

/**
 * Decides unanswered creates that are identical to each other by number: n were planned, m are found, n − m are sent again.
 * A candidate is a record that no crosswalk row claims, made after the intent, equal to the payload and, where the vendor
 * tells, made by our user. More found than were sent means that somebody else made equal ones: a person decides.
 */
export function settleIdentical(
  questions: Question[],
  found: DestinationRecord[],
  claimed: ReadonlySet<string>,
  rules: CandidateRules,
): Settlement[] {
  const first = questions[0];
  if (first === undefined) return [];
  const earliest = Math.min(...questions.map((question) => question.intendedAt.getTime())) - clockToleranceMs;
  const candidates = found.filter((record) => {
    if (claimed.has(record.id) || rules.byUs(record) === false) return false;
    const createdAt = rules.createdAt(record);
    if (createdAt !== null && createdAt.getTime() < earliest) return false;
    return rules.equal(first.payload, record);
  });
  if (candidates.length > questions.length) {
    const ids = candidates.map((record) => record.id);
    return questions.map(() => ({ state: 'unresolved', candidates: ids }));
  }
  return questions.map((_, index): Settlement => {
    const record = candidates[index];
    return record ? { state: 'written', record } : { state: 'planned' };
  });
}
