import { accountNameOf } from '../model/catalogue.ts';
import type { JsonObject } from '../model/json.ts';
import { labelOf } from '../model/record-name.ts';
import type { UrlOf } from '../model/record-url.ts';
import { balances, type Report, reportListLimit, toLookAt } from '../model/report.ts';
import { handoverDays, type RunStatus } from '../model/states.ts';
import { readCounters } from './counter-store.ts';
import { definedKeys } from './crosswalk-store.ts';
import type { Database } from './database.ts';
import { doubleRows } from './double-store.ts';
import { duplicateGroups, duplicateTotals } from './duplicate-store.ts';
import { exampleFields } from './example-fields.ts';
import { getMapping } from './mapping-store.ts';
import { type MigrationRow, pairScopeOf, refusePurged, scopeOf } from './migration-row.ts';
import { nameDuplicates } from './name-duplicates.ts';
import { recordTotals } from './profile-store.ts';
import { approvedAgainstDone, countLinks, objectCounts } from './report-counts.ts';
import {
  ambiguousParents,
  consentPeople,
  definedThings,
  driftedLinks,
  editedCount,
  undoReasons,
} from './report-details.ts';
import { consentFields, show, unmappedFields } from './report-fields.ts';
import { failedRecords, heldRecords, linkProblems, type ProblemRow } from './report-problems.ts';
import { sampleOfReport } from './report-sample.ts';
import { driftRows, exampleRows, impliedCounts, linkStates, reasonCounts, recordStates } from './report-store.ts';
import { readRequestCounts } from './request-store.ts';
import { destinationTotals } from './total-store.ts';
import { undoTotals } from './undo-store.ts';

const exampleLimit = 10;
const reasonLimit = 100;

export interface ReportOptions {
  /** For exports that list every problem. */
  listLimit?: number;
}

/** Builds the report from the store alone: what it says is what the tables say. */
export async function buildReport(
  db: Database,
  row: MigrationRow,
  urlOf: UrlOf,
  options: ReportOptions = {},
): Promise<Report> {
  refusePurged(row);
  const scope = scopeOf(row);
  const version = row.mappingVersion ?? 0;
  const limit = options.listLimit ?? reportListLimit;
  const [totals, states, implied, links, failed, held, drift, problems, reasons, requests, counters] =
    await Promise.all([
      recordTotals(db, scope),
      recordStates(db, scope, version),
      impliedCounts(db, scope),
      linkStates(db, scope, version),
      failedRecords(db, scope, version, limit),
      heldRecords(db, scope, version, limit),
      driftRows(db, scope, limit),
      linkProblems(db, scope, version, limit),
      reasonCounts(db, scope, version),
      readRequestCounts(db, scope),
      readCounters(db, scope),
    ]);
  const [
    ambiguous,
    people,
    defined,
    edited,
    undo,
    kept,
    examples,
    doubles,
    duplicates,
    duplicateSums,
    there,
    mapping,
    keys,
    moved,
  ] = await Promise.all([
    ambiguousParents(db, scope, limit),
    consentPeople(db, scope, version, limit),
    definedThings(db, scope),
    editedCount(db, scope),
    undoTotals(db, scope),
    undoReasons(db, scope, reasonLimit),
    exampleRows(db, scope, exampleLimit),
    doubleRows(db, scope, limit),
    duplicateGroups(db, scope, { limit, offset: 0 }),
    duplicateTotals(db, scope),
    destinationTotals(db, scope),
    row.mappingVersion === null ? null : getMapping(db, scope, row.mappingVersion).then(({ document }) => document),
    row.pairId === null ? new Map<string, string>() : definedKeys(db, pairScopeOf(row)),
    driftedLinks(db, scope),
  ]);
  const objects = objectCounts(totals, states, implied, there);
  const linkCounts = countLinks(links);
  const planned = counters.filter((counter) => counter.scope === 'plan');
  const nameIn = (object: string, values: JsonObject | null) =>
    values === null ? null : labelOf(row.sourceMetadata?.objects[object], values);
  const named = <P extends ProblemRow>({ values, ...problem }: P) => ({
    ...problem,
    name: nameIn(problem.object, values),
  });
  const url = (object: string | null, id: string | null) => (object === null || id === null ? null : urlOf(object, id));
  const balanced =
    Object.values(objects).every(balances) &&
    Object.values(linkCounts).every((link) => link.source === link.linked + link.missing + link.ambiguous);
  const report: Report = {
    schemaVersion: 1,
    id: row.id,
    customer: row.customer,
    source: { system: row.sourceSystem, account: accountNameOf(row.sourceMetadata) },
    destination: { system: row.destinationSystem, account: accountNameOf(row.destinationMetadata) },
    marker: row.marker,
    status: row.status,
    stage: row.stage,
    balanced,
    objects,
    links: linkCounts,
    failures: failed.rows.map(named),
    failuresTotal: failed.total,
    failureGroups: failed.groups,
    held: held.rows.map(named),
    heldTotal: held.total,
    heldGroups: held.groups,
    drift: drift.map((line) => ({
      object: line.object,
      sourceId: line.sourceId,
      name: nameIn(line.object, line.values),
      destinationObject: line.destinationObject,
      destinationId: line.destinationId,
      url: url(line.destinationObject, line.destinationId),
      field: line.label ?? line.field ?? '(record)',
      planned: show(line.planned),
      found: show(line.found),
      explanation:
        line.result === 'missing'
          ? 'the record is gone at the destination'
          : 'the destination holds another value than was sent',
    })),
    driftTotal: Object.values(objects).reduce((sum, counts) => sum + counts.drifted, moved),
    edited,
    doubles: doubles.rows.map(({ values, ...line }) => ({
      ...line,
      name: line.object === null ? null : nameIn(line.object, values),
      url: url(line.destinationObject, line.destinationId),
      twinUrl: url(line.destinationObject, line.twinId),
    })),
    doublesTotal: doubles.total,
    linkProblems: problems.map(named),
    ambiguousParents: ambiguous.map((line) => ({
      ...line,
      candidates: line.candidates.map((candidate) => ({
        sourceId: candidate.sourceId,
        name: nameIn(line.toObject, candidate.values),
      })),
    })),
    duplicates: {
      groups: duplicateSums.reduce((sum, { groups }) => sum + groups, 0),
      records: duplicateSums.reduce((sum, { records }) => sum + records, 0),
      merged: duplicateSums.reduce((sum, { merged }) => sum + merged, 0),
      list: duplicates.map((group) => nameDuplicates(row, group)),
    },
    reshaped: reasons.filter((reason) => reason.reshaping).map(noticeOf),
    leftOut: reasons.filter((reason) => reason.outcome === 'exclude').map(noticeOf),
    warnings: reasons.filter(isWarning).map(noticeOf),
    unmappedFields: unmappedFields(mapping, row.sourceMetadata, totals),
    defined: defined.map(({ kind, object, name }) => ({ kind, object, name })),
    approved: approvedAgainstDone(row, objects),
    approval: row.approval && {
      by: row.approval.by,
      at: row.approval.at,
      mappingVersion: row.approval.mappingVersion,
      seal: row.approval.seal,
    },
    quiet: row.quiet,
    override: row.override && { by: row.override.by, at: row.override.at, reason: row.override.reason },
    startedBy: row.createdBy,
    startedAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    consent: {
      pending: sumOf(planned, 'consent:pending'),
      refused: sumOf(planned, 'consent:refused'),
      fields: consentFields(mapping, row.destinationMetadata),
      people: people.map(({ values, destinationObject, destinationId, ...person }) => ({
        ...person,
        name: nameIn(person.object, values),
        url: url(destinationObject, destinationId),
      })),
    },
    undo: { ...undo, until: undoableUntil(row), reasons: kept },
    requests,
    estimate: row.estimate && { requests: row.estimate.requests, seconds: row.estimate.seconds },
    timings: {
      export: row.timings['export'] ?? 0,
      sample: row.timings['sample'] ?? 0,
      approval: row.timings['approval'] ?? 0,
      import: row.timings['import'] ?? 0,
      reconcile: row.timings['reconcile'] ?? 0,
    },
    sample: await sampleOfReport(db, row, urlOf),
    examples: examples.map((example) => ({
      object: example.object,
      sourceId: example.sourceId,
      name: nameIn(example.object, example.values),
      destinationObject: example.destinationObject,
      url: urlOf(example.destinationObject, example.destinationId, example.after),
      fields: exampleFields(example, {
        mapping,
        keys,
        names: namesOf(defined),
        source: row.sourceMetadata,
        destination: row.destinationMetadata,
      }),
    })),
  };
  return { ...report, status: statusOf(row.status, row.stage, report) };
}

/** Names of what was added to the destination's settings, by the key or id that records name it by. */
function namesOf(defined: Awaited<ReturnType<typeof definedThings>>): Map<string, string> {
  return new Map(defined.flatMap(({ key, name }): [string, string][] => (key === null ? [] : [[key, name]])));
}

type ReasonCount = Awaited<ReturnType<typeof reasonCounts>>[number];

function noticeOf({ code, message, count, object }: ReasonCount): Report['warnings'][number] {
  return { code, message, count, object };
}

/** Reasons that have a place of their own in the report. */
const toldElsewhere: ReadonlySet<string> = new Set([
  'matched_existing',
  'possible_duplicate',
  'consent_refused',
  'consent_pending',
]);

/** What stays otherwise than the source says, told also of records that have not changed since it was found. */
const lasting: ReadonlySet<string> = new Set(['parent_kept', 'link_not_moved', 'link_not_emptied']);

function isWarning(reason: ReasonCount): boolean {
  if (reason.reshaping || toldElsewhere.has(reason.code)) return false;
  return reason.outcome === 'create' || reason.outcome === 'update' || lasting.has(reason.code);
}

/** A migration at hand-over closes itself at this moment; before and after it there is nothing to undo. */
function undoableUntil(row: MigrationRow): string | null {
  if (row.stage !== 'handover' || row.endedAt === null) return null;
  return new Date(row.endedAt.getTime() + handoverDays * 24 * 60 * 60 * 1000).toISOString();
}

/** A migration at hand-over is completed, with or without errors; before that it is what its row says. */
function statusOf(status: RunStatus, stage: string, report: Report): RunStatus {
  if (stage !== 'handover' && stage !== 'closed') return status;
  if (status !== 'running' && status !== 'waiting' && status !== 'completed' && status !== 'completed_with_errors')
    return status;
  const clean = report.balanced && toLookAt(report) === 0;
  return clean ? 'completed' : 'completed_with_errors';
}

function sumOf(counters: { name: string; value: number }[], name: string): number {
  return counters.filter((counter) => counter.name === name).reduce((sum, counter) => sum + counter.value, 0);
}
