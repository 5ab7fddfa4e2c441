import { afterEach } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../../sandbox/index.ts';
import { createDestinationWriter } from '../../../src/connectors/kit/write-destination.ts';
import type { ConnectorDefinition } from '../../../src/model/connector.ts';
import type { DestinationDefinition } from '../../../src/model/destination-definition.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { BudgetDraw, Pacer } from '../../../src/model/pacing.ts';
import type { DestinationWriter } from '../../../src/model/ports.ts';

/** What the suite cannot know by itself about a destination. */
export interface DestinationSuite {
  connector: ConnectorDefinition;
  /** Values for fields that the definition alone cannot fill, by object and field. */
  samples?: Record<string, Record<string, Json>>;
  /** Fields whose values the vendor does not take twice, or not in every combination: left out of the samples. */
  leaveOut?: Record<string, string[]>;
  /** For a destination without a sandbox (files): opens an empty one. What needs a vendor that misbehaves is left out then. */
  openEmpty?: () => Promise<{ writer: DestinationWriter; close: () => Promise<unknown> }>;
}

export interface VendorSuite extends DestinationSuite {
  /** A record that the vendor refuses, and the fields that it complains about. The value must not stand in the error. */
  refused: { object: string; broken: JsonObject; fields: string[]; value: string };
  /** A key with a part of the rights: what it lacks by name, and a write that it may not make. */
  weak: {
    credentials: Record<string, string>;
    missing: string[];
    forbidden: (writer: DestinationWriter) => Promise<unknown>;
  };
}

/** The fixed part of every write in this suite. */
export const writing = { timeoutMs: 10_000 };

export interface Opened {
  writer: DestinationWriter;
  pacer: CountingPacer;
}

export interface Bench {
  definition: DestinationDefinition;
  /** A writer into an account of its own. */
  prepare(options?: SandboxOptions): Promise<{ writer: DestinationWriter }>;
  sandboxWith(options?: SandboxOptions): Promise<RunningSandbox>;
  open(place: Pick<RunningSandbox, 'url' | 'credentials'>, options?: Record<string, Json>): Opened;
}

/** Sandboxes and writers that are closed after each test. */
export function benchFor(suite: DestinationSuite): Bench {
  const { connector } = suite;
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  if (connector.destination === undefined) throw new Error(`${connector.system} is no destination`);
  const bench: Bench = {
    definition: connector.destination,
    async prepare(options) {
      if (suite.openEmpty === undefined) return bench.open(await bench.sandboxWith(options));
      const { writer, close } = await suite.openEmpty();
      closing.push(close);
      return { writer };
    },
    async sandboxWith(options = {}) {
      const sandbox = await startSandbox(connector.system, { limit: 'none', ...options });
      closing.push(async () => {
        const { messagesSent, usersInvited } = sandbox.control.stats();
        await sandbox.close();
        if (messagesSent + usersInvited > 0) throw new Error('a message was sent or a user invited');
      });
      return sandbox;
    },
    open({ url, credentials }, options = {}) {
      const pacer = new CountingPacer();
      const connection = { baseUrl: url, credentials, options, accountKey: 'contract' };
      const writer = createDestinationWriter(connector, connection, { pacer, egress: { allowLoopback: true } });
      closing.push(() => writer.close());
      return { writer, pacer };
    },
  };
  return bench;
}

/** Gives leave at once and counts: how often it was asked, and what it was told. */
export class CountingPacer implements Pacer {
  drawn: BudgetDraw[][] = [];
  penalties: (number | undefined)[] = [];

  acquire(draws: BudgetDraw[]) {
    this.drawn.push(draws);
    return Promise.resolve({ atMs: 0, validUntilMs: Number.POSITIVE_INFINITY, release: () => undefined });
  }

  async reserve(draws: BudgetDraw[]) {
    return [await this.acquire(draws)];
  }

  async *slots(draws: BudgetDraw[]) {
    yield await this.acquire(draws);
  }

  penalise(_draws: BudgetDraw[], retryAfterMs?: number): Promise<void> {
    this.penalties.push(retryAfterMs);
    return Promise.resolve();
  }

  observe(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a promise was refused with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
