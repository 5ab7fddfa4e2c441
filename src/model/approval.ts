import { z } from 'zod';

/** What an approval is sealed to, part by part: when one of them changes, it can be said which. */
export const sealPartNames = [
  'mapping',
  'readingPlan',
  'owners',
  'quiet',
  'definitions',
  'connectors',
  'account',
  'snapshot',
] as const;
export type SealPart = (typeof sealPartNames)[number];

const sealPartsSchema = z.record(z.enum(sealPartNames), z.string());
export type SealParts = z.infer<typeof sealPartsSchema>;

/** Planned records by object and outcome. */
const outcomeCountsSchema = z.record(z.string(), z.record(z.string(), z.int()));
export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;

export const approvalSchema = z.object({
  by: z.string(),
  at: z.string(),
  mappingVersion: z.int(),
  /** Hash of all parts. */
  seal: z.string(),
  parts: sealPartsSchema.optional(),
  note: z.string().optional(),
  /** Planned outcomes at the moment of approval, per object: what "approved against done" compares. */
  outcomes: outcomeCountsSchema,
  /** The snapshot was older than seven days before the import: what changed since is read, and planned anew. */
  refreshed: z.object({ snapshot: z.int(), at: z.string(), done: z.boolean() }).optional(),
  /** It holds no longer, because these parts have changed. */
  voided: z.object({ at: z.string(), parts: z.array(z.enum(sealPartNames)), reason: z.string() }).optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** How many records have another outcome than was approved; null on a side where the record was not, or is no more, planned. */
export interface MovedOutcomes {
  object: string;
  approved: string | null;
  now: string | null;
  count: number;
  /** A few of them, by source id. */
  examples: string[];
}

/** Who has to agree besides one of us, as the migration file asks for it. */
export interface AgreementNeeds {
  second: boolean;
  customer: boolean;
}

export interface Agreement {
  id: string;
  kind: 'staff' | 'customer';
  /** Who stands behind it: two of the same are one. */
  principal: string;
  actor: string;
  via: string;
  note: string | null;
  at: string;
}

export function agreementNeedsOf(file: { approval?: Partial<AgreementNeeds> | undefined }): AgreementNeeds {
  return { second: file.approval?.second ?? false, customer: file.approval?.customer ?? false };
}
