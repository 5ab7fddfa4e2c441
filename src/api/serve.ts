import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { PortageError } from '../model/errors.ts';
import type { ApiEnv } from './deps.ts';

export interface ServeOptions {
  host: string;
  /** 0: any free one. */
  port: number;
}

export interface ServedApi {
  url: string;
  port: number;
  /** Lets open requests finish for a few seconds; event streams end at once, and their clients come back. */
  close(): Promise<void>;
}

/** Anything that answers requests, with what the server tells it. */
export interface Fetcher {
  fetch(request: Request, env?: ApiEnv['Bindings']): Response | Promise<Response>;
}

/** A large file over a slow line takes its time; a header does not. */
const requestTimeoutMs = 60 * 60_000;
const headersTimeoutMs = 30_000;
const drainMs = 5_000;

/** Serves the API at an address. */
export async function serveApi(app: Fetcher, options: ServeOptions): Promise<ServedApi> {
  const closing = new AbortController();
  const server = createAdaptorServer({
    fetch: (request) => app.fetch(request, { closing: closing.signal }),
    serverOptions: { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs },
  }) as import('node:http').Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, options)));
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), drainMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        closing.abort();
        server.closeIdleConnections();
      }),
  };
}

function listenError(error: NodeJS.ErrnoException, { host, port }: ServeOptions): PortageError {
  const taken = error.code === 'EADDRINUSE';
  return new PortageError('config', `the API cannot listen on ${host}:${port}${taken ? ': the port is taken' : ''}`, {
    code: taken ? 'port_taken' : 'cannot_listen',
    hint: 'Choose another one with PORTAGE_PORT or --port.',
    location: 'PORTAGE_PORT',
    cause: error,
  });
}
