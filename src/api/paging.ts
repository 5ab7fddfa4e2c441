import { z } from '@hono/zod-openapi';
import { PortageError } from '../model/errors.ts';

/** How every list is asked for, page by page. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(2_000).optional().openapi({ description: '`nextCursor` of the page before.' }),
});

/** A page of a list: `nextCursor` is null on the last one. */
export function pageOf<Schema extends z.ZodType>(name: string, item: Schema) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).openapi(name);
}

/** Where the next page begins. Opaque to callers: what it holds may change. */
function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new PortageError('config', 'this cursor is not one of ours', {
    code: 'cursor_invalid',
    hint: 'Take nextCursor of the page before, unchanged; leave it out for the first page.',
    location: 'query.cursor',
  });
}

/** The page as it is answered: a full one may have a next one, which begins after its last row. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  positionOf: (row: Row) => unknown,
): { items: Item[]; nextCursor: string | null } {
  const last = rows.at(-1);
  return {
    items: rows.map(toItem),
    nextCursor: last !== undefined && rows.length === limit ? encodeCursor(positionOf(last)) : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
