import { agreementNeedsOf } from '../../model/approval.ts';
import type { DecisionName } from '../../model/decisions.ts';
import { PortageError } from '../../model/errors.ts';
import { addAgreement, type NewAgreement, voidAgreements } from '../../store/agreement-store.ts';
import type { Caller } from '../../store/api-key-store.ts';
import type { Database } from '../../store/database.ts';
import { type MigrationRow, scopeOf } from '../../store/migration-row.ts';

type Given = { by: string } & Record<string, unknown>;

/** What a decision agrees to, where more than one person has to; null where it is one person's own. */
export function agreedTo(row: MigrationRow, name: DecisionName, payload: Given): AgreedTo | null {
  const { second, customer } = agreementNeedsOf(row.file);
  if (name === 'approve' && (second || customer))
    return { mappingVersion: payload['mappingVersion'] as number, note: payload['note'] as string | undefined };
  const subject = row.waitingFor?.subject;
  if (name !== 'override' || !second || subject === undefined || row.mappingVersion === null) return null;
  return { mappingVersion: row.mappingVersion, note: payload['reason'] as string, subject };
}

type AgreedTo = Pick<NewAgreement, 'mappingVersion' | 'note' | 'subject'>;

/**
 * Decides as whoever has signed in: the agreement is stored under their identity before the decision is sent, and taken back
 * where the decision is refused. Only what is stored here counts where a second person is required.
 */
export async function agreeAndSend(
  db: Database,
  row: MigrationRow,
  caller: Caller,
  what: AgreedTo,
  send: (agreement: string) => Promise<void>,
): Promise<void> {
  if (row.file.approval?.second && caller.userId === null) {
    throw new PortageError(
      'permission',
      'two people have to agree to this migration, and this key belongs to no person',
      {
        code: 'person_needed',
        hint: 'Send it with a key of your own: an admin makes keys for people at /api/v1/api-keys.',
      },
    );
  }
  const agreement = await addAgreement(db, scopeOf(row), {
    ...what,
    kind: 'staff',
    principal: caller.userId === null ? `key:${caller.keyId}` : `user:${caller.userId}`,
    actor: caller.actor,
    via: 'API',
  });
  try {
    await send(agreement);
  } catch (error) {
    // refused for certain: it counts for nothing. Where nobody has answered it stands, as the decision may
    if (error instanceof PortageError && error.code === 'decision_refused')
      await voidAgreements(db, scopeOf(row), agreement);
    throw error;
  }
}
