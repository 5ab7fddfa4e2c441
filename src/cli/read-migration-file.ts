import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { messageOf, PortageError } from '../model/errors.ts';
import { type MigrationFile, migrationFileSchema } from '../model/migration-file.ts';

/** Reads a migration file: paths become absolute, `env:NAME` becomes the variable's value. Faults name the place. */
export async function readMigrationFile(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<MigrationFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new PortageError('config', `cannot read ${path}: ${messageOf(cause)}`, {
      code: 'file_unreadable',
      location: path,
      hint: 'Check the path.',
    });
  });
  const parsed = migrationFileSchema.safeParse(parseYaml(text, path));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `  ${issue.path.map(String).join('.') || '(top)'}: ${issue.message}`,
    );
    throw new PortageError('config', `${path} is not a valid migration file:\n${lines.join('\n')}`, {
      code: 'invalid_migration_file',
      location: path,
      hint: 'examples/ holds files that work; docs/migration-file.md explains each key.',
    });
  }
  const file = parsed.data;
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

function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const at = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    throw new PortageError('config', `${path} is not YAML: ${messageOf(error).split('\n')[0]}`, {
      code: 'invalid_yaml',
      location: at ? `${path}:${at.line}:${at.col}` : path,
      hint: 'Mind the indentation, and put texts with a colon in quotation marks.',
    });
  }
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
