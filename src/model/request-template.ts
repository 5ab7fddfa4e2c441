import { z } from 'zod';
import { httpMethod, jsonPath, strict, template } from './definition-parts.ts';
import { jsonSchema } from './json.ts';

/** A request with its holes: `{name}` in path, query, headers and body. A body member that is one whole placeholder keeps the value's type. */
export const requestTemplateSchema = strict({
  method: httpMethod.default('GET'),
  /** Relative to the base URL, with a leading slash. Placeholder values are percent-encoded. */
  path: template,
  query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: jsonSchema.optional(),
  bodyType: z.enum(['json', 'form']).default('json'),
  /** Where the records lie: a path, `$` for a bare array, or an object keyed by id. */
  records: z
    .union([jsonPath, strict({ path: jsonPath, keyed: z.literal(true), keyAs: z.string().optional() })])
    .default('$'),
  /** Path inside each record to what is meant: `contact` for `[{"contact": {…}}]`. */
  unwrap: jsonPath.optional(),
  /** A POST may be a read (search), which may be repeated. Default: GET reads, all else writes. */
  effect: z.enum(['read', 'write']).optional(),
  cost: z.number().nonnegative().default(1),
  limitGroup: z.string().min(1).optional(),
  /** `text` for XML and the like, which a hook reads; `binary` for files. */
  expects: z.enum(['json', 'text', 'binary']).default('json'),
});
export type RequestTemplate = z.infer<typeof requestTemplateSchema>;
