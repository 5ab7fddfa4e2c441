import { z } from 'zod';
import { outcomes } from './plan.ts';

/** Counts of the first records, planned before anything was matched with what the destination holds. */
export interface FirstPreview {
  records: number;
  /** Object → outcome → number. */
  outcomes: Record<string, Record<string, number>>;
}

/** What the mapping makes of all records, as far as they are planned. */
export const dryRunSchema = z.strictObject({
  /** Null before there is a mapping. */
  mappingVersion: z.int().nullable(),
  /** False while the rest is being planned. */
  complete: z.boolean(),
  objects: z.record(
    z.string(),
    z.strictObject({
      outcomes: z.partialRecord(z.enum(outcomes), z.int()),
      /** Above 0.05 the way to the sample is closed. */
      rejectedShare: z.number(),
      planned: z.int(),
      total: z.int(),
    }),
  ),
  reasons: z.array(
    z.strictObject({
      object: z.string(),
      outcome: z.string(),
      code: z.string(),
      message: z.string(),
      reshaping: z.boolean(),
      count: z.int(),
    }),
  ),
  /** False while the preview is that of before the destination was read: what it creates may be there already. */
  previewMatched: z.boolean(),
  /** About a hundred records that are planned first, with what they need. */
  preview: z.array(
    z.strictObject({
      object: z.string(),
      sourceId: z.string(),
      name: z.string().nullable(),
      outcome: z.string(),
      destinationObject: z.string().nullable(),
      reasons: z.array(z.string()),
    }),
  ),
});
export type DryRun = z.infer<typeof dryRunSchema>;
