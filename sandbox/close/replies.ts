import { empty, json, Refusal, type Reply, type SandboxApp } from '../kit/index.ts';

/** Close's 400: general errors and errors by field; nested objects repeat the shape. */
export type FieldErrors = { [field: string]: string | { errors: { [index: string]: FieldErrors } } };

export function invalid(fieldErrors: FieldErrors, errors: string[] = []): Refusal {
  return new Refusal(json({ errors, 'field-errors': fieldErrors }, 400));
}

export function notFound(): Reply {
  return json({ error: 'Not found' }, 404);
}

export function forbidden(permission: string): Reply {
  return json({ error: `You do not have the permission ${permission}.` }, 403);
}

/** A delete answers 200 with an empty body. */
export function deleted(): Reply {
  return empty(200);
}

export const refusals: SandboxApp['refusals'] = {
  unauthorized: () => json({ error: 'Unauthorized' }, 401, { 'www-authenticate': 'Basic realm="Close"' }),
  notFound: () => notFound(),
  notAllowed: (_request, allowed) =>
    json({ error: 'The method is not allowed for the requested URL.' }, 405, { allow: allowed.join(', ') }),
  badBody: (_request, reason) => json({ errors: [`Could not parse the request: ${reason}.`], 'field-errors': {} }, 400),
  serverError: () => json({ error: 'Internal server error' }, 500),
  // Retry-After is in whole seconds, rounded up. The body has been seen with `rate_reset` at the top and under `error`.
  throttled: (_request, waitMs, rule) => {
    if (waitMs === undefined) return json({ error: 'Too many requests' }, 429);
    const seconds = Math.round(waitMs) / 1000;
    const limit = rule?.limit ?? 20;
    return json({ error: { message: 'API call count exceeded', rate_reset: seconds }, rate_reset: seconds }, 429, {
      'retry-after': String(Math.ceil(waitMs / 1000)),
      ratelimit: `limit=${limit}, remaining=0, reset=${seconds}`,
    });
  },
};
