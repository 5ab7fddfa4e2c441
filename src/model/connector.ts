/**
 * A connector is data: what a CRM is, how it is read and how it is written. What data cannot say goes to a named hook
 * beside the definition. Facts are the vendor's; each definition names its documents.
 */
import { z } from 'zod';
import { fieldSchema, stageKinds } from './catalogue.ts';
import { valueTypes } from './concepts.ts';
import { strict } from './definition-parts.ts';
import { httpDefinitionSchema } from './http-definition.ts';
import { jsonSchema } from './json.ts';
import { isJsonPath } from './json-path.ts';
import { pagingDefinitionSchema } from './paging-definition.ts';
import { requestTemplateSchema } from './request-template.ts';
import { transformsSchema } from './transforms.ts';

const path = z.string().min(1).refine(isJsonPath, 'must be a path such as data.items[0].id');
const oneList = strict({ request: requestTemplateSchema, paging: pagingDefinitionSchema.prefault({ type: 'none' }) });
const list = oneList.extend({
  /** A poorer way to the same records, or to more than them, for servers that do not know the first one (404, 405). */
  otherwise: oneList.optional(),
});
export type ListDefinition = z.infer<typeof list>;

/** How instants are written at the vendor: RFC 3339, `YYYY-MM-DD HH:MM:SS` in UTC, or a count since 1970. */
export const timeForms = ['rfc3339', 'sqlUtc', 'epochMs', 'epochS'] as const;
export type TimeForm = (typeof timeForms)[number];
const timeForm = z.enum(timeForms);

/** Holds where the path has one of the values; a member that is missing counts as `null`. */
const test = strict({ path, values: z.array(jsonSchema).min(1) });
export type PathTest = z.infer<typeof test>;

// ------------------------------------------------------------------------------------------------ describing an account

/** Reads one list of settings into a common shape; paths are inside each entry. */
const usersDefinition = strict({
  lists: z.array(list).min(1),
  id: path,
  email: path,
  name: z.array(path).min(1),
  /** Entries where this path holds one of the values are inactive. */
  inactive: strict({ path, values: z.array(jsonSchema) }).optional(),
});

const pipelinesDefinition = strict({
  list,
  id: path,
  name: path,
  /** Stages nested in each pipeline, or a list of their own that names the pipeline. */
  stages: strict({
    path: path.optional(),
    list: list.optional(),
    pipeline: path.optional(),
    id: path,
    name: path,
    order: path.optional(),
    probability: path.optional(),
    /** Scale of the probability at the vendor: 1 or 100. */
    probabilityScale: z.union([z.literal(1), z.literal(100)]).default(100),
    /** How a stage tells whether it is won or lost; the first that holds decides, otherwise it is open. */
    kinds: z.array(strict({ path, values: z.array(jsonSchema), kind: z.enum(stageKinds) })).default([]),
  }),
  /** Won and lost are a status of the deal, not stages (Pipedrive): these are added to each pipeline, with the id `<pipeline>:<id>`. */
  statusStages: z.array(strict({ id: z.string(), name: z.string(), kind: z.enum(stageKinds) })).default([]),
});

const customFieldsDefinition = strict({
  list,
  key: path,
  label: path,
  type: path,
  /** Vendor's type → ours; a type that is not listed is text. */
  types: z.record(z.string(), z.enum(valueTypes)),
  /** Vendor's types that hold several values. */
  manyTypes: z.array(z.string()).default([]),
  /** Tells that a definition holds several values: a path that is true there, or a value it has. */
  many: z.union([path, test]).optional(),
  /** Several values stand in one text, joined by this. */
  separator: z.string().min(1).optional(),
  options: path.optional(),
  optionValue: path.optional(),
  optionLabel: path.optional(),
  readOnly: path.optional(),
  unique: path.optional(),
  /** Definitions whose values are ids of users: their names become the choices. */
  people: test.optional(),
  /** Only entries where this holds are custom fields; the others give their options and labels to the built-in fields of the same key. */
  only: test.optional(),
  /** A plan may lack the object: no definitions then, instead of an error. */
  optional: z.boolean().default(false),
  /** How the field's key is written in a record, `{key}` standing for the definition's: `custom.{key}`. */
  keyForm: z.string().default('{key}'),
  /** Where the value stands in a record; `{key}` likewise. Without it the key form is a literal member name. */
  path: z.string().optional(),
});
export type CustomFieldsDefinition = z.infer<typeof customFieldsDefinition>;

const accountDefinition = strict({
  request: requestTemplateSchema,
  /**
   * Where the answer names the account. `connection.account`: the vendor does not tell; the connection option `account`
   * names it, else a digest of the key stands for it.
   */
  id: path,
  name: path.optional(),
  timezone: path.optional(),
  currency: path.optional(),
  user: strict({ id: path, email: path, name: z.array(path).min(1) }).optional(),
  /** Rights without which records would stay hidden: each is missing where its test does not hold. */
  rights: z.array(strict({ name: z.string(), path, values: z.array(jsonSchema).min(1) })).default([]),
});

const describeDefinition = strict({
  /** The connection test: answers with the vendor's own organisation, portal or company id. */
  account: accountDefinition,
  users: usersDefinition.optional(),
  pipelines: pipelinesDefinition.optional(),
  recordStatuses: strict({ list, id: path, name: path }).optional(),
  /** Lists of choices that lie outside the field definitions (labels, activity types), by a name that fields refer to. */
  options: z
    .record(z.string(), strict({ list, value: path, label: path, optional: z.boolean().default(false) }))
    .default({}),
  /** By object as this side names it. */
  customFields: z.record(z.string(), customFieldsDefinition).default({}),
  automations: z
    .array(
      strict({
        list,
        name: path,
        active: strict({ path, values: z.array(jsonSchema) }),
        effect: z.string(),
      }),
    )
    .default([]),
});
export type DescribeDefinition = z.infer<typeof describeDefinition>;

// -------------------------------------------------------------------------------------------------------------- source

/** Where ids are decoded to the names of what they stand for. */
const namesOf = z.enum(['users', 'pipelines', 'stages']);

/** How a value is written at the vendor, where the field's type alone does not say. */
export const sourceForms = [...timeForms, 'hms', 'milliseconds', 'minutes', 'fraction'] as const;

export const sourceFieldSchema = fieldSchema.extend({
  /** What stands at `path` is JSON in a text, and the value is at this path inside it. */
  within: path.optional(),
  /** Tried in order where `path` gives nothing. */
  otherwise: z.array(path).default([]),
  /** The value is put together from several, those that are there. `inOrderOf`: in the order in which they stand in that text. */
  join: strict({
    paths: z.array(path).min(1),
    separator: z.string().default(' '),
    inOrderOf: path.optional(),
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
  instead: z.array(test.extend({ value: z.string() })).default([]),
  /** Objects of the stream that have the field; default: all. */
  objects: z.array(z.string()).optional(),
});
export type SourceField = z.infer<typeof sourceFieldSchema>;

const linkDefinition = strict({
  kind: z.string(),
  to: z.string(),
  /** Path of the id or ids in the row. */
  path: path.optional(),
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
    from: path,
    targets: path,
    to: path,
    /** Labels of a target, and those among them that say nothing more (`Primary`). */
    label: path.optional(),
    noLabels: z.array(z.string()).default([]),
    /** A target is the primary one where the path holds one of the values. */
    primary: test.optional(),
    /** Entries that failed, beside the ones that are told (207). Other than harmless ones stop the stream: links would be lost. */
    failures: strict({ path, harmless: test }).optional(),
    /** An entry that is not complete names where it goes on: this is put into its input under `member`. */
    next: strict({ path, member: z.string() }).optional(),
    /** Asked only for rows that have something at this path (the row's own list was cut short), and for all rows that `changes` gave. */
    when: path.optional(),
  }).optional(),
  /** A call per record, made only where the row says that there is something to fetch. */
  perRecord: strict({
    request: requestTemplateSchema,
    paging: pagingDefinitionSchema.prefault({ type: 'none' }),
    to: path,
    when: strict({ path, above: z.number() }).optional(),
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
    strict({ by: path, map: z.record(z.string(), z.string()), otherwise: z.string().nullable() }),
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
  id: path,
  createdAt: path.optional(),
  updatedAt: path.optional(),
  times: timeForm.default('rfc3339'),
  states: z.array(test.extend({ state: z.enum(['archived', 'deleted']) })).default([]),
  /** Rows that become no record: where the path holds one of the values, or anything at all. */
  leaveOut: z.array(strict({ path, values: z.array(jsonSchema).min(1).optional(), reason: z.string() })).default([]),
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
  total: z.union([path, strict({ request: requestTemplateSchema, path })]).optional(),
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

// --------------------------------------------------------------------------------------------------------- destination

export const destinationFieldSchema = fieldSchema.extend({
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
  path: path.optional(),
  /** Asked where the record does not show them; `{id}` stands for the record's. */
  list: list.optional(),
  id: path.default('id'),
  /** What the vendor makes by itself and nobody would miss: log entries, reminders. */
  except: test.optional(),
}).refine((taken) => taken.path !== undefined || taken.list !== undefined, 'needs a path or a list');
export type TakenDefinition = z.infer<typeof takenDefinition>;

const destinationObjectSchema = strict({
  label: z.string(),
  fields: z.array(destinationFieldSchema),
  /** Object in `describe.customFields` whose definitions apply. */
  customFields: z.string().optional(),
  /** `id` and `version` are read in the answer's record. */
  create: strict({
    request: requestTemplateSchema,
    record: path.default('$'),
    id: path,
    version: path.optional(),
  }),
  update: strict({ request: requestTemplateSchema, record: path.default('$') }).optional(),
  /** `orListed`: where the vendor answers "not found", the list is looked through as well, for it may not show one record by its id. */
  get: strict({ request: requestTemplateSchema, record: path.default('$'), orListed: z.boolean().default(false) }),
  /** `{fields}` in a list's request stands for the names of all fields: for vendors that show only what is asked for. */
  list,
  /** How many records there are, where a page of the list tells it or a request of its own does. */
  total: z.union([path, strict({ request: requestTemplateSchema, path })]).optional(),
  id: path.default('id'),
  version: path.optional(),
  /**
   * A moment that lies not before the record was made: what is older than our intent is not ours. Where the creation date
   * is one that we set ourselves, the time of the last change.
   */
  createdAt: path.optional(),
  /** Who made a record: equal to the connecting user for ours. */
  createdBy: path.optional(),
  remove: strict({
    request: requestTemplateSchema,
    means: z.enum(['delete', 'archive']),
    /** What a read by id shows afterwards: 404, or a value (any value) at a path. */
    gone: z
      .union([
        z.literal('notFound'),
        strict({ path, values: z.array(jsonSchema) }),
        strict({ path, filled: z.literal(true) }),
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

const routeTemplate = strict({
  object: z.string(),
  to: z.string().nullable(),
  rung: z.enum(['record', 'note', 'field', 'archive', 'leftOut', 'hold']).default('record'),
  when: z
    .array(
      strict({
        field: z.string(),
        /** Further concepts: it holds where it holds for any of them. */
        also: z.array(z.string()).default([]),
        is: z.enum(['oneOf', 'contains', 'filled', 'empty']),
        values: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Fields that this route fills in its own way; placeholders name concepts. */
  fields: z
    .array(
      strict({
        to: z.string(),
        constant: jsonSchema.optional(),
        template: z.string().optional(),
        from: z.array(z.string()).default([]),
        transforms: transformsSchema.optional(),
      }),
    )
    .default([]),
  mode: z.enum(['create', 'update', 'upsert']).default('create'),
  reason: z.string(),
});
export type RouteTemplate = z.infer<typeof routeTemplate>;

const defineDefinition = strict({
  request: requestTemplateSchema,
  id: path,
  /** How the new thing is named in records: `custom.{id}`; default the id itself. */
  keyForm: z.string().default('{id}'),
  /** Our value type → the vendor's. */
  types: z.record(z.string(), z.string()).default({}),
  remove: requestTemplateSchema.optional(),
});

export const destinationDefinitionSchema = strict({
  describe: describeDefinition,
  objects: z.record(z.string(), destinationObjectSchema),
  /** Waves: parents before children. */
  order: z.array(z.string()).min(1),
  /** The first route of an object whose conditions hold is taken. Objects with no route are reported. */
  routes: z.array(routeTemplate),
  /** Source objects in the order in which they are planned: a record's parents before it. */
  planOrder: z.array(z.string()).min(1),
  define: strict({
    field: z.record(z.string(), defineDefinition).default({}),
    pipeline: defineDefinition.optional(),
    stage: defineDefinition.optional(),
    recordStatus: defineDefinition.optional(),
  }).prefault({}),
  /**
   * Requests that can change nothing (a record that cannot exist) and that the vendor refuses with 403 where the key lacks
   * the right of that name: missing rights show before the first write.
   */
  probes: z.array(strict({ right: z.string(), request: requestTemplateSchema })).default([]),
  /** How late a write may land whose caller gave up. */
  settleMs: z.int().nonnegative(),
  /** How long lists and searches may not show a write. */
  searchLagMs: z.int().nonnegative(),
  /** Values that the vendor's people set and no record may carry: never sent. */
  never: z
    .array(strict({ object: z.string(), field: z.string(), values: z.array(jsonSchema), reason: z.string() }))
    .default([]),
  /** Parts that the vendor does not document: a live run asks for `acceptAssumed`. */
  assumed: z.array(z.string()).default([]),
  /** What only a person can prepare there. */
  checklist: z.array(z.string()).default([]),
});
export type DestinationDefinition = z.infer<typeof destinationDefinitionSchema>;

// ----------------------------------------------------------------------------------------------------------- connector

export const connectorSchema = strict({
  system: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** Grows with every change that could change an outcome; rows, plans and effects keep it. */
  version: z.string(),
  status: z.enum(['verified', 'assumed', 'loopback']).default('verified'),
  docs: z.array(z.string()).default([]),
  /** What a connection says besides its credentials, by name, with what it is; requests may hold these as placeholders. */
  options: z.record(z.string(), z.string()).default({}),
  http: httpDefinitionSchema.optional(),
  source: sourceDefinitionSchema.optional(),
  destination: destinationDefinitionSchema.optional(),
});
export type ConnectorDefinition = z.infer<typeof connectorSchema>;
export type ConnectorInput = z.input<typeof connectorSchema>;
