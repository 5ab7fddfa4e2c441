import { json, Refusal, type Reply, type SandboxApp } from '../kit/index.ts';

/** The guide names an error object with code and message. */
export function failure(status: number, code: string, message: string, headers?: Record<string, string>): Reply {
  return json({ error: { code, message } }, status, headers);
}

export function invalid(message: string): Refusal {
  return new Refusal(failure(400, 'validation_error', message));
}

export const refusals: SandboxApp['refusals'] = {
  unauthorized: () => failure(401, 'unauthorized', 'A valid API key is needed.'),
  notFound: () => failure(404, 'not_found', 'There is nothing here.'),
  notAllowed: (_request, allowed) => failure(405, 'method_not_allowed', `Allowed: ${allowed.join(', ')}.`),
  badBody: (_request, reason) => failure(400, 'invalid_json', reason),
  serverError: () => failure(500, 'internal_error', 'Something went wrong.'),
  // The guide tells of a forced wait and not how the caller learns its length: Retry-After is assumed.
  throttled: (_request, waitMs) => {
    const wait = waitMs === undefined ? undefined : { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    return failure(429, 'rate_limited', 'Too many requests: 500 in 15 minutes are allowed.', wait);
  },
};
