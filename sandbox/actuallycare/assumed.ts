import {
  type JsonObject,
  jsonText,
  type Principal,
  type Reply,
  type Router,
  readObject,
  type SandboxRequest,
} from '../kit/index.ts';
import { create, list } from './guide.ts';
import { type Account, type Assumptions, checkPerson, RESOURCES, type Resource } from './records.ts';
import { invalid, refusals } from './replies.ts';
import { requireScope, SCOPES } from './rights.ts';

/*
 * Everything that the vendor's guide does not say. The reference it points to was not at hand. Assumed:
 *
 *  1. The key comes as `Authorization: Bearer KEY` or as `X-API-Key: KEY`; without one the answer is 401.
 *  2. A record has `id` (a UUID), `created_at`, `updated_at` and `archived_at`; a create answers 201 with it in `data`.
 *  3. One record: GET /v1/{resource}/{id}, also when it is archived; 404 for an unknown id.
 *  4. PATCH /v1/{resource}/{id} changes the fields that it names.
 *  5. DELETE /v1/{resource}/{id} and POST /v1/{resource}/{id}/archive archive: the record leaves the lists.
 *     The guide knows archiving, in the app, and no deleting.
 *  6. `lead_source`, `notes` (texts) and `tags` (a list of texts) are fields of all people; unknown fields are ignored.
 *  7. `contact_type` is one of the values below.
 *  8. Escrows are at /v1/escrows: `address`, `status`, `price` (in whole currency units), `close_date`, `client_id`,
 *     `notes`; `address` is required.
 *  9. Retry-After in whole seconds comes with a 429; a page has at most 100 records, 20 without `limit`.
 * 10. The limit is counted by key.
 */

const CONTACT_TYPES = ['vendor', 'agent', 'lender', 'escrow_officer', 'title_officer', 'other'] as const;

const PEOPLE_FIELDS = ['email', 'phone', 'lead_source', 'notes', 'tags'] as const;
const FIELDS: Record<Resource, readonly string[]> = {
  leads: ['name', ...PEOPLE_FIELDS],
  clients: ['first_name', 'last_name', ...PEOPLE_FIELDS],
  contacts: ['first_name', 'last_name', 'contact_type', 'company', ...PEOPLE_FIELDS],
  escrows: ['address', 'status', 'price', 'close_date', 'client_id', 'notes'],
};

/** The known fields of a body; a record always shows all of them. */
function valuesOf(resource: Resource, values: JsonObject): JsonObject {
  return Object.fromEntries(FIELDS[resource].map((field) => [field, values[field] ?? (field === 'tags' ? [] : null)]));
}

function check(resource: Resource, values: JsonObject): void {
  const { tags, contact_type, client_id } = values;
  const isList = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
  if (tags !== undefined && tags !== null && !isList) throw invalid('tags must be a list of texts.');
  const isKnown = CONTACT_TYPES.some((type) => type === contact_type);
  if (resource === 'contacts' && !isKnown) throw invalid(`contact_type must be one of ${CONTACT_TYPES.join(', ')}.`);
  if (resource !== 'escrows') return;
  if (typeof values['address'] !== 'string') throw invalid('address is required.');
  if (client_id !== undefined && client_id !== null && typeof client_id !== 'string')
    throw invalid('client_id must be an id.');
}

export const assumptions: Assumptions = { valuesOf, check };

export function authenticate(request: SandboxRequest): Principal | Reply {
  const { authorization = '', 'x-api-key': header } = request.headers;
  const key = typeof header === 'string' ? header : authorization.replace(/^bearer\s+/i, '');
  const scopes = SCOPES[key];
  return scopes === undefined ? refusals.unauthorized(request) : { key, scopes };
}

/** Reading, changing and archiving one record, and escrows. */
export function assumedRoutes(account: Account, router: Router): void {
  const { context, records } = account;
  router.get('/escrows', (request) => {
    requireScope(request, 'escrows', 'read');
    return list(account, 'escrows', request);
  });
  router.post('/escrows', (request) => {
    requireScope(request, 'escrows', 'write');
    return create(account, 'escrows', request);
  });
  for (const resource of RESOURCES) {
    const change = (request: SandboxRequest, changesOf: (before: JsonObject, now: string) => JsonObject): Reply => {
      requireScope(request, resource, 'write');
      const before = records[resource].get(request.params['id']!);
      if (before === undefined) return refusals.notFound(request);
      const now = new Date(context.now()).toISOString();
      const changed = records[resource].update(before.id, { ...changesOf(before, now), updated_at: now })!;
      return jsonText(`{"data":${records[resource].text(changed)}}`);
    };
    const archive = (request: SandboxRequest) =>
      change(request, (before, now) => ({ archived_at: before['archived_at'] ?? now }));

    router.get(`/${resource}/:id`, (request) => {
      requireScope(request, resource, 'read');
      const found = records[resource].get(request.params['id']!);
      if (found === undefined) return refusals.notFound(request);
      return jsonText(`{"data":${records[resource].text(found)}}`);
    });
    router.patch(`/${resource}/:id`, (request) =>
      change(request, (before) => {
        const values = readObject(request);
        const changes = Object.fromEntries(
          FIELDS[resource].filter((field) => field in values).map((field) => [field, values[field]]),
        );
        checkPerson(resource, { ...before, ...changes });
        check(resource, { ...before, ...changes });
        return changes;
      }),
    );
    router.delete(`/${resource}/:id`, archive);
    router.post(`/${resource}/:id/archive`, archive);
  }
}
