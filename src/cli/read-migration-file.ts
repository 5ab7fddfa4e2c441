import { dirname, resolve } from 'node:path';
import { PortageError } from '../model/errors.ts';
import { type MigrationFile, migrationFileSchema } from '../model/migration-file.ts';
import { checkMigrationFile } from './check-migration-file.ts';
import { readDocument } from './read-document.ts';
import { readText } from './read-text.ts';

const kind = {
  name: 'migration file',
  code: 'invalid_migration_file',
  hint: 'examples/ holds files that work; docs/migration-file.md explains each key.',
};

/** Reads a migration file: paths become absolute, `env:NAME` becomes the variable's value. Faults name the place. */
export async function readMigrationFile(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<MigrationFile> {
  const text = await readText(path, 'Check the path of the migration file.');
  const { data: file, lineOf } = readDocument(text, path, migrationFileSchema, kind);
  checkMigrationFile(file, path, lineOf);
  const base = dirname(resolve(path));
  return {
    ...file,
    source: {
      ...withSecrets(file.source, 'source', environment),
      ...(file.source.files && {
        files: file.source.files.map((entry) => ({ ...entry, path: resolve(base, entry.path) })),
      }),
    },
    destination: {
      ...withSecrets(file.destination, 'destination', environment),
      ...(file.destination.path && { path: resolve(base, file.destination.path) }),
    },
    ...(file.mapping && { mapping: resolve(base, file.mapping) }),
  };
}

function withSecrets<T extends MigrationFile['source'] | MigrationFile['destination']>(
  end: T,
  side: string,
  environment: NodeJS.ProcessEnv,
): T {
  if (end.connection === undefined) return end;
  const credentials = Object.fromEntries(
    Object.entries(end.connection.credentials).map(([name, value]) => {
      const variable = /^env:(.+)$/.exec(value)?.[1];
      if (variable === undefined) return [name, value];
      const found = environment[variable];
      if (found === undefined || found === '') {
        throw new PortageError('config', `the environment variable ${variable} is not set`, {
          code: 'missing_environment_variable',
          location: `${side}.connection.credentials.${name}`,
          hint: `Set it (export ${variable}=…), or write the value into the file.`,
        });
      }
      return [name, found];
    }),
  );
  return { ...end, connection: { ...end.connection, credentials } };
}
