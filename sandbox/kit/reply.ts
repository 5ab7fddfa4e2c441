import type { Reply, SandboxRequest } from './types.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** An answer with a value as JSON. */
export function json(value: unknown, status = 200, headers?: Record<string, string>): Reply {
  return jsonText(JSON.stringify(value), status, headers);
}

/** An answer whose JSON text is ready. */
export function jsonText(body: string, status = 200, headers?: Record<string, string>): Reply {
  return { status, body, headers: headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...headers } };
}

/** An answer without a body. */
export function empty(status: number, headers?: Record<string, string>): Reply {
  return { status, headers };
}

/** Thrown by a handler, or by a check that it calls, to end the request with an answer. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** Thrown by the body readers below; the server turns it into the system's own words. */
export class BadBody extends Error {}

export type JsonObject = { [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as JSON of any kind. */
export function readJson(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new BadBody('the body is not valid JSON');
  }
}

/** The body as a JSON object. */
export function readObject(request: SandboxRequest): JsonObject {
  const value = readJson(request);
  if (!isObject(value)) throw new BadBody('the body is not a JSON object');
  return value;
}
