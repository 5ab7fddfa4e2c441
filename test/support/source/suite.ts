import { afterEach } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../../sandbox/index.ts';
import type { ConnectorDefinition } from '../../../src/model/connector.ts';
import type { SourceReader } from '../../../src/model/ports.ts';
import { openSource, type Place, sorted, withPageSize } from './open-source.ts';

export type Dump = Record<string, Record<string, unknown>[]>;
/** Calls the vendor's API as a user of theirs would, beside the connector. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
/** A connector with the credentials to go with it. */
export interface Signed {
  connector: ConnectorDefinition;
  credentials: Record<string, string>;
}

/** What the suite cannot know by itself about a system. */
export interface SourceSuite {
  connector: ConnectorDefinition;
  /** What a reading must find: ids by object and state, from all that the sandbox holds. */
  expected(dump: Dump): Record<string, string[]>;
  /** A text that many records carry unchanged: the field's key, and the texts by record id. */
  text: { object: string; key: string; of(dump: Dump): Record<string, string> };
  headers(credentials: Record<string, string>): Record<string, string>;
  /** Streams to delete from while they are read: the path that deletes a record. */
  deletable: Record<string, (id: string) => string>;
  /** Changes one record; tells which. */
  change(call: Call, dump: Dump): Promise<{ object: string; id: string }>;
  /** Every route that a whole reading asks for, as the sandbox names it. */
  routes: string[];
  /** Signed in by OAuth; `tokenHost` gives tokens. */
  oauth(connector: ConnectorDefinition, tokenHost: string): Signed;
  /** Signed in with a part of the rights. */
  weak: { sign(connector: ConnectorDefinition, tokenHost: string): Signed; missing: string[]; skipped: string[] };
  /** Path at the sandbox that gives tokens; without one the suite stands in for the vendor's token server. */
  tokenPath?: string;
}

/** Small pages, so that few records fill several. */
const pageSize = 7;
const records = 120;

export interface Bench {
  /** The connector with small pages. */
  small: ConnectorDefinition;
  sandboxWith(options?: SandboxOptions): Promise<RunningSandbox>;
  open(place: Place, connector?: ConnectorDefinition, deps?: Parameters<typeof openSource>[2]): SourceReader;
  expectedOf(sandbox: RunningSandbox): Record<string, string[]>;
  callerOf(sandbox: RunningSandbox): Call;
  /** Closed after the test. */
  close(work: () => Promise<unknown>): void;
}

/** Sandboxes and readers that are closed after each test. */
export function benchFor(suite: SourceSuite): Bench {
  const small = withPageSize(suite.connector, pageSize);
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  return {
    small,
    async sandboxWith(options = {}) {
      const sandbox = await startSandbox(suite.connector.system, { records, limit: 'none', ...options });
      closing.push(() => sandbox.close());
      return sandbox;
    },
    open(place, connector = small, deps = {}) {
      const reader = openSource(connector, place, deps);
      closing.push(() => reader.close());
      return reader;
    },
    expectedOf: (sandbox) => sorted(suite.expected(sandbox.control.dump() as Dump)),
    callerOf: (sandbox) => callerOf(sandbox, suite.headers(sandbox.credentials)),
    close: (work) => void closing.push(work),
  };
}

function callerOf(sandbox: RunningSandbox, headers: Record<string, string>): Call {
  return async (method, path, body) => {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
}
