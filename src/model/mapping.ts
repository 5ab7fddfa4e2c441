import { z } from 'zod';
import { jsonSchema } from './json.ts';
import { transformsSchema } from './transforms.ts';

/**
 * The mapping: a versioned document, approved by a person, that says how objects, fields, values, stages, owners and consent
 * go across. Everything the planner does with a record is either here or in the destination's definition.
 */
const confidence = z.number().min(0).max(1);

/** What happens to a field of an existing record whose value differs from the source's. */
const existingRules = ['fill', 'source', 'destination', 'newest', 'append'] as const;

export const fieldMappingSchema = z.strictObject({
  to: z
    .string()
    .describe(
      'Destination field key; `new:<object>.<key>` names a definition of this mapping that is created first, `footer:<label>` a line at the end of the record’s text where there is no field to put it.',
    ),
  from: z
    .array(z.string())
    .default([])
    .describe('Source field keys; several are tried in order, or joined by a template transform.'),
  fallback: z
    .array(z.string())
    .default([])
    .describe('Source field keys tried in order where the result is empty (a person’s e-mail as name).'),
  constant: jsonSchema.optional().describe('A fixed value instead of a source field.'),
  transforms: transformsSchema.optional(),
  existing: z.enum(existingRules).default('fill'),
  confidence: confidence.default(1),
  reason: z.string().default(''),
});
export type FieldMapping = z.infer<typeof fieldMappingSchema>;

/** A test on one record, readable as a sentence: field, comparison, values (compared without case and surrounding space). */
const conditionSchema = z.strictObject({
  field: z
    .string()
    .describe('A source field’s key, a concept, or `deal.status` and the like for any linked record of that object.'),
  also: z
    .array(z.string())
    .default([])
    .describe('Further fields of the record: it holds where it holds for any of them.'),
  is: z.enum(['oneOf', 'contains', 'filled', 'empty']),
  values: z.array(z.string()).default([]),
});
export type Condition = z.infer<typeof conditionSchema>;

const rungs = ['record', 'note', 'field', 'archive', 'leftOut', 'hold'] as const;

export const routeSchema = z.strictObject({
  object: z.string().describe('Source object.'),
  when: z
    .array(conditionSchema)
    .default([])
    .describe('All must hold; the first route of an object whose conditions hold is taken.'),
  to: z.string().nullable().describe('Destination object; null where the rung is not a record.'),
  rung: z
    .enum(rungs)
    .default('record')
    .describe('Where the destination has no such object: which rung of the ladder was chosen.'),
  mode: z.enum(['create', 'update', 'upsert']).default('create'),
  matchOn: z
    .array(z.string())
    .default([])
    .describe(
      'Concepts that find an existing destination record, strongest first (`contact.email`, `company.domain`).',
    ),
  fields: z.array(fieldMappingSchema).default([]),
  unmapped: z
    .array(z.strictObject({ field: z.string(), reason: z.string() }))
    .default([])
    .describe('Source fields that go nowhere, each with the reason: none vanishes without being listed.'),
  /** Source fields that wait for a person: suggestions that were not sure enough. */
  undecided: z
    .array(z.strictObject({ field: z.string(), suggestion: z.string().nullable(), confidence, reason: z.string() }))
    .default([]),
  confidence: confidence.default(1),
  reason: z.string().default(''),
});
export type Route = z.infer<typeof routeSchema>;

const newFieldSchema = z.strictObject({
  object: z.string(),
  key: z.string(),
  label: z.string(),
  type: z.string(),
  long: z
    .boolean()
    .optional()
    .describe('Text of several lines, or longer than a line: made as a field for long text where the vendor has such.'),
  many: z.boolean().default(false),
  options: z.array(z.string()).default([]),
  reason: z.string().describe('Why it is created: which source field, or the engine’s own (source id, owner’s name).'),
});
export type NewField = z.infer<typeof newFieldSchema>;

const ownerDecisionSchema = z.strictObject({
  name: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  to: z.string().nullable().describe('Destination user id, or null for nobody.'),
  how: z
    .enum(['email', 'name', 'chosen', 'departed', 'default', 'nobody'])
    .describe(
      '`chosen`: a replacement by name; `departed`: no longer active at the source; `default`: nobody of theirs is there.',
    ),
  records: z.int().nonnegative().default(0),
});

const stageMappingSchema = z.strictObject({
  from: z.string(),
  name: z.string(),
  kind: z.enum(['open', 'won', 'lost']),
  order: z.number().default(0),
  probability: z.number().nullable().default(null),
  to: z
    .string()
    .nullable()
    .describe('Destination stage id, or `new:<key>` of a stage that is created, or null: open decision.'),
  reason: z.string().default(''),
});
const pipelineMappingSchema = z.strictObject({
  from: z.string(),
  name: z.string(),
  to: z.string().nullable().describe('Destination pipeline id or `new:<key>`.'),
  stages: z.array(stageMappingSchema),
  reason: z.string().default(''),
});
export type PipelineMapping = z.infer<typeof pipelineMappingSchema>;
export type StageMapping = z.infer<typeof stageMappingSchema>;

const recordStatusMappingSchema = z.strictObject({
  from: z.string().describe('The status as the source’s records have it.'),
  name: z.string().describe('What it is called where it is created.'),
  to: z
    .string()
    .nullable()
    .describe(
      'Destination status id, or `new:<key>` of one that is created, or null: the word is kept as a line of text.',
    ),
  records: z.int().nonnegative().default(0),
  reason: z.string().default(''),
});
export type RecordStatusMapping = z.infer<typeof recordStatusMappingSchema>;

/** What happens to records of the source that may be the same: one of them stays for all, each goes by itself, or they wait. */
const duplicateDecisions = ['apart', 'merge', 'hold'] as const;
export type DuplicateDecision = (typeof duplicateDecisions)[number];
const duplicateDecision = z.enum(duplicateDecisions);

const duplicateRuleSchema = z.strictObject({
  otherwise: duplicateDecision.default('apart').describe('Groups that nobody has decided about.'),
  groups: z
    .record(z.string(), duplicateDecision)
    .default({})
    .describe('Decisions about single groups, under the source id of any of their records.'),
});
export type DuplicateRule = z.infer<typeof duplicateRuleSchema>;

/** Descriptions are what an editor shows at a key of the YAML file, and the API in its document. */
export const mappingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  source: z.strictObject({ system: z.string(), connectorVersion: z.string() }),
  destination: z.strictObject({ system: z.string(), connectorVersion: z.string() }),
  marker: z.string(),
  timezone: z.string(),
  defaultCountry: z.string().nullable().default(null),
  currency: z.string().nullable().default(null),
  currencies: z
    .record(
      z.string(),
      z.strictObject({
        to: z.string().nullable().describe('ISO 4217 code that it stands for; null: a person must say.'),
        records: z.int().nonnegative().default(0),
        reason: z.string().default(''),
      }),
    )
    .optional()
    .describe('By the word for a currency as the records have it.'),
  routes: z.array(routeSchema),
  owners: z.strictObject({
    fallback: z
      .string()
      .nullable()
      .describe('Destination user that stands in for unmatched owners, or null for nobody.'),
    departed: z
      .string()
      .nullable()
      .optional()
      .describe(
        'Destination user who takes the records of people who have left, or null for nobody; left out: the fallback.',
      ),
    keepNameIn: z
      .string()
      .optional()
      .describe('Label of the field that keeps the name of an owner who is replaced; left out: a line of text.'),
    byId: z.record(z.string(), ownerDecisionSchema),
  }),
  pipelines: z.array(pipelineMappingSchema),
  recordStatuses: z
    .array(recordStatusMappingSchema)
    .optional()
    .describe('Statuses of companies, where the destination has a list of its own for them.'),
  newFields: z.array(newFieldSchema),
  tables: z
    .record(z.string(), z.record(z.string(), jsonSchema))
    .optional()
    .describe('Tables that the transform `lookup` asks, by name: sales area by region, new article number by old one.'),
  consent: z.strictObject({
    onUnproven: z.enum(['pending', 'keep', 'hold']),
    fields: z
      .record(z.string(), z.string())
      .default({})
      .describe('By destination object: the field that says it; objects that are not listed cannot hold consent.'),
  }),
  orphans: z
    .enum(['each', 'collect', 'hold'])
    .nullable()
    .describe(
      'Records that need a parent and have none: one each, one collecting record, or hold. Null: a person must say.',
    ),
  duplicates: z.record(z.string(), duplicateRuleSchema).default({}).describe('By source object.'),
  junk: z
    .enum(['keep', 'leaveOut', 'hold'])
    .default('keep')
    .describe(
      'Records that look like nobody: `test test` without a way to reach it. They come across and are told, unless a person says otherwise.',
    ),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** Why a source field has no field of its own at the destination although nothing of it is left behind. */
export const carriedAsLink = 'carried as link, stage or consent rather than as text';
export const partOfFullName = 'part of the full name';
export const carriedOtherwise: ReadonlySet<string> = new Set([carriedAsLink, partOfFullName]);
