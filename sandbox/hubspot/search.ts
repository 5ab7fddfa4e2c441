import { z } from 'zod';
import { json, type Router, readObject } from '../kit/index.ts';
import { namesOf, tableFor } from './objects.ts';
import type { Portal, Table } from './portal.ts';
import { type HubRecord, shown } from './records.ts';
import { invalid } from './replies.ts';

const MAX_RESULTS = 10_000;
const MAX_LIMIT = 200;
const MAX_GROUPS = 6;
const MAX_FILTERS = 18;

const filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'LT',
    'LTE',
    'GT',
    'GTE',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});

const sortBy = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() }),
]);

const search = z.object({
  filterGroups: z
    .array(z.object({ filters: z.array(filter) }))
    .max(MAX_GROUPS)
    .default([]),
  query: z.string().max(3000).optional(),
  sorts: z.array(sortBy).max(1).default([]),
  properties: z.array(z.string()).default([]),
  limit: z.int().min(1).max(MAX_LIMIT).default(10),
  after: z.union([z.string(), z.int()]).optional(),
});

type Filter = z.infer<typeof filter>;

/** POST search: filters in groups (any of the groups, all of a group's), one sort, 10,000 results at most. */
export function routeSearch(router: Router, portal: Portal, base: string): void {
  const handler = (request: Parameters<Parameters<Router['post']>[1]>[0]) => {
    const table = tableFor(portal, request, 'read');
    const parsed = search.safeParse(readObject(request));
    if (!parsed.success)
      throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    return json(find(table, parsed.data));
  };
  router.post(`${base}/:type/search`, handler, { read: true });
}

function find(table: Table, asked: z.infer<typeof search>) {
  const filters = asked.filterGroups.flatMap((group) => group.filters);
  if (filters.length > MAX_FILTERS) throw invalid(`A search has at most ${MAX_FILTERS} filters`);
  const unknown = filters.find(({ propertyName }) => !table.properties.has(propertyName));
  if (unknown !== undefined) throw invalid(`There was a problem with the request: no property ${unknown.propertyName}`);
  const start = Number(asked.after ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalid(`Invalid paging cursor: ${asked.after}`);
  if (start + asked.limit > MAX_RESULTS)
    throw invalid(`The search returns ${MAX_RESULTS} results at most; narrow it down`);
  const groups = asked.filterGroups.map((group) => group.filters.map((each) => predicateOf(table, each)));
  const query = asked.query?.toLowerCase();
  const matches = (record: HubRecord) =>
    !record.archived &&
    (groups.length === 0 || groups.some((group) => group.every((accepts) => accepts(record)))) &&
    (query === undefined || textOf(table, record).includes(query));
  const found = sorted(table, asked.sorts[0]).filter(matches);
  const results = found
    .slice(start, start + asked.limit)
    .map((record) => shown(record, namesOf(table, asked.properties)));
  const next = start + asked.limit < found.length ? { paging: { next: { after: String(start + asked.limit) } } } : {};
  return { total: found.length, results, ...next };
}

function sorted(table: Table, sort: z.infer<typeof sortBy> | undefined): readonly HubRecord[] {
  if (sort === undefined) return table.records.all();
  const name = typeof sort === 'string' ? sort.replace(/^-/, '') : sort.propertyName;
  const descending = typeof sort === 'string' ? sort.startsWith('-') : sort.direction === 'DESCENDING';
  if (!table.properties.has(name)) throw invalid(`There was a problem with the request: no property ${name}`);
  const sign = descending ? -1 : 1;
  const key = keyReader(table, name);
  return table.records.sorted(`${sign}${name}`, (left, right) => {
    const [one, other] = [key(left), key(right)];
    // Records without a value come last, either way.
    if (one === undefined || other === undefined)
      return one === other ? left.number - right.number : one === undefined ? 1 : -1;
    return one < other ? -sign : one > other ? sign : left.number - right.number;
  });
}

/** A value as it compares: numbers and times by size, texts without regard to case. */
function keyReader(table: Table, name: string): (record: HubRecord) => number | string | undefined {
  const type = table.properties.get(name)!.type;
  return ({ properties }) => {
    const value = properties[name];
    return value === undefined ? undefined : comparable(type, value);
  };
}

function comparable(type: string, value: string): number | string {
  if (type === 'number') return Number(value);
  if (type === 'date' || type === 'datetime') return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return value.toLowerCase();
}

function predicateOf(
  table: Table,
  { propertyName, operator, value, highValue, values }: Filter,
): (record: HubRecord) => boolean {
  const { type } = table.properties.get(propertyName)!;
  const key = keyReader(table, propertyName);
  const wanted = () => comparable(type, need(operator, value));
  const compared = (accepts: (own: number | string, other: number | string) => boolean) => {
    const other = wanted();
    return (record: HubRecord) => {
      const own = key(record);
      return own !== undefined && accepts(own, other);
    };
  };
  switch (operator) {
    case 'EQ':
      return compared((own, other) => own === other);
    case 'NEQ':
      return not(compared((own, other) => own === other));
    case 'LT':
      return compared((own, other) => own < other);
    case 'LTE':
      return compared((own, other) => own <= other);
    case 'GT':
      return compared((own, other) => own > other);
    case 'GTE':
      return compared((own, other) => own >= other);
    case 'BETWEEN': {
      const high = comparable(type, need(operator, highValue));
      return compared((own, low) => own >= low && own <= high);
    }
    case 'IN':
    case 'NOT_IN': {
      const set = new Set((values ?? []).map((each) => comparable(type, each)));
      if (set.size === 0) throw invalid(`${operator} needs values`);
      const isIn = (record: HubRecord) => set.has(key(record) ?? '');
      return operator === 'IN' ? isIn : not(isIn);
    }
    case 'HAS_PROPERTY':
      return (record) => record.properties[propertyName] !== undefined;
    case 'NOT_HAS_PROPERTY':
      return (record) => record.properties[propertyName] === undefined;
    case 'CONTAINS_TOKEN':
      return contains(propertyName, need(operator, value));
    default:
      return not(contains(propertyName, need(operator, value)));
  }
}

function contains(name: string, value: string): (record: HubRecord) => boolean {
  const token = value.replaceAll('*', '').toLowerCase();
  return (record) => (record.properties[name] ?? '').toLowerCase().includes(token);
}

const not = (accepts: (record: HubRecord) => boolean) => (record: HubRecord) => !accepts(record);

function need(operator: string, value: string | undefined): string {
  if (value === undefined) throw invalid(`${operator} needs a value`);
  return value;
}

/** What a free text search looks into. */
function textOf(table: Table, record: HubRecord): string {
  return table.type.defaultProperties
    .map((name) => record.properties[name] ?? '')
    .join(' ')
    .toLowerCase();
}
