import { createHash } from 'node:crypto';
import { PortageError } from '../model/errors.ts';
import { canonicalJson, type Json } from '../model/json.ts';
import { pick, pickCount } from '../model/json-path.ts';
import type { PageCursor, PagingDefinition } from '../model/paging-definition.ts';
import { linkTarget } from './link-header.ts';
import { setParameter } from './parameter.ts';
import type { PreparedRequest } from './template.ts';

/** What a paginator looks at: the answer and the records that were found in it. */
export interface PageAnswer {
  body?: Json;
  headers: Record<string, string>;
  records: Json[];
}

/** A vendor that answers this many empty pages in a row, each with another cursor, is not coming to an end. */
const emptyPagesAllowed = 20;

/** The request for the page at a cursor; for the first page where the cursor is null. */
export function withPage(
  request: PreparedRequest,
  paging: PagingDefinition,
  cursor: PageCursor | null,
): PreparedRequest {
  const sized = paging.type === 'none' || paging.sizeParam === undefined ? request : sizedBy(request, paging);
  switch (paging.type) {
    case 'none':
      return sized;
    case 'offset':
      return setParameter(sized, paging.in, paging.offsetParam, cursor?.offset ?? paging.start);
    case 'page':
      return setParameter(sized, paging.in, paging.pageParam, cursor?.page ?? paging.from);
    case 'cursor': {
      if (cursor === null) return sized;
      const next = cursor.next as Json;
      if (!paging.merge) return setParameter(sized, paging.in, paging.param, next);
      return Object.entries(next as PageCursor).reduce(
        (changed, [name, value]) => setParameter(changed, paging.in, name, value),
        sized,
      );
    }
    case 'keyset': {
      const key = cursor?.key ?? paging.start;
      const keyed = key === undefined ? sized : setParameter(sized, paging.in, paging.param, key);
      return steppingOver(keyed, paging, cursor);
    }
    case 'linkHeader':
    case 'nextUrl':
      // the URL already holds everything that the first request said
      return cursor === null ? sized : { ...request, url: String(cursor.url) };
  }
}

/** A walk by key among records that all have one key goes on by the vendor's own cursor. */
export function steppingOver(
  request: PreparedRequest,
  paging: Paging<'keyset'>,
  cursor: PageCursor | null,
): PreparedRequest {
  const { nextParam } = paging;
  return nextParam === undefined || cursor?.next === undefined
    ? request
    : setParameter(request, paging.in, nextParam, cursor.next);
}

/** Where the next page lies, or null at the end. `cursor` is the one that the answered page was asked with. */
export function nextPage(paging: PagingDefinition, answer: PageAnswer, cursor: PageCursor | null): PageCursor | null {
  switch (paging.type) {
    case 'none':
      return null;
    case 'offset':
      return nextOffset(paging, answer, cursor);
    case 'page':
      return nextNumber(paging, answer, cursor);
    case 'keyset':
      return nextKey(paging, answer, cursor);
    case 'cursor': {
      const next = paging.next.startsWith('header:')
        ? answer.headers[paging.next.slice('header:'.length).toLowerCase()]
        : pick(answer.body, paging.next);
      return follow('next', next, flag(answer, paging.hasMore), answer, cursor);
    }
    case 'nextUrl':
      return follow('url', pick(answer.body, paging.next), flag(answer, paging.hasMore), answer, cursor);
    case 'linkHeader':
      return follow('url', linkTarget(answer.headers.link, paging.rel), undefined, answer, cursor);
  }
}

type Paging<Type extends PagingDefinition['type']> = Extract<PagingDefinition, { type: Type }>;

function nextOffset(paging: Paging<'offset'>, answer: PageAnswer, cursor: PageCursor | null): PageCursor | null {
  const at = Number(cursor?.offset ?? paging.start);
  const told = paging.next === undefined ? undefined : pickCount(answer.body, paging.next);
  const offset = told ?? at + answer.records.length;
  const total = paging.total === undefined ? undefined : pickCount(answer.body, paging.total);
  // vendors write -1 for "not counted"
  const knownEnd = total !== undefined && total >= 0 ? at + answer.records.length >= total : undefined;
  const toldEnd = told === undefined ? undefined : told <= at;
  if (ends(paging, answer, toldEnd ?? knownEnd)) return null;
  if (paging.maxOffset !== undefined && offset > paging.maxOffset) {
    throw new PortageError('contract', `The vendor serves no list beyond offset ${paging.maxOffset}`, {
      code: 'paging_ceiling',
      hint: 'Read this list in parts, by date or by id.',
    });
  }
  return unlessRepeated({ offset, mark: markOf(answer.records) }, cursor);
}

function nextNumber(paging: Paging<'page'>, answer: PageAnswer, cursor: PageCursor | null): PageCursor | null {
  const page = Number(cursor?.page ?? paging.from);
  const count = paging.pageCount === undefined ? undefined : pickCount(answer.body, paging.pageCount);
  if (ends(paging, answer, count === undefined || count < 0 ? undefined : page - paging.from + 1 >= count)) return null;
  return unlessRepeated({ page: page + 1, mark: markOf(answer.records) }, cursor);
}

function nextKey(paging: Paging<'keyset'>, answer: PageAnswer, cursor: PageCursor | null): PageCursor | null {
  const more = paging.next === undefined ? undefined : pick(answer.body, paging.next);
  if (ends(paging, answer, isNamed(more) ? false : undefined)) return null;
  const key = pick(answer.records.at(-1), paging.key);
  if (typeof key !== 'string' && typeof key !== 'number') {
    throw new PortageError('contract', `The last record of a page has no key at ${paging.key}`, {
      code: 'paging_key_missing',
      hint: 'Without the key the next page cannot be asked for: correct the path in the definition.',
    });
  }
  if (String(key) !== String(cursor?.key)) return { key };
  if (paging.nextParam === undefined || !isNamed(more) || canonicalJson(more) === canonicalJson(cursor?.next ?? null)) {
    return null;
  }
  return { key, next: more };
}

function isNamed(next: Json | undefined): next is Json {
  return next !== undefined && next !== null && next !== '' && next !== false;
}

/** Whether a counted list is at its end: an empty page always, then the vendor's flag, then its count, then a short page. */
function ends(paging: Paging<'offset' | 'page' | 'keyset'>, answer: PageAnswer, counted: boolean | undefined): boolean {
  if (answer.records.length === 0) return true;
  const more = flag(answer, paging.hasMore);
  if (more !== undefined) return !more;
  if (counted !== undefined) return counted;
  return paging.endsOn === 'short' && answer.records.length < paging.size;
}

/** For lists whose next page the vendor names. An empty page is not the end there: some filter after they have cut the page. */
function follow(
  name: 'next' | 'url',
  next: Json | undefined,
  more: boolean | undefined,
  answer: PageAnswer,
  cursor: PageCursor | null,
): PageCursor | null {
  if (more === false || !isNamed(next)) return null;
  if (cursor !== null && canonicalJson(cursor[name]) === canonicalJson(next)) return null;
  if (answer.records.length > 0) return { [name]: next };
  const empty = Number(cursor?.empty ?? 0) + 1;
  if (empty > emptyPagesAllowed) {
    throw new PortageError('contract', `${empty} empty pages in a row, and the vendor still names a next one`, {
      code: 'paging_endless',
    });
  }
  return { [name]: next, empty };
}

function flag(answer: PageAnswer, path: string | undefined): boolean | undefined {
  const value = path === undefined ? undefined : pick(answer.body, path);
  if (value === undefined || value === null) return undefined;
  return value === true || value === 1 || value === 'true' || value === '1' || value === 'yes';
}

/** A server that ignores the paging parameter sends the same page for ever. */
function unlessRepeated(next: PageCursor, cursor: PageCursor | null): PageCursor | null {
  return cursor !== null && next.mark === cursor.mark ? null : next;
}

function markOf(records: Json[]): string {
  const ends = canonicalJson([records[0] ?? null, records.at(-1) ?? null, records.length]);
  return createHash('sha256').update(ends).digest('base64url').slice(0, 16);
}

function sizedBy(request: PreparedRequest, paging: Exclude<PagingDefinition, { type: 'none' }>): PreparedRequest {
  return setParameter(request, 'in' in paging ? paging.in : 'query', paging.sizeParam as string, paging.size);
}
