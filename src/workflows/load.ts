import * as workflow from '@temporalio/workflow';
import type { Need } from '../model/stage-results.ts';
import { chunk, control } from './activities.ts';
import { Control, shouldStartOver } from './chunks.ts';

export interface LoadInput {
  id: string;
  sampleOnly: boolean;
  /** The circuit breaker looks at answers after this moment only: a resume starts it afresh. */
  since: string;
  /** Waves already complete, for continue-as-new. */
  from?: number;
}

/** Writes the planned effects wave by wave: parents before children. Returns what a person must decide, or null at the end. */
export async function loadWorkflow(input: LoadInput): Promise<Need | null> {
  const gate = new Control();
  const waves = await control.wavesOf({ id: input.id, sampleOnly: input.sampleOnly });
  for (const wave of waves.filter((name) => name.number >= (input.from ?? 0))) {
    const need = await loadWave(gate, input, wave);
    if (need !== null) return need;
  }
  return null;
}

async function loadWave(gate: Control, input: LoadInput, wave: { number: number; name: string }): Promise<Need | null> {
  const { id, sampleOnly, since } = input;
  for (;;) {
    if (!(await gate.goOn())) return null;
    workflow.setCurrentDetails(`Writing **${wave.name}**`);
    const result = await gate.run(() =>
      chunk.loadChunk.executeWithOptions({ summary: wave.name }, [{ id, wave: wave.number, sampleOnly, since }]),
    );
    if (result === null) continue;
    if (result.needs !== null) return result.needs;
    if (result.done) return null;
    if (result.settleInMs !== null) {
      workflow.setCurrentDetails(`Writing **${wave.name}**: waiting until lost answers can be looked up`);
      await gate.sleep(result.settleInMs);
      if (!(await gate.goOn())) return null;
      await gate.run(() =>
        chunk.settleChunk.executeWithOptions({ summary: `${wave.name}: lost answers` }, [
          { id, wave: wave.number, sampleOnly },
        ]),
      );
    } else if (result.notBeforeMs !== null) {
      await gate.sleep(result.notBeforeMs);
    }
    if (shouldStartOver()) await workflow.continueAsNew<typeof loadWorkflow>({ ...input, from: wave.number });
  }
}
