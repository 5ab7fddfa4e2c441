import * as workflow from '@temporalio/workflow';
import { claimedBy, type Decision } from '../model/decisions.ts';
import type { FirstPreview } from '../model/dry-run.ts';
import type { FinalResult, MigrationBrief, Need } from '../model/stage-results.ts';
import type { RunStatus, Stage } from '../model/states.ts';
import { control } from './activities.ts';
import { SearchAttributes } from './attributes.ts';
import { Child, type End } from './child.ts';
import { needOf } from './cure.ts';
import { judgeDecision, type RunView } from './decide.ts';
import { currentDetails } from './details.ts';
import { type DecisionInput, decideUpdate, decisionSignals, type Refusal, statusQuery } from './messages.ts';

/** What survives continue-as-new: plain data. */
export interface RunState {
  stage: Stage;
  paused: boolean;
  cancelled: boolean;
  /** Cancelled or closed in an earlier run: all that is left is to take back what was written. */
  ended: boolean;
  quiet: boolean;
  mappingVersion: number | null;
  need: Need | null;
  refused: Refusal[];
  /** Decisions taken and not yet acted upon, in their order. */
  taken: Decision[];
  /** How the last round ended, while the run stands at hand-over. */
  result?: FinalResult | null;
}

/** Thrown inside the journey when a person cancels: everything open has been drained by then. */
export class Cancelled extends Error {}

interface Inbox {
  decision: Decision;
  via: string;
}

/**
 * A running migration inside its workflow. Handlers are synchronous, never throw, and only check and record; a single loop
 * stores each decision before it takes effect.
 */
export class Run {
  readonly id: string;
  readonly state: RunState;
  private readonly inbox: Inbox[] = [];
  private readonly refusalsToStore: (Refusal & { via: string; by: string | null })[] = [];
  private stored = 0;
  private received = 0;
  private storing = false;
  private readonly child: Child;
  private firstPreview: FirstPreview | null = null;
  private readonly attributes = new SearchAttributes();
  brief: MigrationBrief | null = null;

  constructor(id: string, state: RunState | undefined) {
    this.id = id;
    this.state = state ?? {
      stage: 'created',
      paused: false,
      cancelled: false,
      ended: false,
      quiet: false,
      mappingVersion: null,
      need: null,
      refused: [],
      taken: [],
    };
    this.child = new Child(this);
    this.listen();
  }

  private get view(): RunView {
    return {
      ...this.state,
      customer: this.brief?.customer ?? null,
      secondPerson: this.brief?.secondPerson ?? false,
    };
  }

  get status(): RunStatus {
    if (this.state.result && !this.state.paused) return this.state.result.status;
    if (this.state.cancelled || this.brief?.cancelled) return 'cancelled';
    if (this.state.paused) return 'paused';
    return this.state.need !== null || this.state.stage === 'approval' ? 'waiting' : 'running';
  }

  private listen(): void {
    for (const { name, signal } of decisionSignals) {
      workflow.setHandler(signal, (payload) => void this.take(name, payload, 'Temporal UI'));
    }
    workflow.setDefaultSignalHandler((name, ...payloads) => void this.take(name, payloads[0], 'Temporal UI'));
    workflow.setHandler(statusQuery, () => ({
      stage: this.state.stage,
      status: this.status,
      mappingVersion: this.state.mappingVersion,
      need: this.state.need,
      firstPreview: this.firstPreview,
      refused: this.state.refused,
    }));
    workflow.setHandler(
      decideUpdate,
      async (input) => {
        // one that comes with the start is here before the store has said where the migration stands
        await workflow.condition(() => this.brief !== null);
        const refusal = this.take(input.name, input.payload, input.via);
        if (refusal !== null) throw workflow.ApplicationFailure.nonRetryable(refusal, 'refused');
        const mine = this.received;
        await workflow.condition(() => this.stored >= mine);
        return { accepted: true };
      },
      {
        validator: (input) => {
          // hand-typed in the Temporal UI it may be anything
          const { name, payload } = decisionInput(input);
          if (this.brief === null) return;
          const judged = judgeDecision(this.view, name, payload);
          if (!judged.ok) throw workflow.ApplicationFailure.nonRetryable(judged.reason, 'refused');
        },
      },
    );
  }

  /** Puts a decision into the inbox, or says why it is refused. */
  private take(name: string, payload: unknown, via: string): string | null {
    const judged = judgeDecision(this.view, name, payload);
    if (judged.ok) {
      this.received += 1;
      this.inbox.push({ decision: judged.decision, via });
      return null;
    }
    const refusal = { name: name.slice(0, longestName), reason: judged.reason, at: new Date().toISOString() };
    this.state.refused = [...this.state.refused.slice(-4), refusal];
    this.refusalsToStore.push({ ...refusal, via, by: claimedBy(payload) });
    this.show();
    return judged.reason;
  }

  /** True once all that people have sent is stored: only then may the run end or start over. */
  get settled(): boolean {
    return this.stored === this.received && this.refusalsToStore.length === 0 && !this.storing;
  }

  /** Stores and applies decisions for as long as the workflow lives. Started once, beside the journey. */
  async attend(): Promise<never> {
    for (;;) {
      this.storing = false;
      await workflow.condition(() => this.inbox.length > 0 || this.refusalsToStore.length > 0);
      this.storing = true;
      for (const refusal of this.refusalsToStore.splice(0)) {
        await control.recordRefusal.executeWithOptions({ summary: `${refusal.name} refused` }, [
          { id: this.id, ...refusal },
        ]);
      }
      for (const entry of this.inbox.splice(0)) {
        const { name, payload } = entry.decision;
        await control.recordDecision.executeWithOptions({ summary: `${name} via ${entry.via}` }, [
          { id: this.id, name, payload, via: entry.via },
        ]);
        this.apply(entry.decision);
        this.stored += 1;
      }
    }
  }

  /** The Temporal UI's cancel, taken like any decision. */
  cancelFromOutside(): void {
    this.take('cancel', { by: 'Temporal UI' }, 'Temporal UI');
  }

  private apply(decision: Decision): void {
    switch (decision.name) {
      case 'pause':
        this.state.paused = true;
        break;
      case 'resume':
        this.state.paused = false;
        if (this.state.need?.decision === 'resume') this.state.taken.push(decision);
        break;
      case 'cancel':
        this.state.cancelled = true;
        break;
      case 'confirmQuiet':
        this.state.quiet = true;
        break;
      default:
        this.state.taken.push(decision);
    }
    this.show();
    void this.child.tell();
  }

  /** Does a step that talks to an end; what a person can cure is asked for, and then it is done again. */
  async curing<T>(end: End | null, step: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        const need = this.needOf(error, end);
        if (need === null) throw error;
        await this.ask(need, 'resume');
      }
    }
  }

  /** What a person can do about an error of a step that talks to an end. */
  needOf(error: unknown, end: End | null): Need | null {
    return needOf(error, end === null || this.brief === null ? null : `${end} ${this.brief[end]}`);
  }

  /** Runs a child that talks to an end. */
  runChild<W extends workflow.Workflow>(
    end: End,
    type: W,
    name: string,
    args: Parameters<W>,
  ): Promise<Awaited<ReturnType<W>>> {
    return this.child.run(end, type, name, args);
  }

  /** Waits while paused; throws once cancelled. */
  async gate(): Promise<void> {
    await workflow.condition(() => !this.state.paused || this.state.cancelled);
    this.throwIfCancelled();
  }

  throwIfCancelled(): void {
    if (this.state.cancelled) throw new Cancelled();
  }

  /** Stands still until a person decides one of these; everybody is told what is needed. */
  async ask<N extends Decision['name']>(need: Need | null, ...names: N[]): Promise<Extract<Decision, { name: N }>> {
    this.state.need = need;
    await control.setNeed.executeWithOptions({ summary: need?.code ?? 'nothing' }, [{ id: this.id, need }]);
    this.show();
    const wanted = (decision: Decision): decision is Extract<Decision, { name: N }> =>
      (names as string[]).includes(decision.name);
    await workflow.condition(() => this.state.cancelled || this.state.taken.some(wanted));
    this.throwIfCancelled();
    const decision = this.state.taken.find(wanted) as Extract<Decision, { name: N }>;
    // a second one of the same kind was about the same question: it must not answer the next
    this.state.taken = this.state.taken.filter((other) => other.name !== decision.name);
    this.state.need = null;
    await control.setNeed.executeWithOptions({ summary: `${decision.name} taken` }, [{ id: this.id, need: null }]);
    this.show();
    return decision;
  }

  /** Takes a decision that somebody has sent without being asked. */
  pop(name: Decision['name']): boolean {
    const found = this.state.taken.some((decision) => decision.name === name);
    this.state.taken = this.state.taken.filter((decision) => decision.name !== name);
    return found;
  }

  async enter(stage: Stage): Promise<void> {
    this.state.stage = stage;
    await control.enterStage.executeWithOptions({ summary: stage }, [{ id: this.id, stage }]);
    this.show();
  }

  /** How a round ended; null when the next one begins. */
  showResult(result: FinalResult | null): void {
    this.state.result = result;
    this.show();
  }

  /** The first records before the destination was read; null once all are planned. */
  showFirstPreview(preview: FirstPreview | null): void {
    this.firstPreview = preview;
    this.show();
  }

  /** What the Temporal UI shows of the run: in its details and in its list. */
  show(extra = ''): void {
    const { stage, need, result, refused, mappingVersion } = this.state;
    const view = { stage, status: this.status, mappingVersion, need, refused, child: this.child.name };
    const { firstPreview } = this;
    workflow.setCurrentDetails(currentDetails({ ...view, firstPreview, result: result ?? null }, extra));
    this.attributes.set({
      stage,
      needsApproval: stage === 'approval' || need !== null,
      failed: result?.failed ?? 0,
    });
  }
}

/** A signal may have any name; what is shown and stored of it is bounded. */
const longestName = 60;

function decisionInput(input: unknown): DecisionInput {
  const { name, payload, via } = (input ?? {}) as Partial<DecisionInput>;
  if (typeof name !== 'string' || typeof via !== 'string')
    throw workflow.ApplicationFailure.nonRetryable('this is not a decision: send a signal instead', 'refused');
  return { name, payload, via };
}
