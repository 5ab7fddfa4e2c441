import type { Field, FieldOption, ObjectCatalogue, SystemMetadata, SystemUser } from '../../model/catalogue.ts';
import { fieldSchema } from '../../model/catalogue.ts';
import type { PathTest } from '../../model/definition-parts.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import { PortageError } from '../../model/errors.ts';
import type { AccountInfo } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { describeCustomFields, type FieldDefinitions } from './describe-fields.ts';
import { describePipelines } from './describe-pipelines.ts';
import { isLacking, nothingWhereLacking } from './lacking.ts';
import { readWholeList } from './read-list.ts';
import { getterOf, idText } from './read-path.ts';
import { testOf } from './read-test.ts';

/** What a connector lists of an object; the account's own fields are added to it. */
export interface DescribedObject {
  label?: string;
  fields: (Field & { optionsFrom?: string })[];
  /** Object in `describe.customFields`. */
  customFields?: string;
}

/** Everything that an account holds besides records, from the definition alone. Serves sources and destinations alike. */
export async function describeSystem(
  describe: DescribeDefinition,
  objects: Record<string, DescribedObject>,
  caller: Caller,
  signal?: AbortSignal,
): Promise<SystemMetadata> {
  const used = new Set(Object.values(objects).flatMap(({ customFields }) => customFields ?? []));
  const listed = describeUsers(describe, caller, signal);
  const [account, users, pipelines, recordStatuses, definitions, options, automations] = await Promise.all([
    readAccount(describe, caller, signal),
    listed,
    describePipelines(describe.pipelines, caller, signal),
    describeStatuses(describe, caller, signal),
    describeCustomFields(describe.customFields, used, listed, caller, signal),
    describeOptions(describe, caller, signal),
    describeAutomations(describe, caller, signal),
  ]);
  return {
    account: { id: account.info.id, name: account.info.name },
    self: account.info.user,
    timezone: account.timezone,
    currency: account.currency,
    objects: Object.fromEntries(
      Object.entries(objects).map(([object, described]) => [
        object,
        catalogueOf(object, described, definitions, options),
      ]),
    ),
    users,
    pipelines,
    recordStatuses,
    automations,
  };
}

/** The connection test: who we are there, and which of the needed rights this key lacks. */
export async function describeAccount(
  describe: DescribeDefinition,
  caller: Caller,
  signal?: AbortSignal,
): Promise<AccountInfo> {
  return (await readAccount(describe, caller, signal)).info;
}

async function readAccount({ account }: DescribeDefinition, caller: Caller, signal?: AbortSignal) {
  const { body } = await caller.send(caller.prepare(account.request), { signal });
  const id = idText(getterOf(account.id)(body));
  if (id === undefined) {
    throw new PortageError('contract', `The connection test's answer has no account id at ${account.id}`, {
      code: 'account_without_id',
      hint: 'The vendor may have changed its API, or the base URL leads to something else.',
    });
  }
  const info: AccountInfo = {
    id,
    name: textAt(body, account.name),
    user: account.user === undefined ? null : userFrom(body, { ...account.user, inactive: undefined }),
    missingScopes: account.rights.filter((right) => !testOf(right)(body)).map(({ name }) => name),
  };
  return { info, timezone: textAt(body, account.timezone), currency: textAt(body, account.currency) };
}

async function describeUsers(
  { users }: DescribeDefinition,
  caller: Caller,
  signal?: AbortSignal,
): Promise<SystemUser[]> {
  if (users === undefined) return [];
  const byId = new Map<string, SystemUser>();
  for (const list of users.lists) {
    for (const entry of await readWholeList(caller, list, { signal })) {
      const user = userFrom(entry, users);
      if (user !== null && !byId.has(user.id)) byId.set(user.id, user);
    }
  }
  return [...byId.values()];
}

interface UserPaths {
  id: string;
  email: string;
  name: string[];
  inactive?: PathTest;
}

function userFrom(entry: unknown, paths: UserPaths): SystemUser | null {
  const id = idText(getterOf(paths.id)(entry));
  if (id === undefined) return null;
  const name = paths.name.map((path) => textAt(entry, path)).filter((part) => part !== null);
  return {
    id,
    email: textAt(entry, paths.email),
    name: name.length === 0 ? null : name.join(' '),
    active: paths.inactive === undefined || !testOf(paths.inactive)(entry),
  };
}

async function describeStatuses({ recordStatuses }: DescribeDefinition, caller: Caller, signal?: AbortSignal) {
  if (recordStatuses === undefined) return [];
  const { list, id, name } = recordStatuses;
  const entries = await readWholeList(caller, list, { signal });
  return entries.flatMap((entry) => {
    const key = idText(getterOf(id)(entry));
    return key === undefined ? [] : [{ id: key, name: textAt(entry, name) ?? key }];
  });
}

async function describeOptions(
  { options }: DescribeDefinition,
  caller: Caller,
  signal?: AbortSignal,
): Promise<Map<string, FieldOption[]>> {
  const lists = Object.entries(options).map(async ([name, { list, value, label, optional }]) => {
    const entries = await readWholeList(caller, list, { signal }).catch((error: unknown) => {
      if (optional) return nothingWhereLacking(error);
      throw error;
    });
    const found = entries.flatMap((entry) => {
      const id = idText(getterOf(value)(entry));
      return id === undefined ? [] : [{ value: id, label: textAt(entry, label) ?? id }];
    });
    return [name, found] as const;
  });
  return new Map(await Promise.all(lists));
}

/** Null where the vendor does not tell, or not this key: then nobody can rule out that some are on. */
async function describeAutomations({ automations }: DescribeDefinition, caller: Caller, signal?: AbortSignal) {
  if (automations.length === 0) return null;
  const found = automations.map(async ({ list, name, active, effect }) => {
    const isActive = testOf(active);
    const entries = await readWholeList(caller, list, { signal });
    return entries.map((entry) => ({ name: textAt(entry, name) ?? '', active: isActive(entry), effect }));
  });
  try {
    return (await Promise.all(found)).flat();
  } catch (error) {
    if (isLacking(error)) return null;
    throw error;
  }
}

/** The listed fields with the labels and options that the account gives them, then the account's own ones. */
function catalogueOf(
  object: string,
  { label, fields, customFields }: DescribedObject,
  definitions: Map<string, FieldDefinitions>,
  options: Map<string, FieldOption[]>,
): ObjectCatalogue {
  const known = customFields === undefined ? undefined : definitions.get(customFields);
  const listed = fields.map(({ optionsFrom, ...field }) => {
    const builtIn = known?.builtIn.get(field.key);
    return fieldSchema.strip().parse({
      ...field,
      label: field.label ?? builtIn?.label,
      options:
        optionsFrom === undefined
          ? (field.options ?? builtInOptions(field, builtIn?.options))
          : options.get(optionsFrom),
    });
  });
  const keys = new Set(listed.map(({ key }) => key));
  const custom = (known?.custom ?? []).filter(({ key }) => !keys.has(key));
  return { object, ...(label === undefined ? {} : { label }), fields: [...listed, ...custom] };
}

/** Only choices are chosen from: a reference to a user or stage stays an id. */
function builtInOptions({ type }: Field, options: FieldOption[] | undefined): FieldOption[] | undefined {
  return type === 'choice' || type === 'choices' ? options : undefined;
}

function textAt(entry: unknown, path: string | undefined): string | null {
  const value = path === undefined ? undefined : getterOf(path)(entry);
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
}
