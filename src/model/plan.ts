import { z } from 'zod';
import type { Json, JsonObject } from './json.ts';

/** What the mapping makes of a record. */
export const outcomes = ['create', 'update', 'merge', 'skip', 'hold', 'reject', 'exclude'] as const;
export type Outcome = (typeof outcomes)[number];

export const reasonSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  hint: z.string().optional(),
  /** Counted and expected by the comparison: a reshaping, not a fault. */
  reshaping: z.boolean().optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** Points at the destination record that stands for a source record in a role. */
export interface Reference {
  object: string;
  sourceId: string;
  role: string;
}

/** A field whose value is another destination record's id, known only once that one is written. */
export interface ReferenceField extends Reference {
  field: string;
  /**
   * `required`: nothing is sent without it. `inline`: sent if known. `later`: an effect of its own once both ends exist. `was`: the
   * field is emptied, where it still holds this record's id.
   */
  need: 'required' | 'inline' | 'later' | 'was';
  /** What the other end must become, for `later`: its plan may be made after this one. */
  to?: string;
  /** The source link that this reference carries across, for the links' count; absent for structural parents. */
  link?: { kind: string; toObject: string; toId: string };
}

const operations = ['create', 'update', 'link', 'unlink', 'tag', 'attach', 'define'] as const;
export type Operation = (typeof operations)[number];

/** One change at the destination, planned. Becomes one effect. */
export interface EffectPlan {
  /** `main`, `own lead`, `overflow note`, `link parent_id` …: unique with the operation for a source record. */
  role: string;
  operation: Operation;
  destinationObject: string;
  payload: JsonObject;
  references: ReferenceField[];
  /** For updates: the record that is changed. */
  destinationId?: string;
  /** Waves run one after another: definitions, then objects in the destination's order. */
  wave: number;
  /** Higher goes first within a wave: open and recently active records. */
  priority: number;
  /** Where it is not that of the whole plan: a link is sent again when its other end changes, and only then. */
  contentHash?: string;
}

/** The role of the effect that sets a field to another record's id once both are there. */
export function linkRole(field: string): string {
  return `link ${field}`;
}

/** How a link is told that an earlier migration of the same accounts has set. */
export function linkedBefore(field: string): string {
  return `linked ${field}`;
}

/** Where a record's dependants hang: the destination parent that it brings, borrows, or already has there. */
export interface Placement extends Reference {
  /** The parent that a matched record has at the destination: known, and nothing to create. */
  existing?: { object: string; id: string };
}

export interface Plan {
  object: string;
  sourceId: string;
  outcome: Outcome;
  destinationObject: string | null;
  reasons: Reason[];
  effects: EffectPlan[];
  placement: Placement | null;
  /** Existing destination record that it joins, for update and merge. */
  matchedId?: string;
  /** Source links that were expressed by this plan, or cannot be, with the reason. */
  links: { kind: string; toObject: string; toId: string; how: string; fromId?: string }[];
  /** Fingerprint of what the record becomes: equal means nothing to do on a second run. */
  contentHash: string;
}

export type { Json };
