import { connectorOf } from '../connectors/kit/registry.ts';
import { urlsOf } from '../model/record-url.ts';
import type { Report } from '../model/report.ts';
import { buildReport, type ReportOptions } from '../store/build-report.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { getMigration } from '../store/migration-store.ts';
import type { Session } from './session.ts';

/** The report as the store has it now. */
export async function reportOf(
  session: Pick<Session, 'engine'>,
  row: MigrationRow,
  options: ReportOptions = {},
): Promise<Report> {
  const fresh = await getMigration(session.engine.db, row.id);
  return buildReport(session.engine.db, fresh, urlsOf(connectorOf(fresh.destinationSystem).destination), options);
}
