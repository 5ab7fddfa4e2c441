import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../src/activities/index.ts';
import type { ChunkProgress } from '../src/model/stage-results.ts';
import { stageContacts } from './stage-contacts.ts';
import type { BenchMigration } from './support.ts';

/** The stages of a migration in their order, called as its workflows call them, without Temporal. */
export class Stages {
  readonly #activities: ReturnType<typeof createActivities>;
  readonly #environment = new MockActivityEnvironment();
  readonly #bench: BenchMigration;
  readonly #id: string;
  /** Told after every chunk how many records it dealt with. */
  readonly #onChunk: (processed: number) => void;
  #mappingVersion = 0;

  constructor(bench: BenchMigration, onChunk: (processed: number) => void = () => undefined) {
    this.#activities = createActivities(bench.context);
    this.#bench = bench;
    this.#id = bench.migration.id;
    this.#onChunk = onChunk;
  }

  /** Up to the mapping, with contacts that are staged rather than exported. */
  async begin(contacts: number, kind?: string): Promise<void> {
    const [activities, id] = [this.#activities, this.#id];
    const { needs } = await this.#run(activities.preflight, { id });
    if (needs !== null) throw new Error(needs.message);
    await stageContacts(this.#bench.context, id, contacts, kind);
    await this.#run(activities.finishExport, { id, snapshot: 1 });
    const { version } = await this.#run(activities.proposeMapping, { id });
    this.#mappingVersion = version;
  }

  async plan(): Promise<number> {
    const [activities, id, mappingVersion] = [this.#activities, this.#id, this.#mappingVersion];
    await this.#run(activities.beginPlan, { id, mappingVersion });
    await this.#chunks(() => this.#run(activities.indexChunk, { id, mappingVersion }));
    let planned = 0;
    for (;;) {
      const next = await this.#run(activities.nextToPlan, { id, mappingVersion });
      if (next === null) break;
      const chunk = await this.#run(activities.planChunk, { id, mappingVersion, object: next.object });
      this.#onChunk(chunk.processed);
      planned += chunk.processed;
    }
    await this.#run(activities.judgeDryRun, { id });
    return planned;
  }

  async materialise(): Promise<number> {
    return (await this.#run(this.#activities.materialise, { id: this.#id })).effects;
  }

  waves(): Promise<{ number: number; name: string }[]> {
    return this.#run(this.#activities.wavesOf, { id: this.#id, sampleOnly: false });
  }

  /** Writes a wave to its end. Returns how many were written; whatever a person would be asked for ends the bench. */
  async load(wave: number): Promise<number> {
    const since = new Date().toISOString();
    let written = 0;
    await this.#chunks(async () => {
      const chunk = await this.#run(this.#activities.loadChunk, { id: this.#id, wave, sampleOnly: false, since });
      if (chunk.needs !== null) throw new Error(chunk.needs.message);
      if (chunk.notBeforeMs !== null) await new Promise((resolve) => setTimeout(resolve, chunk.notBeforeMs ?? 0));
      written += chunk.written;
      return chunk;
    });
    return written;
  }

  async reconcile(): Promise<{ compared: number; drifted: number }> {
    const input = { id: this.#id, sampleOnly: false };
    await this.#run(this.#activities.beginReconcile, input);
    let drifted = 0;
    const compared = await this.#chunks(async () => {
      const chunk = await this.#run(this.#activities.reconcileChunk, input);
      drifted += chunk.drifted;
      return chunk;
    });
    return { compared, drifted };
  }

  async #chunks(next: () => Promise<ChunkProgress>): Promise<number> {
    let processed = 0;
    for (;;) {
      const chunk = await next();
      processed += chunk.processed;
      this.#onChunk(chunk.processed);
      if (chunk.done) return processed;
    }
  }

  #run<Input, Output>(activity: (input: Input) => Promise<Output>, input: Input): Promise<Output> {
    return this.#environment.run(activity, input) as Promise<Output>;
  }
}
