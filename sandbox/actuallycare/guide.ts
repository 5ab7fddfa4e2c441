import { jsonText, type Reply, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import { type Account, checkPerson, type Resource } from './records.ts';
import { invalid } from './replies.ts';
import { requireScope } from './rights.ts';

/** The page size of the guide's script; it is the largest here. */
const MAX_LIMIT = 100;

/** What the vendor's guide shows: create people of three kinds, and list them page by page. */
export function guideRoutes(account: Account, router: Router): void {
  for (const resource of ['leads', 'clients', 'contacts'] as const) {
    router.get(`/${resource}`, (request) => {
      requireScope(request, resource, 'read');
      return list(account, resource, request);
    });
    router.post(`/${resource}`, (request) => {
      requireScope(request, resource, 'write');
      return create(account, resource, request);
    });
  }
}

/** `{"data":{"clients":[…],"meta":{"hasMore":…}}}` */
export function list({ records }: Account, resource: Resource, request: SandboxRequest): Reply {
  const page = readNumber(request, 'page', 1, Number.MAX_SAFE_INTEGER);
  const limit = readNumber(request, 'limit', 20, MAX_LIMIT);
  const collection = records[resource];
  const all = collection.all().filter((record) => record['archived_at'] === null);
  const start = (page - 1) * limit;
  const rows = all.slice(start, start + limit);
  const meta = JSON.stringify({ page, limit, hasMore: start + rows.length < all.length });
  return jsonText(`{"data":{"${resource}":${collection.texts(rows)},"meta":${meta}}}`);
}

function readNumber(request: SandboxRequest, name: string, fallback: number, high: number): number {
  const text = request.query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > high) throw invalid(`${name} must be from 1 to ${high}.`);
  return value;
}

/** The API does not look for duplicates: the same person twice makes two records. */
export function create({ context, records, assumptions }: Account, resource: Resource, request: SandboxRequest): Reply {
  const values = readObject(request);
  checkPerson(resource, values);
  assumptions.check(resource, values);
  const now = new Date(context.now()).toISOString();
  const id = crypto.randomUUID();
  const record = { id, ...assumptions.valuesOf(resource, values), archived_at: null, created_at: now, updated_at: now };
  records[resource].insert(record);
  return jsonText(`{"data":${records[resource].text(record)}}`, 201);
}
