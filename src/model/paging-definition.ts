/** How a vendor's lists are walked, as data. */
import { z } from 'zod';
import { jsonPath, oneOf, strict } from './definition-parts.ts';
import type { Json } from './json.ts';

const place = z.enum(['query', 'body', 'header']);

/** What ends a list, on top of an empty page and a cursor or page that did not change, which always end it. */
const endRule = {
  /** Flag in the body: true goes on even after a short page, false ends; where it is missing the other rules decide. */
  hasMore: jsonPath.optional(),
  /** A page shorter than `size` ends the list. Say `empty` where the server clamps the size silently. */
  endsOn: z.enum(['short', 'empty']).default('short'),
};
const pageSize = {
  /** Parameter that asks for the page size; left out where the server decides. */
  sizeParam: z.string().min(1).optional(),
  size: z.int().positive().default(100),
};

const noPaging = strict({ type: z.literal('none') });
const offsetPaging = strict({
  type: z.literal('offset'),
  offsetParam: z.string().min(1).default('offset'),
  ...pageSize,
  in: place.default('query'),
  start: z.int().nonnegative().default(0),
  /** Path of the next offset, where the body tells it (Sugar's `next_offset`); a negative one ends the list. */
  next: jsonPath.optional(),
  /** Number of all records, as number or text; negative counts as unknown. */
  total: jsonPath.optional(),
  /** Highest offset that the vendor serves; going past it is a `contract` error, never a silent end. */
  maxOffset: z.int().positive().optional(),
  ...endRule,
});
const pagePaging = strict({
  type: z.literal('page'),
  pageParam: z.string().min(1).default('page'),
  ...pageSize,
  in: place.default('query'),
  from: z.literal([0, 1]).default(1),
  /** Number of pages, where the body tells it. */
  pageCount: jsonPath.optional(),
  ...endRule,
});
const cursorPaging = strict({
  type: z.literal('cursor'),
  param: z.string().min(1),
  /** Path of the next cursor; `data[-1].cursor` is the one of the last record, `header:x-next` one in a header. */
  next: jsonPath,
  ...pageSize,
  in: place.default('query'),
  /** Where the cursor is an object whose members are all sent (Pipeline CRM's `next_page`); `param` is then only its name. */
  merge: z.boolean().default(false),
  hasMore: jsonPath.optional(),
});
const linkHeaderPaging = strict({ type: z.literal('linkHeader'), rel: z.string().default('next'), ...pageSize });
const nextUrlPaging = strict({
  type: z.literal('nextUrl'),
  /** Path of an absolute or relative URL, followed without change on the same host only. */
  next: jsonPath,
  hasMore: jsonPath.optional(),
  ...pageSize,
});
const keysetPaging = strict({
  type: z.literal('keyset'),
  /** Parameter that takes the last key: `id_greater`. */
  param: z.string().min(1),
  /** Path of the key in a record. */
  key: jsonPath,
  /** What is sent for the first page; nothing when left out. */
  start: z.union([z.string(), z.number()]).optional(),
  /** Path of what the vendor names where there is more: then a page that was cut shorter than asked for is not taken for the end. */
  next: jsonPath.optional(),
  /** Where what stands at `next` is sent to step over records with one key: more of them than a page holds would end the walk. */
  nextParam: z.string().min(1).optional(),
  ...pageSize,
  in: place.default('query'),
  ...endRule,
});

/** How a list is walked. Cursors are JSON values, so that a walk goes on after a crash. */
export const pagingDefinitionSchema = z.discriminatedUnion(
  'type',
  [noPaging, offsetPaging, pagePaging, cursorPaging, linkHeaderPaging, nextUrlPaging, keysetPaging],
  oneOf('type', ['none', 'offset', 'page', 'cursor', 'linkHeader', 'nextUrl', 'keyset']),
);
export type PagingDefinition = z.infer<typeof pagingDefinitionSchema>;
/** Where a walk stands; kept in the store between pages. */
export type PageCursor = { [key: string]: Json };
