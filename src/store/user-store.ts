import { type Generated, sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { PortageError } from '../model/errors.ts';
import { type Role, roleSchema } from '../model/roles.ts';
import { lockKeys, refuseWithoutAdmin } from './api-key-store.ts';
import type { Database, Executor } from './database.ts';

type UsersTable = {
  users: {
    id: string;
    tenant_id: string;
    email: string;
    name: string;
    role: string;
    created_at: Generated<Date>;
    disabled_at: Date | null;
  };
};
const tables = (db: Executor) => db.withTables<UsersTable>();

/** A person who works with the API through keys of their own. */
export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  createdAt: Date;
  disabledAt: Date | null;
}

const columns = ['id', 'email', 'name', 'role', 'created_at as createdAt', 'disabled_at as disabledAt'] as const;
const toRow = <Row extends { role: string }>(row: Row) => ({ ...row, role: roleSchema.parse(row.role) });

export async function createUser(
  db: Executor,
  input: { tenantId: string; email: string; name: string; role: Role },
): Promise<UserRow> {
  const row = await tables(db)
    .insertInto('users')
    .values({ id: newId(), tenant_id: input.tenantId, email: input.email, name: input.name, role: input.role })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
  if (!row) {
    throw new PortageError('conflict', 'there is a user with this e-mail address', {
      code: 'user_exists',
      hint: 'Change that one instead; a disabled user can be enabled again.',
      location: 'body.email',
    });
  }
  return toRow(row);
}

export async function getUser(db: Executor, tenantId: string, id: string): Promise<UserRow> {
  const row = await tables(db)
    .selectFrom('users')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound(id);
  return toRow(row);
}

export async function listUsers(db: Executor, tenantId: string): Promise<UserRow[]> {
  const rows = await tables(db)
    .selectFrom('users')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('email')
    .execute();
  return rows.map(toRow);
}

export interface UserChanges {
  name?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

/** Changes a user. A lower role and disabling hold for all of the user's keys at once. */
export async function updateUser(db: Database, tenantId: string, id: string, changes: UserChanges): Promise<UserRow> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction, tenantId);
    const row = await tables(transaction)
      .updateTable('users')
      .set({
        // an update must set something, and nothing is a change that may be asked for
        id,
        ...(changes.name !== undefined && { name: changes.name }),
        ...(changes.role !== undefined && { role: changes.role }),
        ...(changes.disabled !== undefined && {
          disabled_at: changes.disabled ? sql<Date>`coalesce(disabled_at, now())` : null,
        }),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst();
    if (!row) throw notFound(id);
    await refuseWithoutAdmin(transaction, tenantId);
    return toRow(row);
  });
}

function notFound(id: string): PortageError {
  return new PortageError('config', `there is no user ${id}`, { code: 'user_not_found', status: 404 });
}
