import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { DecisionName } from '../../model/decisions.ts';
import { PortageError } from '../../model/errors.ts';
import { workflowIdOf } from '../../model/workflow-id.ts';
import { listMappings } from '../../store/mapping-store.ts';
import { type MigrationRow, refusePurged, scopeOf } from '../../store/migration-row.ts';
import { goOnAfterFailure } from './go-on.ts';
import { type ServiceContext, startWorkflow } from './start.ts';

/** Sends a decision and waits until it is stored. A refusal is an error with the reason that the workflow gave. */
export async function decide(
  context: ServiceContext,
  row: MigrationRow,
  name: DecisionName,
  payload: { by: string; [key: string]: unknown },
  via: 'API' | 'CLI',
): Promise<void> {
  refusePurged(row);
  if (name === 'requestChanges') await refuseOtherVersion(context, row, payload['mappingVersion']);
  if (name === 'resume' && row.status === 'failed') return goOnAfterFailure(context, row, payload.by, via);
  const handle = context.temporal.workflow.getHandle(workflowIdOf(row.id));
  const send = () => handle.executeUpdate('decide', { args: [{ name, payload, via }] });
  try {
    await send().catch(async (error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError) || !startsAgain(row, name)) throw error;
      await startWorkflow(context, row);
      await send();
    });
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) {
      throw new PortageError('conflict', `${name} was refused: ${error.cause?.message ?? error.message}`, {
        code: 'decision_refused',
        hint: 'portage status shows where the migration stands.',
        cause: error,
      });
    }
    if (error instanceof WorkflowNotFoundError) {
      throw notRunning(row, error);
    }
    throw error;
  }
}

/** The latest mapping is the one that is sampled: whoever names another one is told, before anything is undone for it. */
async function refuseOtherVersion({ db }: ServiceContext, row: MigrationRow, wanted: unknown): Promise<void> {
  if (wanted === undefined) return;
  const latest = (await listMappings(db, scopeOf(row))).at(-1)?.version;
  if (latest === undefined || wanted === latest) return;
  throw new PortageError(
    'conflict',
    `requestChanges was refused: the latest mapping is version ${latest}, not ${wanted}`,
    {
      code: 'decision_refused',
      hint: 'The latest one is what is sampled next: store the mapping that you mean, then send requestChanges.',
    },
  );
}

/**
 * A run that was cancelled or closed has ended; what it wrote can be taken back all the same. One at hand-over is open to
 * everything, whoever has terminated it.
 */
function startsAgain(row: MigrationRow, name: DecisionName): boolean {
  if (row.status === 'rolled_back') return false;
  if (row.status === 'cancelled') return name === 'rollback' || name === 'close';
  return row.stage === 'handover' || (row.stage === 'closed' && name === 'rollback');
}

function notRunning(row: MigrationRow, cause: unknown): PortageError {
  if (row.status === 'rolled_back' || row.stage === 'closed') {
    const [message, hint]: [string, string] =
      row.status === 'rolled_back'
        ? ['this migration was rolled back', 'The same migration file starts a new one.']
        : [
            'this migration is closed',
            'It can still be rolled back; for anything else the same migration file starts a new one.',
          ];
    return new PortageError('conflict', message, { code: 'not_running', hint, cause });
  }
  return new PortageError('conflict', 'this migration is not running', {
    code: 'not_running',
    hint: 'Start it again with the same migration file: it goes on where it stood.',
    cause,
  });
}
