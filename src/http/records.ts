import { PortageError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { pick } from '../model/json-path.ts';
import type { RequestTemplate } from '../model/request-template.ts';

type Selection = Pick<RequestTemplate, 'records' | 'unwrap'> & Partial<Pick<RequestTemplate, 'path'>>;

/**
 * The records in an answer. No body (204) and `null` are an empty page; a list that is simply not there is not: it means that
 * the vendor changed its API, and reading on would lose records silently.
 */
export function recordsOf({ records, unwrap, path: asked }: Selection, body: Json | undefined): Json[] {
  if (body === undefined) return [];
  const path = typeof records === 'string' ? records : records.path;
  const found = pick(body, path);
  if (found === null) return [];
  const list = typeof records === 'string' ? found : keyed(found, records.keyAs ?? 'id');
  if (!Array.isArray(list)) throw unexpected(path, body, asked);
  if (unwrap === undefined) return list;
  return list.map((item) => {
    const inner = pick(item, unwrap);
    if (inner === undefined) throw unexpected(`${path}[*].${unwrap}`, item, asked);
    return inner;
  });
}

function keyed(found: Json | undefined, keyAs: string): Json[] | undefined {
  if (found === undefined || found === null || typeof found !== 'object') return undefined;
  // PHP back ends write an empty map as an empty list
  if (Array.isArray(found)) return found.length === 0 ? [] : undefined;
  return Object.entries(found).map(([key, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? { [keyAs]: key, ...value }
      : { [keyAs]: key, value },
  );
}

function unexpected(path: string, body: Json, asked: string | undefined): PortageError {
  const members =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? Object.keys(body).slice(0, 20) : [];
  const from = asked === undefined ? 'The answer' : `The answer of ${asked}`;
  return new PortageError('contract', `${from} has no list at ${path}`, {
    code: 'records_missing',
    hint: 'The vendor may have changed its API: compare the definition with its documents.',
    details: { path, members, type: Array.isArray(body) ? 'list' : typeof body },
  });
}
