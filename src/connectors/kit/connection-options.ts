import type { AuthDefinition } from '../../model/auth-definition.ts';
import type { HttpDefinition } from '../../model/http-definition.ts';
import type { Json } from '../../model/json.ts';
import { withConnectionLimit } from './connection-limit.ts';

/**
 * What a connection to a destination may say in place of the definition, where the connector lists the option:
 *
 * - `limit`: see `connection-limit.ts`; a source takes this one alone.
 * - `authHeader`, `authPrefix`: how the key is sent, for vendors that do not document it.
 */
export function withConnectionOptions(
  definition: HttpDefinition,
  known: Record<string, string>,
  given: Record<string, Json>,
): HttpDefinition {
  const option = (name: string) => (name in known ? given[name] : undefined);
  const auth = definition.auth.map((way) => withHeader(way, option('authHeader'), option('authPrefix')));
  return withConnectionLimit({ ...definition, auth }, option('limit'));
}

function withHeader(way: AuthDefinition, name: Json | undefined, prefix: Json | undefined): AuthDefinition {
  if (way.type !== 'api_key') return way;
  return {
    ...way,
    // one header that is named takes the place of all that are tried
    ...(typeof name === 'string' && name !== '' && { in: 'header', name, also: [] }),
    ...(typeof prefix === 'string' && { prefix: prefix === '' ? undefined : prefix }),
  };
}
