import { PortageError } from '../model/errors.ts';

const attempts = 3;
const portTaken = 'port_taken';

/** What a server says that found its port taken. */
export function saysPortTaken(text: string): boolean {
  return /address already in use|EADDRINUSE/i.test(text);
}

/** Between the look for a free port and the start of the server another program may have taken it. */
export function portTakenError(server: string): PortageError {
  return new PortageError('config', `${server} does not start: another program took its port meanwhile`, {
    code: portTaken,
    hint: 'Run the same command again.',
  });
}

/** Starts a server, and once more on another port where its own was taken. `isFirst`: the usual port may be tried. */
export async function onFreePort<Running>(start: (isFirst: boolean) => Promise<Running>): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(attempt === 1);
    } catch (error) {
      if (attempt === attempts || !(error instanceof PortageError) || error.code !== portTaken) throw error;
    }
  }
}
