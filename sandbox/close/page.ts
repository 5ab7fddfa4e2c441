import { type Collection, json, jsonText, Refusal, type Reply, type SandboxRequest } from '../kit/index.ts';
import { invalid } from './replies.ts';

/**
 * How many records a page may hold and how deep paging may go, by list. 200 and 35,000 for leads and 250,000 for
 * e-mails have been seen live; the other page sizes are those that existing integrations use.
 */
export type PageCaps = { limit: number; skip: number };
export const CAPS = {
  lead: { limit: 200, skip: 35_000 },
  contact: { limit: 100, skip: 250_000 },
  opportunity: { limit: 250, skip: 250_000 },
  task: { limit: 1000, skip: 250_000 },
  activity: { limit: 100, skip: 250_000 },
  definition: { limit: 1000, skip: 250_000 },
} satisfies Record<string, PageCaps>;

export type Page = { skip: number; limit: number };

export function readPage(request: SandboxRequest, caps: PageCaps): Page {
  const limit = readNumber(request, '_limit', 100);
  const skip = readNumber(request, '_skip', 0);
  if (limit > caps.limit) throw invalid({ _limit: `Input should be less than or equal to ${caps.limit}` });
  if (skip > caps.skip) {
    const error = `The skip you set is larger than the maximum skip for this resource (max_skip = ${caps.skip}). Please narrow your query.`;
    throw new Refusal(json({ error }, 400));
  }
  return { skip, limit };
}

function readNumber(request: SandboxRequest, name: string, fallback: number): number {
  const text = request.query.get(name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) throw invalid({ [name]: 'Input should be a valid integer' });
  if (text.startsWith('-')) throw invalid({ [name]: 'Input should be greater than or equal to 0' });
  return Number(text);
}

/** One page of a list, with `has_more`; `extra` stands beside it in the body. */
export function page<T extends object>(
  request: SandboxRequest,
  collection: Collection<T>,
  records: readonly T[],
  caps: PageCaps,
  extra: Record<string, unknown> = {},
): Reply {
  const { skip, limit } = readPage(request, caps);
  const rows = records.slice(skip, skip + limit);
  const rest = JSON.stringify({ has_more: skip + rows.length < records.length, ...extra });
  return jsonText(`{"data":${texts(request, collection, rows)},${rest.slice(1)}`);
}

/** One record, cut to `_fields` where they are given. */
export function one<T extends object>(
  request: SandboxRequest,
  collection: Collection<T>,
  record: T,
  status = 200,
): Reply {
  const fields = readFields(request);
  if (fields === undefined) return jsonText(collection.text(record), status);
  return json(pick(collection.view(record) as Record<string, unknown>, fields), status);
}

function texts<T extends object>(request: SandboxRequest, collection: Collection<T>, rows: readonly T[]): string {
  const fields = readFields(request);
  if (fields === undefined) return collection.texts(rows);
  return JSON.stringify(rows.map((row) => pick(collection.view(row) as Record<string, unknown>, fields)));
}

function readFields(request: SandboxRequest): string[] | undefined {
  const text = request.query.get('_fields');
  return text === null || text === '' ? undefined : text.split(',');
}

/** Only the named properties; `custom` stands for all custom fields. */
export function pick(view: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    if (field === 'custom') {
      for (const key of Object.keys(view)) if (key.startsWith('custom.')) picked[key] = view[key];
    } else if (view[field] !== undefined) picked[field] = view[field];
  }
  return picked;
}
