import { PortageError } from '../model/errors.ts';

interface Place {
  /** `db.acme.example:5432` */
  server: string;
  database: string;
  user: string;
}

interface Fault {
  code: string;
  message: (place: Place) => string;
  hint: string;
}

const unreachable: Fault = {
  code: 'database_unreachable',
  message: ({ server }) => `PostgreSQL does not answer at ${server}`,
  hint: 'Check DATABASE_URL, that the server runs and that this machine may connect; unset it to use the embedded one. Nothing is lost: run the same command again.',
};

/** What can be wrong with a database before the first statement, by SQLSTATE or the socket's code. */
const faults: readonly [codes: RegExp, fault: Fault][] = [
  [
    /^(ENOTFOUND|EAI_.*)$/,
    {
      ...unreachable,
      message: ({ server }) => `there is no host named ${server.replace(/:\d+$/, '')}: PostgreSQL cannot be reached`,
    },
  ],
  [
    /^(28...)$/,
    {
      code: 'database_login_refused',
      message: ({ server, user }) => `PostgreSQL at ${server} refuses the user "${user}"`,
      hint: 'Check user and password in DATABASE_URL, and that pg_hba.conf lets this machine in.',
    },
  ],
  [
    /^3D000$/,
    {
      code: 'database_missing',
      message: ({ server, database }) => `PostgreSQL at ${server} has no database "${database}"`,
      hint: 'Create it (createdb), or correct the name at the end of DATABASE_URL.',
    },
  ],
  [
    /^42501$/,
    {
      code: 'database_rights_missing',
      message: ({ user, database }) => `the user "${user}" may not create tables in the database "${database}"`,
      hint: 'Make it the owner of the database, or grant it create on the schema public.',
    },
  ],
  [
    /^53300$/,
    {
      code: 'database_connections_used_up',
      message: ({ server }) => `PostgreSQL at ${server} has no connection left`,
      hint: 'Raise max_connections there, or lower PORTAGE_DATABASE_POOL.',
    },
  ],
  [/^57P03$/, { ...unreachable, message: ({ server }) => `PostgreSQL at ${server} is just starting or stopping` }],
  [/^(E[A-Z]+|08...)$/, unreachable],
];

/** The same error in words with a next step, where it is about getting to the database. Never tells the password. */
export function databaseFault(thrown: unknown, url: string): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const fault = faults.find(([codes]) => codes.test(code))?.[1] ?? (isTimeOut(thrown) ? unreachable : null);
  if (fault === null) return thrown;
  const { host, pathname, username } = new URL(url);
  const place = {
    server: /:\d+$/.test(host) ? host : `${host}:5432`,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
  };
  return new PortageError('config', fault.message(place), {
    code: fault.code,
    hint: fault.hint,
    location: 'DATABASE_URL',
    cause: thrown,
  });
}

/** True where the server went away, or is just starting or stopping: the same statement may be tried again later. */
export function isDatabaseLost(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('code' in thrown && typeof thrown.code === 'string')
    return /^(08...|57P..|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)$/.test(thrown.code);
  return /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect/.test(
    thrown.message,
  );
}

/** The driver's own errors have no code. */
function isTimeOut({ message }: Error): boolean {
  return /timeout|Connection terminated|does not support SSL/i.test(message);
}
