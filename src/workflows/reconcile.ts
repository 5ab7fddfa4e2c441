import * as workflow from '@temporalio/workflow';
import { chunk } from './activities.ts';
import { Control, shouldStartOver } from './chunks.ts';

export interface ReconcileInput {
  id: string;
  sampleOnly: boolean;
  started?: boolean;
}

/** Reads everything back and compares field by field and link by link: by lists where that costs less, then by id. */
export async function reconcileWorkflow(input: ReconcileInput): Promise<void> {
  const gate = new Control();
  if (!input.started) await chunk.beginReconcile(input);
  for (;;) {
    if (!(await gate.goOn())) return;
    const result = await gate.run(() => chunk.reconcileChunk({ id: input.id, sampleOnly: input.sampleOnly }));
    if (result === null) continue;
    if (result.done) return;
    workflow.setCurrentDetails(`Compared: ${result.verified} equal, ${result.drifted} different in the last chunk`);
    if (result.notBeforeMs !== null) await gate.sleep(result.notBeforeMs);
    if (shouldStartOver()) await workflow.continueAsNew<typeof reconcileWorkflow>({ ...input, started: true });
  }
}
