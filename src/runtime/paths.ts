import { chmod, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything that a stack keeps on this machine; deleting the folder deletes the stack. */
export interface DataLayout {
  root: string;
  /** Who runs a stack on this folder right now. */
  stackFile: string;
  postgres: string;
  postgresPassword: string;
  temporalDatabase: string;
  secretKey: string;
  /** Uploads, attachments, file output and reports, by content. */
  blobs: string;
  logs: string;
}

/** The checkout: where node_modules and src lie. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Where a stack's data lies unless `--data-dir` or PORTAGE_DATA_DIR says otherwise. */
export const defaultDataDir = join(projectRoot, '.portage');

/** Names the files and folders of a data folder; creates nothing. */
export function dataLayout(dataDir: string): DataLayout {
  const root = resolve(dataDir);
  return {
    root,
    stackFile: join(root, 'stack.json'),
    postgres: join(root, 'postgres'),
    postgresPassword: join(root, 'postgres.password'),
    temporalDatabase: join(root, 'temporal.db'),
    secretKey: join(root, 'secret.key'),
    blobs: join(root, 'blobs'),
    logs: join(root, 'logs'),
  };
}

/** Creates the folders. Customers' files and logs are for the owner only; PostgreSQL's own user must pass through the root. */
export async function createDataFolders(layout: DataLayout): Promise<void> {
  await mkdir(layout.root, { recursive: true });
  for (const folder of [layout.blobs, layout.logs]) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
  }
}

/** The first of `preferred` that is free on loopback, else any free port. */
export async function findFreePort(preferred: readonly number[] = []): Promise<number> {
  for (const port of preferred) {
    if ((await probePort(port)) !== undefined) return port;
  }
  const port = await probePort(0);
  if (port === undefined) throw new Error('no free TCP port on 127.0.0.1');
  return port;
}

function probePort(port: number): Promise<number | undefined> {
  return new Promise((resolvePort) => {
    const server = createServer();
    server.once('error', () => resolvePort(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolvePort(found));
    });
  });
}
