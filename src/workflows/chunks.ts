import * as workflow from '@temporalio/workflow';
import { type ControlInput, controlSignal } from './messages.ts';

/** Pause and cancel as a child sees them: its parent tells it. */
export class Control {
  private input: ControlInput = { paused: false, cancelled: false };

  constructor() {
    workflow.setHandler(controlSignal, (input) => {
      this.input = { paused: input?.paused === true, cancelled: input?.cancelled === true };
    });
    // a hand-typed signal to a child changes nothing: decisions belong to the migration itself
    workflow.setDefaultSignalHandler(() => undefined);
  }

  /** Waits while paused. False once the migration was cancelled: the child ends, everything open being answered. */
  async goOn(): Promise<boolean> {
    await workflow.condition(() => !this.input.paused || this.input.cancelled);
    return !this.input.cancelled;
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
