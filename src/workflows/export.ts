import * as workflow from '@temporalio/workflow';
import { chunk, control } from './activities.ts';
import { Control, shouldStartOver } from './chunks.ts';

export interface ExportInput {
  id: string;
  snapshot: number;
}

/** Pages every stream of the source into staging, then resolves the links. Cursors are in the store: a restart goes on there. */
export async function exportWorkflow(input: ExportInput): Promise<void> {
  const gate = new Control();
  for (;;) {
    if (!(await gate.goOn())) return;
    const next = await control.nextStream(input);
    if (next === null) break;
    workflow.setCurrentDetails(`Reading **${next.stream}**`);
    const result = await gate.run(() =>
      chunk.exportChunk.executeWithOptions({ summary: next.stream }, [{ ...input, stream: next.stream }]),
    );
    if (result === null) continue;
    if (result.notBeforeMs !== null) await gate.sleep(result.notBeforeMs);
    if (shouldStartOver()) await workflow.continueAsNew<typeof exportWorkflow>(input);
  }
  await chunk.finishExport(input);
}
