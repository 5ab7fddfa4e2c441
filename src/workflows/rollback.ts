import * as workflow from '@temporalio/workflow';
import { chunk } from './activities.ts';
import { Control, shouldStartOver } from './chunks.ts';

export interface RollbackInput {
  id: string;
  sampleOnly: boolean;
}

/** Takes back what is proven ours, children before parents; what a person changed or built on is kept and listed. */
export async function rollbackWorkflow(input: RollbackInput): Promise<void> {
  const gate = new Control();
  for (;;) {
    if (!(await gate.goOn())) return;
    const result = await gate.run(() => chunk.rollbackChunk(input));
    if (result === null) continue;
    if (result.done) return;
    workflow.setCurrentDetails(
      `Undone: ${result.reversed} reversed, ${result.kept} kept, ${result.failed} failed in the last chunk`,
    );
    if (result.notBeforeMs !== null) await gate.sleep(result.notBeforeMs);
    if (shouldStartOver()) await workflow.continueAsNew<typeof rollbackWorkflow>(input);
  }
}
