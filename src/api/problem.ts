import { z } from '@hono/zod-openapi';
import { isGrpcServiceError, ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { decisionNames, decisionSchemas } from '../model/decisions.ts';
import { type ErrorKind, isPortageError, messageOf, PortageError } from '../model/errors.ts';
import type { ApiEnv } from './deps.ts';

const faultSchema = z.object({
  location: z.string().openapi({ example: 'body.source.system' }),
  message: z.string(),
});
type Fault = z.infer<typeof faultSchema>;

/** An error as RFC 9457 has it, with the next step in words. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'Names the code as a URI.', example: 'urn:portage:problem:marker_taken' }),
    title: z.string().openapi({ example: 'Conflict' }),
    status: z.int(),
    detail: z.string().openapi({ description: 'What is wrong, in words for a person.' }),
    code: z.string().openapi({ description: 'Stable, to be looked for in the documentation.' }),
    fix: z.string().optional().openapi({ description: 'What to do next.' }),
    requestId: z.string(),
    location: z.string().optional().openapi({ description: 'The place in the request that is meant.' }),
    errors: z.array(faultSchema).optional().openapi({ description: 'Every fault of an invalid request.' }),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

export const problemType = 'application/problem+json';

/** What each kind of error is over HTTP. An error that states a status of its own within 4xx keeps it. */
const statusOfKind: Readonly<Record<ErrorKind, ContentfulStatusCode>> = {
  config: 422,
  auth: 401,
  permission: 403,
  rate_limited: 429,
  transient: 503,
  in_doubt: 503,
  record: 422,
  contract: 502,
  conflict: 409,
  bug: 500,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Our mistake',
  502: 'The vendor answered something unknown',
  503: 'Not available',
  507: 'No space left',
};

/** A 404 that does not tell whether the thing exists for somebody else. */
export function notFound(what: string): PortageError {
  return new PortageError('config', `there is no such ${what}`, { code: 'not_found', status: 404 });
}

/** Turns everything thrown in a handler into a problem document. */
export const answerError: ErrorHandler<ApiEnv> = (thrown, c) => {
  const error = asPortageError(thrown);
  const status = statusOf(error);
  const requestId = c.get('requestId') ?? '';
  if (status >= 500) {
    c.get('deps').log.error({ err: thrown, code: error.code, requestId, method: c.req.method }, 'a request failed');
  }
  const problem: Problem = {
    type: `urn:portage:problem:${error.code}`,
    title: titles[status] ?? 'Error',
    status,
    // an unknown error's text may hold anything, a customer's data included
    detail: error.kind === 'bug' ? 'Something went wrong on our side.' : error.message,
    code: error.code,
    fix: error.kind === 'bug' ? `Try again; if it stays, tell your operator the request id ${requestId}.` : error.hint,
    requestId,
    location: error.location,
    errors: error.details?.['faults'] as Fault[] | undefined,
  };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="portage"');
  if (status === 503) c.header('Retry-After', String(Math.ceil((error.retryAfterMs ?? 5_000) / 1000)));
  return answer(c, problem, status);
};

export const answerNotFound: NotFoundHandler<ApiEnv> = (c) =>
  answerError(unknownDecision(c.req.path) ?? notFound('address'), c);

/** Whoever mistypes a decision is told which there are. */
function unknownDecision(path: string): PortageError | null {
  const name = /\/migrations\/[^/]+\/signals\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined || Object.hasOwn(decisionSchemas, name)) return null;
  return new PortageError('config', `there is no decision "${name.slice(0, 60)}"`, {
    code: 'unknown_decision',
    status: 404,
    hint: `Known are ${decisionNames.join(', ')}.`,
  });
}

function answer(c: Context, problem: Problem, status: ContentfulStatusCode): Response {
  return c.body(JSON.stringify(problem), status, { 'content-type': problemType });
}

function statusOf(error: PortageError): ContentfulStatusCode {
  // a vendor's status stands in other kinds and says nothing about this request
  const own = error.kind === 'config' || error.kind === 'transient' ? error.status : undefined;
  return own !== undefined && own in titles ? (own as ContentfulStatusCode) : statusOfKind[error.kind];
}

/** Everything that can be thrown below a handler, in our taxonomy. */
function asPortageError(thrown: unknown): PortageError {
  if (isPortageError(thrown)) return thrown;
  if (thrown instanceof HTTPException) return fromHttpException(thrown);
  if (thrown instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new PortageError('transient', 'nobody took the decision up in time', {
      code: 'no_worker',
      hint: 'Check that a worker runs (portage doctor). The decision may still be taken: look at the audit trail before you send it again.',
      cause: thrown,
    });
  }
  if (thrown instanceof ServiceError || isGrpcServiceError(thrown)) {
    return new PortageError('transient', 'Temporal does not answer', {
      code: 'temporal_unavailable',
      hint: 'Send the same request again in a moment; nothing is lost.',
      cause: thrown,
    });
  }
  if (isDatabaseGone(thrown)) {
    return new PortageError('transient', 'the database does not answer', {
      code: 'database_unavailable',
      hint: 'Send the same request again in a moment; nothing is lost.',
      cause: thrown,
    });
  }
  return new PortageError('bug', messageOf(thrown), { code: 'internal_error', cause: thrown });
}

function fromHttpException(error: HTTPException): PortageError {
  const codes: Record<number, [code: string, detail: string, hint: string]> = {
    400: ['malformed_request', 'the request cannot be read', 'Send JSON, with content-type: application/json.'],
    413: [
      'body_too_large',
      'the body of the request is too large',
      'Send files to /api/v1/uploads and name them by id.',
    ],
    415: ['media_type', 'this content type is not taken here', 'Send content-type: application/json.'],
  };
  const [code, detail, hint] = codes[error.status] ?? ['http_error', error.message, undefined];
  return new PortageError('config', detail, { code, status: error.status, ...(hint && { hint }), cause: error });
}

/** Classes of SQLSTATE (08, 53, 57P) and errors of sockets and of the pool: the server is down, full or starting. */
function isDatabaseGone(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'string' && /^(08...|53...|57P..|ECONN(REFUSED|RESET)|ETIMEDOUT|ENOTFOUND|EPIPE)$/.test(code))
    return true;
  return /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/.test(
    thrown.message,
  );
}

interface Checked {
  target: string;
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}

/** The hook of all routes: what a schema refuses becomes one problem that names every place. */
export function refuseInvalid(result: Checked): void {
  if (result.success || !result.error) return;
  const { issues } = result.error;
  // an id that cannot exist is a thing that does not exist
  if (result.target === 'param') throw notFound('thing');
  const place = result.target === 'json' ? 'body' : result.target;
  throw invalidRequest(
    issues.map(({ path, message }) => ({ location: [place, ...path.map(String)].join('.'), message })),
  );
}

export function invalidRequest(faults: Fault[]): PortageError {
  const [first] = faults;
  return new PortageError('config', `the request is not valid: ${first?.location}: ${first?.message}`, {
    code: 'invalid_request',
    hint: 'Correct the places named under errors; /docs shows what is expected.',
    status: 422,
    ...(first && { location: first.location }),
    details: { faults },
  });
}
