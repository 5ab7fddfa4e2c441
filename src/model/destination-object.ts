/** One kind of record at a destination, as data: how it is written, found again, linked and removed. */
import { z } from 'zod';
import { fieldSchema, stageKinds } from './catalogue.ts';
import { jsonPath, pathTest, strict } from './definition-parts.ts';
import { jsonSchema } from './json.ts';
import { list } from './list-definition.ts';
import { requestTemplateSchema } from './request-template.ts';

const destinationFieldSchema = fieldSchema.extend({
  /** One item of a list as the vendor wants it: `{ "type": "{label}", "email": "{value}" }`. */
  item: jsonSchema.optional(),
  /** Item labels the vendor knows; the first stands for any other. */
  itemLabels: z.array(z.string()).optional(),
  /**
   * How the value is written: money in minor units or as a decimal, an instant as RFC 3339 or epoch, a flag as 0 and 1.
   * `dateOrInstant`: an instant whose source says no time stays a day. `e164`: a phone with its extension as ` x12`.
   */
  form: z
    .enum(['minorUnits', 'decimal', 'rfc3339', 'epochMs', 'date', 'dateOrInstant', 'e164', 'text', 'boolean', 'json'])
    .optional(),
  /** Further concepts that fill this list, each with the label its items get: mobile and home phones beside the work phone. */
  also: z.array(strict({ concept: z.string(), label: z.string().optional() })).optional(),
  /** Concepts tried in order where the field would be empty: a person's e-mail as the name. */
  fallback: z.array(z.string()).optional(),
  /** Only sent for a deal in a stage of these kinds. */
  stageKinds: z.array(z.enum(stageKinds)).optional(),
  /** Sent where the mapping gives nothing. */
  default: jsonSchema.optional(),
  /** The currency of a money field stands in this field. */
  currencyField: z.string().optional(),
  /** What is too long is cut and the rest goes into a note of its own, where the object can carry one. */
  overflow: z.enum(['note', 'reject']).optional(),
  /** A list is filled up, never replaced, on an existing record. */
  appendOnly: z.boolean().optional(),
  /** Regular expression of what the vendor takes here; anything else is kept as a line of text instead of failing the record. */
  pattern: z.string().optional(),
});
export type DestinationField = z.infer<typeof destinationFieldSchema>;

const findBy = z.discriminatedUnion('kind', [
  /** The vendor finds a record by the source id kept in a field: exact. */
  strict({ kind: z.literal('externalId'), list }),
  /** A unique key of the record itself. */
  strict({ kind: z.literal('uniqueKey'), field: z.string(), list }),
  /** Children of the parent are listed and compared with what was sent; the field with the source id decides where there is one. */
  strict({ kind: z.literal('underParent'), parentField: z.string(), list, compare: z.array(z.string()).min(1) }),
  /** All records are listed and compared with what was sent. `narrowed`: only those that the vendor finds by one value. */
  strict({
    kind: z.literal('listed'),
    compare: z.array(z.string()).min(1),
    narrowed: strict({ field: z.string(), list }).optional(),
  }),
]);
export type FindBy = z.infer<typeof findBy>;

/** Records of one kind that hang on another one and go with it: in the record as a read by id shows it, or in a list of their own. */
const takenDefinition = strict({
  /** What a person calls them. */
  label: z.string(),
  /** Objects of the destination that they may be: what was made as one of these is ours. */
  objects: z.array(z.string()).min(1),
  /** Where they stand in the record. */
  path: jsonPath.optional(),
  /** Asked where the record does not show them; `{id}` stands for the record's. */
  list: list.optional(),
  id: jsonPath.default('id'),
  /** What the vendor makes by itself and nobody would miss: log entries, reminders. */
  except: pathTest.optional(),
}).refine((taken) => taken.path !== undefined || taken.list !== undefined, 'needs a path or a list');
export type TakenDefinition = z.infer<typeof takenDefinition>;

export const destinationObjectSchema = strict({
  label: z.string(),
  fields: z.array(destinationFieldSchema),
  /** Object in `describe.customFields` whose definitions apply. */
  customFields: z.string().optional(),
  /** `id` and `version` are read in the answer's record. */
  create: strict({
    request: requestTemplateSchema,
    record: jsonPath.default('$'),
    id: jsonPath,
    version: jsonPath.optional(),
  }),
  update: strict({ request: requestTemplateSchema, record: jsonPath.default('$') }).optional(),
  /** `orListed`: where the vendor answers "not found", the list is looked through as well, for it may not show one record by its id. */
  get: strict({ request: requestTemplateSchema, record: jsonPath.default('$'), orListed: z.boolean().default(false) }),
  /** `{fields}` in a list's request stands for the names of all fields: for vendors that show only what is asked for. */
  list,
  /** How many records there are, where a page of the list tells it or a request of its own does. */
  total: z.union([jsonPath, strict({ request: requestTemplateSchema, path: jsonPath })]).optional(),
  id: jsonPath.default('id'),
  version: jsonPath.optional(),
  /**
   * A moment that lies not before the record was made: what is older than our intent is not ours. Where the creation date
   * is one that we set ourselves, the time of the last change.
   */
  createdAt: jsonPath.optional(),
  /** Who made a record: equal to the connecting user for ours. */
  createdBy: jsonPath.optional(),
  remove: strict({
    request: requestTemplateSchema,
    means: z.enum(['delete', 'archive']),
    /** What a read by id shows afterwards: 404, or a value (any value) at a path. */
    gone: z
      .union([
        z.literal('notFound'),
        strict({ path: jsonPath, values: z.array(jsonSchema) }),
        strict({ path: jsonPath, filled: z.literal(true) }),
      ])
      .default('notFound'),
    /** What the vendor removes with it. What somebody else has put there keeps the record. */
    takes: z.array(takenDefinition).default([]),
  }),
  /** Opens the record in the vendor's own pages: `{id}` and the record's fields. */
  url: z.string().optional(),
  /** The record cannot exist without this parent. `via`: links of the source record tried in order; `own`: one is made for it. */
  nest: strict({ field: z.string(), under: z.string(), via: z.array(z.string()).min(1) }).optional(),
  /** Fields that hold another destination record's id: which link kind fills them, and whether a create needs it. */
  references: z
    .array(
      strict({
        field: z.string(),
        link: z.string(),
        to: z.string(),
        need: z.enum(['required', 'inline', 'later']),
        sameParent: z.boolean().default(false),
        /** An update with null empties the field: a link that is taken away at the source is taken away there. */
        clears: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Where further links of a kind go that the references cannot hold: names in a field that is created for it. */
  spill: z.array(strict({ link: z.string(), label: z.string() })).default([]),
  /** Text field that takes what has no field of its own (authors that cannot be set, further links), one line each. */
  footerField: z.string().optional(),
  /** The same in a custom field that is created under this label. */
  footerLabel: z.string().optional(),
  /** Concepts that the object has no field for, with the label of the custom field that keeps them, also where a text mentions them. */
  keep: z.array(strict({ concept: z.string(), label: z.string() })).default([]),
  /** Label of the custom field that keeps the source id; created where fields can be. */
  sourceIdField: z.string().optional(),
  /** Field that takes the marker of this migration: an existing one, or the label of a custom field to create. */
  marker: strict({ field: z.string().optional(), label: z.string().optional() }).optional(),
  /** Where consent is written: an existing field, or the label of a custom field to create; words for the three states. */
  consent: strict({
    field: z.string().optional(),
    label: z.string().optional(),
    words: strict({ refused: z.string(), pending: z.string(), proved: z.string() }),
  }).optional(),
  /** Object without an owner field: a user field is created under this label. */
  ownerLabel: z.string().optional(),
  findBy: z.array(findBy).min(1),
  /** Concepts by which an existing record may be the same, strongest first. */
  matchOn: z.array(z.string()).default([]),
  /**
   * Other objects that hold the same kind of thing: a record that is found there is not made here as well. `merge`: it counts
   * as that one; `hold`: a person decides.
   */
  alsoIn: z.array(strict({ object: z.string(), outcome: z.enum(['merge', 'hold']) })).default([]),
  /** A record that must bring its own parent: parent field → concepts that fill it, tried in order. */
  standIn: z.record(z.string(), z.array(z.string())).optional(),
});
export type DestinationObject = z.infer<typeof destinationObjectSchema>;
