import type { Command } from 'commander';
import { type Desk, openLocalDesk } from './desk.ts';
import { openRemoteDesk } from './remote-desk.ts';

export interface Where {
  dataDir?: string;
  url?: string;
}

/** For commands that need the store itself. */
export function withDataDir(command: Command): Command {
  return command.option(
    '--data-dir <folder>',
    'where the stack keeps its data (default: PORTAGE_DATA_DIR, else .portage in the checkout)',
  );
}

/** For commands that a running API can answer as well. */
export function withWhere(command: Command): Command {
  return withDataDir(command).option(
    '--url <address>',
    'ask the API that runs there instead, with the key in PORTAGE_API_KEY (default: PORTAGE_URL)',
  );
}

/** Opens the desk, does something at it, and closes it whatever happens. */
export async function atDesk<T>(where: Where, work: (desk: Desk) => Promise<T>): Promise<T> {
  const url = where.url ?? (where.dataDir === undefined ? process.env['PORTAGE_URL'] : undefined);
  const desk = url === undefined || url === '' ? await openLocalDesk(where.dataDir) : openRemoteDesk(url);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
