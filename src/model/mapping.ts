import { z } from 'zod';
import { jsonSchema } from './json.ts';
import { transformsSchema } from './transforms.ts';

/**
 * The mapping: a versioned document, approved by a person, that says how objects, fields, values, stages, owners and consent
 * go across. Everything the planner does with a record is either here or in the destination's definition.
 */
const confidence = z.number().min(0).max(1);

/** What happens to a field of an existing record whose value differs from the source's. */
export const existingRules = ['fill', 'source', 'destination', 'newest', 'append'] as const;

export const fieldMappingSchema = z.strictObject({
  /**
   * Destination field key; `new:<object>.<key>` names a definition of this mapping that is created first, `footer:<label>` a
   * line at the end of the record's text where there is no field to put it.
   */
  to: z.string(),
  /** Source field keys; several are tried in order, or joined by a template transform. */
  from: z.array(z.string()).default([]),
  /** Source field keys tried in order where the result is empty (a person's e-mail as name). */
  fallback: z.array(z.string()).default([]),
  /** A fixed value instead of a source field. */
  constant: jsonSchema.optional(),
  transforms: transformsSchema.optional(),
  existing: z.enum(existingRules).default('fill'),
  confidence: confidence.default(1),
  reason: z.string().default(''),
});
export type FieldMapping = z.infer<typeof fieldMappingSchema>;

/** A test on one record, readable as a sentence: field, comparison, values (compared without case and surrounding space). */
export const conditionSchema = z.strictObject({
  /** A source field's key, a concept, or `deal.status` and the like for any linked record of that object. */
  field: z.string(),
  /** Further fields of the record: it holds where it holds for any of them. */
  also: z.array(z.string()).default([]),
  is: z.enum(['oneOf', 'contains', 'filled', 'empty']),
  values: z.array(z.string()).default([]),
});
export type Condition = z.infer<typeof conditionSchema>;

export const rungs = ['record', 'note', 'field', 'archive', 'leftOut', 'hold'] as const;

export const routeSchema = z.strictObject({
  /** Source object. */
  object: z.string(),
  /** All must hold; the first route of an object whose conditions hold is taken. */
  when: z.array(conditionSchema).default([]),
  /** Destination object; null where the rung is not a record. */
  to: z.string().nullable(),
  /** Where the destination has no such object: which rung of the ladder was chosen. */
  rung: z.enum(rungs).default('record'),
  mode: z.enum(['create', 'update', 'upsert']).default('create'),
  /** Concepts that find an existing destination record, strongest first (`contact.email`, `company.domain`). */
  matchOn: z.array(z.string()).default([]),
  fields: z.array(fieldMappingSchema).default([]),
  /** Source fields that go nowhere, each with the reason: none vanishes without being listed. */
  unmapped: z.array(z.strictObject({ field: z.string(), reason: z.string() })).default([]),
  /** Source fields that wait for a person: suggestions that were not sure enough. */
  undecided: z
    .array(z.strictObject({ field: z.string(), suggestion: z.string().nullable(), confidence, reason: z.string() }))
    .default([]),
  confidence: confidence.default(1),
  reason: z.string().default(''),
});
export type Route = z.infer<typeof routeSchema>;

export const newFieldSchema = z.strictObject({
  object: z.string(),
  key: z.string(),
  label: z.string(),
  type: z.string(),
  many: z.boolean().default(false),
  options: z.array(z.string()).default([]),
  /** Why it is created: which source field, or the engine's own (source id, owner's name). */
  reason: z.string(),
});
export type NewField = z.infer<typeof newFieldSchema>;

export const ownerDecisionSchema = z.strictObject({
  name: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  /** Destination user id, or null for nobody. */
  to: z.string().nullable(),
  /** `chosen`: a replacement by name; `departed`: no longer active at the source; `default`: nobody of theirs is there. */
  how: z.enum(['email', 'name', 'chosen', 'departed', 'default', 'nobody']),
  records: z.int().nonnegative().default(0),
});

export const stageMappingSchema = z.strictObject({
  from: z.string(),
  name: z.string(),
  kind: z.enum(['open', 'won', 'lost']),
  order: z.number().default(0),
  probability: z.number().nullable().default(null),
  /** Destination stage id, or `new:<key>` of a stage that is created, or null: open decision. */
  to: z.string().nullable(),
  reason: z.string().default(''),
});
export const pipelineMappingSchema = z.strictObject({
  from: z.string(),
  name: z.string(),
  /** Destination pipeline id or `new:<key>`. */
  to: z.string().nullable(),
  stages: z.array(stageMappingSchema),
  reason: z.string().default(''),
});
export type PipelineMapping = z.infer<typeof pipelineMappingSchema>;
export type StageMapping = z.infer<typeof stageMappingSchema>;

/** What happens to records of the source that may be the same: one of them stays for all, each goes by itself, or they wait. */
export const duplicateDecisions = ['apart', 'merge', 'hold'] as const;
export type DuplicateDecision = (typeof duplicateDecisions)[number];
const duplicateDecision = z.enum(duplicateDecisions);

export const duplicateRuleSchema = z.strictObject({
  /** Groups that nobody has decided about. */
  otherwise: duplicateDecision.default('apart'),
  /** Decisions about single groups, under the source id of any of their records. */
  groups: z.record(z.string(), duplicateDecision).default({}),
});
export type DuplicateRule = z.infer<typeof duplicateRuleSchema>;

export const mappingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  source: z.strictObject({ system: z.string(), connectorVersion: z.string() }),
  destination: z.strictObject({ system: z.string(), connectorVersion: z.string() }),
  marker: z.string(),
  timezone: z.string(),
  defaultCountry: z.string().nullable().default(null),
  currency: z.string().nullable().default(null),
  routes: z.array(routeSchema),
  owners: z.strictObject({
    /** Destination user that stands in for unmatched owners, or null for nobody. */
    fallback: z.string().nullable(),
    /** Destination user who takes the records of people who have left, or null for nobody; left out: the fallback. */
    departed: z.string().nullable().optional(),
    /** Label of the field that keeps the name of an owner who is replaced; left out: a line of text. */
    keepNameIn: z.string().optional(),
    byId: z.record(z.string(), ownerDecisionSchema),
  }),
  pipelines: z.array(pipelineMappingSchema),
  newFields: z.array(newFieldSchema),
  /** Tables that the transform `lookup` asks, by name: sales area by region, new article number by old one. */
  tables: z.record(z.string(), z.record(z.string(), jsonSchema)).optional(),
  consent: z.strictObject({
    onUnproven: z.enum(['pending', 'keep', 'hold']),
    /** By destination object: the field that says it; objects that are not listed cannot hold consent. */
    fields: z.record(z.string(), z.string()).default({}),
  }),
  /** Records that need a parent and have none: one each, one collecting record, or hold. Null: a person must say. */
  orphans: z.enum(['each', 'collect', 'hold']).nullable(),
  /** By source object. */
  duplicates: z.record(z.string(), duplicateRuleSchema).default({}),
  /** Records that look like nobody: `test test` without a way to reach it. They come across and are told, unless a person says otherwise. */
  junk: z.enum(['keep', 'leaveOut', 'hold']).default('keep'),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** Why a source field has no field of its own at the destination although nothing of it is left behind. */
export const carriedAsLink = 'carried as link, stage or consent rather than as text';
export const partOfFullName = 'part of the full name';
export const carriedOtherwise: ReadonlySet<string> = new Set([carriedAsLink, partOfFullName]);
