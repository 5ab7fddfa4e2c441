import type { DestinationObject } from '../../model/destination-object.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Route } from '../../model/mapping.ts';
import type { Reason, ReferenceField } from '../../model/plan.ts';
import type { MatchCandidate, RecordView } from '../../model/views.ts';
import { fillBlanks } from './fill-blanks.ts';
import type { PayloadContext } from './payload-context.ts';

export interface MatchInput {
  route: Route;
  object: DestinationObject;
  to: string;
  record: RecordView;
  payload: JsonObject;
  /** The payload without what is this migration's own: the marker. */
  content: JsonObject;
  references: ReferenceField[];
  contentHash: string;
  context: PayloadContext;
}

export interface MatchResult {
  outcome: 'create' | 'update' | 'merge' | 'skip' | 'hold' | 'reject';
  matchedId?: string;
  /** Where the matched record is another object than the route's. */
  matchedObject?: string;
  /** What the existing record holds, where it was found by its values. */
  existing?: JsonObject;
  payload?: JsonObject;
  reasons: Reason[];
}

/** What can still be set on a record that is there: a creation date, an author, the text of a sent mail cannot. */
function changeable({ object, content }: MatchInput): JsonObject {
  const fixed = new Set(object.fields.filter((field) => field.createOnly).map((field) => field.key));
  return Object.fromEntries(Object.entries(content).filter(([key]) => !fixed.has(key)));
}

function isOf(candidate: MatchCandidate, object: string): boolean {
  return candidate.destinationObject === undefined || candidate.destinationObject === object;
}

/** The same person under another kind of object there: never made twice. One that came across before counts first. */
function foundElsewhere({ object, record, route, to }: MatchInput): MatchResult | null {
  for (const { object: other, outcome } of object.alsoIn) {
    const known = record.crosswalk.find((row) => row.role === 'main' && row.destinationObject === other);
    const candidates =
      route.mode === 'create'
        ? []
        : strongest(
            object,
            record.candidates.filter((candidate) => candidate.destinationObject === other),
          );
    const id = known?.destinationId ?? candidates[0]?.id;
    if (
      id === undefined ||
      (known === undefined && record.candidates.some((candidate) => candidate.destinationObject === to))
    )
      continue;
    if (outcome === 'hold' || (known === undefined && candidates.length > 1)) {
      return {
        outcome: 'hold',
        reasons: [
          {
            code: 'exists_as_other_kind',
            message: `would become a ${to} and is there already as a ${other}`,
            hint: `Convert it there, or leave it a ${other}: it is not made a second time.`,
          },
        ],
      };
    }
    return {
      outcome: known === undefined ? 'merge' : 'skip',
      matchedId: id,
      matchedObject: other,
      reasons: [{ code: 'exists_as_other_kind', message: `is there already as a ${other}`, reshaping: true }],
    };
  }
  return null;
}

/**
 * Create, update, merge or skip: by the crosswalk first, then by match keys, strongest first. Several candidates are held as
 * ambiguous, never the first one taken.
 */
export function matchRecord(input: MatchInput): MatchResult {
  const known = input.record.crosswalk.find((row) => row.role === 'main' && row.destinationObject === input.to);
  if (known) {
    if (known.contentHash === input.contentHash) {
      return {
        outcome: 'skip',
        matchedId: known.destinationId,
        reasons: [{ code: 'unchanged', message: 'came across before and has not changed since' }],
      };
    }
    // a record that was the customer's before is never overwritten, however often the source changes
    if (known.origin === 'matched') return joinExisting(input, known.destinationId);
    return {
      outcome: 'update',
      matchedId: known.destinationId,
      payload: changeable(input),
      reasons: [{ code: 'changed_at_source', message: 'changed at the source since it came across' }],
    };
  }
  const elsewhere = foundElsewhere(input);
  if (elsewhere) return elsewhere;
  if (input.route.mode === 'create') return { outcome: 'create', reasons: [] };
  const found = strongest(
    input.object,
    input.record.candidates.filter((candidate) => isOf(candidate, input.to)),
  );
  if (found.length > 1) {
    return {
      outcome: 'hold',
      reasons: [
        {
          code: 'ambiguous_match',
          message: `${found.length} existing records could be the same`,
          hint: 'Merge them at the destination, or choose one.',
        },
      ],
    };
  }
  const [match] = found;
  if (!match) {
    return input.route.mode === 'update'
      ? {
          outcome: 'skip',
          reasons: [
            { code: 'not_there', message: 'there is no existing record to update, and the mode is update only' },
          ],
        }
      : { outcome: 'create', reasons: [] };
  }
  return joinExisting(input, match.id);
}

/** Joins a record that was there already: filled where it is empty, as far as its values are known. */
function joinExisting(input: MatchInput, matchedId: string): MatchResult {
  const match = input.record.candidates.find((candidate) => candidate.id === matchedId);
  const blanks = match ? fillBlanks(input, match) : { payload: {}, reasons: [] };
  const result = {
    matchedId,
    reasons: [{ code: 'matched_existing', message: 'joined a record that was there already' }, ...blanks.reasons],
    ...(match && { existing: match.values }),
  };
  if (Object.keys(blanks.payload).length === 0) return { ...result, outcome: 'merge' };
  return { ...result, outcome: 'update', payload: blanks.payload };
}

/** Candidates under the strongest concept that has any: an e-mail outweighs a name. */
function strongest(object: DestinationObject, candidates: MatchCandidate[]): MatchCandidate[] {
  for (const concept of object.matchOn) {
    const found = candidates.filter((candidate) => candidate.keys.some((key) => key.startsWith(`${concept} `)));
    if (found.length > 0) return found;
  }
  return [];
}
