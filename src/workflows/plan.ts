import * as workflow from '@temporalio/workflow';
import { chunk, control } from './activities.ts';
import { Control, shouldStartOver } from './chunks.ts';

export interface PlanInput {
  id: string;
  mappingVersion: number;
  /** Reads what the destination holds, so that existing records are matched. Kept from the last planning where false. */
  refreshIndex: boolean;
}

/** The dry run: the mapping over every record, against the destination's rules and the records that are already there. */
export async function planWorkflow(input: PlanInput): Promise<void> {
  const gate = new Control();
  if (input.refreshIndex) {
    for (;;) {
      if (!(await gate.goOn())) return;
      const result = await gate.run(() => chunk.indexChunk({ id: input.id, mappingVersion: input.mappingVersion }));
      if (result === null) continue;
      if (result.notBeforeMs !== null) await gate.sleep(result.notBeforeMs);
      if (result.done) break;
      if (shouldStartOver()) await workflow.continueAsNew<typeof planWorkflow>(input);
    }
    if (!(await gate.goOn())) return;
    await gate.run(() => chunk.planPreview({ id: input.id, mappingVersion: input.mappingVersion }));
  }
  for (;;) {
    if (!(await gate.goOn())) return;
    const next = await control.nextToPlan({ id: input.id, mappingVersion: input.mappingVersion });
    if (next === null) return;
    workflow.setCurrentDetails(`Planning **${next.object}**`);
    await gate.run(() =>
      chunk.planChunk.executeWithOptions({ summary: next.object }, [{ ...input, object: next.object }]),
    );
    if (shouldStartOver()) await workflow.continueAsNew<typeof planWorkflow>({ ...input, refreshIndex: false });
  }
}
