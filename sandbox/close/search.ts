import { type Collection, isObject, type JsonObject, json, type Reply, type Router, readObject } from '../kit/index.ts';
import { compareMoments } from './filters.ts';
import { pick } from './page.ts';
import { invalid } from './replies.ts';
import { keyOf, objectTypeOf, readQuery, searchable } from './search-query.ts';
import type { CloseState } from './state.ts';

type Row = Record<string, unknown>;

const PAGE_LIMIT = 200;
/** One walk by cursor gives no more. */
const WALK_LIMIT = 10_000;
const CURSOR_LIFE_MS = 30_000;

type Walk = { rows: readonly Row[]; next: number; expiresAtMs: number };

/** Advanced filtering. Without `_fields` only ids come back; a cursor lives 30 s. */
export function searchRoutes(state: CloseState, router: Router): void {
  const walks = new Map<string, Walk>();
  router.post('/data/search', (request) => search(state, walks, readObject(request)), { read: true });
}

function search(state: CloseState, walks: Map<string, Walk>, body: JsonObject): Reply {
  const limit = readLimit(body['_limit'], 100, '_limit');
  const objectType = objectTypeOf(body['query']);
  const collection = searchable(state, objectType);
  if (collection === undefined) throw invalid({ query: `'${objectType}' cannot be searched.` });
  const cursor = body['cursor'];
  const isNew = cursor === undefined || cursor === null || cursor === '';
  const results = body['results_limit'];
  const most = typeof results === 'number' ? Math.min(results, WALK_LIMIT) : WALK_LIMIT;
  const needed = body['include_counts'] === true ? Number.POSITIVE_INFINITY : most;
  const found = isNew ? findRows(state, body, objectType, collection, needed) : undefined;
  const walk = found === undefined ? takeWalk(state, walks, String(cursor)) : { rows: found.slice(0, most), next: 0 };
  const rows = walk.rows.slice(walk.next, walk.next + limit);
  const next = walk.next + rows.length;
  const hasMore = next < walk.rows.length && rows.length > 0;
  const total = found?.length ?? walk.rows.length;
  return json({
    data: rows.map((row) => show(body, objectType, collection, row)),
    cursor: hasMore ? keepWalk(state, walks, { rows: walk.rows, next }) : null,
    ...(body['include_counts'] === true ? { count: { limited: Math.min(total, most), total } } : {}),
  });
}

function readLimit(value: unknown, fallback: number, name: string): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw invalid({ [name]: 'Input should be a valid integer' });
  if (value > PAGE_LIMIT) throw invalid({ [name]: `Input should be less than or equal to ${PAGE_LIMIT}` });
  if (value < 0) throw invalid({ [name]: 'Input should be greater than or equal to 0' });
  return value;
}

/** What a query finds in its order, as far as a search that lags can see. Bulk actions use it as well. */
export function findRows(
  state: CloseState,
  body: JsonObject,
  objectType: string,
  collection: Collection<Row>,
  most = Number.POSITIVE_INFINITY,
): Row[] {
  const { test, candidates, from } = readQuery(state, body['query'], objectType);
  const order = readSort(body['sort'], objectType);
  if (candidates !== undefined) {
    const found = candidates().filter(test);
    return order === undefined ? found : found.sort(order.compare);
  }
  const rows = order === undefined ? collection.all() : collection.sorted(order.name, order.compare);
  const found: Row[] = [];
  // A walk by key asks for the rows from a moment on, again and again: it must not read all those before.
  let index = from !== undefined && order?.rising === from.key ? firstFrom(rows, from) : 0;
  for (; index < rows.length && found.length < most; index += 1) if (test(rows[index]!)) found.push(rows[index]!);
  return found;
}

function firstFrom(rows: readonly Row[], { key, value }: { key: string; value: string }): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareMoments(String(rows[middle]![key] ?? ''), value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `rising`: the first key, where it rises. */
type Order = { name: string; rising?: string; compare: (left: Row, right: Row) => number };

function readSort(sort: unknown, objectType: string): Order | undefined {
  if (!Array.isArray(sort) || sort.length === 0) return undefined;
  const keys = sort.map((item) => {
    const field = isObject(item) ? item['field'] : undefined;
    if (!isObject(field)) throw invalid({ sort: 'Each order needs a field.' });
    const isCustom = field['type'] === 'custom_field';
    if (!isCustom && field['object_type'] !== objectType) throw invalid({ sort: `Not a field of ${objectType}.` });
    return { key: keyOf(field), sign: isObject(item) && item['direction'] === 'desc' ? -1 : 1 };
  });

  return {
    name: JSON.stringify(keys),
    rising: keys[0]!.sign === 1 ? keys[0]!.key : undefined,
    compare: (left, right) => {
      for (const { key, sign } of keys) {
        const order = compareValues(left[key], right[key]);
        if (order !== 0) return sign * order;
      }
      return 0;
    },
  };
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [String(left ?? ''), String(right ?? '')];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Only what `_fields` names for the object; nothing but the id without it. */
function show(body: JsonObject, objectType: string, collection: Collection<Row>, row: Row): Row {
  const bare = { __object_type: objectType, id: row['id'] };
  const fields = isObject(body['_fields']) ? body['_fields'][objectType] : undefined;
  if (!Array.isArray(fields)) return bare;
  return { ...bare, ...pick(collection.view(row) as Row, fields.map(String)) };
}

function keepWalk(state: CloseState, walks: Map<string, Walk>, walk: Omit<Walk, 'expiresAtMs'>): string {
  const now = state.context.now();
  for (const [id, known] of walks) if (known.expiresAtMs + CURSOR_LIFE_MS < now) walks.delete(id);
  const id = state.context.random.token(32);
  walks.set(id, { ...walk, expiresAtMs: now + CURSOR_LIFE_MS });
  return id;
}

function takeWalk(state: CloseState, walks: Map<string, Walk>, cursor: string): Omit<Walk, 'expiresAtMs'> {
  const walk = walks.get(cursor);
  if (walk === undefined) throw invalid({ cursor: 'Invalid cursor' });
  if (walk.expiresAtMs < state.context.now()) throw invalid({ cursor: 'Expired cursor' });
  return walk;
}
