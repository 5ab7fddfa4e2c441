import { setTimeout as delay } from 'node:timers/promises';
import { settingObjects } from '../model/record.ts';
import type { Need } from '../model/stage-results.ts';
import type { Stage } from '../model/states.ts';
import { readCounters } from '../store/counter-store.ts';
import type { Database } from '../store/database.ts';
import { firstPreviewOf } from '../store/first-preview-store.ts';
import { lockHolder } from '../store/lock-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { getMigration } from '../store/migration-store.ts';
import { firstPreviewLines } from './dryrun-text.ts';
import type { Screen } from './screen.ts';

export type Stop =
  | { kind: 'done'; row: MigrationRow }
  | { kind: 'needs'; row: MigrationRow; need: Need }
  | { kind: 'paused'; row: MigrationRow };

export interface Seen {
  stage: Stage | null;
  /** Whom it was last said to wait for. */
  holder?: string | null;
  /** Mapping version whose first records were shown. */
  previewed?: number | null;
  /** When they were first seen. */
  previewSince?: number;
}

const pollMs = 300;

const titles: Partial<Record<Stage, string>> = {
  preflight: 'Preflight: checking both connections',
  export: 'Export: reading the source',
  mapping: 'Mapping: proposing what goes where',
  dryRun: 'Dry run: planning every record',
  quiet: 'Quiet plan',
  sample: 'Sample: writing a small, connected piece and reading it back',
  approval: 'Approval',
  import: 'Full import',
  reconcile: 'Reconcile: reading everything back',
  handover: 'Hand-over',
};

/**
 * Follows a migration until it is done or a person is needed. Progress comes from the store; `look` sees to what the store
 * cannot tell, and may end it by throwing.
 */
export async function follow(
  db: Database,
  tenantId: string,
  id: string,
  screen: Screen,
  seen: Seen,
  look: () => Promise<void> = async () => undefined,
): Promise<Stop> {
  for (;;) {
    await look();
    const row = await getMigration(db, id, tenantId);
    if (row.stage !== seen.stage) {
      // how far the stage before came at its end: it may have ended between two looks
      if (seen.stage !== null) await showProgress(db, { ...row, stage: seen.stage }, screen);
      screen.settle();
      const title = titles[row.stage];
      if (title) screen.line(title);
      seen.stage = row.stage;
    }
    await showProgress(db, row, screen);
    await tellWait(db, row, screen, seen);
    await tellPreview(db, row, screen, seen);
    if (isDone(row)) return { kind: 'done', row };
    if (row.waitingFor !== null) return { kind: 'needs', row, need: row.waitingFor };
    if (row.status === 'paused') return { kind: 'paused', row };
    await delay(pollMs);
  }
}

/** One writer per destination account: a migration that waits for another says for whom. */
async function tellWait(db: Database, row: MigrationRow, screen: Screen, seen: Seen): Promise<void> {
  const account = row.destinationMetadata?.account.id;
  if ((row.stage !== 'sample' && row.stage !== 'import') || account === undefined) return;
  const holder = await lockHolder(db, scopeOf(row), row.destinationSystem, account);
  if (holder !== null && holder !== seen.holder) {
    screen.line(
      `  Waiting for ${holder} to finish with this destination account. End it there (approve, roll back or cancel), or leave this running.`,
    );
  }
  seen.holder = holder;
}

/** A preview that the dry run replaces at once is not worth a line. */
const lastsMs = 3_000;

/** Reading what is at the destination may take long: what the first records become is told before, for what it is. */
async function tellPreview(db: Database, row: MigrationRow, screen: Screen, seen: Seen): Promise<void> {
  const version = row.mappingVersion;
  if (row.stage !== 'dryRun' || version === null || seen.previewed === version) return;
  const first = await firstPreviewOf(db, scopeOf(row), version);
  if (first === null) return;
  seen.previewSince ??= performance.now();
  if (performance.now() - seen.previewSince < lastsMs) return;
  seen.previewed = version;
  for (const line of firstPreviewLines(first)) screen.line(`  ${line}`);
}

function isDone(row: MigrationRow): boolean {
  if (row.status === 'failed' || row.status === 'cancelled' || row.status === 'rolled_back') return true;
  return (
    (row.stage === 'handover' || row.stage === 'closed') &&
    (row.status === 'completed' || row.status === 'completed_with_errors')
  );
}

const ended = ['written', 'failed', 'blocked', 'skipped', 'unresolved'];

async function showProgress(db: Database, row: MigrationRow, screen: Screen): Promise<void> {
  const counters = await readCounters(db, scopeOf(row));
  const sum = (scope: string, object: string, names: string[]) =>
    counters
      .filter((counter) => counter.scope === scope && counter.object === object && names.includes(counter.name))
      .reduce((total, counter) => total + counter.value, 0);
  const objects = [...new Set(counters.map((counter) => counter.object))].filter(
    (object) => !object.startsWith('define:') && (row.stage === 'export' || !settingObjects.has(object)),
  );
  for (const object of objects) {
    const records = sum('export', object, ['records']);
    const planned = sum('plan', object, ['create', 'update', 'merge', 'skip', 'hold', 'reject', 'exclude']);
    const toWrite = sum('plan', object, ['create', 'update']);
    if (row.stage === 'export') screen.progress(object, records, null);
    else if (row.stage === 'dryRun') screen.progress(object, planned, records);
    else if (row.stage === 'import' && toWrite > 0)
      screen.progress(object, Math.min(toWrite, sum('effects', object, ended)), toWrite);
    else if (row.stage === 'reconcile' && toWrite > 0) {
      const compared = sum('reconcile', object, ['equal', 'drifted', 'missing', 'edited']);
      // what was sampled is compared twice
      screen.progress(object, Math.min(toWrite, compared), toWrite);
    }
  }
}
