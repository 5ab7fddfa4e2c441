import { z } from '@hono/zod-openapi';
import { runStatuses, stages } from '../model/states.ts';

/**
 * A schema of the model under a name of the OpenAPI document. The document's own generator cannot write recursive JSON
 * values, so the text is zod's; the schema that checks the request is the same either way.
 */
export function documented<Schema extends z.ZodType>(name: string, schema: Schema, io: 'input' | 'output'): Schema {
  const { $schema: _, $defs: __, ...text } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  // only "any JSON" is recursive in the model, and that is what an empty schema says
  const plain = JSON.parse(JSON.stringify(text), (_key, value: unknown) => (isReference(value) ? {} : value));
  // a copy: schemas made before the OpenAPI extension was loaded lack its method
  return (schema.meta({}) as Schema & { openapi(name: string, metadata: object): Schema }).openapi(name, plain);
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$ref' in value;
}

export const instant = z.iso.datetime().openapi({ example: '2026-11-21T12:00:00.000Z' });
export const jsonObject = z.record(z.string(), z.unknown());

export const stageSchema = z.enum(stages).openapi('Stage');
export const statusSchema = z.enum(runStatuses).openapi('Status');

export const needSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    decision: z.string().openapi({ description: 'The signal that answers it.' }),
  })
  .openapi('Need', { description: 'Why a migration stands still and what a person should do.' });

export const reasonSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    hint: z.string().optional(),
    reshaping: z.boolean().optional(),
  })
  .openapi('Reason');

export const progressSchema = z
  .object({
    stage: stageSchema,
    status: statusSchema,
    mappingVersion: z.int().nullable(),
    waitingFor: needSchema.nullable(),
    error: z.object({ message: z.string() }).nullable(),
    objects: z
      .record(z.string(), z.record(z.string(), z.record(z.string(), z.int())))
      .openapi({ description: 'Object → `export`, `plan`, `effects` or `reconcile` → what was counted → number.' }),
    requests: z.object({
      source: z.object({ total: z.int(), throttled: z.int() }),
      destination: z.object({ total: z.int(), throttled: z.int() }),
    }),
  })
  .openapi('Progress');
