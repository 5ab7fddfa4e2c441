import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Reply, type Router, readJson, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { requireAdmin, requireScope } from './auth.ts';
import { CUSTOM_TYPES, type Field, type FieldOwner, fieldOf } from './fields.ts';
import { cursorPage, forbidden, invalid, notFound, success } from './replies.ts';

/** The smallest plan's cap on custom fields for each object. */
const MAX_CUSTOM_FIELDS = 30;
const MAX_LIMIT = 500;

const SCOPES: Record<FieldOwner, { read: string[]; write: string[] }> = {
  deal: { read: ['deals:read', 'deals:full', 'deal-fields:full'], write: ['deal-fields:full', 'admin'] },
  person: { read: ['contacts:read', 'contacts:full', 'contact-fields:full'], write: ['contact-fields:full', 'admin'] },
  organization: {
    read: ['contacts:read', 'contacts:full', 'contact-fields:full'],
    write: ['contact-fields:full', 'admin'],
  },
  product: { read: ['products:read', 'products:full', 'product-fields:full'], write: ['product-fields:full', 'admin'] },
  activity: { read: ['activities:read', 'activities:full'], write: ['admin'] },
};

const label = z.strictObject({ label: z.string().min(1).max(255) });
const newField = z.object({
  field_name: z.string().min(1).max(255),
  field_type: z.enum(CUSTOM_TYPES),
  description: z.string().nullish(),
  options: z.array(label).optional(),
});

/** `/api/v2/dealFields` and its kin, with options; definitions of leads are those of deals, in v1's form. */
export function routeFields(router: Router, account: Account): void {
  for (const owner of Object.keys(account.fields) as FieldOwner[]) routeFieldsOf(router, account, owner);
}

function routeFieldsOf(router: Router, account: Account, owner: FieldOwner): void {
  const path = `/api/v2/${owner}Fields`;
  const fields = () => account.fields[owner];
  const find = (request: SandboxRequest): Field => {
    const field = fields().find((known) => known.field_code === request.params['code']);
    if (field === undefined) throw notFound('Field');
    return field;
  };
  router.get(path, (request) => {
    requireScope(request, SCOPES[owner].read);
    return listFields(fields(), request);
  });
  router.get(`${path}/:code`, (request) => {
    requireScope(request, SCOPES[owner].read);
    return success(find(request));
  });
  if (owner === 'activity') return;
  router.post(path, (request) => {
    mayWrite(account, owner, request);
    return success(createField(account, owner, request));
  });
  router.patch(`${path}/:code`, (request) => {
    mayWrite(account, owner, request);
    const field = custom(find(request));
    const { field_name: name } = parse(newField.partial(), readObject(request));
    if (name !== undefined) field.field_name = name;
    return success(field);
  });
  router.delete(`${path}/:code`, (request) => {
    mayWrite(account, owner, request);
    const field = custom(find(request));
    account.fields[owner] = fields().filter((known) => known !== field);
    return success(field);
  });
  router.post(`${path}/:code/options`, (request) => {
    mayWrite(account, owner, request);
    const field = find(request);
    if (field.options === null) throw invalid('field_type: this field has no options');
    const added = account.nextOptions(parse(z.array(label).min(1), readJson(request)).map((option) => option.label));
    field.options.push(...added);
    return success(added, 200, { additional_data: null });
  });
}

function mayWrite(account: Account, owner: FieldOwner, request: SandboxRequest): void {
  requireScope(request, SCOPES[owner].write);
  requireAdmin(account, request);
}

/** Definitions are few: the cursor is just the place to go on from. */
function listFields(fields: readonly Field[], request: SandboxRequest): Reply {
  const limit = Number(request.query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw invalid(`limit: Expected 1 to ${MAX_LIMIT}`);
  const cursor = request.query.get('cursor');
  const start = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(start)) throw invalid('cursor: Invalid cursor');
  const next = start + limit < fields.length ? Buffer.from(String(start + limit)).toString('base64url') : null;
  return cursorPage(JSON.stringify(fields.slice(start, start + limit)), next);
}

function createField(account: Account, owner: FieldOwner, request: SandboxRequest): Field {
  const { field_name: name, field_type: type, options } = parse(newField, readObject(request));
  const hasOptions = type === 'enum' || type === 'set';
  if (hasOptions && (options === undefined || options.length === 0))
    throw invalid('options: Required for enum and set');
  if (account.fields[owner].filter((field) => field.is_custom_field).length >= MAX_CUSTOM_FIELDS) {
    throw forbidden('The plan does not allow more custom fields', 'feature_capping_custom_fields_limit');
  }
  const code = createHash('sha1')
    .update(`${owner}/${account.nextId('field')}/${name}`)
    .digest('hex');
  const chosen = hasOptions ? account.nextOptions(options!.map((option) => option.label)) : null;
  const field = fieldOf(owner, code, name, type, chosen, true);
  account.fields[owner].push(field);
  account.context.countWrite(`${owner}Fields`, 'create');
  return field;
}

function custom(field: Field): Field {
  if (!field.is_custom_field) throw forbidden('Only custom fields can be changed');
  return field;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}
