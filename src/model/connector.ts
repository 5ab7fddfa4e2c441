/**
 * A connector is data: what a CRM is, how it is read and how it is written. What data cannot say goes to a named hook
 * beside the definition. Facts are the vendor's; each definition names its documents.
 *
 * `source-definition.ts` says how a system is read, `destination-definition.ts` and `destination-object.ts` how it is written,
 * `describe-definition.ts` how an account says what it is, `http-definition.ts` how its API is reached.
 */
import { z } from 'zod';
import { strict } from './definition-parts.ts';
import { destinationDefinitionSchema } from './destination-definition.ts';
import { httpDefinitionSchema } from './http-definition.ts';
import { sourceDefinitionSchema } from './source-definition.ts';

export const connectorSchema = strict({
  system: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** Grows with every change that could change an outcome; rows, plans and effects keep it. */
  version: z.string(),
  status: z.enum(['verified', 'assumed', 'loopback']).default('verified'),
  docs: z.array(z.string()).default([]),
  /** What a connection says besides its credentials, by name, with what it is; requests may hold these as placeholders. */
  options: z.record(z.string(), z.string()).default({}),
  /** Of an option: the end that it is for, where the other has no use for it, and all that it may be. */
  optionRules: z
    .record(
      z.string(),
      strict({
        end: z.enum(['source', 'destination']).optional(),
        values: z.array(z.union([z.string(), z.boolean()])).optional(),
      }),
    )
    .default({}),
  http: httpDefinitionSchema.optional(),
  source: sourceDefinitionSchema.optional(),
  destination: destinationDefinitionSchema.optional(),
});
export type ConnectorDefinition = z.infer<typeof connectorSchema>;
export type ConnectorInput = z.input<typeof connectorSchema>;
