import { sql } from 'kysely';
import { z } from 'zod';
import type { DryRun } from '../model/dry-run.ts';
import type { Json } from '../model/json.ts';
import { reasonSchema } from '../model/plan.ts';
import { labelOf } from '../model/record-name.ts';
import type { Database } from './database.ts';
import { getMapping } from './mapping-store.ts';
import { type MigrationRow, refusePurged, scopeOf } from './migration-row.ts';
import { planOutcomes } from './plan-store.ts';
import { recordTotals } from './profile-store.ts';
import { reasonCounts } from './report-store.ts';

const shownPreview = 100;

/** What is planned by now: while the rest is being planned, the preview and all counts so far. */
export async function buildDryRun(db: Database, row: MigrationRow): Promise<DryRun> {
  refusePurged(row);
  const scope = scopeOf(row);
  const version = row.mappingVersion;
  if (version === null)
    return { mappingVersion: null, complete: false, objects: {}, reasons: [], previewMatched: true, preview: [] };
  const [planned, totals, reasons, { document }, matched] = await Promise.all([
    planOutcomes(db, scope),
    recordTotals(db, scope),
    reasonCounts(db, scope, version),
    getMapping(db, scope, version),
    previewOf(db, row, version, 'plans'),
  ]);
  const routed = [...new Set(document.routes.map(({ object }) => object))];
  const objects = Object.fromEntries(
    [...new Set([...routed.filter((object) => totals[object] !== undefined), ...Object.keys(planned)])].map(
      (object) => {
        const outcomes = planned[object] ?? {};
        const sum = Object.values(outcomes).reduce((all, count) => all + count, 0);
        const rejectedShare = sum === 0 ? 0 : (outcomes['reject'] ?? 0) / sum;
        return [object, { outcomes, rejectedShare, planned: sum, total: totals[object]?.total ?? sum }];
      },
    ),
  );
  const complete = Object.values(objects).every((object) => object.planned >= object.total);
  // what was planned before the destination was read is shown until there is something better
  const first = matched.length > 0 ? [] : await previewOf(db, row, version, 'first_previews');
  const preview = first.length > 0 ? first : matched;
  return { mappingVersion: version, complete, objects, reasons, previewMatched: first.length === 0, preview };
}

async function previewOf(
  db: Database,
  row: MigrationRow,
  version: number,
  from: 'plans' | 'first_previews',
): Promise<DryRun['preview']> {
  const { rows } = await sql<{
    object: string;
    source_id: string;
    outcome: string;
    destination_object: string | null;
    reasons: unknown;
    values: Record<string, Json>;
  }>`
    select p.object, p.source_id, p.outcome, p.destination_object, p.reasons, r.values
    from ${sql.table(from)} p join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
    where p.migration_id = ${row.id} and p.tenant_id = ${row.tenantId} and p.mapping_version = ${version}
      ${from === 'plans' ? sql`and p.preview` : sql``}
    order by row_number() over (partition by p.object order by p.source_id), p.object limit ${shownPreview}`.execute(
    db,
  );
  return rows.map((line) => ({
    object: line.object,
    sourceId: line.source_id,
    name: labelOf(row.sourceMetadata?.objects[line.object], line.values),
    outcome: line.outcome,
    destinationObject: line.destination_object,
    reasons: z
      .array(reasonSchema)
      .parse(line.reasons)
      .map(({ message }) => message),
  }));
}
