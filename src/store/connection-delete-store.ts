import { PortageError } from '../model/errors.ts';
import type { ConnectionRow } from './connection-store.ts';
import type { Executor } from './database.ts';

const foreignKeyViolation = '23503';

/** Forgets a connection with its credentials. One that a migration was made with stays: its report names it. */
export async function deleteConnection(
  db: Executor,
  connection: Pick<ConnectionRow, 'id' | 'tenantId'>,
): Promise<void> {
  try {
    await db
      .deleteFrom('connections')
      .where('id', '=', connection.id)
      .where('tenant_id', '=', connection.tenantId)
      .execute();
  } catch (error) {
    if ((error as { code?: string }).code !== foreignKeyViolation) throw error;
    throw new PortageError('conflict', 'a migration was made with this connection', {
      code: 'connection_in_use',
      hint: 'Replace its credentials with an empty set instead, once the migration is closed.',
      cause: error,
    });
  }
}
