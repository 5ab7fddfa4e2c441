import { z } from 'zod';
import { sampleChoiceSchema } from './sample.ts';
import { runStatuses } from './states.ts';

const count = z.int().nonnegative();

/** One source object's line in the report. `blocked` and `unresolved` are parts of `failed`; `implied` stands outside the balance. */
export const objectCountsSchema = z.strictObject({
  source: count,
  excluded: count,
  created: count,
  updated: count,
  merged: count,
  skipped: count,
  held: count,
  failed: count,
  blocked: count,
  unresolved: count,
  verified: count,
  drifted: count,
  implied: count,
  /** Totals at the destination where it tells them. */
  before: count.nullable(),
  after: count.nullable(),
  /** Records by destination object, where one object goes to several. */
  to: z.record(z.string(), count),
});
export type ObjectCounts = z.infer<typeof objectCountsSchema>;

const linkCountsSchema = z.strictObject({ source: count, linked: count, missing: count, ambiguous: count });
export type LinkCounts = z.infer<typeof linkCountsSchema>;

const failureSchema = z.strictObject({
  object: z.string(),
  sourceId: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  /** How a person names the record; null where nothing in it does. */
  name: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Records that failed or wait for the same reason: the whole number, where the list beside it may be cut. */
const problemGroupSchema = z.strictObject({
  object: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  count,
});
export type ProblemGroup = z.infer<typeof problemGroupSchema>;

const candidateSchema = z.strictObject({ sourceId: z.string(), name: z.string().nullable() });

/** A key that several parents share, and how many records hang on it: a person decides once for all of them. */
const ambiguousParentSchema = z.strictObject({
  from: z.string(),
  kind: z.string(),
  toObject: z.string(),
  key: z.string(),
  count,
  candidates: z.array(candidateSchema),
});
export type AmbiguousParent = z.infer<typeof ambiguousParentSchema>;

const consentPersonSchema = z.strictObject({
  state: z.enum(['pending', 'refused']),
  object: z.string(),
  sourceId: z.string(),
  name: z.string().nullable(),
  url: z.string().nullable(),
});
export type ConsentPerson = z.infer<typeof consentPersonSchema>;

/** Records of the source that may be the same, and what was decided about them. */
export const duplicateGroupSchema = z.strictObject({
  object: z.string(),
  /** The mapping names the group by it. */
  groupId: z.string(),
  decision: z.enum(['apart', 'merge', 'hold']),
  /** What they share: `email`, `phone`, `domain`, `name`. */
  kinds: z.array(z.string()),
  records: z.array(
    z.strictObject({ sourceId: z.string(), name: z.string().nullable(), mergedInto: z.string().nullable() }),
  ),
});
export type DuplicateGroupView = z.infer<typeof duplicateGroupSchema>;

const driftSchema = z.strictObject({
  object: z.string(),
  sourceId: z.string(),
  name: z.string().nullable(),
  destinationObject: z.string(),
  destinationId: z.string().nullable(),
  url: z.string().nullable(),
  field: z.string(),
  planned: z.string(),
  found: z.string(),
  explanation: z.string(),
});

/** A record at the destination that looks like a second copy of one of ours, and that no migration knows of. */
const doubleSchema = z.strictObject({
  /** The source record whose id it carries; null where only the marker is this migration's. */
  object: z.string().nullable(),
  sourceId: z.string().nullable(),
  name: z.string().nullable(),
  destinationObject: z.string(),
  destinationId: z.string(),
  url: z.string().nullable(),
  /** The record that stands for the source record. */
  twinId: z.string().nullable(),
  twinUrl: z.string().nullable(),
});
export type Double = z.infer<typeof doubleSchema>;

const notice = z.strictObject({
  code: z.string(),
  message: z.string(),
  count: count.optional(),
  object: z.string().optional(),
});
const requestCounts = z.strictObject({ total: count, throttled: count });

/** The report of a migration, as JSON. `schemaVersion` 1 is a contract: fields are only added. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string(),
  customer: z.string(),
  source: z.strictObject({ system: z.string(), account: z.string().nullable() }),
  destination: z.strictObject({ system: z.string(), account: z.string().nullable() }),
  marker: z.string(),
  status: z.enum(runStatuses),
  stage: z.string(),
  /** Every object's equation holds and each link is linked, or listed as missing or ambiguous with a reason. */
  balanced: z.boolean(),
  objects: z.record(z.string(), objectCountsSchema),
  links: z.record(z.string(), linkCountsSchema),
  failures: z.array(failureSchema),
  failuresTotal: count,
  failureGroups: z.array(problemGroupSchema),
  held: z.array(failureSchema),
  heldTotal: count,
  heldGroups: z.array(problemGroupSchema),
  drift: z.array(driftSchema),
  driftTotal: count,
  /** Records that somebody has worked on at the destination since they were written: differences, and no fault. */
  edited: count,
  doubles: z.array(doubleSchema),
  doublesTotal: count,
  /** Records that hang on no, or on more than one possible, parent. */
  linkProblems: z.array(failureSchema),
  ambiguousParents: z.array(ambiguousParentSchema),
  /** Groups of records that may be the same: the largest first, their number beside them. */
  duplicates: z.strictObject({ groups: count, records: count, merged: count, list: z.array(duplicateGroupSchema) }),
  /** What changed its shape on the way, as the mapping says: counted, expected, not a fault. */
  reshaped: z.array(notice),
  /** What did not come across and why. */
  leftOut: z.array(notice),
  warnings: z.array(notice),
  /** Fields of the source that go nowhere, with the reason that the mapping gives and how many records fill them. */
  unmappedFields: z.array(
    z.strictObject({
      object: z.string(),
      field: z.string(),
      reason: z.string(),
      records: count,
      /** Nothing of it is left behind: it became a link, a stage, a consent or a part of a name. */
      carried: z.boolean(),
    }),
  ),
  /** What was added to the destination's own settings: fields, pipelines, stages. */
  defined: z.array(z.strictObject({ kind: z.string(), object: z.string(), name: z.string() })),
  /** Counts at approval and what was done then, per object and outcome. */
  approved: z.record(z.string(), z.record(z.string(), z.strictObject({ planned: count, done: count }))),
  approval: z.strictObject({ by: z.string(), at: z.string(), mappingVersion: count, seal: z.string() }).nullable(),
  /** Everybody who confirmed or overrode something, besides the approval. */
  quiet: z.strictObject({ by: z.string(), at: z.string() }).nullable(),
  override: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  consent: z.strictObject({
    pending: count,
    refused: count,
    /** Where the destination shows it, by destination object. */
    fields: z.record(z.string(), z.string()),
    people: z.array(consentPersonSchema),
  }),
  /** The three parts of a roll back, what is still there, and until when it can be asked for. */
  undo: z.strictObject({
    reversed: count,
    kept: count,
    failed: count,
    open: count,
    until: z.string().nullable(),
    /** What was kept or could not be taken back, grouped by reason. */
    reasons: z.array(
      z.strictObject({
        result: z.enum(['kept', 'failed']),
        object: z.string(),
        reason: z.string(),
        count,
        examples: z.array(z.string()),
      }),
    ),
  }),
  requests: z.strictObject({ source: requestCounts, destination: requestCounts }),
  estimate: z.strictObject({ requests: count, seconds: z.number() }).nullable(),
  timings: z.strictObject({
    export: z.number(),
    sample: z.number(),
    approval: z.number(),
    import: z.number(),
    reconcile: z.number(),
  }),
  /** What was brought over and looked at before the approval, and why just that. */
  sample: z.strictObject({
    /** With all that came along. */
    records: count,
    chosen: z.array(
      z.strictObject({
        object: z.string(),
        sourceId: z.string(),
        name: z.string().nullable(),
        reason: z.string(),
        chosen: sampleChoiceSchema,
        url: z.string().nullable(),
      }),
    ),
    /** What it could not show. */
    gaps: z.array(z.string()),
  }),
  /** Ten records, chosen by a stable hash, for the eye: source values beside what the destination holds. */
  examples: z.array(
    z.strictObject({
      object: z.string(),
      sourceId: z.string(),
      name: z.string().nullable(),
      destinationObject: z.string(),
      url: z.string().nullable(),
      fields: z.array(
        z.strictObject({
          field: z.string(),
          label: z.string(),
          source: z.string(),
          planned: z.string(),
          found: z.string(),
        }),
      ),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

/** How many lines of each list a report carries unless asked for more; the totals say how many there are. */
export const reportListLimit = 1_000;
/** The table for spreadsheets has a line for each; beyond this many nobody reads it as one. */
export const reportTableLimit = 200_000;

export function emptyCounts(): ObjectCounts {
  return {
    source: 0,
    excluded: 0,
    created: 0,
    updated: 0,
    merged: 0,
    skipped: 0,
    held: 0,
    failed: 0,
    blocked: 0,
    unresolved: 0,
    verified: 0,
    drifted: 0,
    implied: 0,
    before: null,
    after: null,
    to: {},
  };
}

/** source = created + updated + merged + skipped + excluded + held + failed. */
export function balances(counts: ObjectCounts): boolean {
  const { created, updated, merged, skipped, excluded, held, failed } = counts;
  return counts.source === created + updated + merged + skipped + excluded + held + failed;
}

/** Records that a person has to look at: any of them makes a finished migration one with errors. */
export function toLookAt(report: Pick<Report, 'failuresTotal' | 'heldTotal' | 'driftTotal' | 'doublesTotal'>): number {
  return report.failuresTotal + report.heldTotal + report.driftTotal + report.doublesTotal;
}
