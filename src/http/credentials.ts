import { type AuthDefinition, credentialsOf } from '../model/auth-definition.ts';
import { PortageError } from '../model/errors.ts';

export type Credentials = Record<string, string>;

/**
 * The first way of signing in whose credentials the connection has. None is a `config` error that says which sets would do.
 */
export function chooseAuth(ways: AuthDefinition[], given: Credentials): AuthDefinition {
  const sets = ways.map((way) => credentialsOf(way).filter((name) => !optional(way, name)));
  const at = sets.findIndex((names) => names.every((name) => filled(given[name])));
  if (at >= 0) return ways[at] as AuthDefinition;
  throw new PortageError(
    'config',
    `The connection lacks credentials; given: ${Object.keys(given).join(', ') || 'none'}`,
    {
      code: 'credentials_missing',
      hint: `Give ${sets.map((names) => names.join(' and ')).join(', or ')}.`,
      location: 'connection.credentials',
    },
  );
}

/** Public clients (Sugar's `sugar`) have no secret. */
function optional(way: AuthDefinition, name: string): boolean {
  return way.type === 'oauth2' && name === 'clientSecret';
}

function filled(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
