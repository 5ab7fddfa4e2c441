import { PortageError } from '../../model/errors.ts';
import type { HttpDefinition } from '../../model/http-definition.ts';
import type { Json } from '../../model/json.ts';
import type { BudgetDefinition } from '../../model/limit-definition.ts';

const form = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;

/**
 * The connection option `limit` takes the place of the vendor's stated limits: `40/1` are 40 requests in one second,
 * `500/900` are 500 in 15 minutes, `none` is no limit. For plans with another limit, and for sandboxes.
 */
export function withConnectionLimit(definition: HttpDefinition, limit: Json | undefined): HttpDefinition {
  if (limit === undefined || limit === null || limit === '') return definition;
  if (limit === 'none') return { ...definition, limits: { budgets: [] } };
  const parsed = typeof limit === 'string' ? form.exec(limit) : null;
  const [count, seconds] = [Number(parsed?.[1] ?? 0), Number(parsed?.[2] ?? 0)];
  if (count <= 0 || seconds <= 0) {
    throw new PortageError('config', 'The connection option "limit" is not understood', {
      code: 'invalid_limit',
      location: 'connection.options.limit',
      hint: 'Write requests/seconds, such as 40/1 or 500/900, or none.',
    });
  }
  const budget: BudgetDefinition = {
    name: 'connection',
    kind: 'window',
    limit: count,
    windowMs: Math.max(1, Math.round(seconds * 1000)),
    scope: 'key',
  };
  return { ...definition, limits: { budgets: [budget] } };
}
