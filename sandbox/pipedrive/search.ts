import type { Router, SandboxRequest } from '../kit/index.ts';
import type { Account, ObjectName } from './account.ts';
import { requireScope } from './auth.ts';
import type { FieldOwner } from './fields.ts';
import type { Row, View } from './records.ts';
import { invalid, success } from './replies.ts';

/** Types of custom fields that a search looks into. */
const SEARCHABLE = ['address', 'varchar', 'text', 'varchar_auto', 'double', 'monetary', 'phone'];
const MAX_LIMIT = 500;

type Searchable = {
  object: ObjectName;
  owner: FieldOwner;
  type: string;
  scopes: readonly string[];
  /** What each value of `fields` looks into. */
  texts: Record<string, (view: View) => unknown[]>;
  item: (view: View) => Record<string, unknown>;
};

const values = (key: string) => (view: View) => ((view[key] ?? []) as { value: string }[]).map((entry) => entry.value);
const ofOwner = (view: View) => ({ owner: { id: view['owner_id'] }, visible_to: view['visible_to'], notes: [] });

const SEARCHES: readonly Searchable[] = [
  {
    object: 'persons',
    owner: 'person',
    type: 'person',
    scopes: ['search:read', 'contacts:read', 'contacts:full'],
    texts: { name: (view) => [view['name']], email: values('emails'), phone: values('phones') },
    item: (view) => ({
      name: view['name'],
      emails: values('emails')(view),
      phones: values('phones')(view),
      ...ofOwner(view),
    }),
  },
  {
    object: 'organizations',
    owner: 'organization',
    type: 'organization',
    scopes: ['search:read', 'contacts:read', 'contacts:full'],
    texts: { name: (view) => [view['name']] },
    item: (view) => ({ name: view['name'], ...ofOwner(view) }),
  },
  {
    object: 'deals',
    owner: 'deal',
    type: 'deal',
    scopes: ['search:read', 'deals:read', 'deals:full'],
    texts: { title: (view) => [view['title']] },
    item: (view) => ({
      title: view['title'],
      value: view['value'],
      currency: view['currency'],
      status: view['status'],
      ...ofOwner(view),
    }),
  },
];

/** `GET /api/v2/{persons|organizations|deals}/search`: whole value or part, without regard to case. */
export function routeSearch(router: Router, account: Account): void {
  for (const search of SEARCHES) {
    router.get(`/api/v2/${search.object}/search`, (request) => {
      requireScope(request, search.scopes);
      return answer(account, search, request);
    });
  }
}

function answer(account: Account, search: Searchable, request: SandboxRequest) {
  const { query } = request;
  const exact = query.get('exact_match') === 'true';
  const term = (query.get('term') ?? '').toLowerCase();
  if (term.length < (exact ? 1 : 2)) throw invalid(`term: String must contain at least ${exact ? 1 : 2} character(s)`);
  const fields = query.get('fields')?.split(',') ?? [...Object.keys(search.texts), 'custom_fields'];
  const found: { result_score: number; item: Record<string, unknown> }[] = [];
  const limit = Math.min(Number(query.get('limit') ?? 100), MAX_LIMIT);
  const start = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0);
  for (const row of account.rows[search.object].all()) {
    if (row.view['is_deleted'] === true || !matches(account, search, row, fields, term, exact)) continue;
    const organization = organizationOf(account, row);
    const item = {
      id: row.view.id,
      type: search.type,
      ...search.item(row.view),
      ...organization,
      custom_fields: customTexts(account, search, row.view),
    };
    found.push({ result_score: exact ? 1 : 0.5, item });
  }
  const next = start + limit < found.length ? Buffer.from(String(start + limit)).toString('base64url') : null;
  return success({ items: found.slice(start, start + limit) }, 200, { additional_data: { next_cursor: next } });
}

function matches(
  account: Account,
  search: Searchable,
  { view }: Row,
  fields: string[],
  term: string,
  exact: boolean,
): boolean {
  const texts = fields.flatMap((field) =>
    field === 'custom_fields' ? customTexts(account, search, view) : (search.texts[field]?.(view) ?? []),
  );
  return texts.some((text) => {
    const value = String(text).toLowerCase();
    return exact ? value === term : value.includes(term);
  });
}

function customTexts(account: Account, search: Searchable, view: View): string[] {
  const custom = (view['custom_fields'] ?? {}) as Record<string, unknown>;
  return account.fields[search.owner].flatMap((field) => {
    const value = custom[field.field_code];
    if (value === null || value === undefined || !SEARCHABLE.includes(field.field_type)) return [];
    return [String(typeof value === 'object' ? (value as { value: unknown }).value : value)];
  });
}

function organizationOf(account: Account, { view }: Row): { organization?: unknown } {
  if (view['org_id'] === undefined) return {};
  const organization = account.rows.organizations.get(String(view['org_id']))?.view;
  return { organization: organization === undefined ? null : { id: organization.id, name: organization['name'] } };
}
