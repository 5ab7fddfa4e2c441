import { createHash } from 'node:crypto';
import { PortageError } from '../../model/errors.ts';
import { canonicalJson } from '../../model/json.ts';
import type { MigrationFile } from '../../model/migration-file.ts';
import type { Caller } from '../../store/api-key-store.ts';
import { findByIdempotencyKey } from '../../store/migration-list-store.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import type { ApiDeps } from '../deps.ts';
import { checkMigrationFile } from './check-migration-file.ts';
import { isUnfinished, startMigration, startWorkflow } from './start.ts';

export interface Created {
  migration: MigrationRow;
  /** False where the same request was answered before, or the same migration is under way. */
  isNew: boolean;
}

/**
 * Creates a migration and starts it. The same idempotency key gives the same migration again, whatever became of the first
 * answer; without a key, the same body while its migration is unfinished goes on with that one, as on the command line.
 */
export async function createFromRequest(
  deps: ApiDeps,
  caller: Caller,
  body: MigrationFile,
  idempotencyKey: string | undefined,
): Promise<Created> {
  const fileKey = fileKeyOf(body);
  const known = idempotencyKey === undefined ? null : await answeredBefore(deps, caller, idempotencyKey, fileKey);
  if (known) return { migration: known, isNew: false };
  await checkMigrationFile(deps, caller, body);
  const file = { ...body, ...(body.quiet && { quiet: { confirmedBy: signed(caller, body.quiet.confirmedBy) } }) };
  try {
    const { migration, resumed } = await startMigration(deps, {
      tenantId: caller.tenantId,
      by: caller.actor,
      via: 'API',
      file,
      fileKey,
      ...(idempotencyKey !== undefined && { idempotencyKey, fresh: true }),
    });
    return { migration, isNew: !resumed };
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'migrations_tenant_id_idempotency_key_key') throw error;
    // the same request twice at the same moment: the other one was quicker
    const other = await answeredBefore(deps, caller, idempotencyKey as string, fileKey);
    if (other === null) throw error;
    return { migration: other, isNew: false };
  }
}

/** A claim of who decided stays one: the key that sent it is named beside it. */
export function signed(caller: Caller, claimed: string | undefined): string {
  if (claimed === undefined || claimed === caller.actor) return caller.actor;
  return `${claimed.slice(0, 100)} (by key of ${caller.actor.slice(0, 80)})`;
}

async function answeredBefore(
  deps: ApiDeps,
  caller: Caller,
  key: string,
  fileKey: string,
): Promise<MigrationRow | null> {
  const known = await findByIdempotencyKey(deps.db, caller.tenantId, key);
  if (known === null) return null;
  if (known.fileKey !== fileKey) {
    throw new PortageError('config', 'this idempotency key was used for another migration', {
      code: 'idempotency_key_reused',
      hint: 'Make a new key for each new migration, and keep it when you repeat the same one.',
      location: 'header.idempotency-key',
    });
  }
  const row = await getMigration(deps.db, known.id, caller.tenantId);
  // the first answer may have been lost before the workflow was started; one that runs is left as it is
  if (isUnfinished(row) && row.status !== 'failed') await startWorkflow(deps, row);
  return row;
}

/** Names the request by what it says. Credentials are left out: a hash of a short password would give it away. */
function fileKeyOf(file: MigrationFile): string {
  const strip = <End extends MigrationFile['source'] | MigrationFile['destination']>(end: End) =>
    end.connection ? { ...end, connection: { ...end.connection, credentials: {} } } : end;
  const text = canonicalJson({ ...file, source: strip(file.source), destination: strip(file.destination) });
  return `api:${createHash('sha256').update(text).digest('hex')}`;
}
