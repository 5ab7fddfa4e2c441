/**
 * How a vendor's HTTP API is reached, as data: where it lies, how its errors read, what is repeated.
 * Signing in, limits, paging and requests have a file each beside this one.
 *
 * Unknown keys are errors, and an error names the path and what is allowed there, because a definition is written by hand
 * and read back by someone who cannot run it. `parseDefinition` turns a wrong one into a `config` error.
 */
import { z } from 'zod';
import { authDefinitionSchema } from './auth-definition.ts';
import { jsonPath, pattern, strict, template } from './definition-parts.ts';
import { errorKinds } from './errors.ts';
import { limitDefinitionSchema } from './limit-definition.ts';

const statusHelp = { error: 'must be a status such as 429, one of 2xx, 3xx, 4xx, 5xx, or a list of these' };
const statusMatch = z.union([z.int().min(100).max(599), z.enum(['2xx', '3xx', '4xx', '5xx'])], statusHelp);

/** One line of the vendor's error table: all conditions given must hold; the first line that matches wins, before the default table. */
export const errorRuleSchema = strict({
  status: z.union([statusMatch, z.array(statusMatch).min(1)], statusHelp).optional(),
  header: strict({ name: z.string().min(1), matches: pattern.optional() }).optional(),
  contentType: pattern.optional(),
  /** Without `path` the pattern is tried on the whole text; without `matches` the path must hold something. */
  body: strict({ path: jsonPath.optional(), matches: pattern.optional() }).optional(),
  kind: z.enum(errorKinds),
  code: z.string().regex(/^[a-z0-9_]+$/, 'must be snake_case'),
  hint: z.string().optional(),
  /** The vendor is known to have done nothing, so a write that ends here is not in doubt. */
  notApplied: z.boolean().optional(),
  /** Path of a waiting time in the body, where the vendor says it there. */
  retryAfter: strict({ path: jsonPath, unit: z.enum(['seconds', 'milliseconds']).default('seconds') }).optional(),
});
export type ErrorRule = z.infer<typeof errorRuleSchema>;

/** Applies to reads inside the client only. A write is never repeated there: only the ledger knows whether it may be. */
const retryPolicySchema = strict({
  attempts: z.int().min(1).max(10).default(5),
  baseMs: z.int().positive().default(500),
  capMs: z.int().positive().default(30_000),
});
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

const timeoutsSchema = strict({
  connectMs: z.int().positive().default(10_000),
  /** From the start of the request to the last byte of the answer. */
  totalMs: z.int().positive().default(60_000),
});

/** Another version of the vendor's API in which the same reads lie under other paths; the first rule that fits is used. */
const apiVersionSchema = strict({
  name: z.string().min(1),
  paths: z.array(strict({ from: pattern, to: z.string() })).min(1),
});
export type ApiVersion = z.infer<typeof apiVersionSchema>;

/** Everything that the one HTTP client has to know about a vendor. */
export const httpDefinitionSchema = strict({
  /** The vendor's own, with `{name}` for what the connection's options say: `https://{domain}.example/api`. */
  baseUrl: template,
  /** Further hosts that are the vendor's: `*.my.salesforce.com`. Any other host must be on the operator's allow-list. */
  hosts: z.array(z.string().min(1)).default([]),
  /** In order of preference: the first whose credentials the connection has is used. */
  auth: z.array(authDefinitionSchema).min(1),
  /** Tried in this order where the server answers a read of the definition's own version with 404. */
  versions: z.array(apiVersionSchema).default([]),
  headers: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.string()).default({}),
  limits: limitDefinitionSchema.prefault({}),
  errors: z.array(errorRuleSchema).default([]),
  retry: retryPolicySchema.prefault({}),
  timeouts: timeoutsSchema.prefault({}),
  /** Open connections to one host. */
  connections: z.int().min(1).max(256).default(16),
});
export type HttpDefinition = z.infer<typeof httpDefinitionSchema>;
