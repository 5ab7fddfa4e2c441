import { setTimeout as delay } from 'node:timers/promises';
import { PortageError } from '../model/errors.ts';
import type { Config } from '../runtime/config.ts';
import { type DataLayout, dataLayout } from '../runtime/paths.ts';
import type { Stack } from '../runtime/stack.ts';
import { findRunningStack } from '../runtime/stack-lock.ts';

/** What a command needs of a stack, whoever runs it. */
export interface UsableStack {
  layout: DataLayout;
  databaseUrl: string;
  temporal: Omit<Stack['temporal'], 'searchAttributes'>;
}

const pollMs = 200;
/** A first start may have to fetch and set up both servers. */
const startingMs = 180_000;

/** The stack that another process runs on this data folder, or null. One that is just starting is waited for. */
export async function joinStack(dataDir: string, config: Config): Promise<UsableStack | null> {
  const layout = dataLayout(dataDir);
  const giveUpAt = Date.now() + startingMs;
  for (;;) {
    const running = await findRunningStack(layout);
    if (running === undefined) return null;
    const databaseUrl = config.databaseUrl ?? running.databaseUrl;
    const address = config.temporal?.connection.address ?? running.temporalAddress;
    if (databaseUrl !== undefined && address !== undefined) {
      const target = config.temporal ?? { namespace: config.temporalNamespace, connection: { address } };
      return { layout, databaseUrl, temporal: { ...target, address, uiUrl: running.temporalUiUrl } };
    }
    if (Date.now() > giveUpAt) throw stillStarting(running.pid, layout.root);
    await delay(pollMs);
  }
}

function stillStarting(pid: number, folder: string): PortageError {
  return new PortageError('conflict', `Process ${pid} has been starting a stack on ${folder} for minutes`, {
    code: 'stack_starting',
    hint: `Look at its terminal, or stop it (kill ${pid}) and try again.`,
    location: folder,
  });
}
