/** How records are read from a system, as data: its streams, their fields and links. */
import { z } from 'zod';
import { fieldSchema } from './catalogue.ts';
import { jsonPath, pathTest, strict, timeForm, timeForms } from './definition-parts.ts';
import { describeDefinition } from './describe-definition.ts';
import { jsonSchema } from './json.ts';
import { list } from './list-definition.ts';
import { pagingDefinitionSchema } from './paging-definition.ts';
import { requestTemplateSchema } from './request-template.ts';

/** Where ids are decoded to the names of what they stand for. */
const namesOf = z.enum(['users', 'pipelines', 'stages']);

/** How a value is written at the vendor, where the field's type alone does not say. */
const sourceForms = [...timeForms, 'hms', 'milliseconds', 'minutes', 'fraction'] as const;

export const sourceFieldSchema = fieldSchema.extend({
  /** What stands at `path` is JSON in a text, and the value is at this path inside it. */
  within: jsonPath.optional(),
  /** Tried in order where `path` gives nothing. */
  otherwise: z.array(jsonPath).default([]),
  /** The value is put together from several, those that are there. `inOrderOf`: in the order in which they stand in that text. */
  join: strict({
    paths: z.array(jsonPath).min(1),
    separator: z.string().default(' '),
    inOrderOf: jsonPath.optional(),
  }).optional(),
  /** Several values stand in one text, joined by this. */
  separator: z.string().min(1).optional(),
  /** Keys of fields before this one whose values are left out here: the further addresses, without the first one. */
  except: z.array(z.string()).default([]),
  /** An instant: how the vendor writes it. A duration: `hms`, `milliseconds`, `minutes`, default seconds. A number: `fraction` counts 0..1 as percent. */
  form: z.enum(sourceForms).optional(),
  /** The vendor's value (as text) → what it means; null leaves it out, `*` stands for all others. What is not listed stays. */
  decode: z.record(z.string(), jsonSchema).optional(),
  /** List of `describe.options` that gives the labels of its ids. */
  optionsFrom: z.string().optional(),
  /** Users', pipelines' or stages' names take the place of their ids. */
  namesOf: namesOf.optional(),
  /** The first whose test holds gives the value instead; `{member}` stands for a path of the row. */
  instead: z.array(pathTest.extend({ value: z.string() })).default([]),
  /** Objects of the stream that have the field; default: all. */
  objects: z.array(z.string()).optional(),
});
export type SourceField = z.infer<typeof sourceFieldSchema>;

const linkDefinition = strict({
  kind: z.string(),
  to: z.string(),
  /** Path of the id or ids in the row. */
  path: jsonPath.optional(),
  /** The first id at the path is the primary one. */
  primary: z.boolean().optional(),
  /** Links that the vendor tells only in calls of their own, for many records at once (HubSpot). */
  batch: strict({
    /** `{inputs}` in its body stands for the list of what is asked. */
    request: requestTemplateSchema,
    size: z.int().positive(),
    /** One entry of the inputs; `{id}` is the record's. */
    input: jsonSchema,
    /** In each entry of the answer: the asking record's id, the list of targets, and in each target its id. */
    from: jsonPath,
    targets: jsonPath,
    to: jsonPath,
    /** Labels of a target, and those among them that say nothing more (`Primary`). */
    label: jsonPath.optional(),
    noLabels: z.array(z.string()).default([]),
    /** A target is the primary one where the path holds one of the values. */
    primary: pathTest.optional(),
    /** Entries that failed, beside the ones that are told (207). Other than harmless ones stop the stream: links would be lost. */
    failures: strict({ path: jsonPath, harmless: pathTest }).optional(),
    /** An entry that is not complete names where it goes on: this is put into its input under `member`. */
    next: strict({ path: jsonPath, member: z.string() }).optional(),
    /** Asked only for rows that have something at this path (the row's own list was cut short), and for all rows that `changes` gave. */
    when: jsonPath.optional(),
  }).optional(),
  /** A call per record, made only where the row says that there is something to fetch. */
  perRecord: strict({
    request: requestTemplateSchema,
    paging: pagingDefinitionSchema.prefault({ type: 'none' }),
    to: jsonPath,
    when: strict({ path: jsonPath, above: z.number() }).optional(),
  }).optional(),
});
export type LinkDefinition = z.infer<typeof linkDefinition>;

const passDefinition = strict({
  path: z.string().optional(),
  query: z.record(z.string(), z.string()).default({}),
  state: z.enum(['active', 'archived', 'deleted']).optional(),
  /** When only changes are asked for: this pass is filtered like the stream, read whole because it cannot be, or left out. */
  changes: z.enum(['filter', 'all', 'none']).default('filter'),
  /** Where the vendor does not know this path (404), the other passes stand without it. */
  optional: z.boolean().default(false),
});
export type PassDefinition = z.infer<typeof passDefinition>;

const streamDefinition = strict({
  /** One object for all rows, or decided by a value of the row (Pipedrive's activities). */
  object: z.union([
    z.string(),
    strict({ by: jsonPath, map: z.record(z.string(), z.string()), otherwise: z.string().nullable() }),
  ]),
  request: requestTemplateSchema,
  paging: pagingDefinitionSchema,
  /** Fixed variations of the query that only together give all records: archived ones, closed ones. */
  passes: z.array(passDefinition).default([]),
  /** Parameters that only some plans allow: left out from then on where the vendor answers them with 400, 402 or 403. */
  ifAllowed: z.record(z.string(), z.string()).default({}),
  /**
   * Pages that are counted (offset, page number) slip when a record before them is deleted: each page then begins with the
   * last record of the one before, and where that one is missing it steps back.
   */
  slips: z.boolean().default(false),
  id: jsonPath,
  createdAt: jsonPath.optional(),
  updatedAt: jsonPath.optional(),
  times: timeForm.default('rfc3339'),
  states: z.array(pathTest.extend({ state: z.enum(['archived', 'deleted']) })).default([]),
  /** Rows that become no record: where the path holds one of the values, or anything at all. */
  leaveOut: z
    .array(strict({ path: jsonPath, values: z.array(jsonSchema).min(1).optional(), reason: z.string() }))
    .default([]),
  fields: z.array(sourceFieldSchema).default([]),
  /** Object in `describe.customFields` whose definitions apply to this stream. */
  customFields: z.string().optional(),
  /** Fields must be asked for by name: they are listed in this query parameter or body member, in chunks. */
  select: strict({
    param: z.string(),
    separator: z.string().default(','),
    maxLength: z.int().positive().default(15_000),
    /** Where the fields stand in a row: fields without a path of their own are read there, and asked for without it (`properties.`). */
    under: z.string().default(''),
  }).optional(),
  links: z.array(linkDefinition).default([]),
  incremental: strict({
    param: z.string(),
    format: timeForm,
    overlapMs: z.int().nonnegative().default(120_000),
  }).optional(),
  /** Reads changes through another request where the list has no filter (HubSpot's search): `{since}`, and `{key}` for keyset paging, stand in it. */
  changes: list.extend({ format: timeForm, overlapMs: z.int().nonnegative().default(120_000) }).optional(),
  /** Total number of records, where a page tells it or a request of its own does. */
  total: z.union([jsonPath, strict({ request: requestTemplateSchema, path: jsonPath })]).optional(),
  /** A plan may lack the object: then it is skipped and reported, not failed. */
  optional: z.boolean().default(false),
  /** Rights that reading it needs, by their names at the vendor. */
  scopes: z.array(z.string()).default([]),
  /** Hook that turns a row into records, by name in the connector's `source.ts`. */
  hook: z.string().optional(),
});
export type StreamDefinition = z.infer<typeof streamDefinition>;

export const sourceDefinitionSchema = strict({
  describe: describeDefinition,
  /** Read in this order. */
  streams: z.record(z.string(), streamDefinition),
  /** Known gaps, told at preflight. */
  notRead: z.array(strict({ object: z.string(), reason: z.string() })).default([]),
});
export type SourceDefinition = z.infer<typeof sourceDefinitionSchema>;
