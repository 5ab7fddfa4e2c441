import { settingObjects } from '../model/record.ts';
import { balances, emptyCounts, type LinkCounts, type ObjectCounts, type Report } from '../model/report.ts';
import type { RunStatus } from '../model/states.ts';
import { readCounters } from './counter-store.ts';
import type { Database } from './database.ts';
import { type MigrationRow, scopeOf } from './migration-store.ts';
import { recordTotals } from './profile-store.ts';
import {
  driftRows,
  exampleRows,
  failedRecords,
  heldRecords,
  impliedCounts,
  linkProblems,
  linkStates,
  reasonCounts,
  recordStates,
} from './report-store.ts';
import { readRequestCounts } from './request-store.ts';

/** How many lines of each list the report carries; the totals say how many there are. */
const listLimit = 1_000;

/** Opens a record in the vendor's own pages, or null. */
export type UrlOf = (destinationObject: string, destinationId: string) => string | null;

/** Builds the report from the store alone: what it says is what the tables say. */
export async function buildReport(db: Database, row: MigrationRow, urlOf: UrlOf): Promise<Report> {
  const scope = scopeOf(row);
  const version = row.mappingVersion ?? 0;
  const [totals, states, implied, links, failed, held, drift, problems, reasons, requests, counters, examples] =
    await Promise.all([
      recordTotals(db, scope),
      recordStates(db, scope, version),
      impliedCounts(db, scope),
      linkStates(db, scope, version),
      failedRecords(db, scope, version, listLimit),
      heldRecords(db, scope, version, listLimit),
      driftRows(db, scope, listLimit),
      linkProblems(db, scope, listLimit),
      reasonCounts(db, scope, version),
      readRequestCounts(db, scope),
      readCounters(db, scope),
      exampleRows(db, scope, 10),
    ]);
  const objects = objectCounts(totals, states, implied);
  const linkCounts = countLinks(links);
  const planned = counters.filter((counter) => counter.scope === 'plan');
  const drifted = drift.filter((line) => line.result !== 'edited');
  const balanced =
    Object.values(objects).every(balances) &&
    Object.values(linkCounts).every((link) => link.source === link.linked + link.missing + link.ambiguous);
  const report: Report = {
    schemaVersion: 1,
    id: row.id,
    customer: row.customer,
    source: {
      system: row.sourceSystem,
      account: row.sourceMetadata?.account.name ?? row.sourceMetadata?.account.id ?? null,
    },
    destination: {
      system: row.destinationSystem,
      account: row.destinationMetadata?.account.name ?? row.destinationMetadata?.account.id ?? null,
    },
    marker: row.marker,
    status: row.status,
    stage: row.stage,
    balanced,
    objects,
    links: linkCounts,
    failures: failed.rows,
    failuresTotal: failed.total,
    held: held.rows,
    heldTotal: held.total,
    drift: drifted.map((line) => ({
      object: line.object,
      sourceId: line.sourceId,
      destinationObject: line.destinationObject,
      destinationId: line.destinationId,
      url: line.destinationId === null ? null : urlOf(line.destinationObject, line.destinationId),
      field: line.label ?? line.field ?? '(record)',
      planned: show(line.planned),
      found: show(line.found),
      explanation:
        line.result === 'missing'
          ? 'the record is gone at the destination'
          : 'the destination holds another value than was sent',
    })),
    driftTotal: Object.values(objects).reduce((sum, counts) => sum + counts.drifted, 0),
    linkProblems: problems,
    reshaped: reasons
      .filter((reason) => reason.reshaping)
      .map((reason) => ({ code: reason.code, message: reason.message, count: reason.count, object: reason.object })),
    leftOut: reasons
      .filter((reason) => reason.outcome === 'exclude')
      .map((reason) => ({ code: reason.code, message: reason.message, count: reason.count, object: reason.object })),
    warnings: reasons
      .filter(
        (reason) =>
          !reason.reshaping &&
          (reason.outcome === 'create' || reason.outcome === 'update') &&
          reason.code !== 'matched_existing',
      )
      .map((reason) => ({ code: reason.code, message: reason.message, count: reason.count, object: reason.object })),
    approved: approvedAgainstDone(row, objects),
    approval: row.approval && {
      by: row.approval.by,
      at: row.approval.at,
      mappingVersion: row.approval.mappingVersion,
      seal: row.approval.seal,
    },
    consent: {
      pending: sumOf(planned, 'consent:pending'),
      refused: sumOf(planned, 'consent:refused'),
    },
    requests,
    estimate: row.estimate && { requests: row.estimate.requests, seconds: row.estimate.seconds },
    timings: {
      export: row.timings['export'] ?? 0,
      sample: row.timings['sample'] ?? 0,
      approval: row.timings['approval'] ?? 0,
      import: row.timings['import'] ?? 0,
      reconcile: row.timings['reconcile'] ?? 0,
    },
    examples: examples.map((example) => ({
      object: example.object,
      sourceId: example.sourceId,
      destinationObject: example.destinationObject,
      url: urlOf(example.destinationObject, example.destinationId),
      fields: Object.entries(example.payload).map(([field, planned_]) => ({
        field,
        source: '',
        planned: show(planned_),
        found: show(example.after?.[field] ?? null),
      })),
    })),
  };
  return { ...report, status: statusOf(row.status, row.stage, report) };
}

function objectCounts(
  totals: Awaited<ReturnType<typeof recordTotals>>,
  states: Awaited<ReturnType<typeof recordStates>>,
  implied: Record<string, number>,
): Record<string, ObjectCounts> {
  const objects: Record<string, ObjectCounts> = {};
  for (const [object, total] of Object.entries(totals)) {
    if (settingObjects.has(object)) continue;
    const counts = emptyCounts();
    counts.source = total.total;
    counts.implied = implied[object] ?? 0;
    objects[object] = counts;
  }
  for (const line of states) {
    const counts = objects[line.object];
    if (!counts) continue;
    addState(counts, line);
  }
  return objects;
}

function addState(counts: ObjectCounts, line: Awaited<ReturnType<typeof recordStates>>[number]): void {
  const { outcome, state, count } = line;
  if (outcome === 'exclude') counts.excluded += count;
  else if (outcome === 'hold') counts.held += count;
  else if (outcome === 'reject') counts.failed += count;
  else if (outcome === 'merge') counts.merged += count;
  else if (outcome === 'skip' || state === 'skipped') counts.skipped += count;
  else if (state === 'failed' || state === 'blocked' || state === 'unresolved') {
    counts.failed += count;
    if (state === 'blocked') counts.blocked += count;
    if (state === 'unresolved') counts.unresolved += count;
  } else if (state === 'written' || state === 'verified' || state === 'undone') {
    if (outcome === 'create') counts.created += count;
    else counts.updated += count;
    if (state === 'verified') counts.verified += count;
    if (line.result === 'drifted' || line.result === 'missing') counts.drifted += count;
  }
  const arrived = state === 'written' || state === 'verified' || outcome === 'merge' || outcome === 'skip';
  if (line.destinationObject && arrived)
    counts.to[line.destinationObject] = (counts.to[line.destinationObject] ?? 0) + count;
}

function countLinks(lines: Awaited<ReturnType<typeof linkStates>>): Record<string, LinkCounts> {
  const links: Record<string, LinkCounts> = {};
  for (const line of lines) {
    const name = `${line.from}.${line.kind}`;
    const counts = links[name] ?? { source: 0, linked: 0, missing: 0, ambiguous: 0 };
    counts.source += line.count;
    if (line.state === 'linked' || line.state === 'missing' || line.state === 'ambiguous')
      counts[line.state] += line.count;
    links[name] = counts;
  }
  return links;
}

const doneNames = {
  create: 'created',
  update: 'updated',
  merge: 'merged',
  skip: 'skipped',
  hold: 'held',
  reject: 'failed',
  exclude: 'excluded',
} as const;

function approvedAgainstDone(row: MigrationRow, objects: Record<string, ObjectCounts>): Report['approved'] {
  const approved: Report['approved'] = {};
  for (const [object, outcomes] of Object.entries(row.approval?.outcomes ?? {})) {
    approved[object] = Object.fromEntries(
      Object.entries(outcomes).map(([outcome, planned]) => {
        const name = doneNames[outcome as keyof typeof doneNames] ?? 'failed';
        return [name, { planned, done: objects[object]?.[name] ?? 0 }];
      }),
    );
  }
  return approved;
}

function sumOf(counters: { name: string; value: number }[], name: string): number {
  return counters.filter((counter) => counter.name === name).reduce((sum, counter) => sum + counter.value, 0);
}

/** A migration at hand-over is completed, with or without errors; before that it is what its row says. */
function statusOf(status: RunStatus, stage: string, report: Report): RunStatus {
  if (stage !== 'handover' && stage !== 'closed') return status;
  if (status !== 'running' && status !== 'waiting' && status !== 'completed' && status !== 'completed_with_errors')
    return status;
  const clean = report.balanced && report.failuresTotal === 0 && report.heldTotal === 0 && report.driftTotal === 0;
  return clean ? 'completed' : 'completed_with_errors';
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
