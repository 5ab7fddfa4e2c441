import type { Json } from '../../model/json.ts';
import type { PageCursor } from '../../model/paging-definition.ts';
import type { ListPage } from './read-list.ts';

/** The end of the page before, by which slipping is seen. Several rows, since the very last one may be what was deleted. */
export function tailOf(rows: Json[], idOf: (row: Json) => string): string[] {
  return rows.slice(-5).map(idOf);
}

export interface SlipOptions {
  /** Where the page was to begin. */
  offset: number;
  size: number;
  tail: string[];
  idOf(row: Json): string;
  read(cursor: PageCursor): Promise<ListPage>;
}

/**
 * The page at an offset, where deletions before it may have moved what stands there. It begins one row early, so that the
 * end of the page before is seen again; where it is not, the reading steps back until it is, or to the beginning. Rows
 * that are read twice are stored once, but a row that is never read is lost.
 */
export async function readSlippingPage({ offset, size, tail, idOf, read }: SlipOptions): Promise<ListPage> {
  for (let at = offset - 1; ; at -= size) {
    const page = await read({ offset: Math.max(at, 0) });
    const seen = page.rows.findLastIndex((row) => tail.includes(idOf(row)));
    const rows = page.rows.slice(seen + 1);
    // nothing new where something new was promised: a server that ignores the offset would go on for ever
    if (seen >= 0 && at === offset - 1 && rows.length === 0) {
      // a page of one row, however many were asked for, has room for the overlap alone
      const own = page.rows.length === 1 && page.next !== null ? await read({ offset }) : page;
      const fresh = own.rows.filter((row) => !tail.includes(idOf(row)));
      return { ...own, rows: fresh, next: fresh.length === 0 ? null : own.next };
    }
    if (seen >= 0 || at <= 0) return { ...page, rows };
  }
}
