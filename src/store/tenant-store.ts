import { v7 as newId } from 'uuid';
import type { Executor } from './database.ts';

/** The tenant of one machine's own stack. */
export const localTenant = 'local';

export async function ensureTenant(db: Executor, name: string): Promise<string> {
  const row = await db
    .insertInto('tenants')
    .values({ id: newId(), name })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function listTenants(db: Executor): Promise<{ id: string; name: string; createdAt: Date }[]> {
  return db.selectFrom('tenants').select(['id', 'name', 'created_at as createdAt']).orderBy('id').execute();
}
