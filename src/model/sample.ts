import { z } from 'zod';

export const sampleChoices = ['named', 'trouble', 'typical', 'cover', 'brought'] as const;
/** How a record came into the sample: asked for, chosen for trouble, typical, to complete the cover, or brought along. */
export const sampleChoiceSchema = z.enum(sampleChoices);
export type SampleChoice = z.infer<typeof sampleChoiceSchema>;

/**
 * How a sampled record came out: read back equal; other than planned; gone; not written; at the destination and not read back
 * yet; joined with a record that is there and needs nothing; still waiting.
 */
const sampleResults = ['equal', 'differs', 'missing', 'failed', 'written', 'joined', 'waiting'] as const;

const sampleFieldSchema = z.strictObject({
  field: z.string(),
  label: z.string(),
  source: z.string(),
  planned: z.string(),
  /** What stood there before, for records that are only filled. */
  before: z.string(),
  found: z.string(),
  /** Read back and not what was planned; the vendor's own formatting is no difference. */
  differs: z.boolean(),
});

const sampledRecordSchema = z.strictObject({
  object: z.string(),
  sourceId: z.string(),
  name: z.string().nullable(),
  /** Why it is in the sample. */
  reason: z.string(),
  chosen: sampleChoiceSchema,
  outcome: z.string(),
  result: z.enum(sampleResults),
  destinationObject: z.string().nullable(),
  destinationId: z.string().nullable(),
  /** Opens it in the vendor's own pages. */
  url: z.string().nullable(),
  /** What kept it from being written, with the remedy. */
  problem: z.string().nullable(),
  /** What planning it has noticed. */
  notices: z.array(z.string()),
  fields: z.array(sampleFieldSchema),
  /** Filled fields of the source that go nowhere. */
  leftOut: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type SampledRecord = z.infer<typeof sampledRecordSchema>;

const endSchema = z.strictObject({ system: z.string(), account: z.string().nullable() });

/** The whole sample side by side: what a person approves. */
export const sampleViewSchema = z.strictObject({
  id: z.string(),
  customer: z.string(),
  source: endSchema,
  destination: endSchema,
  mappingVersion: z.int().nullable(),
  stage: z.string(),
  /** What the sample could not show: a kind of record that did not fit in, a record that was asked for and not found. */
  gaps: z.array(z.string()),
  records: z.array(sampledRecordSchema),
});
export type SampleView = z.infer<typeof sampleViewSchema>;

/** True for records that a person has to look at before approving. */
export function needsLook({ result }: Pick<SampledRecord, 'result'>): boolean {
  return result === 'differs' || result === 'missing' || result === 'failed';
}

/** What a page that asks somebody to agree has besides: where the answer goes, and until when. */
export interface AgreeForm {
  /** What the form is sent to: the page's own address. */
  action: string;
  expiresAt: string;
  /** Who has agreed by this link, and when. */
  agreed: { name: string; at: string } | null;
}
