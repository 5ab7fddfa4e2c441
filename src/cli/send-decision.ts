import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { decide } from '../api/service/decide.ts';
import { type DecisionName, parseDecision } from '../model/decisions.ts';
import { PortageError } from '../model/errors.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import type { Session } from './session.ts';
import { userName } from './user-name.ts';

const answeredWithinMs = 60_000;
const takenWithinMs = 15_000;

/**
 * Sends a decision and waits until it is stored and, where the migration stood still, until it moves: what was answered is not
 * to be asked a second time by whatever command comes next. Where nobody else runs the stack, a worker is started to take it up.
 */
export async function sendDecision(
  session: Session,
  row: MigrationRow,
  name: DecisionName,
  payload: object = {},
): Promise<void> {
  const checked = checkedDecision(name, { by: userName(), ...payload });
  const before = await standingOf(session, row);
  if (!session.joined && session.config.temporal === undefined) await session.ensureWorker();
  try {
    await session.engine.temporal.withDeadline(Date.now() + answeredWithinMs, () =>
      decide(session.service, row, name, checked, 'CLI'),
    );
  } catch (error) {
    if (isTimeout(error)) throw nobodyAnswers();
    throw error;
  }
  if (before.waiting_for !== null) await moved(session, row, before.updated_at);
}

function standingOf({ engine }: Session, row: MigrationRow) {
  return engine.db
    .selectFrom('migrations')
    .select(['waiting_for', 'updated_at'])
    .where('id', '=', row.id)
    .where('tenant_id', '=', row.tenantId)
    .executeTakeFirstOrThrow();
}

async function moved(session: Session, row: MigrationRow, since: Date): Promise<void> {
  const giveUpAt = Date.now() + takenWithinMs;
  while (Date.now() < giveUpAt) {
    if ((await standingOf(session, row)).updated_at.getTime() !== since.getTime()) return;
    await delay(100);
  }
}

/** Refuses before anything is asked of a server: a typing error should not cost a start. */
export function checkedDecision(name: string, payload: object): { by: string } {
  const parsed = parseDecision(name, payload);
  if (parsed.ok) return parsed.decision.payload;
  throw new PortageError('config', `${name} cannot be sent: ${parsed.reason}`, {
    code: 'decision_invalid',
    hint: 'portage signal --help shows examples.',
  });
}

/** DEADLINE_EXCEEDED, as the client throws it bare or wrapped. */
function isTimeout(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === 4;
  return error instanceof Error && error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError';
}

function nobodyAnswers(): PortageError {
  return new PortageError('transient', 'no worker took the decision up within a minute', {
    code: 'no_worker',
    hint: 'Start one (portage up, or docker compose up worker) and send it again; nothing is lost.',
  });
}
