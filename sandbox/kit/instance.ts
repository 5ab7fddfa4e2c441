import { Collection, type CollectionOptions } from './collection.ts';
import { FaultPlan, parseFaults } from './faults.ts';
import { createGenerator } from './generate.ts';
import { Limiter, type LimitRule, parseLimits } from './limits.ts';
import { RequestLog } from './log.ts';
import { createRandom } from './random.ts';
import type { SandboxApp, SandboxContext, SandboxDefinition, SandboxStats } from './types.ts';

export type InstanceOptions = { records?: number; seed?: number; limit?: string; faults?: string };

/** One running look-alike: its state, limits, faults and log. A reset builds the state anew from the same seed. */
export class SandboxInstance {
  readonly definition: SandboxDefinition;
  readonly log: RequestLog;
  readonly limits: LimitRule[];
  readonly #options: InstanceOptions;
  app!: SandboxApp;
  faults: FaultPlan;
  limiter!: Limiter;
  #isSeeding = false;

  constructor(definition: SandboxDefinition, options: InstanceOptions) {
    this.definition = definition;
    this.#options = options;
    this.limits = parseLimits(options.limit, definition.limits);
    this.log = new RequestLog(this.limits[0]?.windowMs ?? 1000);
    this.faults = this.#planFaults(options.faults);
    this.reset();
  }

  /** Back to the seeded state; the log and all counters begin anew, faults and limits stay. */
  reset(): void {
    this.#isSeeding = true;
    this.app = this.definition.build(this.#context());
    this.#isSeeding = false;
    this.limiter = new Limiter(this.limits, this.definition.scopes);
    this.log.clear();
  }

  setFaults(spec: string | undefined): void {
    this.faults = this.#planFaults(spec);
  }

  stats(): SandboxStats {
    return { ...this.log.stats(), recordsByObject: this.recordsByObject() };
  }

  recordsByObject(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.app.collections).map(([object, records]) => [object, records.size]));
  }

  /** All records as the API shows them, without lag. */
  dump(object?: string): Record<string, unknown[]> {
    const chosen = Object.entries(this.app.collections).filter(([name]) => object === undefined || name === object);
    return Object.fromEntries(
      chosen.map(([name, records]) => [name, records.current().map((record) => records.view(record))]),
    );
  }

  #planFaults(spec: string | undefined): FaultPlan {
    // Its own randomness: switching a fault on must not change the records.
    return new FaultPlan(parseFaults(spec), createRandom((this.#options.seed ?? 1) ^ 0x5eed), this.definition.basePath);
  }

  #context(): SandboxContext {
    const seed = this.#options.seed ?? 1;
    const random = createRandom(seed);
    const collections = new Set<string>();
    const hooksOf = (object: string) => ({
      // What was seeded is old enough for every lag.
      now: () => (this.#isSeeding ? 0 : Date.now()),
      lagMs: () => (this.#isSeeding ? 0 : this.faults.lagMs),
      wrote: (operation: 'create' | 'update' | 'delete') => this.log.countWrite(object, operation),
    });
    return {
      records: this.#options.records ?? 0,
      seed,
      random,
      generate: createGenerator(random),
      now: () => Date.now(),
      lagMs: () => this.faults.lagMs,
      collection: <T extends object>(object: string, options?: CollectionOptions<T>) => {
        if (collections.has(object)) throw new Error(`two collections are called ${object}`);
        collections.add(object);
        return new Collection<T>(object, hooksOf(object), options);
      },
      countWrite: (object, operation) => this.log.countWrite(object, operation),
      messageSent: (count = 1) => this.log.countMessages(count),
      userInvited: (count = 1) => this.log.countInvitations(count),
    };
  }
}
