import { randomUUID } from 'node:crypto';
import { type JsonObject, json, Refusal, type Reply } from '../kit/index.ts';

export type Detail = { message: string; code?: string; in?: string; context?: Record<string, string[]> };

/** The vendor's error body. */
export function failure(
  status: number,
  category: string,
  message: string,
  more: JsonObject = {},
  headers?: Record<string, string>,
): Reply {
  return json({ status: 'error', message, correlationId: randomUUID(), category, ...more }, status, headers);
}

export function refuse(status: number, category: string, message: string, more?: JsonObject): Refusal {
  return new Refusal(failure(status, category, message, more));
}

export function invalid(message: string, errors?: Detail[]): Refusal {
  return refuse(400, 'VALIDATION_ERROR', message, errors === undefined ? {} : { errors });
}

export function notFound(message = 'resource not found'): Refusal {
  return refuse(404, 'OBJECT_NOT_FOUND', message);
}

export function missingScopes(scopes: readonly string[]): Refusal {
  return refuse(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
    context: { missingScopes: scopes },
    errors: [{ message: 'One or more of the following scopes are required.', context: { requiredScopes: scopes } }],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });
}

/** What went wrong with one input of a batch. */
export type BatchError = {
  status: 'error';
  category: string;
  message: string;
  context: Record<string, string[]>;
  errors: Detail[];
  links: Record<string, string>;
  subCategory?: string;
};

export function batchError(
  category: string,
  message: string,
  context: Record<string, string[]>,
  more: Partial<BatchError> = {},
): BatchError {
  return { status: 'error', category, message, context, errors: [], links: {}, ...more };
}

/** A batch answer: 207 and `numErrors` where some inputs failed. */
export function batchReply(results: unknown[], errors: BatchError[], atMs: number, status = 200): Reply {
  const at = new Date(atMs).toISOString();
  const body: JsonObject = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (errors.length === 0) return json(body, status);
  return json({ ...body, numErrors: errors.length, errors }, 207);
}
