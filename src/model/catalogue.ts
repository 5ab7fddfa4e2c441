import { z } from 'zod';
import { valueTypes } from './concepts.ts';

const optionSchema = z.strictObject({ value: z.string(), label: z.string() });

/** A field of an object at a system, as its catalogue lists it. */
export const fieldSchema = z.strictObject({
  key: z.string().min(1),
  label: z.string().optional(),
  type: z.enum(valueTypes),
  /** Canonical meaning: the bridge between two catalogues. */
  concept: z.string().optional(),
  many: z.boolean().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  options: z.array(optionSchema).optional(),
  readOnly: z.boolean().optional(),
  /** Can be set when the record is made and never after (a creation date, an author). */
  createOnly: z.boolean().optional(),
  custom: z.boolean().optional(),
  /** Comparator that replaces the type's own where the vendor reshapes the value (see mappers/values). */
  comparator: z.string().optional(),
  /** Where in the raw row, or in the destination's record, the value stands; default: the key. */
  path: z.string().optional(),
  /** How sure the concept is, where it was recognised rather than known. */
  confidence: z.number().min(0).max(1).optional(),
  /** What led to it, in words. */
  because: z.string().optional(),
  /** Fill rate 0..1 and example values, where the source was profiled. Examples never leave the store. */
  fill: z.number().min(0).max(1).optional(),
  /** A value has several lines, or is longer than a line takes. */
  long: z.boolean().optional(),
});
export type Field = z.infer<typeof fieldSchema>;
export type FieldOption = z.infer<typeof optionSchema>;

const catalogueSchema = z.strictObject({
  object: z.string(),
  label: z.string().optional(),
  fields: z.array(fieldSchema),
  count: z.int().nonnegative().optional(),
});
/** All fields of one object at one system. */
export type ObjectCatalogue = z.infer<typeof catalogueSchema>;

const userSchema = z.strictObject({
  id: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  active: z.boolean(),
});
export type SystemUser = z.infer<typeof userSchema>;

export const stageKinds = ['open', 'won', 'lost'] as const;
const stageSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(stageKinds),
  order: z.number(),
  probability: z.number().nullable().optional(),
});
const pipelineSchema = z.strictObject({ id: z.string(), name: z.string(), stages: z.array(stageSchema) });
export type Pipeline = z.infer<typeof pipelineSchema>;
export type PipelineStage = z.infer<typeof stageSchema>;

/** What an account holds besides records: the fields, people and pipelines that a mapping can name. */
export const metadataSchema = z.strictObject({
  account: z.strictObject({ id: z.string(), name: z.string().nullable() }),
  /** The connecting user, who owns what nobody else can own. */
  self: userSchema.nullable(),
  timezone: z.string().nullable(),
  currency: z.string().nullable(),
  objects: z.record(z.string(), catalogueSchema),
  users: z.array(userSchema),
  pipelines: z.array(pipelineSchema),
  /** Statuses of a company or lead where the system has them. */
  recordStatuses: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Automations found switched on, by name; null where the system does not tell. */
  automations: z.array(z.strictObject({ name: z.string(), active: z.boolean(), effect: z.string() })).nullable(),
});
export type SystemMetadata = z.infer<typeof metadataSchema>;

/** What people call the account; null before it is known. */
export function accountNameOf(metadata: SystemMetadata | null): string | null {
  return metadata?.account.name ?? metadata?.account.id ?? null;
}
