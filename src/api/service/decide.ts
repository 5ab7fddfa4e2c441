import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { DecisionName } from '../../model/decisions.ts';
import { PortageError } from '../../model/errors.ts';
import { type MigrationRow, refusePurged } from '../../store/migration-store.ts';
import { type ServiceContext, startWorkflow, workflowIdOf } from './start.ts';

/** Sends a decision and waits until it is stored. A refusal is an error with the reason that the workflow gave. */
export async function decide(
  context: ServiceContext,
  row: MigrationRow,
  name: DecisionName,
  payload: object,
  via: 'API' | 'CLI',
): Promise<void> {
  refusePurged(row);
  const handle = context.temporal.workflow.getHandle(workflowIdOf(row.id));
  const send = () => handle.executeUpdate('decide', { args: [{ name, payload, via }] });
  try {
    await send().catch(async (error: unknown) => {
      // a cancelled run has ended; what it wrote can be taken back all the same
      const undoes = row.status === 'cancelled' && (name === 'rollback' || name === 'close');
      if (!undoes || !(error instanceof WorkflowNotFoundError)) throw error;
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
      throw new PortageError('conflict', 'this migration is not running', {
        code: 'not_running',
        hint: 'Start it again with the same migration file: it goes on where it stood.',
        cause: error,
      });
    }
    throw error;
  }
}
