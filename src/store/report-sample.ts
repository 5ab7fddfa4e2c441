import type { Json } from '../model/json.ts';
import { labelOf } from '../model/record-name.ts';
import type { UrlOf } from '../model/record-url.ts';
import type { Report } from '../model/report.ts';
import type { Database } from './database.ts';
import { type MigrationRow, scopeOf } from './migration-row.ts';
import { readRecordDetails } from './record-detail-store.ts';
import { readGaps, readSample } from './sample-store.ts';

const shownRecords = 100;

/** Which records the approval was given on, and why those. */
export async function sampleOfReport(db: Database, row: MigrationRow, urlOf: UrlOf): Promise<Report['sample']> {
  const scope = scopeOf(row);
  const [lines, gaps] = await Promise.all([readSample(db, scope), readGaps(db, scope)]);
  const chosen = lines.filter((line) => line.chosen !== 'brought').slice(0, shownRecords);
  const details = await readRecordDetails(db, scope, row.mappingVersion ?? 0, chosen);
  const byKey = new Map(details.map((detail) => [`${detail.object} ${detail.sourceId}`, detail]));
  return {
    records: lines.length,
    gaps,
    chosen: chosen.map(({ object, sourceId, reason, chosen: how }) => {
      const detail = byKey.get(`${object} ${sourceId}`);
      const main = detail?.effects.find(({ role }) => role === 'main');
      const id = main?.destinationId ?? null;
      return {
        ...{ object, sourceId, reason, chosen: how },
        name: detail ? labelOf(row.sourceMetadata?.objects[object], detail.values as Record<string, Json>) : null,
        url: main === undefined || id === null ? null : urlOf(main.destinationObject, id, main.after),
      };
    }),
  };
}
