import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { csvLine } from '../connectors/csv/write-line.ts';
import type { ObjectCatalogue } from '../model/catalogue.ts';
import { type ArchivedRecord, archivedObjects, archivedRecords } from '../store/archive-store.ts';
import { refusePurged, scopeOf } from '../store/migration-row.ts';
import { findMigration } from './find-migration.ts';
import { withSession } from './session.ts';
import { withDataDir } from './where.ts';

const help = `
One CSV file for each object, with every field of the source: what the destination has no place for is not lost.

Example:
  portage archive last --out archive`;

/** `portage archive ID`: the records that the mapping keeps for the customer, as files. */
export function archiveCommand(program: Command): void {
  withDataDir(program.command('archive'))
    .description('write what the destination has no place for into CSV files for the customer')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .requiredOption('--out <folder>', 'folder for the files')
    .addHelpText('after', help)
    .action(async (id: string, options: { dataDir?: string; out: string }) => {
      await withSession({ dataDir: options.dataDir, worker: false }, async (session) => {
        const row = await findMigration(session.engine.db, session.tenantId, id);
        refusePurged(row);
        const version = row.mappingVersion ?? 1;
        const objects = await archivedObjects(session.engine.db, scopeOf(row), version);
        if (objects.length === 0)
          process.stderr.write('Everything had a place at the destination: there is nothing to archive.\n');
        await mkdir(options.out, { recursive: true });
        for (const { object, count } of objects) {
          const path = join(options.out, `${object.replaceAll(/[^a-z0-9_-]/gi, '_')}.csv`);
          const pages = archivedRecords(session.engine.db, scopeOf(row), version, object);
          // it holds people's data: for its owner only, until they pass it on
          await pipeline(
            Readable.from(linesOf(row.sourceMetadata?.objects[object], pages)),
            createWriteStream(path, { mode: 0o600 }),
          );
          process.stderr.write(`${path}: ${count} records\n`);
        }
      });
    });
}

/** A header of the source's own field names, then a line for each record; formulas are made harmless. */
async function* linesOf(
  catalogue: ObjectCatalogue | undefined,
  pages: AsyncIterable<ArchivedRecord[]>,
): AsyncGenerator<string> {
  const fields = catalogue?.fields.filter((field) => (field.fill ?? 1) > 0) ?? [];
  yield csvLine(['source id', ...fields.map((field) => field.label ?? field.key)]);
  for await (const page of pages) {
    for (const record of page)
      yield csvLine([record.sourceId, ...fields.map((field) => record.values[field.key] ?? null)]);
  }
}
