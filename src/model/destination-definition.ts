/** How a system is written to, as data: its objects, what becomes what, and in which order. */
import { z } from 'zod';
import { jsonPath, strict } from './definition-parts.ts';
import { describeDefinition } from './describe-definition.ts';
import { destinationObjectSchema } from './destination-object.ts';
import { jsonSchema } from './json.ts';
import { requestTemplateSchema } from './request-template.ts';
import { transformsSchema } from './transforms.ts';

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
  id: jsonPath,
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
