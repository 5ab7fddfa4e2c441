import { PortageError } from '../../model/errors.ts';
import { addAgreement, voidAgreements } from '../../store/agreement-store.ts';
import type { Caller } from '../../store/api-key-store.ts';
import type { Database } from '../../store/database.ts';
import { type MigrationRow, scopeOf } from '../../store/migration-store.ts';

interface Approve {
  by: string;
  mappingVersion: number;
  note?: string | undefined;
}

/**
 * Approves as whoever has signed in: the agreement is stored under their identity before the decision is sent, and taken back
 * where the decision is refused. Only what is stored here counts where a second person is required.
 */
export async function agreeAndApprove(
  db: Database,
  row: MigrationRow,
  caller: Caller,
  payload: Approve,
  send: (payload: Approve & { agreement: string }) => Promise<void>,
): Promise<void> {
  if (row.file.approval?.second && caller.userId === null) {
    throw new PortageError(
      'permission',
      'two people have to agree to this migration, and this key belongs to no person',
      {
        code: 'person_needed',
        hint: 'Approve with a key of your own: an admin makes keys for people at /api/v1/api-keys.',
      },
    );
  }
  const agreement = await addAgreement(db, scopeOf(row), {
    mappingVersion: payload.mappingVersion,
    kind: 'staff',
    principal: caller.userId === null ? `key:${caller.keyId}` : `user:${caller.userId}`,
    actor: caller.actor,
    via: 'API',
    note: payload.note,
  });
  try {
    await send({ ...payload, agreement });
  } catch (error) {
    // refused for certain: it counts for nothing. Where nobody has answered it stands, as the decision may
    if (error instanceof PortageError && error.code === 'decision_refused')
      await voidAgreements(db, scopeOf(row), agreement);
    throw error;
  }
}
