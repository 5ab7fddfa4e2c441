import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { connectorOf } from '../connectors/kit/registry.ts';
import { checkMapping, type MappingProblem } from '../mappers/propose/check-mapping.ts';
import { PortageError } from '../model/errors.ts';
import type { Mapping } from '../model/mapping.ts';
import { getMapping, listMappings } from '../store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { findMigration } from './find-migration.ts';
import { diffMappings } from './mapping-diff.ts';
import { mappingJsonSchema, schemaPathFrom } from './mapping-schema.ts';
import { mappingYaml, parseMapping } from './mapping-yaml.ts';
import { wholeNumber } from './options.ts';
import { readText } from './read-text.ts';
import { type Session, withSession } from './session.ts';
import { latestDocument, storeMapping } from './store-mapping.ts';
import { withDataDir } from './where.ts';

interface MappingOptions {
  dataDir?: string;
}

const checkPath = 'Check the path.';
const idText = 'id of the migration, the end of it, or: last';

/** `portage mapping export | check | diff | apply | schema`. */
export function mappingCommands(program: Command): void {
  const mapping = program
    .command('mapping')
    .description('the mapping as a YAML file: take it out, check it, compare it, put it in');

  withDataDir(mapping.command('export'))
    .description('write the mapping as YAML, with the reasons as comments')
    .argument('<id>', idText)
    .option('--version <number>', 'an earlier version (default: the latest)', wholeNumber)
    .option('--out <file>', 'write it there (default: standard output)')
    .addHelpText('after', '\nExample:\n  portage mapping export last --out mapping.yaml')
    .action((id: string, options: MappingOptions & { version?: number; out?: string }) =>
      withMigration(id, options, async (session, row) => {
        const { version, document } = await versionOf(session, row, options.version);
        const title = `Mapping of ${row.customer}: ${row.sourceSystem} to ${row.destinationSystem}, version ${version}`;
        const text = mappingYaml(document, title, schemaPathFrom(options.out));
        if (options.out === undefined) process.stdout.write(text);
        else {
          await writeFile(options.out, text);
          process.stderr.write(
            `Version ${version} is in ${options.out}. Edit it, then: portage mapping apply ${row.id} ${options.out}\n`,
          );
        }
      }),
    );

  withDataDir(mapping.command('check'))
    .description('say what in a mapping file cannot work or waits for a decision')
    .argument('<id>', idText)
    .argument('<file>', 'mapping file (YAML)')
    .addHelpText('after', '\nExample:\n  portage mapping check last mapping.yaml')
    .action((id: string, path: string, options: MappingOptions) =>
      withMigration(id, options, async (session, row) => {
        const problems = problemsOf(
          row,
          parseMapping(await readText(path, checkPath), path, await latestDocument(session, row)),
        );
        process.stdout.write(problems.length === 0 ? 'The mapping can be used.\n' : problemText(problems));
        if (problems.length > 0) process.exitCode = 1;
      }),
    );

  withDataDir(mapping.command('diff'))
    .description('what a mapping file, or an earlier version, has different from the latest one')
    .argument('<id>', idText)
    .argument('<file-or-version>', 'mapping file (YAML), or a version number')
    .addHelpText('after', '\nExamples:\n  portage mapping diff last mapping.yaml\n  portage mapping diff last 1')
    .action((id: string, other: string, options: MappingOptions) =>
      withMigration(id, options, async (session, row) => {
        const latest = await versionOf(session, row, undefined);
        const isVersion = /^\d+$/.test(other);
        const [from, to] = isVersion
          ? [(await versionOf(session, row, Number(other))).document, latest.document]
          : [latest.document, parseMapping(await readText(other, checkPath), other, latest.document)];
        const lines = diffMappings(from, to);
        process.stdout.write(lines.length === 0 ? 'No difference.\n' : `${lines.join('\n')}\n`);
      }),
    );

  withDataDir(mapping.command('apply'))
    .description('store a mapping file as the next version; a sample is taken again with it')
    .argument('<id>', idText)
    .argument('<file>', 'mapping file (YAML)')
    .option('--note <text>', 'why, kept with the decision')
    .addHelpText('after', '\nExample:\n  portage mapping apply last mapping.yaml --note "job title goes to title"')
    .action((id: string, path: string, options: MappingOptions & { note?: string }) =>
      withMigration(id, options, async (session, row) => {
        const latest = await latestDocument(session, row);
        const document = parseMapping(await readText(path, checkPath), path, latest);
        const lines = latest === null ? [] : diffMappings(latest, document);
        if (latest !== null && lines.length === 0) {
          process.stdout.write('No difference: the mapping stays as it is.\n');
          return;
        }
        const problems = problemsOf(row, document);
        const version = await storeMapping(session, row, document, options.note);
        process.stdout.write(`${lines.join('\n')}\nMapping version ${version} is stored.\n`);
        if (problems.length > 0) process.stdout.write(`\nStill open:\n${problemText(problems)}`);
        process.stdout.write(`It is taken up as soon as the migration runs (portage migrate FILE, or portage up).\n`);
      }),
    );

  mapping
    .command('schema')
    .description('print the form of a mapping file as JSON Schema, for editors')
    .addHelpText('after', '\nExample:\n  portage mapping schema > mapping.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
    });
}

async function withMigration(
  id: string,
  options: MappingOptions,
  work: (session: Session, row: MigrationRow) => Promise<void>,
): Promise<void> {
  await withSession({ dataDir: options.dataDir, worker: false }, async (session) => {
    await work(session, await findMigration(session.engine.db, session.tenantId, id));
  });
}

async function versionOf(
  session: Session,
  row: MigrationRow,
  wanted: number | undefined,
): Promise<{ version: number; document: Mapping }> {
  const version = wanted ?? (await listMappings(session.engine.db, scopeOf(row))).at(-1)?.version;
  if (version === undefined) {
    throw new PortageError('conflict', 'this migration has no mapping yet', {
      code: 'no_mapping',
      hint: 'It is proposed after the export. portage status shows where it stands.',
    });
  }
  return getMapping(session.engine.db, scopeOf(row), version);
}

export function problemsOf(row: MigrationRow, document: Mapping): MappingProblem[] {
  const definition = connectorOf(row.destinationSystem).destination;
  // before preflight nothing is known of either side: the workflow checks it then
  if (!definition || row.sourceMetadata === null || row.destinationMetadata === null) return [];
  const systems = { source: row.sourceSystem, destination: row.destinationSystem };
  const { sourceMetadata: source, destinationMetadata: destination } = row;
  return checkMapping(document, { definition, source, destination, systems });
}

function problemText(problems: readonly MappingProblem[]): string {
  return problems.map(({ place, message, hint }) => `${place}: ${message}\n  next: ${hint}\n`).join('');
}
