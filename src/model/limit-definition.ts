/** A vendor's limits as data: the budgets that requests draw on. */
import { z } from 'zod';
import { httpMethod, oneOf, strict } from './definition-parts.ts';

/** Which requests draw on a budget, and how much. The first rule that matches says the cost. */
const drawRule = strict({
  /** Name of the group; with scope `endpointGroup` each name has a budget of its own, elsewhere all rules share one. */
  name: z.string().min(1).optional(),
  pathPrefix: z.string().min(1).optional(),
  methods: z.array(httpMethod).optional(),
  /** `limitGroup` of the request template. */
  limitGroup: z.string().min(1).optional(),
  /** Reads or writes by what they do, not by method: a POST search is a read. */
  effect: z.enum(['read', 'write']).optional(),
  cost: z.number().nonnegative().default(1),
});
export type DrawRule = z.infer<typeof drawRule>;

const scope = z.enum(['key', 'user', 'account', 'endpointGroup']);
const budgetBase = {
  name: z.string().min(1),
  limit: z.number().positive(),
  /** Whose budget it is at the vendor. `endpointGroup`: one per key and group (path and method, or the name of the rule). */
  scope: scope.default('account'),
  /** Without rules every request draws its template's cost; with rules only those that match one. */
  groups: z.array(drawRule).min(1).optional(),
};

/** The vendor's own names for its rate headers; the common ones (`RateLimit`, `X-RateLimit-*`) are known without it. */
const rateHeaders = strict({
  limit: z.string().optional(),
  remaining: z.string().optional(),
  reset: z.string().optional(),
  /** Header that tells the length of the window in milliseconds. */
  interval: z.string().optional(),
  resetUnit: z.enum(['seconds', 'milliseconds', 'epochSeconds', 'epochMilliseconds']).default('seconds'),
});

const windowBudget = strict({
  ...budgetBase,
  kind: z.literal('window'),
  windowMs: z.int().positive(),
  headers: rateHeaders.optional(),
});
const dailyBudget = strict({
  ...budgetBase,
  kind: z.literal('daily'),
  /** Time of day in UTC at which the vendor's count starts again. */
  resetAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in UTC such as 00:00')
    .default('00:00'),
  headers: rateHeaders.optional(),
});
const concurrencyBudget = strict({
  ...budgetBase,
  limit: z.int().positive(),
  kind: z.literal('concurrency'),
  /** After this long a lease of a dead worker is free again; longer than the longest time-out of a request. */
  leaseMs: z.int().positive().default(120_000),
});

const budgetDefinitionSchema = z.discriminatedUnion(
  'kind',
  [windowBudget, dailyBudget, concurrencyBudget],
  oneOf('kind', ['window', 'daily', 'concurrency']),
);
export type BudgetDefinition = z.infer<typeof budgetDefinitionSchema>;

export const limitDefinitionSchema = strict({ budgets: z.array(budgetDefinitionSchema).default([]) });
export type LimitDefinition = z.infer<typeof limitDefinitionSchema>;
