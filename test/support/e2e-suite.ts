import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import type { MigrationFile } from '../../src/model/migration-file.ts';
import type { Report } from '../../src/model/report.ts';
import { asNewTenant, type EngineUnderTest, openTestEngine, runThrough, start, type TestMigration } from './e2e.ts';

interface Closable {
  close(): Promise<void>;
}

/** What the tests of one file need. What is opened in a test is closed after it, what is opened before them after the last one. */
export interface Suite {
  /** The engine of the file, in a test as a customer of its own. */
  readonly engine: EngineUnderTest;
  sandbox(system: string, records: number, options?: SandboxOptions): Promise<RunningSandbox>;
  folder(): Promise<string>;
  open<T extends Closable>(one: T): T;
  start(file: MigrationFile, fileKey?: string): Promise<TestMigration>;
  runThrough(file: MigrationFile, fileKey?: string): Promise<{ migration: TestMigration; report: Report }>;
}

/** One engine for the tests of a file, with a worker unless the file kills its own. Called once, above the tests. */
export function openSuite({ worker = true } = {}): Suite {
  let shared: EngineUnderTest;
  let engine: EngineUnderTest;
  let inTest = false;
  const ofTest: Closable[] = [];
  const ofFile: Closable[] = [];
  const closeAll = (opened: Closable[]) => Promise.all(opened.splice(0).map((one) => one.close()));

  beforeAll(async () => {
    shared = await openTestEngine();
    engine = shared;
    if (worker) await shared.startWorker();
  });
  beforeEach(async () => {
    engine = await asNewTenant(shared);
    inTest = true;
  });
  afterEach(async () => {
    inTest = false;
    await closeAll(ofTest);
  });
  afterAll(async () => {
    await shared?.close();
    await closeAll(ofFile);
  });

  const suite: Suite = {
    get engine() {
      return engine;
    },
    open(one) {
      (inTest ? ofTest : ofFile).push(one);
      return one;
    },
    sandbox: async (system, records, options) =>
      suite.open(await startSandbox(system, { records, limit: 'none', ...options })),
    async folder() {
      const path = await mkdtemp(join(tmpdir(), 'portage-e2e-'));
      suite.open({ close: () => rm(path, { recursive: true, force: true }) });
      return path;
    },
    start: (file, fileKey) => start(engine, file, fileKey),
    runThrough: (file, fileKey) => runThrough(engine, file, fileKey),
  };
  return suite;
}
