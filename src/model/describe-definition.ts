/** How an account says what it is: its users, pipelines, choices, custom fields and automations, as data. */
import { z } from 'zod';
import { stageKinds } from './catalogue.ts';
import { valueTypes } from './concepts.ts';
import { jsonPath, pathTest, strict } from './definition-parts.ts';
import { jsonSchema } from './json.ts';
import { list } from './list-definition.ts';
import { requestTemplateSchema } from './request-template.ts';

/** Reads one list of settings into a common shape; paths are inside each entry. */
const usersDefinition = strict({
  lists: z.array(list).min(1),
  id: jsonPath,
  email: jsonPath,
  name: z.array(jsonPath).min(1),
  /** Entries where this path holds one of the values are inactive. */
  inactive: strict({ path: jsonPath, values: z.array(jsonSchema) }).optional(),
});

const pipelinesDefinition = strict({
  list,
  id: jsonPath,
  name: jsonPath,
  /** Stages nested in each pipeline, or a list of their own that names the pipeline. */
  stages: strict({
    path: jsonPath.optional(),
    list: list.optional(),
    pipeline: jsonPath.optional(),
    id: jsonPath,
    name: jsonPath,
    order: jsonPath.optional(),
    probability: jsonPath.optional(),
    /** Scale of the probability at the vendor: 1 or 100. */
    probabilityScale: z.union([z.literal(1), z.literal(100)]).default(100),
    /** How a stage tells whether it is won or lost; the first that holds decides, otherwise it is open. */
    kinds: z.array(strict({ path: jsonPath, values: z.array(jsonSchema), kind: z.enum(stageKinds) })).default([]),
  }),
  /** Won and lost are a status of the deal, not stages (Pipedrive): these are added to each pipeline, with the id `<pipeline>:<id>`. */
  statusStages: z.array(strict({ id: z.string(), name: z.string(), kind: z.enum(stageKinds) })).default([]),
});

const customFieldsDefinition = strict({
  list,
  key: jsonPath,
  label: jsonPath,
  type: jsonPath,
  /** Vendor's type → ours; a type that is not listed is text. */
  types: z.record(z.string(), z.enum(valueTypes)),
  /** Vendor's types that hold several values. */
  manyTypes: z.array(z.string()).default([]),
  /** Tells that a definition holds several values: a path that is true there, or a value it has. */
  many: z.union([jsonPath, pathTest]).optional(),
  /** Several values stand in one text, joined by this. */
  separator: z.string().min(1).optional(),
  options: jsonPath.optional(),
  optionValue: jsonPath.optional(),
  optionLabel: jsonPath.optional(),
  readOnly: jsonPath.optional(),
  unique: jsonPath.optional(),
  /** Definitions whose values are ids of users: their names become the choices. */
  people: pathTest.optional(),
  /** Only entries where this holds are custom fields; the others give their options and labels to the built-in fields of the same key. */
  only: pathTest.optional(),
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
  id: jsonPath,
  name: jsonPath.optional(),
  timezone: jsonPath.optional(),
  currency: jsonPath.optional(),
  user: strict({ id: jsonPath, email: jsonPath, name: z.array(jsonPath).min(1) }).optional(),
  /** Rights without which records would stay hidden: each is missing where its test does not hold. */
  rights: z.array(strict({ name: z.string(), path: jsonPath, values: z.array(jsonSchema).min(1) })).default([]),
});

export const describeDefinition = strict({
  /** The connection test: answers with the vendor's own organisation, portal or company id. */
  account: accountDefinition,
  users: usersDefinition.optional(),
  pipelines: pipelinesDefinition.optional(),
  recordStatuses: strict({ list, id: jsonPath, name: jsonPath }).optional(),
  /** Lists of choices that lie outside the field definitions (labels, activity types), by a name that fields refer to. */
  options: z
    .record(z.string(), strict({ list, value: jsonPath, label: jsonPath, optional: z.boolean().default(false) }))
    .default({}),
  /** By object as this side names it. */
  customFields: z.record(z.string(), customFieldsDefinition).default({}),
  automations: z
    .array(
      strict({
        list,
        name: jsonPath,
        active: strict({ path: jsonPath, values: z.array(jsonSchema) }),
        effect: z.string(),
      }),
    )
    .default([]),
});
export type DescribeDefinition = z.infer<typeof describeDefinition>;
