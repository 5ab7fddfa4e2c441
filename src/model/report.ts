import { z } from 'zod';
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

export const linkCountsSchema = z.strictObject({ source: count, linked: count, missing: count, ambiguous: count });
export type LinkCounts = z.infer<typeof linkCountsSchema>;

export const failureSchema = z.strictObject({
  object: z.string(),
  sourceId: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
});
export type Failure = z.infer<typeof failureSchema>;

export const driftSchema = z.strictObject({
  object: z.string(),
  sourceId: z.string(),
  destinationObject: z.string(),
  destinationId: z.string().nullable(),
  url: z.string().nullable(),
  field: z.string(),
  planned: z.string(),
  found: z.string(),
  explanation: z.string(),
});
export type Drift = z.infer<typeof driftSchema>;

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
  held: z.array(failureSchema),
  heldTotal: count,
  drift: z.array(driftSchema),
  driftTotal: count,
  /** Records that hang on no, or on more than one possible, parent. */
  linkProblems: z.array(failureSchema),
  /** What changed its shape on the way, as the mapping says: counted, expected, not a fault. */
  reshaped: z.array(notice),
  /** What did not come across and why. */
  leftOut: z.array(notice),
  warnings: z.array(notice),
  /** Counts at approval and what was done then, per object and outcome. */
  approved: z.record(z.string(), z.record(z.string(), z.strictObject({ planned: count, done: count }))),
  approval: z.strictObject({ by: z.string(), at: z.string(), mappingVersion: count, seal: z.string() }).nullable(),
  consent: z.strictObject({ pending: count, refused: count }),
  requests: z.strictObject({ source: requestCounts, destination: requestCounts }),
  estimate: z.strictObject({ requests: count, seconds: z.number() }).nullable(),
  timings: z.strictObject({
    export: z.number(),
    sample: z.number(),
    approval: z.number(),
    import: z.number(),
    reconcile: z.number(),
  }),
  /** Ten random records for the eye: source values beside what the destination holds. */
  examples: z.array(
    z.strictObject({
      object: z.string(),
      sourceId: z.string(),
      destinationObject: z.string(),
      url: z.string().nullable(),
      fields: z.array(
        z.strictObject({ field: z.string(), source: z.string(), planned: z.string(), found: z.string() }),
      ),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

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
