import { Context } from '@temporalio/activity';
import { checkMapping } from '../mappers/propose/check-mapping.ts';
import type { SystemMetadata } from '../model/catalogue.ts';
import type { Mapping } from '../model/mapping.ts';
import type { BeforeImport, Need } from '../model/stage-results.ts';
import { importHasBegun } from '../store/approval-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { snapshotBegun } from '../store/staging-store.ts';
import { voidIfChanged } from './approval.ts';
import { type ActivityContext, type ById, destinationOf, metadataOf, migrationOf } from './context.ts';

/** Data that was read longer ago than this is read again before the import: what changed since, that is. */
const freshMs = 7 * 24 * 60 * 60_000;
/** Minutes after the sample the world has hardly moved; the crosswalk and look-ups guard what did. */
const planAgainAfterMs = 10 * 60_000;

export function beforeImportActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Before the first write of the full import: connections, metadata, the seal, and whether everything is planned again. */
    async checkBeforeImport(input: ById): Promise<BeforeImport> {
      const row = await migrationOf(context, input);
      const { cancellationSignal: signal } = Context.current();
      const writer = await context.openDestination(row);
      const account = await writer.check(signal);
      if (account.id !== metadataOf(row).destination.account.id) return stop(otherAccount);
      const destinationMetadata = await writer.describe(signal);
      await updateMigration(db, scopeOf(row), { destinationMetadata });
      if (await importHasBegun(db, scopeOf(row))) return goOn;

      const { document } = await getMapping(db, scopeOf(row), row.mappingVersion ?? 1);
      const problems = checkMapping(document, {
        definition: destinationOf(context, row),
        source: metadataOf(row).source,
        destination: destinationMetadata,
      });
      if (problems[0] !== undefined) return stop(noLongerFits(problems[0], problems.length));
      const refresh = await needsRefresh(context, row);
      if (refresh) {
        const lost = await lostFields(context, row, document, signal);
        if (lost.length > 0) return stop(sourceChanged(lost));
      }
      const current = refresh ? await beginRefresh(context, row) : row;
      const voided = await voidIfChanged(context, { ...current, destinationMetadata });
      const waitedMs = (row.timings['approval'] ?? 0) * 1000 + Date.now() - Date.parse(row.approval?.at ?? '');
      return { needs: null, refresh, voided, planAgain: refresh || voided || waitedMs > planAgainAfterMs };
    },
  };
}

const goOn: BeforeImport = { needs: null, planAgain: false, refresh: false, voided: false };

function stop(needs: Need): BeforeImport {
  return { ...goOn, needs };
}

const otherAccount: Need = {
  code: 'other_account',
  message: 'the connection now leads to another account than the one that was sampled',
  hint: 'Restore the connection, then resume.',
  decision: 'resume',
};

function noLongerFits(first: { place: string; message: string; hint: string }, count: number): Need {
  return {
    code: 'mapping_no_longer_fits',
    message: `the destination has changed since the approval, and the mapping no longer fits it (${count} ${count === 1 ? 'place' : 'places'}): ${first.place}: ${first.message}`,
    hint: `${first.hint} Or restore it at the destination and resume.`,
    decision: 'resume',
  };
}

function sourceChanged(lost: readonly string[]): Need {
  return {
    code: 'source_changed',
    message: `what was read is older than seven days and has to be read again, but the source no longer has what the mapping reads: ${lost.join(', ')}`,
    hint: 'Give the source, or the file, with the columns that it had, then resume; or requestChanges with a mapping that does without.',
    decision: 'resume',
  };
}

async function needsRefresh(context: ActivityContext, row: MigrationRow): Promise<boolean> {
  // one that was begun and broken off is brought to its end
  if (row.approval?.refreshed?.done === false) return true;
  const begun = await snapshotBegun(context.db, scopeOf(row), row.snapshot);
  return begun !== null && Date.now() - begun.getTime() > freshMs;
}

async function beginRefresh(context: ActivityContext, row: MigrationRow): Promise<MigrationRow> {
  if (row.approval === null) return row;
  const refreshed = { snapshot: row.snapshot + 1, at: new Date().toISOString(), done: false };
  const approval = { ...row.approval, refreshed };
  await updateMigration(context.db, scopeOf(row), { approval });
  return { ...row, approval };
}

/** Fields that the mapping reads and the source no longer has. */
async function lostFields(
  context: ActivityContext,
  row: MigrationRow,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<string[]> {
  const source = await context.openSource(row);
  const now: SystemMetadata = await source.describe(signal);
  const before = metadataOf(row).source;
  const has = (metadata: SystemMetadata, object: string, key: string) =>
    metadata.objects[object]?.fields.some((field) => field.key === key) ?? false;
  const read = mapping.routes
    .filter((route) => route.to !== null)
    .flatMap(({ object, fields }) =>
      fields.flatMap(({ from, fallback }) => [...from, ...fallback].map((key) => ({ object, key }))),
    );
  const lost = read.filter(({ object, key }) => has(before, object, key) && !has(now, object, key));
  return [...new Set(lost.map(({ object, key }) => `${object}.${key}`))];
}
