import { type JsonObject, json, jsonText, Refusal, type Reply } from '../kit/index.ts';

const DOCS = 'Please check developers.pipedrive.com';

/** v2 and v1 answer a refusal in the same shape; v2 adds a code. */
export function failure(status: number, error: string, code?: string, headers?: Record<string, string>): Reply {
  const body: JsonObject = { success: false, error, error_info: DOCS, data: null, additional_data: null };
  if (code !== undefined) body['code'] = code;
  return json(body, status, headers);
}

/** v2 is strict: a wrong type, an unknown key or a value out of range is told with its place. */
export function invalid(what: string): Refusal {
  return new Refusal(failure(400, `Validation failed: ${what}`, 'ERR_SCHEMA_VALIDATION_FAILED'));
}

export function notFound(what: string): Refusal {
  return new Refusal(failure(404, `${what} not found`, 'ERR_NOT_FOUND'));
}

export function forbidden(error: string, code?: string): Refusal {
  return new Refusal(failure(403, error, code));
}

export function unauthorized(): Reply {
  return json({ success: false, error: 'unauthorized access', errorCode: 401, error_info: DOCS }, 401);
}

export function success(data: unknown, status = 200, more?: JsonObject): Reply {
  return json({ success: true, data, ...more }, status);
}

/** A v2 list page whose records are JSON text already. */
export function cursorPage(data: string, nextCursor: string | null): Reply {
  return jsonText(`{"success":true,"data":${data},"additional_data":{"next_cursor":${JSON.stringify(nextCursor)}}}`);
}

/** A v1 list page whose records are JSON text already. An empty list may be answered as null there. */
export function offsetPage(data: string, pagination: JsonObject): Reply {
  const text = data === '[]' ? 'null' : data;
  return jsonText(`{"success":true,"data":${text},"additional_data":{"pagination":${JSON.stringify(pagination)}}}`);
}
