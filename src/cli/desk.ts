import { purge } from '../api/service/purge.ts';
import { currentMigration, settleEnds } from '../api/service/settle-ends.ts';
import { type Wished, wishFor } from '../api/service/wish-for.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import { renderReportHtml, reportCsv } from '../mappers/report/index.ts';
import type { DecisionName } from '../model/decisions.ts';
import type { DryRun } from '../model/dry-run.ts';
import { PortageError } from '../model/errors.ts';
import type { PurgeResult } from '../model/purge.ts';
import { urlsOf } from '../model/record-url.ts';
import { type DuplicateGroupView, type Report, reportTableLimit } from '../model/report.ts';
import type { SampleView } from '../model/sample.ts';
import type { Need } from '../model/stage-results.ts';
import { createFolderBlobs } from '../store/blob-store.ts';
import { buildDryRun } from '../store/dry-run-view.ts';
import { duplicateGroups, duplicateTotals } from '../store/duplicate-store.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { scopeOf } from '../store/migration-row.ts';
import { listMigrations, migrationsOfCustomer } from '../store/migration-store.ts';
import { nameDuplicates } from '../store/name-duplicates.ts';
import { buildSampleView } from '../store/sample-view.ts';
import { findMigration } from './find-migration.ts';
import { reportOf } from './report-of.ts';
import { sendDecision } from './send-decision.ts';
import { openSession } from './session.ts';
import { untilOver } from './until-over.ts';
import { userName } from './user-name.ts';

/** A migration as lists and `portage status` show it. */
export interface Overview {
  id: string;
  customer: string;
  source: string;
  destination: string;
  stage: string;
  status: string;
  marker: string;
  mappingVersion: number | null;
  waitingFor: Need | null;
  error: string | null;
  startedAt: string;
  endedAt: string | null;
  /** When its customer's data was removed. */
  purgedAt: string | null;
}

export const reportFormats = ['html', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A migration, or without its id all of the customer. */
export interface PurgeWish {
  id?: string;
  customer: string;
  withIdPairs: boolean;
}

export interface DuplicateList {
  totals: { object: string; groups: number; records: number; merged: number }[];
  items: DuplicateGroupView[];
}

/** Where people look and decide: the store of this machine, or a running API. */
export interface Desk {
  list(limit: number): Promise<Overview[]>;
  show(id: string): Promise<Overview>;
  decide(id: string, name: DecisionName, payload: Record<string, unknown>): Promise<void>;
  report(id: string, format: ReportFormat): Promise<string>;
  /** What is planned by now. */
  dryRun(id: string): Promise<DryRun>;
  /** The sample side by side. */
  sample(id: string): Promise<SampleView>;
  /** Makes a link by which the customer sees the sample and nothing else. */
  link(id: string, recipient: string, days: number): Promise<{ url: string; expiresAt: string }>;
  /** Names records that the sample has to have. */
  include(id: string, records: string[]): Promise<Wished>;
  duplicates(id: string, limit: number): Promise<DuplicateList>;
  purge(what: PurgeWish): Promise<PurgeResult>;
  close(): Promise<void>;
}

export async function openLocalDesk(dataDir: string | undefined): Promise<Desk> {
  const session = await openSession({ dataDir, worker: false, quiet: true });
  const { db } = session.engine;
  const find = (id: string) => findMigration(db, session.tenantId, id);
  const current = ({ id }: MigrationRow) => currentMigration(session.service, id, session.tenantId);
  return {
    list: async (limit) => {
      const rows = await listMigrations(db, session.tenantId, limit);
      const changed = await settleEnds(session.service, rows);
      return (changed ? await listMigrations(db, session.tenantId, limit) : rows).map(overviewOf);
    },
    show: async (id) => overviewOf(await current(await find(id))),
    decide: async (id, name, payload) => {
      const row = await find(id);
      await sendDecision(session, row, name, payload);
      if (!session.joined && session.config.temporal === undefined) await untilOver(db, row, name);
    },
    report: async (id, format) => {
      const options = format === 'csv' ? { listLimit: reportTableLimit } : {};
      return formatReport(await reportOf(session, await current(await find(id)), options), format);
    },
    duplicates: async (id, limit) => {
      const row = await find(id);
      const groups = await duplicateGroups(db, scopeOf(row), { limit, offset: 0 });
      return {
        totals: await duplicateTotals(db, scopeOf(row)),
        items: groups.map((group) => nameDuplicates(row, group)),
      };
    },
    dryRun: async (id) => buildDryRun(db, await find(id)),
    sample: async (id) => {
      const row = await find(id);
      return buildSampleView(db, row, urlsOf(connectorOf(row.destinationSystem).destination));
    },
    link: async () => {
      throw new PortageError('config', 'the page behind a link is served by a running API', {
        code: 'needs_api',
        hint: 'Start it (portage up) and give its address: portage sample ID --link "…" --url http://127.0.0.1:8080, with a key in PORTAGE_API_KEY.',
      });
    },
    include: async (id, records) => wishFor(db, await find(id), records, { by: userName(), via: 'CLI' }),
    purge: async ({ id, customer, withIdPairs }) => {
      const migrations =
        id === undefined ? await migrationsOfCustomer(db, session.tenantId, customer) : [await find(id)];
      const blobs = createFolderBlobs(session.stack.layout.blobs);
      return purge(
        { ...session.service, blobs },
        {
          tenantId: session.tenantId,
          by: userName(),
          via: 'CLI',
          customer,
          migrations,
          withIdPairs,
          whole: id === undefined,
        },
      );
    },
    close: () => session.close(),
  };
}

function overviewOf(row: MigrationRow): Overview {
  return {
    id: row.id,
    customer: row.customer,
    source: row.sourceSystem,
    destination: row.destinationSystem,
    stage: row.stage,
    status: row.status,
    marker: row.marker,
    mappingVersion: row.mappingVersion,
    waitingFor: row.waitingFor,
    error: row.error?.message ?? null,
    startedAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    purgedAt: row.purgedAt?.toISOString() ?? null,
  };
}

function formatReport(report: Report, format: ReportFormat): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'csv'
    ? reportCsv(report)
    : renderReportHtml(report, { systems: (system) => connectorOf(system).name });
}
