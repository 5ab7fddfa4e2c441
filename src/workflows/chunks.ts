import * as workflow from '@temporalio/workflow';
import { type ControlInput, controlSignal } from './messages.ts';

/** Pause and cancel as a child sees them: its parent tells it. */
export class Control {
  private input: ControlInput = { paused: false, cancelled: false };
  private running: workflow.CancellationScope | null = null;

  constructor() {
    workflow.setHandler(controlSignal, (input) => {
      // the Temporal UI offers it to whoever opens a child: what is not exactly ours changes nothing
      if (typeof input?.paused !== 'boolean' || typeof input.cancelled !== 'boolean') return;
      this.input = { paused: input.paused, cancelled: input.cancelled };
      if (this.input.paused || this.input.cancelled) this.running?.cancel();
    });
    // a hand-typed signal to a child changes nothing: decisions belong to the migration itself
    workflow.setDefaultSignalHandler(() => undefined);
  }

  /** Waits while paused. False once the migration was cancelled: the child ends, everything open being answered. */
  async goOn(): Promise<boolean> {
    await workflow.condition(() => !this.input.paused || this.input.cancelled);
    return !this.input.cancelled;
  }

  /**
   * Runs a chunk. A pause or a cancel makes it end early, once what is open is answered. Null where that left no answer: what
   * was done is in the store, and the next chunk goes on from there.
   */
  async run<T>(chunk: () => Promise<T>): Promise<T | null> {
    const scope = new workflow.CancellationScope();
    this.running = scope;
    try {
      return await scope.run(chunk);
    } catch (error) {
      if (scope.consideredCancelled) return null;
      throw error;
    } finally {
      this.running = null;
    }
  }

  /** Sleeps, unless it is cancelled meanwhile. */
  async sleep(ms: number): Promise<void> {
    await workflow.condition(() => this.input.cancelled, Math.max(1, Math.ceil(ms)));
  }
}

/** True where the history has grown enough to start over with what is known. Children hold no open children themselves. */
export function shouldStartOver(): boolean {
  return workflow.workflowInfo().continueAsNewSuggested;
}
