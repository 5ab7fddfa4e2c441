import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { PortageError } from '../model/errors.ts';
import { type Role, roleReaches } from '../model/roles.ts';
import type { ApiEnv } from './deps.ts';
import { problemSchema, problemType, refuseInvalid } from './problem.ts';

/** A group of routes; what a schema refuses is answered in one way everywhere. */
export function createRouter(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
}

type Path<P extends string> = { path: P; getRoutingPath(): string };

/**
 * A route for callers of at least this role. Role, sign-in and the problems that every route can answer with are added to
 * its documentation here, so that a route file says only what is its own.
 */
export function routeFor<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  role: Role,
  config: R,
): R & Path<P> {
  const route = {
    ...config,
    'x-portage-role': role,
    description: [config.description, `Asks for the role **${role}**.`].filter(Boolean).join('\n\n'),
    security: [{ apiKey: [] }],
    middleware: requireRole(role),
    responses: { ...config.responses, ...problems(config) },
  };
  // the added answers are thrown, never returned: a handler's type stays that of its own answers
  return createRoute(route) as unknown as R & Path<P>;
}

function requireRole(needed: Role): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { role } = c.get('caller');
    if (!roleReaches(role, needed)) throw roleTooLow(role, needed);
    await next();
  };
}

export function roleTooLow(role: Role, needed: Role): PortageError {
  return new PortageError('permission', `this asks for the role ${needed}; this key has the role ${role}`, {
    code: 'role_too_low',
    hint: `Use a key of the role ${needed}, or ask someone who has one.`,
  });
}

const said: Record<number, string> = {
  401: 'No key, or one that is not valid',
  403: "The key's role does not reach",
  404: 'There is no such thing, or it belongs to somebody else',
  409: 'It cannot be done now',
  422: 'Not valid; `errors` names each place',
};

function problems(config: Omit<RouteConfig, 'path'> & { path: string }): RouteConfig['responses'] {
  const statuses = [
    401,
    403,
    ...(config.path.includes('{') ? [404] : []),
    ...(config.method === 'get' ? [] : [409]),
    422,
  ];
  const content = { [problemType]: { schema: problemSchema } };
  return {
    ...Object.fromEntries(statuses.map((status) => [status, { description: said[status] ?? '', content }])),
    default: { description: 'Another problem', content },
  };
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } } as const;
}

export const idParam = z.object({ id: z.uuid() });
