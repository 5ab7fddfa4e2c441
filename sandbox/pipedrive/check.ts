import type { z } from 'zod';
import { type JsonObject, Refusal, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account, ObjectName } from './account.ts';
import { type Body, CUSTOM_VALUES } from './bodies.ts';
import type { FieldOwner } from './fields.ts';
import { failure, invalid } from './replies.ts';

/** Which record each reference points at. */
const REFERENCES: Record<string, ObjectName> = {
  org_id: 'organizations',
  organization_id: 'organizations',
  person_id: 'persons',
  deal_id: 'deals',
  lead_id: 'leads',
  pipeline_id: 'pipelines',
  stage_id: 'stages',
  product_id: 'products',
};

/** The body as the schema wants it, with every reference pointing at something. */
export function readBody(account: Account, request: SandboxRequest, schema: z.ZodType): Body {
  return checkBody(account, readObject(request), schema);
}

export function checkBody(account: Account, body: JsonObject, schema: z.ZodType): Body {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
  }
  const checked = parsed.data as Body;
  for (const [key, object] of Object.entries(REFERENCES)) checkReference(account, checked[key], object, key);
  for (const key of ['owner_id', 'user_id']) checkUser(account, checked[key], key);
  return checked;
}

function checkReference(account: Account, id: unknown, object: ObjectName, key: string): void {
  if (id === undefined || id === null) return;
  if (account.rows[object].get(String(id)) === undefined) throw missing(key, id);
}

function checkUser(account: Account, id: unknown, key: string): void {
  if (id === undefined || id === null) return;
  if (!account.users.some((user) => user.id === id)) throw missing(key, id);
}

function missing(key: string, id: unknown): Refusal {
  return new Refusal(failure(400, `${key} ${String(id)} does not exist or is not visible`, 'ERR_INVALID_REFERENCE'));
}

/** Custom values by key: the field must exist, and the value must suit its type and options. Null clears. */
export function checkCustomFields(account: Account, owner: FieldOwner, values: unknown): Body {
  const checked: Body = {};
  for (const [key, value] of Object.entries((values ?? {}) as Body)) {
    const field = account.fields[owner].find((known) => known.is_custom_field && known.field_code === key);
    if (field === undefined) throw invalid(`custom_fields.${key}: Unrecognized key`);
    checked[key] = value;
    if (value === null) continue;
    const parsed = CUSTOM_VALUES[field.field_type]!.safeParse(value);
    if (!parsed.success) throw invalid(`custom_fields.${key}: ${parsed.error.issues[0]!.message}`);
    const options = field.options?.map((option) => option.id);
    const chosen = [value].flat();
    if (options !== undefined && chosen.some((option) => !options.includes(option as number))) {
      throw invalid(`custom_fields.${key}: Invalid option id`);
    }
    checkFieldReference(account, field.field_type, key, value);
  }
  return checked;
}

function checkFieldReference(account: Account, type: string, key: string, value: unknown): void {
  if (type === 'org') checkReference(account, value, 'organizations', key);
  if (type === 'people') checkReference(account, value, 'persons', key);
  if (type === 'user') checkUser(account, value, key);
}
