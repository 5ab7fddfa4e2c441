import { v7 as newId } from 'uuid';
import { PortageError } from '../model/errors.ts';
import { type Json, jsonObjectSchema } from '../model/json.ts';
import type { Executor } from './database.ts';

export interface ConnectionRow {
  id: string;
  tenantId: string;
  system: string;
  name: string;
  baseUrl: string | null;
  /** Encrypted envelope. */
  credentials: string;
  options: Record<string, Json>;
  accountId: string | null;
  accountName: string | null;
  testedAt: Date | null;
}

const columns = [
  'id',
  'tenant_id as tenantId',
  'system',
  'name',
  'base_url as baseUrl',
  'credentials',
  'options',
  'account_id as accountId',
  'account_name as accountName',
  'tested_at as testedAt',
] as const;

const toRow = (row: Omit<ConnectionRow, 'options'> & { options: unknown }): ConnectionRow => ({
  ...row,
  options: jsonObjectSchema.parse(row.options),
});

export interface NewConnection {
  tenantId: string;
  system: string;
  name: string;
  baseUrl: string | null;
  options: Record<string, Json>;
  /** Encrypts for the row that is being made: the envelope is bound to it. */
  seal(connectionId: string): string;
}

export async function createConnection(db: Executor, input: NewConnection): Promise<ConnectionRow> {
  const id = newId();
  const row = await db
    .insertInto('connections')
    .values({
      id,
      tenant_id: input.tenantId,
      system: input.system,
      name: input.name,
      base_url: input.baseUrl,
      credentials: input.seal(id),
      options: JSON.stringify(input.options),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toRow(row);
}

export async function getConnection(db: Executor, tenantId: string, id: string): Promise<ConnectionRow> {
  const row = await db
    .selectFrom('connections')
    .select(columns)
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (!row)
    throw new PortageError('config', `there is no connection ${id}`, { code: 'connection_not_found', status: 404 });
  return toRow(row);
}

export async function listConnections(
  db: Executor,
  tenantId: string,
  page: { before: string | null; limit: number },
): Promise<ConnectionRow[]> {
  let query = db.selectFrom('connections').select(columns).where('tenant_id', '=', tenantId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute();
  return rows.map(toRow);
}

/** New credentials for a connection: an unfinished migration that is started again with another key goes on with it. */
export async function replaceCredentials(
  db: Executor,
  connection: ConnectionRow,
  credentials: string,
  baseUrl: string | null,
  options: Record<string, Json>,
): Promise<void> {
  await db
    .updateTable('connections')
    .set({
      ...{ credentials, base_url: baseUrl, options: JSON.stringify(options) },
      // what was found at the other address says nothing of this one
      ...(baseUrl !== connection.baseUrl && { account_id: null, account_name: null, tested_at: null }),
    })
    .where('id', '=', connection.id)
    .where('tenant_id', '=', connection.tenantId)
    .execute();
}

export async function markTested(
  db: Executor,
  connection: ConnectionRow,
  account: { id: string; name: string | null },
): Promise<void> {
  await db
    .updateTable('connections')
    .set({ account_id: account.id, account_name: account.name, tested_at: new Date() })
    .where('id', '=', connection.id)
    .where('tenant_id', '=', connection.tenantId)
    .execute();
}

/** What a connection's credentials are sealed for: the envelope opens only for the row that it was made for. */
export function sealContextOf(tenantId: string, connectionId: string): string {
  return `${tenantId}/${connectionId}`;
}
