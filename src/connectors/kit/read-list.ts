import { nextPage, steppingOver, withPage } from '../../http/paging.ts';
import { recordsOf } from '../../http/records.ts';
import type { PreparedRequest, TemplateValues } from '../../http/template.ts';
import type { ListDefinition } from '../../model/connector.ts';
import { type PageCursor, placeholdersOf } from '../../model/http-definition.ts';
import type { Json } from '../../model/json.ts';
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
  const answer = await caller.send(change(pageRequest(caller, list, cursor, values)), { signal });
  const records = recordsOf(list.request, answer.body);
  const next = nextPage(list.paging, { body: answer.body, headers: answer.headers, records }, cursor);
  return { rows: records, body: answer.body, next };
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
