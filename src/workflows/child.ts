import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import * as workflow from '@temporalio/workflow';
import type { MigrationBrief, Need } from '../model/stage-results.ts';
import { type ControlInput, controlSignal } from './messages.ts';

/** Of the two systems the one that a step talks to: people have two keys, and must know which. */
export type End = 'source' | 'destination';

type Handle = workflow.ChildWorkflowHandle<workflow.Workflow>;
type Options = workflow.ChildWorkflowOptions & { workflowId: string };

/** What a child asks of the migration that it works for. */
interface Parent {
  readonly state: Readonly<ControlInput>;
  readonly brief: MigrationBrief | null;
  gate(): Promise<void>;
  throwIfCancelled(): void;
  needOf(error: unknown, end: End): Need | null;
  ask(need: Need, name: 'resume'): Promise<unknown>;
  show(): void;
}

/** The child workflow that works for a migration at the moment, one at a time. */
export class Child {
  name: string | null = null;
  private handle: Handle | null = null;
  private readonly parent: Parent;

  constructor(parent: Parent) {
    this.parent = parent;
  }

  /** Runs one that talks to an end, as `curing` does; pause, resume and cancel reach it while it runs. */
  async run<W extends workflow.Workflow>(
    end: End,
    type: W,
    name: string,
    args: Parameters<W>,
  ): Promise<Awaited<ReturnType<W>>> {
    const { parent } = this;
    await parent.gate();
    const options: Options = {
      workflowId: `${workflow.workflowInfo().workflowId}/${name}`,
      // our own cancel drains; the UI's must not tear a write apart
      cancellationType: workflow.ChildWorkflowCancellationType.ABANDON,
      workflowIdReusePolicy: workflow.WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      staticSummary: `${parent.brief?.customer ?? 'migration'}: ${name}`,
    };
    for (;;) {
      let need: Need | null;
      const handle = await this.start(type, { ...options, args });
      this.handle = handle;
      this.name = name;
      parent.show();
      if (parent.state.paused || parent.state.cancelled) await this.tell();
      try {
        return (await handle.result()) as Awaited<ReturnType<W>>;
      } catch (error) {
        need = endedFromOutside(error) ? childEnded(name) : parent.needOf(error, end);
        if (need === null) throw error;
      } finally {
        this.handle = null;
        this.name = null;
        parent.throwIfCancelled();
      }
      await parent.ask(need, 'resume');
    }
  }

  /** Tells it whether the migration is paused or cancelled. */
  async tell(): Promise<void> {
    const { paused, cancelled } = this.parent.state;
    const input: ControlInput = { paused, cancelled };
    try {
      await this.handle?.signal(controlSignal, input);
    } catch {
      // it has just ended: it has nothing left to pause
    }
  }

  /**
   * Starts one. Where the migration was reset, the one of its earlier run may still work: it is told to end, which it does once
   * what is open is answered.
   */
  private async start(type: workflow.Workflow, options: Options & { args: unknown[] }): Promise<Handle> {
    const start: (type: workflow.Workflow, given: typeof options) => Promise<Handle> = workflow.startChild;
    for (;;) {
      try {
        return await start(type, options);
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
      const end: ControlInput = { paused: false, cancelled: true };
      // it may end while it is told to
      await workflow
        .getExternalWorkflowHandle(options.workflowId)
        .signal(controlSignal, end)
        .catch(() => undefined);
      await workflow.condition(() => this.parent.state.cancelled, endsWithinMs);
      this.parent.throwIfCancelled();
    }
  }
}

/** How long a child that was told to end is waited for before it is looked at again. */
const endsWithinMs = 1_000;

/** Somebody cancelled or terminated a child in the Temporal UI; the store knows how far it came. */
function endedFromOutside(error: unknown): boolean {
  const cause = error instanceof workflow.ChildWorkflowFailure ? error.cause : null;
  return cause instanceof workflow.CancelledFailure || cause instanceof workflow.TerminatedFailure;
}

function childEnded(name: string): Need {
  return {
    code: 'step_ended',
    message: `The step ${name} was ended by hand in the Temporal UI.`,
    hint: 'Resume to go on where it stood, or cancel the migration itself.',
    decision: 'resume',
  };
}
