import { nextPage, steppingOver, withPage } from '../../http/paging.ts';
import { recordsOf } from '../../http/records.ts';
import type { PreparedRequest, TemplateValues } from '../../http/template.ts';
import { placeholdersOf } from '../../model/definition-parts.ts';
import { isPortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { ListDefinition } from '../../model/list-definition.ts';
import type { PageCursor } from '../../model/paging-definition.ts';
import type { Caller } from './caller.ts';

export interface ListPage {
  rows: Json[];
  /** The whole answer, for what it tells beside the records. */
  body: Json | undefined;
  /** Where the next page lies, null at the end. */
  next: PageCursor | null;
}

export interface ListOptions {
  values?: TemplateValues;
  signal?: AbortSignal;
  /** Changes the request after paging: what is asked for, filters. */
  change?: (request: PreparedRequest) => PreparedRequest;
}

/** One page of a list, at a cursor; the first one where it is null. */
export async function readListPage(
  caller: Caller,
  list: ListDefinition,
  cursor: PageCursor | null,
  { values, signal, change = same }: ListOptions = {},
): Promise<ListPage> {
  const read = async (from: ListDefinition, at: PageCursor | null): Promise<ListPage> => {
    const answer = await caller.send(change(pageRequest(caller, from, at, values)), { signal });
    const records = recordsOf(from.request, answer.body);
    const next = nextPage(from.paging, { body: answer.body, headers: answer.headers, records }, at);
    return { rows: records, body: answer.body, next };
  };
  const { otherwise } = list;
  if (otherwise === undefined) return read(list, cursor);
  const known = lacking.get(caller) ?? new Set();
  lacking.set(caller, known);
  if (cursor === null ? !known.has(list) : cursor['otherwise'] !== true) {
    try {
      return await read(list, cursor);
    } catch (error) {
      if (cursor !== null || !isUnknownPath(error)) throw error;
      known.add(list);
    }
  }
  const { otherwise: _mark, ...at } = cursor ?? {};
  const page = await read(otherwise, cursor === null ? null : at);
  return { ...page, next: page.next && { ...page.next, otherwise: true } };
}

/** Lists that this account's server does not know: asked once, then not again. */
const lacking = new WeakMap<Caller, Set<ListDefinition>>();

/** The server has no such path, or does not take this method there. */
export function isUnknownPath(error: unknown): boolean {
  return isPortageError(error) && (error.status === 404 || error.status === 405);
}

/** A whole list: for settings, of which there are few. */
export async function readWholeList(caller: Caller, list: ListDefinition, options: ListOptions = {}): Promise<Json[]> {
  const all: Json[] = [];
  let cursor: PageCursor | null = null;
  do {
    const page: ListPage = await readListPage(caller, list, cursor, options);
    all.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** The key of a keyset may stand deep inside a body (a filter of a search): then the template says `{key}` there itself. */
function pageRequest(
  caller: Caller,
  list: ListDefinition,
  cursor: PageCursor | null,
  values: TemplateValues = {},
): PreparedRequest {
  const { request, paging } = list;
  if (paging.type === 'keyset' && placeholdersOf(JSON.stringify(request.body ?? null)).includes('key')) {
    return steppingOver(caller.prepare(request, { ...values, key: cursor?.key ?? paging.start }), paging, cursor);
  }
  return withPage(caller.prepare(request, values), paging, cursor);
}

function same(request: PreparedRequest): PreparedRequest {
  return request;
}
