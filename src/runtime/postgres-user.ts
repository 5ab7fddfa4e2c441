import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PortageError } from '../model/errors.ts';
import type { Log } from './logging.ts';

const run = promisify(execFile);

/** Who PostgreSQL runs as: ourselves, or, since it refuses to run as root, a user without rights. */
export type PostgresUser =
  | { kind: 'self' }
  | {
      kind: 'other';
      uid: number;
      gid: number;
      /** A folder on the way to its files is closed to it (/root is): it keeps the one right to pass. */
      needsPassage: boolean;
    };

/** Finds the user, and creates `postgres` where root has none; `paths` are the files and folders that it must reach. */
export async function findPostgresUser(paths: readonly string[], log: Log): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const ids = (await idsOf('postgres')) ?? (await createUser(log)) ?? (await idsOf('nobody'));
  if (!ids) {
    throw new PortageError('config', 'PostgreSQL does not run as root, and no user could be created for it.', {
      code: 'postgres_user_missing',
      hint: 'Create a system user named postgres, run Portage as another user, or set DATABASE_URL.',
    });
  }
  const reachable = await Promise.all(paths.map((path) => isReachable(path, ids)));
  const needsPassage = reachable.includes(false);
  if (needsPassage) await checkPassage();
  return { kind: 'other', ...ids, needsPassage };
}

async function createUser(log: Log): Promise<{ uid: number; gid: number } | undefined> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    log.info('created the system user postgres: PostgreSQL does not run as root');
  } catch {
    log.warn('could not create the system user postgres; PostgreSQL runs as nobody');
  }
  return await idsOf('postgres');
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** True where every folder above `path` lets this user pass. */
async function isReachable(path: string, ids: { uid: number; gid: number }): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found) {
      const bit = found.uid === ids.uid ? 0o100 : found.gid === ids.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

const passageArgs = (ids: { uid: number; gid: number }) => [
  ...[`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'],
  ...['--bounding-set=-all,+dac_override', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'],
  // access(2) looks past capabilities unless told so, and PostgreSQL's programs look for one another with it
  ...['--securebits=+no_setuid_fixup', '--'],
];

async function checkPassage(): Promise<void> {
  const nobody = { uid: 65_534, gid: 65_534 };
  await run('setpriv', [...passageArgs(nobody), 'true']).catch((cause) => {
    throw new PortageError('config', 'The user postgres cannot pass to the program or to the data folder.', {
      code: 'postgres_path_closed',
      hint: 'Put the checkout and --data-dir where every user may pass (/opt, /srv, /tmp), or run Portage as another user than root.',
      cause,
    });
  });
}

/** How to run a program as that user. */
export function runAs(
  user: PostgresUser,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; ids: { uid?: number; gid?: number } } {
  if (user.kind === 'self') return { command: program, args: [...args], ids: {} };
  if (!user.needsPassage) return { command: program, args: [...args], ids: { uid: user.uid, gid: user.gid } };
  return { command: 'setpriv', args: [...passageArgs(user), program, ...args], ids: {} };
}
