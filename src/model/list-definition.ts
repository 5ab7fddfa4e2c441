import type { z } from 'zod';
import { strict } from './definition-parts.ts';
import { pagingDefinitionSchema } from './paging-definition.ts';
import { requestTemplateSchema } from './request-template.ts';

/** How a list is asked for and walked. */
const oneList = strict({ request: requestTemplateSchema, paging: pagingDefinitionSchema.prefault({ type: 'none' }) });

export const list = oneList.extend({
  /** A poorer way to the same records, or to more than them, for servers that do not know the first one (404, 405). */
  otherwise: oneList.optional(),
});
export type ListDefinition = z.infer<typeof list>;
