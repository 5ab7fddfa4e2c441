import { Context } from '@temporalio/activity';
import type { Json } from '../model/json.ts';
import type { SourcePage } from '../model/ports.ts';
import type { SourceRecord } from '../model/record.ts';
import { settingObjects } from '../model/record.ts';
import type { ChunkProgress } from '../model/stage-results.ts';
import { linkTotals, resolveLinks } from '../store/link-store.ts';
import { scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { addRequestCounts } from '../store/request-store.ts';
import { beginStreams, nextOpenStream, preparePage, savePages, snapshotBegun } from '../store/staging-store.ts';
import { takeStatistics } from '../store/statistics.ts';
import { chunkMs } from './chunk.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';
import { findAllDuplicates } from './duplicates.ts';
import { linkKeysOf } from './link-keys.ts';
import { PageSink } from './page-sink.ts';

export function exportActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Starts a snapshot: the first one reads all, later ones what has changed since the one before began. */
    async beginSnapshot(input: ById): Promise<{ snapshot: number }> {
      const row = await migrationOf(context, input);
      const open = row.snapshot > 0 ? await nextOpenStream(db, scopeOf(row), row.snapshot) : null;
      if (open !== null) return { snapshot: row.snapshot };
      const snapshot = row.snapshot + 1;
      const source = await context.openSource(row);
      const wanted = row.file.objects;
      const streams = (await source.streams()).filter(
        (stream) =>
          wanted === undefined ||
          stream.objects.some((object) => wanted.includes(object) || settingObjects.has(object)),
      );
      await beginStreams(
        db,
        scopeOf(row),
        snapshot,
        streams.map((stream, position) => ({ stream: stream.name, position })),
      );
      await updateMigration(db, scopeOf(row), { snapshot });
      return { snapshot };
    },

    async nextStream(input: ById & { snapshot: number }): Promise<{ stream: string } | null> {
      const row = await migrationOf(context, input);
      const next = await nextOpenStream(db, scopeOf(row), input.snapshot);
      return next === null ? null : { stream: next.stream };
    },

    /** Reads pages for about 25 seconds. They are stored while the next ones are on their way. */
    async exportChunk(input: ById & { snapshot: number; stream: string }): Promise<ChunkProgress> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const source = await context.openSource(row);
      const activity = Context.current();
      const signal = activity.cancellationSignal;
      // what changed since the snapshot before began is read again, overlapping a little
      const since = (await snapshotBegun(db, scopeOf(row), input.snapshot - 1))?.toISOString();
      const before = source.requestCounts();
      const stopAt = Date.now() + chunkMs;
      const state = await nextOpenStream(db, scope, input.snapshot);
      if (state === null || state.stream !== input.stream) return { done: true, notBeforeMs: null, processed: 0 };
      const object =
        (await source.streams()).find((stream) => stream.name === input.stream)?.objects[0] ?? input.stream;
      const pages = readAhead(
        async (cursor) =>
          withRefused(await source.readPage(input.stream, cursor, { ...(since && { since }), signal }), object),
        state.cursor,
        () => Date.now() < stopAt && !signal.aborted,
      );
      const { stream, snapshot } = input;
      const sink = new PageSink((from, prepared) => savePages(db, scope, { stream, snapshot, from, pages: prepared }));
      let processed = 0;
      let done = false;
      try {
        for await (const { from, page } of pages) {
          processed += page.records.length;
          done = page.cursor === null;
          if (!(await sink.add(from, preparePage(page)))) break;
          activity.heartbeat();
        }
      } finally {
        // what was read is stored, also where reading on failed
        done = (await sink.finish()) && done;
      }
      await addRequestCounts(db, scope, 'source', before, source.requestCounts());
      return { done, notBeforeMs: null, processed };
    },

    /** Resolves links by id and by key; what is missing or ambiguous stays as a link with that state. Finds what may be twice. */
    async finishExport(input: ById & { snapshot: number }): Promise<{ links: Record<string, number> }> {
      const row = await migrationOf(context, input);
      await takeStatistics(db, 'export');
      await resolveLinks(db, scopeOf(row), linkKeysOf(row.sourceMetadata), () => Context.current().heartbeat());
      await findAllDuplicates(context, row);
      return { links: await linkTotals(db, scopeOf(row)) };
    },
  };
}

/** Pages one after the other, the next one asked for before this one is handed on. */
async function* readAhead(
  read: (cursor: Json | null) => Promise<SourcePage>,
  first: Json | null,
  goOn: () => boolean,
): AsyncGenerator<{ from: Json | null; page: SourcePage }> {
  let from = first;
  let coming: Promise<SourcePage> | null = read(from);
  while (coming !== null) {
    const page: SourcePage = await coming;
    coming = page.cursor !== null && goOn() ? read(page.cursor) : null;
    coming?.catch(() => undefined); // a failure of the page ahead is met when it is awaited
    yield { from, page };
    from = page.cursor;
  }
}

/** A row that cannot be read stands as a record that fails with its reason: nothing of a file is dropped silently. */
function withRefused(page: SourcePage, object: string): SourcePage {
  const errors = page.refused?.filter((row) => row.severity !== 'warning') ?? [];
  if (errors.length === 0) return page;
  const refused = errors.map(
    (row): SourceRecord => ({
      object,
      sourceId: `line ${row.line}`,
      values: {},
      links: [],
      state: 'refused',
      problems: [
        {
          code: row.code,
          message: `line ${row.line}: ${row.message}`,
          line: row.line,
          ...(row.hint && { hint: row.hint }),
        },
      ],
    }),
  );
  return { ...page, records: [...page.records, ...refused] };
}
