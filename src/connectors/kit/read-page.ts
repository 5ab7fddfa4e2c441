import { z } from 'zod';
import { setParameter } from '../../http/parameter.ts';
import type { PreparedRequest } from '../../http/template.ts';
import { isPortageError, PortageError } from '../../model/errors.ts';
import { type Json, type JsonObject, jsonSchema } from '../../model/json.ts';
import type { PageCursor } from '../../model/paging-definition.ts';
import type { SourcePage } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { isLacking } from './lacking.ts';
import { type ListPage, readListPage } from './read-list.ts';
import { type Pass, passesOf } from './read-passes.ts';
import { mergeRow, selectionChunks, withSelection } from './read-select.ts';
import { readSlippingPage, tailOf } from './read-slips.ts';
import type { CompiledStream } from './read-stream.ts';
import { readTotal } from './read-total.ts';

/** Where the reading of a stream stands. Kept in the store: it outlives the process that wrote it. */
const placeSchema = z.strictObject({
  pass: z.int().nonnegative(),
  page: z.record(z.string(), jsonSchema).nullable(),
  /** Parameters that only some plans allow were refused. */
  plain: z.literal(true).optional(),
  /** Ids at the end of the last page, by which slipping is seen. */
  tail: z.array(z.string()).optional(),
});
export type Place = z.infer<typeof placeSchema>;

export interface PageOptions {
  since?: string;
  signal?: AbortSignal;
}

/** Reads one page of a stream, with its far links, as records. */
export async function readStreamPage(
  caller: Caller,
  stream: CompiledStream,
  cursor: Json | null,
  { since, signal }: PageOptions,
): Promise<SourcePage> {
  const passes = passesOf(stream.definition, since);
  const place = placeIn(stream, cursor, passes.length);
  const pass = passes[place.pass];
  if (pass === undefined) return emptyPage;
  try {
    const { page, plain } = await readAllowed(caller, stream, pass, place, signal);
    const { rows, records } = await asRecords(caller, stream, pass, page.rows, signal);
    const isFirst = cursor === null && since === undefined;
    return {
      rows,
      records,
      cursor: nextPlace(stream, passes, { ...place, plain }, page),
      total: isFirst ? await readTotal(caller, stream.definition, page.body, signal) : null,
    };
  } catch (error) {
    if (pass.optional && place.page === null && isPortageError(error) && error.status === 404) {
      return { ...emptyPage, cursor: nextPlace(stream, passes, place, { rows: [], body: undefined, next: null }) };
    }
    if (!stream.definition.optional || !isLacking(error)) throw error;
    // the passes of one stream stand or fall together: what the plan lacks is missing from all of them
    return { ...emptyPage, skipped: reasonOf(error) };
  }
}

const emptyPage: SourcePage = { rows: [], records: [], cursor: null, total: null };

function placeIn(stream: CompiledStream, cursor: Json | null, passes: number): Place {
  if (cursor === null) return { pass: 0, page: null };
  const parsed = placeSchema.safeParse(cursor);
  if (parsed.success && parsed.data.pass < passes) return parsed.data;
  throw new PortageError('bug', `The cursor kept for ${stream.name} does not fit its definition`, {
    code: 'cursor_unreadable',
    hint: 'Read this stream again from its beginning.',
  });
}

/** Tries the parameters that only some plans allow, once. */
async function readAllowed(
  caller: Caller,
  stream: CompiledStream,
  pass: Pass,
  place: Place,
  signal: AbortSignal | undefined,
): Promise<{ page: ListPage; plain: true | undefined }> {
  const { ifAllowed } = stream.definition;
  const extra = Object.entries(ifAllowed);
  if (extra.length === 0 || place.plain === true) {
    return { page: await readChunks(caller, stream, pass, place, [], signal), plain: place.plain };
  }
  try {
    return { page: await readChunks(caller, stream, pass, place, extra, signal), plain: undefined };
  } catch (error) {
    if (!isPortageError(error) || ![400, 402, 403].includes(error.status ?? 0)) throw error;
    return { page: await readChunks(caller, stream, pass, place, [], signal), plain: true };
  }
}

/** One page; asked for several times where its fields do not fit into one URL, and put together by id. */
async function readChunks(
  caller: Caller,
  stream: CompiledStream,
  pass: Pass,
  place: Place,
  extra: [string, string][],
  signal: AbortSignal | undefined,
): Promise<ListPage> {
  const { select } = stream.definition;
  const read = (names: string[] | undefined, cursor: PageCursor | null): Promise<ListPage> =>
    readListPage(caller, pass.list, cursor, {
      values: pass.values,
      signal,
      change: (request) => {
        const filtered = pass.filter(withExtra(request, extra));
        return select === undefined || names === undefined ? filtered : withSelection(filtered, select, names);
      },
    });
  if (select === undefined) return readSlipping(stream, pass, place, (cursor) => read(undefined, cursor));
  const [first = [], ...more] = selectionChunks(select, stream.selected, pass.list.request.method);
  const page = await read(first, place.page);
  for (const names of more) addColumns(page, await read(names, place.page), stream.idOf);
  return page;
}

function readSlipping(
  stream: CompiledStream,
  { list: { paging } }: Pass,
  { page, tail = [] }: Place,
  read: (cursor: PageCursor | null) => Promise<ListPage>,
): Promise<ListPage> {
  if (!stream.definition.slips || paging.type !== 'offset' || page === null) return read(page);
  return readSlippingPage({ offset: Number(page.offset), size: paging.size, tail, idOf: stream.idOf, read });
}

/** A row that another chunk did not tell was deleted in between: it stays with what is known of it. */
function addColumns(page: ListPage, more: ListPage, idOf: (row: Json) => string): void {
  const byId = new Map(more.rows.map((row) => [idOf(row), row]));
  page.rows = page.rows.map((row) => mergeRow(row, byId.get(idOf(row)) ?? null));
}

function withExtra(request: PreparedRequest, extra: [string, string][]): PreparedRequest {
  return extra.reduce((changed, [name, value]) => setParameter(changed, 'query', name, value), request);
}

async function asRecords(
  caller: Caller,
  stream: CompiledStream,
  pass: Pass,
  rows: Json[],
  signal: AbortSignal | undefined,
): Promise<Pick<SourcePage, 'rows' | 'records'>> {
  const entries = rows.flatMap((row) => stream.recordsOf(row, pass.state).map((record) => ({ row, record })));
  await stream.farLinks(caller, entries, { signal, isBare: pass.isOther });
  return {
    rows: rows.map((row) => ({ stream: stream.name, rawKey: stream.idOf(row), data: row })),
    records: entries.map(({ record }) => record),
  };
}

function nextPlace(stream: CompiledStream, passes: Pass[], place: Place, page: ListPage): Json | null {
  const kept: JsonObject = place.plain === undefined ? {} : { plain: true };
  if (page.next === null) return place.pass + 1 < passes.length ? { pass: place.pass + 1, page: null, ...kept } : null;
  // a page that only stepped back has no rows of its own: the end of the one before still counts
  const tail = page.rows.length > 0 ? tailOf(page.rows, stream.idOf) : place.tail;
  return { pass: place.pass, page: page.next, ...kept, ...(stream.definition.slips && tail ? { tail } : {}) };
}

function reasonOf(error: PortageError): string {
  return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}
