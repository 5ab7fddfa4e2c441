import type { Handler, Reply, SandboxRequest } from '../kit/index.ts';
import { requireScope } from './auth.ts';
import { slice } from './paging.ts';
import type { Row } from './records.ts';
import { notFound, offsetPage } from './replies.ts';

/** A handler for those who have one of the scopes. */
export function scoped(anyOf: readonly string[], handler: Handler): Handler {
  return (request) => {
    requireScope(request, anyOf);
    return handler(request);
  };
}

export function found(row: Row | undefined): Row {
  if (row === undefined) throw notFound('Item');
  return row;
}

/** A page of records that are shown as they are, or through `view`. */
export function page(
  all: readonly Row[],
  request: SandboxRequest,
  cap?: number,
  view: (row: Row) => unknown = (row) => row.view,
): Reply {
  const { rows, pagination } = slice(all, request, cap);
  return offsetPage(JSON.stringify(rows.map(view)), pagination);
}
