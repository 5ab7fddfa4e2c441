import { isGrpcServiceError } from '@temporalio/client';
import { decide } from '../api/service/decide.ts';
import { type DecisionName, parseDecision } from '../model/decisions.ts';
import { PortageError } from '../model/errors.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import type { Session } from './session.ts';
import { userName } from './user-name.ts';

const answeredWithinMs = 60_000;

/** Sends a decision and waits until it is stored. Where nobody else runs the stack, a worker is started to take it up. */
export async function sendDecision(
  session: Session,
  row: MigrationRow,
  name: DecisionName,
  payload: object = {},
): Promise<void> {
  const checked = checkedDecision(name, { by: userName(), ...payload });
  if (!session.joined && session.config.temporal === undefined) await session.ensureWorker();
  try {
    await session.engine.temporal.withDeadline(Date.now() + answeredWithinMs, () =>
      decide(session.service, row, name, checked, 'CLI'),
    );
  } catch (error) {
    if (isTimeout(error)) throw nobodyAnswers();
    throw error;
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
